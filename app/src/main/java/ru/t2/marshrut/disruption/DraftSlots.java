package ru.t2.marshrut.disruption;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.assistant.Incident;
import ru.t2.marshrut.assistant.Incident.Group;
import ru.t2.marshrut.assistant.Incident.Mention;
import ru.t2.marshrut.assistant.NamedPlace;
import ru.t2.marshrut.disruption.DisruptionReading.Candidate;
import ru.t2.marshrut.disruption.DisruptionReading.Item;
import ru.t2.marshrut.disruption.DisruptionReading.Name;
import ru.t2.marshrut.disruption.DisruptionReading.Slot;
import ru.t2.marshrut.platform.Texts;

/// Accepts or refuses each thing that a text says went wrong, and makes a draft of what is left.
/// Thread-safe.
///
/// There is a draft only if nothing is refused: one that leaves out what was not understood would
/// look like all that was said.
@Component
class DraftSlots {

    private static final int MOST_DAYS = 92;
    private static final int MOST_CANDIDATES = 5;
    private static final int LONGEST_COMMENT = 500;
    private static final int LEAST_PERCENT = 101;
    private static final int MOST_PERCENT = 1_000;

    private final Texts texts;

    DraftSlots(Texts texts) {
        this.texts = texts;
    }

    /// What is known beside the text.
    ///
    /// @param today the day of the text
    /// @param vehicles which a rep drives, by his id
    /// @param storesByTown their ids
    record Context(
            LocalDate today, Map<String, String> vehicles, Map<String, List<String>> storesByTown) {

        Context {
            vehicles = Map.copyOf(vehicles);
            storesByTown = Map.copyOf(storesByTown);
        }
    }

    Item item(Incident incident, Context context) {
        var kind = kind(incident.kind());
        var slots = new ArrayList<Slot>();
        slots.add(what(kind));
        if (kind == null) {
            return new Item(incident.text(), false, slots, null);
        }
        var meant = incident.meant();
        subjects(meant, kind, context, slots);
        boolean people = slots.stream().anyMatch(slot -> slot.slot() == Name.WHO);
        var from = incident.days().flatMap(Incident.Period::from).orElse(context.today());
        days(incident, from, slots);
        hours(incident, people, slots);
        if (!people) {
            slots.add(effect(incident));
        }
        boolean accepted = slots.stream().allMatch(Slot::accepted);
        return new Item(
                incident.text(),
                accepted,
                slots,
                accepted ? draft(incident, kind, from, slots) : null);
    }

    private static @Nullable DisruptionKind kind(Incident.Kind kind) {
        return switch (kind) {
            case REP_UNAVAILABLE -> DisruptionKind.REP_UNAVAILABLE;
            case VEHICLE_BROKEN -> DisruptionKind.VEHICLE_BROKEN;
            case WEATHER -> DisruptionKind.WEATHER;
            case STORE_CLOSED -> DisruptionKind.STORE_CLOSED;
            case ROAD_CLOSED -> DisruptionKind.ROAD_CLOSED;
            case OTHER -> DisruptionKind.OTHER;
            case NONE -> null;
        };
    }

    private Slot what(@Nullable DisruptionKind kind) {
        return kind == null
                ? refused(Name.WHAT, null, "disruption.read.nothing")
                : new Slot(
                        Name.WHAT, List.of(kind.word()), null, null, true, null, null, List.of());
    }

    private void subjects(
            List<Mention> meant, DisruptionKind kind, Context context, List<Slot> slots) {
        if (meant.isEmpty()) {
            slots.add(
                    kind.concernsReps()
                            ? refused(Name.WHO, null, "disruption.read.nobody")
                            : refused(Name.WHERE, null, "disruption.read.nowhere"));
        }
        for (var mention : meant) {
            var name =
                    mention.group() == Group.REP || mention.group() == Group.VEHICLE
                            ? Name.WHO
                            : Name.WHERE;
            if (mention.isAmbiguous()) {
                slots.add(question(name, mention));
                continue;
            }
            var one = mention.candidates().getFirst();
            slots.add(
                    new Slot(
                            name,
                            values(mention.group(), one, kind, context),
                            one.name(),
                            mention.words(),
                            true,
                            null,
                            null,
                            List.of()));
        }
    }

    private static List<String> values(
            Group group, NamedPlace one, DisruptionKind kind, Context context) {
        return switch (group) {
            case REP ->
                    List.of(
                            kind == DisruptionKind.VEHICLE_BROKEN
                                    ? context.vehicles().getOrDefault(one.id(), one.id())
                                    : one.id());
            case TOWN -> context.storesByTown().getOrDefault(one.id(), List.of());
            case VEHICLE, STORE, DISTRICT -> List.of(one.id());
        };
    }

    private Slot question(Name name, Mention mention) {
        var candidates =
                mention.candidates().stream()
                        .limit(MOST_CANDIDATES)
                        .map(one -> new Candidate(one.id(), label(one)))
                        .toList();
        var all = candidates.stream().map(Candidate::name).collect(Collectors.joining("; "));
        return new Slot(
                name,
                List.of(),
                null,
                mention.words(),
                false,
                texts.get("disruption.read.ambiguous", mention.candidates().size()),
                texts.get(name == Name.WHO ? "disruption.read.who" : "disruption.read.where", all),
                candidates);
    }

    private static String label(NamedPlace one) {
        return Stream.of(one.name(), one.address())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private void days(Incident incident, LocalDate from, List<Slot> slots) {
        var days = incident.days();
        var words = days.map(Incident.Period::words).orElse(null);
        if (days.filter(Incident.Period::isUnclear).isPresent()) {
            slots.add(refused(Name.FROM, words, "disruption.read.several_days"));
            return;
        }
        boolean named = days.flatMap(Incident.Period::from).isPresent();
        slots.add(
                new Slot(
                        Name.FROM,
                        List.of(from.toString()),
                        null,
                        named ? words : null,
                        true,
                        named ? null : texts.get("disruption.read.from_today"),
                        null,
                        List.of()));
        days.flatMap(Incident.Period::to)
                .ifPresent(to -> slots.add(last(from, to, days.orElseThrow())));
    }

    private Slot last(LocalDate from, LocalDate to, Incident.Period days) {
        if (to.isBefore(from)) {
            return refused(Name.TO, days.words(), "disruption.to", from.toString());
        }
        if (from.plusDays(MOST_DAYS).isBefore(to)) {
            return refused(Name.TO, days.words(), "disruption.too_long", MOST_DAYS);
        }
        return new Slot(
                Name.TO,
                List.of(to.toString()),
                null,
                days.words(),
                true,
                days.upTo() ? texts.get("disruption.read.up_to") : null,
                null,
                List.of());
    }

    private void hours(Incident incident, boolean people, List<Slot> slots) {
        incident.hours().ifPresent(hours -> slots.add(hours(hours, people)));
    }

    private Slot hours(Incident.Hours hours, boolean people) {
        if (people && hours.until().isPresent()) {
            return refused(Name.HOURS, hours.words(), "disruption.no_to_time");
        }
        return new Slot(
                Name.HOURS,
                List.of(time(hours.from()) + "-" + time(hours.until())),
                null,
                hours.words(),
                true,
                null,
                null,
                List.of());
    }

    private static String time(Optional<LocalTime> time) {
        return time.map(LocalTime::toString).orElse("");
    }

    private Slot effect(Incident incident) {
        boolean slower = incident.effect() == Incident.Effect.SLOWER;
        return new Slot(
                Name.EFFECT,
                List.of(slower ? "slower" : "closed"),
                null,
                null,
                true,
                null,
                null,
                List.of());
    }

    private Slot refused(Name name, @Nullable String words, String key, Object... arguments) {
        return new Slot(
                name, List.of(), null, words, false, texts.get(key, arguments), null, List.of());
    }

    private static DisruptionRequest draft(
            Incident incident, DisruptionKind kind, LocalDate from, List<Slot> slots) {
        var who = values(slots, Name.WHO);
        var where = values(slots, Name.WHERE);
        var groups = incident.meant().stream().map(Mention::group).toList();
        boolean districts = groups.contains(Group.DISTRICT);
        boolean vehicles = kind == DisruptionKind.VEHICLE_BROKEN || groups.contains(Group.VEHICLE);
        var reps =
                incident.mentions().stream()
                        .filter(mention -> mention.group() == Group.REP)
                        .flatMap(mention -> mention.candidates().stream())
                        .map(NamedPlace::id)
                        .toList();
        boolean slower = who.isEmpty() && incident.effect() == Incident.Effect.SLOWER;
        var hours = incident.hours();
        return new DisruptionRequest(
                kind,
                from,
                incident.days().flatMap(Incident.Period::to).orElse(null),
                hours.flatMap(Incident.Hours::from).orElse(null),
                hours.flatMap(Incident.Hours::until).orElse(null),
                filter(who, id -> reps.contains(id) || !vehicles),
                filter(who, id -> !reps.contains(id) && vehicles),
                districts ? List.of() : where,
                districts ? where : List.of(),
                who.isEmpty()
                        ? (slower
                                ? DisruptionRequest.Effect.SLOWER
                                : DisruptionRequest.Effect.CLOSED)
                        : null,
                slower ? percent(incident) : null,
                null,
                null,
                null,
                null,
                incident.text().substring(0, Math.min(incident.text().length(), LONGEST_COMMENT)));
    }

    private static @Nullable Integer percent(Incident incident) {
        var given = incident.slowdownPercent();
        return given.isPresent()
                        && given.getAsInt() >= LEAST_PERCENT
                        && given.getAsInt() <= MOST_PERCENT
                ? given.getAsInt()
                : null;
    }

    private static List<String> values(List<Slot> slots, Name name) {
        var values = new LinkedHashSet<String>();
        slots.stream().filter(slot -> slot.slot() == name).forEach(s -> values.addAll(s.values()));
        return List.copyOf(values);
    }

    private static List<String> filter(
            List<String> ids, java.util.function.Predicate<String> wanted) {
        return ids.stream().filter(wanted).toList();
    }
}

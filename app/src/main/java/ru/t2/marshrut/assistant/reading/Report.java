package ru.t2.marshrut.assistant.reading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ru.t2.marshrut.assistant.Incident;
import ru.t2.marshrut.assistant.Incident.Effect;
import ru.t2.marshrut.assistant.Incident.Group;
import ru.t2.marshrut.assistant.Incident.Kind;

/// A part of a text that tells of one thing that went wrong, with what code found in it: people,
/// vehicles, places, days, hours. What went wrong is decided elsewhere, among the kinds that this
/// evidence allows.
///
/// @param mentions of everything, ambiguous ones included
public record Report(
        String text,
        List<Incident.Mention> mentions,
        Optional<Incident.Period> days,
        Optional<Incident.Hours> hours) {

    private static final Set<Group> PEOPLE = EnumSet.of(Group.REP, Group.VEHICLE);
    private static final Set<Group> PLACES = EnumSet.of(Group.STORE, Group.DISTRICT, Group.TOWN);
    private static final Set<Kind> OF_PLACES =
            EnumSet.of(Kind.WEATHER, Kind.STORE_CLOSED, Kind.ROAD_CLOSED, Kind.OTHER, Kind.NONE);

    public Report {
        mentions = List.copyOf(mentions);
    }

    /// Reads a text report by report.
    ///
    /// @param today the day it was written
    public static List<Report> of(String text, IncidentNames names, LocalDate today) {
        var reports = new ArrayList<Report>();
        Optional<Report> current = Optional.empty();
        for (var clause : Clauses.of(text)) {
            var one = read(clause, names, today);
            if (current.isPresent() && !(one.isWhole() && current.get().isWhole())) {
                one = read(current.get().text() + ", " + clause, names, today);
            } else {
                current.ifPresent(reports::add);
            }
            current = Optional.of(one);
        }
        current.ifPresent(reports::add);
        return List.copyOf(reports);
    }

    private static Report read(String text, IncidentNames names, LocalDate today) {
        var words = Word.of(text);
        var days = Days.find(text, words, today);
        var taken = new HashSet<>(days.map(Days.Span::words).orElse(Set.of()));
        var time = Times.find(without(words, taken));
        time.ifPresent(span -> taken.addAll(span.words()));
        return new Report(
                text,
                names.find(text, words, taken),
                days.map(span ->
                        new Incident.Period(
                                span.from(),
                                span.to(),
                                span.upTo(),
                                span.isUnclear(),
                                quote(text, words, span.words()))),
                time.map(span ->
                        new Incident.Hours(
                                span.from(),
                                span.isMoment() ? Optional.empty() : span.until(),
                                quote(text, words, span.words()))));
    }

    /// The same words, those that are taken made unreadable.
    private static List<Word> without(List<Word> words, Set<Integer> taken) {
        var left = new ArrayList<>(words);
        taken.forEach(
                i -> left.set(i, new Word("·", "·", words.get(i).start(), words.get(i).end())));
        return left;
    }

    static String quote(String text, List<Word> words, Set<Integer> indexes) {
        return new TreeSet<>(indexes)
                .stream()
                        .map(i -> text.substring(words.get(i).start(), words.get(i).end()))
                        .collect(Collectors.joining(" "));
    }

    /// Whether it says on its own what happened and to whom.
    private boolean isWhole() {
        return !mentions.isEmpty()
                && IncidentCues.kind(text, EnumSet.allOf(Kind.class)) != Kind.NONE;
    }

    /// The kinds that what was found can fill; always with [Kind#NONE]. Where nobody of the team is
    /// named somebody else may be, so places forbid nothing.
    public Set<Kind> allowed() {
        if (!names(PEOPLE) || names(PLACES)) {
            return EnumSet.allOf(Kind.class);
        }
        return names(EnumSet.of(Group.VEHICLE))
                ? EnumSet.of(Kind.VEHICLE_BROKEN, Kind.OTHER, Kind.NONE)
                : EnumSet.of(Kind.REP_UNAVAILABLE, Kind.VEHICLE_BROKEN, Kind.OTHER, Kind.NONE);
    }

    private boolean names(Set<Group> groups) {
        return mentions.stream().anyMatch(mention -> groups.contains(mention.group()));
    }

    /// What keywords say of it: of the places first, if there are only places.
    public Kind kindByRule() {
        if (names(PLACES) && !names(PEOPLE)) {
            var ofPlaces = IncidentCues.kind(text, OF_PLACES);
            if (ofPlaces != Kind.NONE) {
                return ofPlaces;
            }
        }
        return IncidentCues.kind(text, allowed());
    }

    /// What keywords say of places.
    public Effect effectByRule(Kind kind) {
        return IncidentCues.effect(text, kind);
    }

    /// The incident that this report tells of, once that is decided.
    public Incident as(Kind kind, Effect effect) {
        return new Incident(
                kind, effect, mentions, days, hours, IncidentCues.slowdownPercent(text), text);
    }
}

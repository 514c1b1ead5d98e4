package ru.t2.marshrut.disruption;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import ru.t2.marshrut.assistant.Attempt;
import ru.t2.marshrut.assistant.Incident;
import ru.t2.marshrut.assistant.IncidentReader;
import ru.t2.marshrut.assistant.NamedPlace;
import ru.t2.marshrut.disruption.DisruptionReading.ReadingRun;
import ru.t2.marshrut.platform.AppSettings;
import ru.t2.marshrut.stores.Store;
import ru.t2.marshrut.stores.StoreFilter;
import ru.t2.marshrut.stores.Stores;
import ru.t2.marshrut.team.Rep;
import ru.t2.marshrut.team.Team;
import ru.t2.marshrut.team.Vehicle;

/// Reads free text into drafts of disruptions. Changes nothing. Thread-safe.
@Service
class DisruptionDrafts {

    private final IncidentReader reader;
    private final DraftSlots slots;
    private final Team team;
    private final Stores stores;
    private final AppSettings settings;
    private final Clock clock;

    DisruptionDrafts(
            IncidentReader reader,
            DraftSlots slots,
            Team team,
            Stores stores,
            AppSettings settings,
            Clock clock) {
        this.reader = reader;
        this.slots = slots;
        this.team = team;
        this.stores = stores;
        this.settings = settings;
        this.clock = clock;
    }

    DisruptionReading read(ReadRequest request) {
        var today = Objects.requireNonNullElseGet(request.date(), () -> LocalDate.now(clock));
        var reps = team.listReps();
        var all = stores.list(StoreFilter.ALL, Integer.MAX_VALUE, 0).items();
        var reading =
                reader.read(
                        request.text(),
                        names(reps, team.listVehicles(), all),
                        today,
                        request.chain(),
                        settings.models().timeout());
        var context = new DraftSlots.Context(today, vehicles(reps), byTown(all));
        return new DisruptionReading(
                today,
                reading.readBy(),
                fallbackReason(reading),
                reading.incidents().stream()
                        .map(incident -> slots.item(incident, context))
                        .toList(),
                run(reading));
    }

    static Incident.Names names(List<Rep> reps, List<Vehicle> vehicles, List<Store> stores) {
        return new Incident.Names(
                reps.stream().map(rep -> new NamedPlace(rep.id(), rep.name(), "")).toList(),
                vehicles.stream()
                        .map(vehicle ->
                                new NamedPlace(
                                        vehicle.id(), vehicle.name(), vehicle.plate().orElse("")))
                        .toList(),
                stores.stream()
                        .map(store -> new NamedPlace(store.id(), store.name(), store.address()))
                        .toList(),
                distinct(stores.stream().map(Store::district).toList()),
                distinct(stores.stream().map(Store::city).toList()));
    }

    private static List<NamedPlace> distinct(List<String> names) {
        return names.stream()
                .filter(name -> !name.isBlank())
                .distinct()
                .sorted()
                .map(name -> new NamedPlace(name, name, ""))
                .toList();
    }

    private static Map<String, String> vehicles(List<Rep> reps) {
        return reps.stream()
                .filter(rep -> rep.vehicleId().isPresent())
                .collect(Collectors.toMap(Rep::id, rep -> rep.vehicleId().orElseThrow()));
    }

    private static Map<String, List<String>> byTown(List<Store> stores) {
        var towns = new LinkedHashMap<String, List<String>>();
        stores.forEach(store ->
                towns.computeIfAbsent(store.city(), _ -> new ArrayList<>()).add(store.id()));
        return towns;
    }

    /// `qwen: timed_out; llama: file_missing`.
    private static @Nullable String fallbackReason(IncidentReader.Reading reading) {
        var failed =
                reading.attempts().stream()
                        .filter(attempt -> attempt.failure().isPresent())
                        .map(attempt -> attempt.model().id() + ": " + attempt.outcome())
                        .collect(Collectors.joining("; "));
        return failed.isEmpty() ? null : failed;
    }

    private static @Nullable ReadingRun run(IncidentReader.Reading reading) {
        return reading.runId()
                .map(id ->
                        new ReadingRun(
                                id,
                                sum(reading.attempts(), a -> a.usage().promptTokens()),
                                sum(reading.attempts(), a -> a.usage().cachedTokens()),
                                sum(reading.attempts(), a -> a.usage().outputTokens()),
                                reading.attempts().stream()
                                        .mapToLong(a -> a.duration().toMillis())
                                        .sum()))
                .orElse(null);
    }

    private static int sum(
            List<Attempt> attempts, java.util.function.ToIntFunction<Attempt> figure) {
        return attempts.stream().mapToInt(figure).sum();
    }
}

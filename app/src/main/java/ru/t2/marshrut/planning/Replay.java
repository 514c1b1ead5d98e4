package ru.t2.marshrut.planning;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Solver;
import org.marshrut.solver.StopRule;
import org.springframework.stereotype.Service;
import ru.t2.marshrut.kernel.Money;
import ru.t2.marshrut.roads.Roads;
import ru.t2.marshrut.stores.Store;

/// A month planned anew as if nobody had planned it, with what is known of it now: who was there,
/// which hours stores were open, how long visits took. Nothing of it is kept. Thread-safe.
@Service
public class Replay {

    private final GenerationReading reading;
    private final DayRoutes dayRoutes;
    private final Roads roads;
    private final Clock clock;

    Replay(GenerationReading reading, DayRoutes dayRoutes, Roads roads, Clock clock) {
        this.reading = reading;
        this.dayRoutes = dayRoutes;
        this.roads = roads;
        this.clock = clock;
    }

    /// A completed visit.
    public record Done(String storeId, String repId, LocalDate date, boolean extra) {}

    /// How a replay searches.
    ///
    /// @param serviceTimes measured ones, by store; others as planned
    /// @param stopped asked now and then; once true the best found counts
    public record Rules(
            Map<String, Duration> serviceTimes, Duration time, BooleanSupplier stopped) {
        public Rules {
            serviceTimes = Map.copyOf(serviceTimes);
        }
    }

    /// What a replay found.
    ///
    /// @param asked visits that were to be placed
    /// @param placed those that found a day
    /// @param durationSeconds from leaving home to being back, all outings together
    public record Figures(
            int asked,
            int placed,
            int outings,
            long distanceMetres,
            long travelSeconds,
            long durationSeconds,
            Money cost) {}

    /// The visits that were made, by whoever and on whichever day it suits best.
    public Figures ofVisits(YearMonth month, List<Done> done, Rules rules) {
        var snapshot = reading.read(order(month));
        var region = snapshot.region().withServiceTimes(rules.serviceTimes());
        var numbers = new HashMap<String, Integer>();
        var ownReps = new HashMap<String, String>();
        List<Demand.Call> calls = new ArrayList<>();
        int gone = 0;
        for (var visit : done) {
            var store = region.stores().get(visit.storeId());
            var days = store == null ? Set.<Integer>of() : openDays(snapshot, region, store, month);
            if (store == null || days.isEmpty()) {
                gone++;
                continue;
            }
            int number = numbers.merge(store.id(), 1, Integer::sum);
            ownReps.put(store.id(), visit.repId());
            calls.add(
                    new Demand.Call(
                            store.id() + "#" + number,
                            store,
                            Optional.of(month),
                            days,
                            visit.extra()));
        }
        return search(month, snapshot, region, calls, gone, ownReps, rules);
    }

    private static Set<Integer> openDays(
            GenerationSnapshot snapshot, Region region, Store store, YearMonth month) {
        var days = new TreeSet<>(snapshot.workDays().open(month));
        days.removeIf(day -> region.isShut(store, snapshot.workDays().date(day)));
        return days;
    }

    /// All that the norm asked for, as far as the visits of the months around left it to do.
    public Figures ofNorm(YearMonth month, Rules rules) {
        var order = order(month);
        var snapshot = reading.read(order);
        var region = snapshot.region().withServiceTimes(rules.serviceTimes());
        var demand =
                new Demand(
                        region,
                        snapshot.workDays(),
                        order,
                        snapshot.monthsLeft(order, month),
                        made(snapshot.around()),
                        List.of());
        return search(
                month,
                snapshot,
                region,
                demand.calls(),
                demand.hopeless().size(),
                snapshot.ownReps(),
                rules);
    }

    /// Of months that are over only what really took place counts, of others what is still to come
    /// as well.
    private List<PlannedVisit> made(List<PlannedVisit> visits) {
        var current = YearMonth.now(clock);
        return visits.stream()
                .filter(visit ->
                        visit.status() == VisitStatus.COMPLETED
                                || (visit.status().isOpen() && !visit.month().isBefore(current)))
                .toList();
    }

    private static GenerationOrder order(YearMonth month) {
        return new GenerationOrder(
                List.of(month),
                List.of(),
                0,
                GenerationOrder.Keep.NONE,
                true,
                PlanHead.Kind.DRAFT,
                "replay");
    }

    private Figures search(
            YearMonth month,
            GenerationSnapshot snapshot,
            Region region,
            List<Demand.Call> calls,
            int hopeless,
            Map<String, String> ownReps,
            Rules rules) {
        var problem =
                MonthProblem.of(
                        region,
                        roads,
                        order(month),
                        snapshot.workDays(),
                        calls,
                        List.of(),
                        ownReps);
        var plan =
                Solver.solve(
                                problem.problem(),
                                Settings.of(StopRule.after(rules.time()))
                                        .withThreads(MonthsSearch.threads())
                                        .withCancelled(rules.stopped()))
                        .plan();
        return figures(month, region, problem.layout(plan), calls.size() + hopeless);
    }

    /// Reckoned like any plan's, not taken from the search.
    private Figures figures(YearMonth month, Region region, MonthProblem.Layout layout, int asked) {
        int outings = 0;
        int placed = 0;
        long metres = 0;
        long travel = 0;
        long duration = 0;
        var cost = Money.ZERO;
        var now = clock.instant();
        for (var route : layout.routes().entrySet()) {
            var stops =
                    route.getValue().stream()
                            .flatMap(stop -> stop.call().stream())
                            .map(call ->
                                    PlannedVisit.wanted(
                                            UUID.randomUUID(),
                                            new UUID(0, 0),
                                            month,
                                            call.store().id(),
                                            call.extra(),
                                            Optional.empty(),
                                            now))
                            .toList();
            if (stops.isEmpty()) {
                continue;
            }
            var figures = dayRoutes.evaluate(region, route.getKey(), stops).figures();
            outings++;
            placed += stops.size();
            metres += figures.distanceMetres();
            travel += figures.travelSeconds();
            duration += figures.durationSeconds();
            cost = cost.plus(figures.cost());
        }
        return new Figures(asked, placed, outings, metres, travel, duration, cost);
    }
}

package ru.t2.marshrut.planning;

import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Solver;
import org.marshrut.solver.StopRule;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.platform.JobWork;
import ru.t2.marshrut.roads.Roads;

/// Searches plans of months, one after the other. Thread-safe.
@Component
class MonthsSearch {

    private static final UUID NOBODY = new UUID(0, 0);

    private final Roads roads;
    private final Clock clock;

    MonthsSearch(Roads roads, Clock clock) {
        this.roads = roads;
        this.clock = clock;
    }

    /// What a search over all months is for.
    enum Pass {
        /// A plan that leaves no call out, each month only until it has one. Whoever wants to keep
        /// the best found gets at least this.
        FIRST,
        /// As good a plan as the time allows.
        BETTER,
        /// The same with what has changed meanwhile.
        AGAIN
    }

    /// A month with its plan.
    record Step(
            YearMonth month,
            MonthProblem problem,
            Plan plan,
            MonthProblem.Layout layout,
            List<Demand.Hopeless> hopeless,
            long iterations,
            long searchMillis) {

        int left() {
            return layout.waiting().size() + hopeless.size();
        }
    }

    /// Month after month, each knowing those before: a search over a quarter at once takes much
    /// longer to a complete plan and gains little.
    ///
    /// @param orders to start from
    /// @param time of all months together, in the first pass of each
    List<Step> search(
            JobWork.Run run,
            GenerationOrder order,
            GenerationSnapshot snapshot,
            Map<String, List<String>> orders,
            Pass pass,
            Duration time,
            FirstComplete firstComplete) {
        var steps = new ArrayList<Step>();
        var frozen = new ArrayList<>(snapshot.kept());
        frozen.addAll(snapshot.around());
        var ownReps = new HashMap<>(snapshot.ownReps());
        var found = new LinkedHashMap<>(orders);
        for (var month : order.months()) {
            var demand =
                    new Demand(
                            snapshot.region(),
                            snapshot.workDays(),
                            order.only(month),
                            snapshot.monthsLeft(order, month),
                            frozen,
                            snapshot.usable(order, month));
            var problem =
                    MonthProblem.of(
                            snapshot.region(),
                            roads,
                            order.only(month),
                            snapshot.workDays(),
                            demand.calls(),
                            snapshot.kept().stream()
                                    .filter(visit -> visit.month().equals(month))
                                    .filter(visit -> visit.placement().isPresent())
                                    .toList(),
                            ownReps);
            var watch =
                    new SearchWatch(
                            run,
                            firstComplete,
                            found,
                            time,
                            steps.size(),
                            order.months().size(),
                            steps.stream().mapToInt(Step::left).sum() + demand.hopeless().size(),
                            pass);
            var outcome =
                    Solver.improve(
                            problem.problem(),
                            found,
                            Settings.of(StopRule.after(watch.share()))
                                    .withThreads(threads())
                                    .withCancelled(watch::isOver)
                                    .withListener(watch::tell, watch.interval()));
            watch.note(outcome.plan().unassigned().size());
            found.putAll(outcome.plan().orders());
            var layout = problem.layout(outcome.plan());
            steps.add(
                    new Step(
                            month,
                            problem,
                            outcome.plan(),
                            layout,
                            demand.hopeless(),
                            outcome.statistics().iterations(),
                            outcome.statistics().elapsed().toMillis()));
            for (var visit : laid(layout, month)) {
                frozen.add(visit);
                ownReps.put(visit.storeId(), visit.placement().orElseThrow().repId());
            }
        }
        return steps;
    }

    /// One island of the search for each processor, two at most.
    static int threads() {
        return Math.min(2, Runtime.getRuntime().availableProcessors());
    }

    /// What a layout adds, for the months after it to keep their distance from.
    private List<PlannedVisit> laid(MonthProblem.Layout layout, YearMonth month) {
        var now = clock.instant();
        var laid = new ArrayList<PlannedVisit>();
        layout.routes()
                .forEach((day, stops) ->
                        stops.forEach(stop ->
                                stop.call()
                                        .ifPresent(call ->
                                                laid.add(
                                                        PlannedVisit.wanted(
                                                                        NOBODY,
                                                                        NOBODY,
                                                                        month,
                                                                        call.store().id(),
                                                                        call.extra(),
                                                                        Optional.empty(),
                                                                        now)
                                                                .at(
                                                                        new Placement(
                                                                                day.repId(),
                                                                                day.date(),
                                                                                1))))));
        return laid;
    }
}

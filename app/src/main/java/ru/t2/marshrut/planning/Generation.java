package ru.t2.marshrut.planning;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Progress;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Solver;
import org.marshrut.solver.StopRule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.planning.Reconciliation.Wanted;
import ru.t2.marshrut.platform.Job;
import ru.t2.marshrut.platform.JobWork;
import ru.t2.marshrut.roads.Roads;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Makes plans of months on the solver, as a job. Thread-safe.
///
/// The search runs outside of any transaction on what it read at the beginning. If a visit has
/// changed when the plan is to be written, the search goes on from its plan with the new state.
@Component
class Generation implements JobWork {

    static final String KIND = "generate_schedule";

    private static final Logger log = LoggerFactory.getLogger(Generation.class);
    private static final int ATTEMPTS = 4;
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration QUICK = Duration.ofSeconds(3);
    private static final Duration TELL = Duration.ofMillis(250);
    private static final Duration TELL_FIRST = Duration.ofMillis(20);
    private static final Duration CHECKPOINT = Duration.ofSeconds(3);
    private static final TypeReference<Map<String, List<String>>> ORDERS = new TypeReference<>() {};

    private final PlanRepository plans;
    private final VisitRepository visits;
    private final PlanChanges changes;
    private final Regions regions;
    private final Roads roads;
    private final TransactionOperations transaction;
    private final JsonMapper json;
    private final Clock clock;

    Generation(
            PlanRepository plans,
            VisitRepository visits,
            PlanChanges changes,
            Regions regions,
            Roads roads,
            TransactionOperations transaction,
            JsonMapper json,
            Clock clock) {
        this.plans = plans;
        this.visits = visits;
        this.changes = changes;
        this.regions = regions;
        this.roads = roads;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// How far a search is.
    ///
    /// @param firstCompleteMs from the job's start to the first plan without a call left out
    record Figures(
            long elapsedMs,
            long iterations,
            long bestCost,
            int unplaced,
            @Nullable Long firstCompleteMs) {}

    /// What was made.
    record Made(
            List<MadeMonth> months,
            int unplaced,
            long iterations,
            @Nullable Long firstCompleteMs,
            long searchMs,
            long totalMs) {}

    /// A month's new plan.
    record MadeMonth(UUID planId, YearMonth month, int version, int visits, int unplaced) {}

    @Override
    public Result run(Run run) {
        long started = System.nanoTime();
        var written = plans.listVersionsOfChange(run.job().id());
        if (!written.isEmpty()) {
            // An attempt before this one was cut short after it had written the plan.
            return new Result.Succeeded(made(written));
        }
        var order = json.treeToValue(run.job().parameters(), GenerationOrder.class);
        var firstComplete = new FirstComplete(started);
        Map<String, List<String>> orders =
                run.checkpoint().map(tree -> json.convertValue(tree, ORDERS)).orElse(Map.of());
        var time = Duration.ofSeconds(order.seconds());
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var snapshot = read(order);
            if (snapshot.isTaken()) {
                return new Result.Failed("plan_exists");
            }
            if (orders.isEmpty()) {
                // A first plan of all months soon, then a better one of each.
                orders =
                        orders(
                                search(
                                        run,
                                        order,
                                        snapshot,
                                        orders,
                                        Pass.FIRST,
                                        QUICK,
                                        firstComplete));
                run.keepCheckpoint(orders);
            }
            var pass = attempt == 1 ? Pass.BETTER : Pass.AGAIN;
            var steps = search(run, order, snapshot, orders, pass, time, firstComplete);
            if (run.stopRequested() && run.cancel().filter(Job.Cancel.KEEP::equals).isEmpty()) {
                run.keepCheckpoint(orders(steps));
                return new Result.Cancelled();
            }
            var months = write(order, snapshot, steps, run.job());
            if (months.isPresent()) {
                var made =
                        new Made(
                                months.get(),
                                steps.stream().mapToInt(Step::left).sum(),
                                steps.stream().mapToLong(Step::iterations).sum(),
                                firstComplete.millis(),
                                steps.stream().mapToLong(Step::searchMillis).sum(),
                                (System.nanoTime() - started) / 1_000_000);
                log.info(
                        "Planned {}: {} visits, {} to place, first complete after {} ms, search {} ms, all {} ms",
                        order.months(),
                        made.months().stream().mapToInt(MadeMonth::visits).sum(),
                        made.unplaced(),
                        made.firstCompleteMs(),
                        made.searchMs(),
                        made.totalMs());
                return new Result.Succeeded(made);
            }
            orders = orders(steps);
            time = AGAIN;
        }
        return new Result.Failed("plan_changed");
    }

    /// What a search over all months is for.
    private enum Pass {
        /// A plan that leaves no call out, each month only until it has one. Whoever wants to keep
        /// the best found gets at least this.
        FIRST,
        /// As good a plan as the time allows.
        BETTER,
        /// The same with what has changed meanwhile.
        AGAIN
    }

    private static Map<String, List<String>> orders(List<Step> steps) {
        var orders = new LinkedHashMap<String, List<String>>();
        steps.forEach(step -> orders.putAll(step.plan().orders()));
        return orders;
    }

    /// Notes when the first plan without a call left out was there.
    private static final class FirstComplete {
        private final long started;
        private volatile @Nullable Long millis;

        FirstComplete(long started) {
            this.started = started;
        }

        void note(int unassigned) {
            if (unassigned == 0 && millis == null) {
                millis = (System.nanoTime() - started) / 1_000_000;
            }
        }

        @Nullable Long millis() {
            return millis;
        }
    }

    /// A month with its plan.
    private record Step(
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
    private List<Step> search(
            Run run,
            GenerationOrder order,
            Snapshot snapshot,
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
                    new Watch(
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
                                    .withThreads(
                                            Math.min(2, Runtime.getRuntime().availableProcessors()))
                                    .withCancelled(watch::isOver)
                                    .withListener(
                                            watch::tell, pass == Pass.FIRST ? TELL_FIRST : TELL));
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
                                                        new PlannedVisit(
                                                                NOBODY,
                                                                NOBODY,
                                                                month,
                                                                call.store().id(),
                                                                call.extra(),
                                                                Optional.of(
                                                                        new Placement(
                                                                                day.repId(),
                                                                                day.date(),
                                                                                1)),
                                                                VisitStatus.PLANNED,
                                                                false,
                                                                Optional.empty(),
                                                                Optional.empty(),
                                                                Optional.empty(),
                                                                0,
                                                                now,
                                                                now)))));
        return laid;
    }

    private static final UUID NOBODY = new UUID(0, 0);

    /// Tells a search's progress and keeps what it could go on from.
    private static final class Watch {

        private final Run run;
        private final FirstComplete first;
        private final Map<String, List<String>> before;
        private final Duration time;
        private final int step;
        private final int steps;
        private final int left;
        private final Pass pass;
        private volatile boolean complete;
        private long lastCheckpoint = System.nanoTime();

        /// @param before orders of the months already searched
        /// @param left calls that these leave out
        Watch(
                Run run,
                FirstComplete first,
                Map<String, List<String>> before,
                Duration time,
                int step,
                int steps,
                int left,
                Pass pass) {
            this.run = run;
            this.first = first;
            this.before = Map.copyOf(before);
            this.time = time;
            this.step = step;
            this.steps = steps;
            this.left = left;
            this.pass = pass;
        }

        /// The time of one month.
        Duration share() {
            return pass == Pass.FIRST ? time : time.dividedBy(steps);
        }

        boolean isOver() {
            if (pass != Pass.FIRST) {
                return run.stopRequested();
            }
            return complete
                    || (run.stopRequested()
                            && run.cancel().filter(Job.Cancel.KEEP::equals).isEmpty());
        }

        void note(int unassigned) {
            complete |= unassigned == 0;
            if (step == steps - 1) {
                first.note(left + unassigned);
            }
        }

        synchronized void tell(Progress progress) {
            note(progress.unassigned());
            long elapsed = progress.elapsed().toMillis();
            long share = Math.max(1, share().toMillis());
            double done = (step + Math.min(1.0, (double) elapsed / share)) / steps;
            int percent =
                    switch (pass) {
                        case FIRST -> (int) (5 * done);
                        case BETTER -> 5 + (int) (90 * done);
                        case AGAIN -> 95;
                    };
            run.progress(
                    percent,
                    new Figures(
                            elapsed,
                            progress.iterations(),
                            progress.bestCost(),
                            progress.unassigned(),
                            first.millis()));
            if (System.nanoTime() - lastCheckpoint > CHECKPOINT.toNanos()) {
                lastCheckpoint = System.nanoTime();
                var all = new LinkedHashMap<>(before);
                all.putAll(progress.plan().get().orders());
                run.keepCheckpoint(all);
            }
        }
    }

    /// Everything a search starts from.
    ///
    /// @param published plans in force of the months, by month
    /// @param planned months around that have a plan in force
    /// @param kept visits of the months that stay
    /// @param free visits of the months that may be placed anew
    /// @param around visits of the months around
    /// @param ownReps who went to a store last
    /// @param isTaken a month has a plan and the order does not say to replace it
    private record Snapshot(
            Region region,
            WorkDays workDays,
            Map<YearMonth, PlanHead> published,
            Set<YearMonth> planned,
            List<PlannedVisit> kept,
            List<PlannedVisit> free,
            List<PlannedVisit> around,
            Map<String, String> ownReps,
            boolean isTaken) {

        /// Months of the quarter, from this one on, that are planned now or later.
        int monthsLeft(GenerationOrder order, YearMonth month) {
            return (int)
                    Quarters.months(month).stream()
                            .filter(other -> !other.isBefore(month))
                            .filter(other ->
                                    order.months().contains(other) || !planned.contains(other))
                            .count();
        }

        List<PlannedVisit> usable(GenerationOrder order, YearMonth month) {
            return order.findProposal().isPresent()
                    ? List.of()
                    : free.stream().filter(visit -> visit.month().equals(month)).toList();
        }
    }

    private Snapshot read(GenerationOrder order) {
        Map<YearMonth, PlanHead> published = new HashMap<>();
        var planned = new HashSet<YearMonth>();
        List<PlannedVisit> kept = new ArrayList<>();
        List<PlannedVisit> free = new ArrayList<>();
        List<PlannedVisit> around = new ArrayList<>();
        var from = Quarters.first(order.first()).minusMonths(1);
        var to = Quarters.last(order.last()).plusMonths(1);
        var region = regions.whole(from.atDay(1), to.atEndOfMonth());
        for (var month = from; !month.isAfter(to); month = month.plusMonths(1)) {
            var plan = plans.findPublished(month);
            if (plan.isEmpty()) {
                continue;
            }
            var all =
                    visits.listByPlan(plan.get().id()).stream()
                            .filter(visit -> visit.status() != VisitStatus.CANCELLED)
                            .filter(visit -> region.stores().containsKey(visit.storeId()))
                            .toList();
            if (order.months().contains(month)) {
                published.put(month, plan.get());
                all.forEach(visit -> (stays(visit, order) ? kept : free).add(visit));
            } else {
                planned.add(month);
                around.addAll(all);
            }
        }
        var ownReps = new HashMap<String, String>();
        for (var visit : concat(around, free, kept)) {
            visit.placement()
                    .ifPresent(placement -> ownReps.put(visit.storeId(), placement.repId()));
        }
        return new Snapshot(
                region,
                new WorkDays(region.days().values(), firstOpen(order)),
                published,
                Set.copyOf(planned),
                List.copyOf(kept),
                List.copyOf(free),
                List.copyOf(around),
                ownReps,
                !published.isEmpty() && !order.force() && order.findProposal().isEmpty());
    }

    @SafeVarargs
    private static List<PlannedVisit> concat(List<PlannedVisit>... lists) {
        var all = new ArrayList<PlannedVisit>();
        for (var list : lists) {
            all.addAll(list);
        }
        return all;
    }

    private static boolean stays(PlannedVisit visit, GenerationOrder order) {
        if (visit.status() == VisitStatus.COMPLETED
                || Demand.isDeferredBeyond(visit, order.last().atEndOfMonth())) {
            return true;
        }
        if (visit.pinned() && order.keep() == GenerationOrder.Keep.COMPLETED) {
            return true;
        }
        return order.isPartial()
                && visit.status().isOpen()
                && visit.placement()
                        .map(placement -> !order.repIds().contains(placement.repId()))
                        .orElse(false);
    }

    /// Of the current month the days to come; of a month that is over, as of one to come, all.
    private LocalDate firstOpen(GenerationOrder order) {
        var now = ZonedDateTime.now(clock);
        var today = now.toLocalDate();
        if (today.isAfter(order.last().atEndOfMonth()) || today.isBefore(order.first().atDay(1))) {
            return order.first().atDay(1);
        }
        return now.getHour() < WORK_BEGINS ? today : today.plusDays(1);
    }

    private static final int WORK_BEGINS = 9;

    /// @return empty if something that was read has changed
    private Optional<List<MadeMonth>> write(
            GenerationOrder order, Snapshot snapshot, List<Step> steps, Job job) {
        var expected = new HashMap<UUID, Integer>();
        var set = new ArrayList<Change>();
        var planIds = new LinkedHashMap<YearMonth, UUID>();
        var created = new HashSet<UUID>();
        for (var step : steps) {
            var month = step.month();
            var planId = planOf(order, month, snapshot, created);
            planIds.put(month, planId);
            var wanted = wanted(step.layout());
            if (order.findProposal().isPresent()) {
                wanted = copies(snapshot, month, planId, wanted);
            }
            var free = snapshot.usable(order, month);
            if (order.keep() == GenerationOrder.Keep.NONE) {
                free.stream()
                        .filter(PlannedVisit::pinned)
                        .forEach(visit -> set.add(new Change.Pin(visit.id(), false)));
            }
            free.forEach(visit -> expected.put(visit.id(), visit.version()));
            set.addAll(Reconciliation.changes(planId, free, wanted, waiting(step)));
        }
        var outcome =
                changes.make(
                        ChangeSet.of(ChangeSet.Cause.GENERATED, job.author(), set)
                                .expecting(expected),
                        job.id());
        return switch (outcome) {
            case ChangeOutcome.Applied _ -> {
                if (!order.isPartial()) {
                    steps.forEach(step ->
                            plans.setBound(
                                    planIds.getOrDefault(step.month(), NOBODY),
                                    "two_nearest",
                                    step.problem().boundMetres(step.layout())));
                }
                yield Optional.of(planIds.values().stream().map(this::made).toList());
            }
            case ChangeOutcome.Stale _ -> {
                created.forEach(plans::delete);
                yield Optional.empty();
            }
            case ChangeOutcome.Refused(var refusals) -> {
                // A visit was added or finished where the search wanted another one.
                log.info("A generated plan is refused, searching again: {}", refusals);
                created.forEach(plans::delete);
                yield Optional.empty();
            }
        };
    }

    private static Map<DayKey, List<Wanted>> wanted(MonthProblem.Layout layout) {
        Map<DayKey, List<Wanted>> routes = new LinkedHashMap<>();
        layout.routes()
                .forEach((day, stops) ->
                        routes.put(
                                day,
                                stops.stream()
                                        .map(stop ->
                                                new Wanted(
                                                        stop.kept(),
                                                        stop.call()
                                                                .map(call -> call.store().id())
                                                                .orElse(""),
                                                        stop.call()
                                                                .map(Demand.Call::extra)
                                                                .orElse(false)))
                                        .toList()));
        return routes;
    }

    private static List<Map.Entry<Wanted, Unplaced>> waiting(Step step) {
        var waiting = new ArrayList<Map.Entry<Wanted, Unplaced>>();
        step.layout()
                .waiting()
                .forEach((name, why) -> {
                    var call = step.problem().findCall(name).orElseThrow();
                    waiting.add(
                            Map.entry(
                                    new Wanted(Optional.empty(), call.store().id(), call.extra()),
                                    why));
                });
        for (var call : step.hopeless()) {
            waiting.add(Map.entry(new Wanted(Optional.empty(), call.store().id(), false), NO_DAY));
        }
        return waiting;
    }

    private static final Unplaced NO_DAY =
            new Unplaced(Unplaced.Code.NO_ROOM, List.of(new Unplaced.Blocked("spacing", 1)), null);

    /// What an earlier attempt has made, without the figures of its search.
    private Made made(List<PlanVersion> written) {
        var months = written.stream().map(version -> made(version.planId())).toList();
        return new Made(months, months.stream().mapToInt(MadeMonth::unplaced).sum(), 0, null, 0, 0);
    }

    private MadeMonth made(UUID planId) {
        var plan = plans.find(planId).orElseThrow();
        var all = visits.listByPlan(planId);
        int placed = (int) all.stream().filter(PlannedVisit::isInRoute).count();
        int unplaced = (int) all.stream().filter(PlannedVisit::isToPlace).count();
        return new MadeMonth(planId, plan.month(), plan.version(), placed, unplaced);
    }

    private UUID planOf(
            GenerationOrder order, YearMonth month, Snapshot snapshot, Set<UUID> created) {
        var now = clock.instant();
        var proposal = order.findProposal();
        if (proposal.isEmpty()) {
            var row = plans.findRow(month);
            if (row.isPresent()) {
                return row.get().id();
            }
        }
        var basedOn = snapshot.published().get(month);
        var head =
                new PlanHead(
                        UUID.randomUUID(),
                        month,
                        proposal.orElse(PlanHead.Kind.PUBLISHED),
                        Optional.ofNullable(order.name()),
                        proposal.isPresent() && basedOn != null
                                ? OptionalInt.of(basedOn.version())
                                : OptionalInt.empty(),
                        0,
                        Optional.empty(),
                        0,
                        now,
                        now);
        if (proposal.isPresent()) {
            // What an attempt that was cut short has left of it.
            plans.deleteUnwritten(month, String.valueOf(order.name()));
        }
        if (plans.insert(head)) {
            if (proposal.isPresent()) {
                created.add(head.id());
            }
            return head.id();
        }
        return plans.findRow(month)
                .filter(_ -> proposal.isEmpty())
                .map(PlanHead::id)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "A proposal of this name was made at the same time."));
    }

    /// A proposal has copies of what stays; its routes name the copies.
    private Map<DayKey, List<Wanted>> copies(
            Snapshot snapshot, YearMonth month, UUID planId, Map<DayKey, List<Wanted>> wanted) {
        Map<UUID, UUID> copies = new HashMap<>();
        List<PlannedVisit> rows = new ArrayList<>();
        Map<DayKey, List<Wanted>> routes = new LinkedHashMap<>(wanted);
        for (var visit : snapshot.kept()) {
            if (visit.month().equals(month)) {
                var id = UUID.randomUUID();
                copies.put(visit.id(), id);
                rows.add(
                        new PlannedVisit(
                                id,
                                planId,
                                month,
                                visit.storeId(),
                                visit.extra(),
                                visit.placement(),
                                visit.status(),
                                visit.pinned(),
                                visit.unplaced(),
                                visit.deferredUntil(),
                                visit.times(),
                                1,
                                visit.createdAt(),
                                visit.updatedAt()));
                visit.day().ifPresent(day -> routes.putIfAbsent(day, List.of()));
            }
        }
        transaction.executeWithoutResult(_ -> visits.insert(rows));
        routes.replaceAll((day, stops) ->
                stops.stream()
                        .map(stop ->
                                new Wanted(
                                        stop.kept().map(id -> copies.getOrDefault(id, id)),
                                        stop.storeId(),
                                        stop.extra()))
                        .toList());
        return routes;
    }
}

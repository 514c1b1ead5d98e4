package ru.t2.marshrut.planning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.IntPredicate;
import org.marshrut.solver.Outcome;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Replan;
import org.marshrut.solver.Route;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Solver;
import org.marshrut.solver.StopRule;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.roads.Roads;

/// Mends a plan after something went wrong: what can't be made as planned goes to other reps and to
/// near days, and as little else as possible moves. Thread-safe; one search at a time.
///
/// In steps, each of which starts from the plan of the one before:
/// 1. everything else stays on its rep and day; what no longer fits there is affected as well;
/// 2. affected visits are put between the others, evenly if that is wanted, or where they cost
///    least; then each rep's days are put in order with what he has received;
/// 3. what found no place may go to anybody, and, as far as the task allows, others make room;
/// 4. while the shares differ by more than one, whoever has most gives a visit to whoever has
///    least, directly or through a third, if it fits.
@Service
public class Replanning {

    private static final Duration STEP = Duration.ofMillis(600);
    private static final Duration SMALL_STEP = Duration.ofMillis(150);
    private static final int STAGNATION = 1_500;
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
    private static final int WAITING = 8;
    private static final int BALANCE_ATTEMPTS = 24;

    private final PlanRepository plans;
    private final VisitRepository visits;
    private final PlanReading reading;
    private final Regions regions;
    private final Roads roads;
    private final Semaphore turns = new Semaphore(1, true);

    Replanning(
            PlanRepository plans,
            VisitRepository visits,
            PlanReading reading,
            Regions regions,
            Roads roads) {
        this.plans = plans;
        this.visits = visits;
        this.reading = reading;
        this.regions = regions;
        this.roads = roads;
    }

    /// Works out a proposal for the plan in force.
    ///
    /// @return empty if the month has no plan
    /// @throws ApiException 429 if too many wait already
    public Optional<ReplanProposal> propose(ReplanTask task) {
        var head = plans.findPublished(task.month());
        if (head.isEmpty()) {
            return Optional.empty();
        }
        if (turns.getQueueLength() >= WAITING) {
            throw ApiException.of(HttpStatus.TOO_MANY_REQUESTS, "solver_busy")
                    .retryAfter(RETRY_PAUSE);
        }
        turns.acquireUninterruptibly();
        try {
            var days = reading.byDates(head.get().id(), task.from(), task.to());
            var first = task.month().minusMonths(1);
            var last = task.month().plusMonths(1);
            var all = new ArrayList<>(visits.listByPlan(head.get().id()));
            for (var around : List.of(first, last)) {
                plans.findPublished(around)
                        .ifPresent(plan -> all.addAll(visits.listByPlan(plan.id())));
            }
            var region = regions.whole(first.atDay(1), last.atEndOfMonth());
            return Optional.of(
                    new Search(new ReplanWindow(task, head.get().id(), days, all, region, roads))
                            .run());
        } finally {
            turns.release();
        }
    }

    /// The work on one task.
    private static final class Search {

        private final ReplanWindow window;
        private final ReplanProblem problem;
        private final Set<UUID> affected = new HashSet<>();
        private Map<UUID, Set<String>> allowed = new HashMap<>();
        private Map<String, List<String>> orders;

        Search(ReplanWindow window) {
            this.window = window;
            problem = new ReplanProblem(window);
            this.orders = window.startOrders();
            affected.addAll(window.affected());
        }

        ReplanProposal run() {
            var staying = solve(Set.of(), STEP);
            staying.unassigned()
                    .forEach(one -> {
                        var id = UUID.fromString(one.visitId());
                        if (affected.add(id)) {
                            window.release(id);
                        }
                    });
            share();
            var plan = solve(affected, STEP);
            if (!missing(plan).isEmpty()) {
                missing(plan).forEach(id -> allowed.put(id, window.everybody(id)));
                plan = solve(affected, STEP);
            }
            if (window.task().maxOtherMoves() > 0) {
                plan = withOthers(plan);
            }
            if (window.task().evenSpread()) {
                plan = balance(plan);
            }
            return proposal(plan);
        }

        /// Puts affected visits between the others, and lets each stay with the rep it came to.
        private void share() {
            var receivers = Set.copyOf(window.receivers());
            boolean even = window.task().evenSpread() && !receivers.isEmpty();
            affected.forEach(id -> allowed.put(id, even ? receivers : window.everybody(id)));
            var how = Replan.within(0, window.lastDay());
            var placed =
                    Solver.replan(
                                    problem.build(affected, affected, allowed),
                                    orders,
                                    even ? how : how.cheapest())
                            .plan();
            orders = placed.orders();
            if (even) {
                affected.forEach(
                        id -> repOf(placed, id).ifPresent(rep -> allowed.put(id, Set.of(rep))));
            }
        }

        /// Lets others move, at a price, and keeps to their number.
        private Plan withOthers(Plan before) {
            var kept = orders;
            missing(before).forEach(id -> allowed.put(id, window.everybody(id)));
            var free = new HashSet<>(affected);
            free.addAll(window.movable());
            var plan = solve(free, STEP);
            var moved = movedOthers(plan);
            if (moved.size() > window.task().maxOtherMoves()) {
                orders = kept;
                free = new HashSet<>(affected);
                free.addAll(moved.subList(0, window.task().maxOtherMoves()));
                plan = solve(free, STEP);
            }
            if (missing(plan).size() > missing(before).size()) {
                orders = kept;
                return before;
            }
            window.freeze(movedOthers(plan), plan);
            return plan;
        }

        private Plan balance(Plan start) {
            var plan = start;
            for (int attempt = 0; attempt < BALANCE_ATTEMPTS; attempt++) {
                var better = evener(plan);
                if (better.isEmpty()) {
                    return plan;
                }
                plan = better.get();
            }
            return plan;
        }

        /// One visit from a rep with too many to one with the fewest, or to a third who gives one
        /// of his own on.
        private Optional<Plan> evener(Plan plan) {
            var received = received(plan);
            int least = received.values().stream().mapToInt(n -> n).min().orElse(0);
            var givers = repsWith(received, n -> n > least + 1);
            var takers = repsWith(received, n -> n == least);
            var others = repsWith(received, n -> n > 0);
            for (String giver : givers) {
                for (String taker : takers) {
                    var direct = give(plan, List.of(giver, taker));
                    if (direct.isPresent()) {
                        return direct;
                    }
                }
            }
            for (String giver : givers) {
                for (String taker : takers) {
                    for (String third : others) {
                        if (!third.equals(giver) && !third.equals(taker)) {
                            var chain = give(plan, List.of(giver, third, taker));
                            if (chain.isPresent()) {
                                return chain;
                            }
                        }
                    }
                }
            }
            return Optional.empty();
        }

        /// Those with the largest shares first.
        private static List<String> repsWith(Map<String, Integer> received, IntPredicate share) {
            return received.entrySet().stream()
                    .filter(entry -> share.test(entry.getValue()))
                    .sorted(
                            Map.Entry.<String, Integer>comparingByValue()
                                    .reversed()
                                    .thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /// One visit from each receiver to the next, the nearest that fit; all or none.
        private Optional<Plan> give(Plan plan, List<String> reps) {
            var kept = orders;
            var keptAllowed = allowed;
            allowed = new HashMap<>(keptAllowed);
            affected.forEach(
                    one -> repOf(plan, one).ifPresent(rep -> allowed.put(one, Set.of(rep))));
            var now = plan;
            // From the end: whoever is to take one more has given one away before.
            for (int i = reps.size() - 2; i >= 0; i--) {
                var given = give(now, reps.get(i), reps.get(i + 1));
                if (given.isEmpty()) {
                    orders = kept;
                    allowed = keptAllowed;
                    return Optional.empty();
                }
                now = given.get();
            }
            return Optional.of(now);
        }

        private Optional<Plan> give(Plan plan, String giver, String taker) {
            int missing = missing(plan).size();
            var candidates =
                    affected.stream()
                            .filter(id -> repOf(plan, id).equals(Optional.of(giver)))
                            .sorted(
                                    Comparator.comparingLong((UUID id) -> window.way(id, taker))
                                            .thenComparing(id -> id))
                            .toList();
            var kept = orders;
            for (var id : candidates) {
                allowed.put(id, Set.of(taker));
                var tried = solve(affected, SMALL_STEP);
                if (missing(tried).size() <= missing) {
                    return Optional.of(tried);
                }
                allowed.put(id, Set.of(giver));
                orders = kept;
            }
            return Optional.empty();
        }

        /// @param free visits that need not stay on their rep and day
        private Plan solve(Set<UUID> free, Duration time) {
            var outcome =
                    Solver.improve(
                            problem.build(affected, free, allowed),
                            orders,
                            Settings.of(StopRule.after(time).andStagnation(STAGNATION)));
            if (outcome instanceof Outcome.Cancelled) {
                throw new IllegalStateException("Nobody cancels a re-plan.");
            }
            orders = outcome.plan().orders();
            return outcome.plan();
        }

        private List<UUID> missing(Plan plan) {
            return plan.unassigned().stream()
                    .map(one -> UUID.fromString(one.visitId()))
                    .filter(affected::contains)
                    .toList();
        }

        private Optional<String> repOf(Plan plan, UUID id) {
            return Optional.ofNullable(plan.slots().get(id.toString())).map(slot -> slot.rep());
        }

        private Map<String, Integer> received(Plan plan) {
            var counts = new TreeMap<String, Integer>();
            window.receivers().forEach(rep -> counts.put(rep, 0));
            affected.forEach(
                    id -> repOf(plan, id).ifPresent(rep -> counts.merge(rep, 1, Integer::sum)));
            return counts;
        }

        private List<UUID> movedOthers(Plan plan) {
            return window.movable().stream()
                    .filter(id -> !affected.contains(id))
                    .filter(id ->
                            !Optional.ofNullable(plan.slots().get(id.toString()))
                                    .equals(window.slot(id)))
                    .sorted()
                    .toList();
        }

        private ReplanProposal proposal(Plan plan) {
            var routes = new LinkedHashMap<DayKey, List<UUID>>();
            for (Route route : plan.routes()) {
                var day = window.day(route.shiftId());
                var now = route.visitIds().stream().map(UUID::fromString).toList();
                boolean gains = now.stream().anyMatch(id -> !window.wasOn(id, day));
                if (gains) {
                    routes.put(day, now.stream().filter(window::isOpen).toList());
                }
            }
            var unplaced = new HashMap<UUID, Unplaced>();
            plan.unassigned()
                    .forEach(one -> {
                        var id = UUID.fromString(one.visitId());
                        affected.add(id);
                        var why = Reasons.of(one, window.days());
                        unplaced.put(
                                id,
                                new Unplaced(
                                        Unplaced.Code.DISRUPTION, why.blocked(), why.relaxation()));
                    });
            // Affected visits whose rep-day is not in the problem at all.
            affected.stream()
                    .filter(id -> plan.slots().get(id.toString()) == null)
                    .forEach(id -> unplaced.putIfAbsent(id, Unplaced.of(Unplaced.Code.DISRUPTION)));
            return window.proposal(
                    new Change.LayOut(window.planId(), routes, unplaced, VisitStatus.RESCHEDULED),
                    affected.stream().sorted().toList(),
                    received(plan),
                    movedOthers(plan),
                    unplaced);
        }
    }
}

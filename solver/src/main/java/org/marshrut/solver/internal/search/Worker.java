package org.marshrut.solver.internal.search;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;

/// One thread's search: construction, local search, then rounds of ruin and recreate under
/// simulated annealing.
///
/// Slack Induction by String Removals (Christiaens and Vanden Berghe 2020): take strings of stops
/// out, put them back greedily with blinks, accept by temperature. In this phase an absent visit
/// costs a few times an average stop rather than its true price, so that it can come and go, and
/// load above capacity has a price ([OverloadPricing]); the best plan is kept by true cost.
final class Worker {

    private static final double FIRST_SHARE = 0.7; // of the search, for the first round
    private static final double CHILD_SHARE = 0.15; // of the search, for each further round
    private static final int HEAT_STEPS = 256;
    private static final double WARM_START = 0.05;
    private static final double ABSENT_STOPS = 3;
    private static final double ON_TIME_SHARE = 0.25; // of the time left, when visits are left out
    private static final long FIRST_SLICE = 5_000_000;

    private final Model m;
    private final Budget budget;
    private final Incumbent incumbent;
    private final Routes routes;
    private final Rng rng;
    private final Recreate recreate;
    private final Ruin ruin;
    private final Insertion insertion;
    private final LocalSearch localSearch;
    private final Crossover crossover;
    private final Pool pool;
    private final OverloadPricing overload;
    private Cooling cooling;
    private Snapshot best; // of the round at hand
    private long bestInAll = Long.MAX_VALUE;
    private long foundAt; // step of the last progress
    private long steps;
    private long begun; // nanoseconds
    private boolean warm;

    Worker(Model m, Near near, long seed, Budget budget, Incumbent incumbent, Pool pool) {
        this.pool = pool;
        this.m = m;
        cooling = Cooling.of(m);
        this.budget = budget;
        this.incumbent = incumbent;
        routes = new Routes(m);
        overload = new OverloadPricing(routes);
        rng = new Rng(seed);
        insertion = new Insertion(routes, near, rng);
        recreate = new Recreate(m, new Placer(routes, insertion, rng), rng);
        ruin = new Ruin(routes, near, rng);
        localSearch = new LocalSearch(routes, near);
        crossover = new Crossover(routes, near, rng);
        best = Snapshot.empty(m);
    }

    /// A first plan, brought to a local optimum.
    ///
    /// @param lateFirst whether to look for an order that leaves nothing out by way of lateness, if
    ///   the plan does; of two threads one is enough, as ruin and recreate mostly succeeds too
    void begin(Map<String, List<String>> warmStart, boolean lateFirst) {
        if (!warmStart.isEmpty()) {
            resume(warmStart);
        } else {
            boolean whole = plainTour();
            construct(whole);
            tour();
        }
        localSearch.run(budget);
        keep();
        if (lateFirst && !warm && routes.absent.count > 0 && OnTime.applies(m)) {
            onTime();
        }
    }

    /// Goes on from a plan that was searched before: what is missing is put in, and there is no
    /// descent, which would look at everything once more.
    void resume(Map<String, List<String>> warmStart) {
        warm = true;
        cooling = cooling.warm();
        WarmStart.load(routes, warmStart);
        keep();
        fillUp(allGroups());
        keep();
    }

    /// On a single shift with visits left out, an order of all that are required is looked for that
    /// is on time, whatever it costs.
    private void onTime() {
        int placed = routes.size[0];
        int[] missing =
                IntStream.range(0, m.n)
                        .filter(v -> m.required[v] && m.allows(v, 0))
                        .filter(v -> routes.shiftOf[v] == Model.NONE)
                        .toArray();
        int[] order = Arrays.copyOf(routes.order[0], placed + missing.length);
        System.arraycopy(missing, 0, order, placed, missing.length);
        var search = new OnTime(m, order, rng);
        long share = budget.timed() ? (long) (budget.nanosLeft() * ON_TIME_SHARE) : Long.MAX_VALUE;
        long until = budget.timed() ? budget.elapsedNanos() + share : Long.MAX_VALUE;
        if (missing.length == 0 || !search.find(budget, until)) {
            return;
        }
        int[] found = search.order();
        if (routes.eval.cost(0, found, found.length) < RouteEval.INFEASIBLE) {
            routes.replace(0, found, found.length);
            keep();
            localSearch.run(budget);
            keep();
        }
    }

    /// Searches until the budget is out; better plans go to the incumbent as they are found.
    ///
    /// The first round anneals from the first plan, the threads apart from each other. Later ones
    /// begin with a child of two good plans of either thread and anneal more coolly.
    void search() {
        priceAbsent();
        begun = budget.elapsedNanos();
        round(warm ? WARM_START : 1, 0);
        while (!budget.out(steps, steps - foundAt, bestInAll)) {
            double done = budget.done(steps);
            pool.add(best);
            List<Snapshot> parents = pool.parents(rng);
            if (!parents.isEmpty()) {
                bear(parents.getFirst(), parents.getLast());
            }
            round(cooling.child(), done);
        }
        incumbent.count(steps);
    }

    /// A child of two plans, completed, is the plan to go on from.
    private void bear(Snapshot receiver, Snapshot giver) {
        crossover.run(receiver, giver);
        best = Snapshot.empty(m);
        int[] groups = allGroups();
        recreate.run(groups, groups.length, budget);
        keep();
    }

    private void round(double heat, double from) {
        anneal(heat, from);
        localSearch.run(budget);
        keep();
    }

    private void keep() {
        routes.commit();
        if (routes.cost() < best.cost) {
            best = Snapshot.of(routes, best);
            if (best.cost < bestInAll) {
                bestInAll = best.cost;
                foundAt = steps;
                incumbent.offer(best);
            }
        }
    }

    private int[] allGroups() {
        return IntStream.range(0, m.calls.length).toArray();
    }

    private void fillUp(int[] groups) {
        insertion.blinking(false);
        recreate.run(groups, groups.length, budget);
        insertion.blinking(true);
    }

    /// On a single shift, the shortest tour without any search, which takes next to no time; false
    /// if it breaks a rule or there is none.
    private boolean plainTour() {
        int[] visits = m.shifts != 1 ? new int[0] : placeable();
        Tour tour = visits.length < 3 ? null : Tour.of(m, 0, visits);
        if (tour == null) {
            return false;
        }
        tour.begin(tour.nearestFirst());
        return take(tour) && visits.length == m.n;
    }

    private int[] placeable() {
        return IntStream.range(0, m.n).filter(v -> m.allows(v, 0)).toArray();
    }

    /// The best of a few greedy plans.
    ///
    /// @param whole whether a plan is known already; if not, one is made however short the time
    private void construct(boolean whole) {
        int tries = m.n <= 150 ? recreate.orders() : m.n <= 1_000 ? 3 : 1;
        tries = Math.min(tries, recreate.orders());
        int[] groups = allGroups();
        Snapshot nothing = Snapshot.empty(m);
        insertion.blinking(false);
        insertion.hurried(true);
        for (int i = 0; i < tries && ((i == 0 && !whole) || !budget.out()); i++) {
            nothing.restore(routes);
            recreate.runOrder(i == 0 && !whole, groups, groups.length, i, budget);
            keep();
        }
        insertion.hurried(false);
        insertion.blinking(true);
        best.restore(routes);
    }

    /// On a single shift, the order of least arc cost is tried too: it is often the answer.
    private void tour() {
        if (m.shifts != 1) {
            return;
        }
        int[] visits = placeable();
        Tour tour = visits.length < 3 ? null : Tour.of(m, 0, visits);
        if (tour == null) {
            return;
        }
        boolean complete = routes.size[0] == visits.length;
        tour.begin(complete ? Arrays.copyOf(routes.order[0], visits.length) : tour.nearestFirst());
        // Where nothing but arcs decides, the tour is the whole search; else it gets a share.
        boolean free = m.timeless[0] && !m.precedences && noPins();
        double share = free ? 1 : m.timed[0] ? 0.1 : 0.3;
        long kicks = budget.timed() ? Long.MAX_VALUE : kicks(share);
        long nanos = budget.timed() ? (long) (budget.nanosLeft() * share) : Long.MAX_VALUE;
        long begun = budget.elapsedNanos();
        long slice = FIRST_SLICE;
        boolean fits = take(tour) && visits.length > Tour.EXACT;
        while (fits && kicks > 0 && !budget.out() && budget.elapsedNanos() - begun < nanos) {
            long part = budget.timed() ? kicks : Math.min(kicks, slice / 10_000);
            tour.improve(part, budget.timed() ? slice : Long.MAX_VALUE, budget, rng);
            kicks -= budget.timed() ? 0 : part;
            slice *= 2;
            fits = take(tour);
        }
        best.restore(routes);
    }

    /// Whether the tour's order is allowed; if it is cheaper it becomes the best plan.
    private boolean take(Tour tour) {
        int[] order = tour.order();
        if (routes.eval.cost(0, order, order.length) >= RouteEval.INFEASIBLE) {
            return false;
        }
        routes.replace(0, order, order.length);
        keep();
        return true;
    }

    private long kicks(double share) {
        long steps = Math.min(budget.steps(), 100_000);
        return (long) (steps * share);
    }

    private boolean noPins() {
        for (byte pin : m.pinPlace) {
            if (pin != Model.ANYWHERE) {
                return false;
            }
        }
        return true;
    }

    /// Anneals from the best plan of the round, from where the search stands to the round's end;
    /// the routes are the best plan then.
    private void anneal(double heat, double from) {
        best.restore(routes);
        double to = Math.min(1, from + (warm ? 1 : from > 0 ? CHILD_SHARE : FIRST_SHARE));
        double average = averageStop();
        overload.begin(average);
        double hot = cooling.hot(0);
        double done = from;
        long count = 0;
        while (done < to && !budget.out(steps, steps - foundAt, bestInAll)) {
            done = budget.done(steps);
            if (count++ % HEAT_STEPS == 0) {
                hot = cooling.hot(budget.expectedSteps(steps, begun) / m.n);
            }
            double cooled = Math.min(1, (done - from) / (to - from));
            double temperature = average * cooling.at(hot * heat, cooled);
            long before = routes.searchCost();
            ruin.run();
            recreate.run(ruin.groups, ruin.count, budget);
            steps++;
            if (routes.searchCost() < before - temperature * Math.log(rng.unit())) {
                keep();
            } else {
                routes.rollback();
            }
            overload.step(cooled);
        }
        overload.end();
        best.restore(routes);
    }

    private double averageStop() {
        Routes measured = routes;
        long placed = Math.max(1, m.n - measured.absent.count);
        return Math.max(1e-3, (measured.placedCost() - measured.indexPenalty()) / (double) placed);
    }

    private void priceAbsent() {
        long farthest = 1;
        for (int v = 0; v < m.n; v++) {
            long nearest = Long.MAX_VALUE;
            for (int s = 0; s < m.shifts && nearest > 0; s++) {
                if (m.allows(v, s)) {
                    nearest =
                            Math.min(
                                    nearest,
                                    m.arc(m.from[s], m.location[v])
                                            + m.arc(m.location[v], m.to[s]));
                }
            }
            farthest = nearest == Long.MAX_VALUE ? farthest : Math.max(farthest, nearest);
        }
        long mild = Math.max(2 * farthest, (long) (ABSENT_STOPS * averageStop()));
        if (warm) {
            // Two may have to move to let one in.
            mild = Math.max(mild, 3 * (m.prices.perMovedVisit() + m.prices.perMovedDay()));
        }
        for (int v = 0; v < m.n; v++) {
            if (m.required[v]) {
                double rank = m.price[v] / (double) org.marshrut.solver.Visit.REQUIRED_COST;
                long scaled = (long) (mild * Math.clamp(rank, 0.1, 10));
                routes.absent.searchPrice(v, Math.min(m.price[v], scaled));
            }
        }
    }
}

package org.marshrut.solver.internal.search;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.marshrut.solver.Outcome;
import org.marshrut.solver.Outcome.Reason;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Settings;
import org.marshrut.solver.internal.check.Oracle;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;

/// Chooses and runs the search that suits a problem.
public final class Search {

    private static final int NEAR = 100;
    private static final int NEAR_ALL = 300;

    private final Model m;
    private final Settings settings;
    private final Budget budget;
    private final Incumbent incumbent;
    private boolean searched;

    private Search(Problem problem, Settings settings) {
        this.settings = settings;
        budget = new Budget(settings.stop(), settings.cancelled());
        m = Model.of(problem);
        incumbent = new Incumbent(m, settings, budget);
    }

    /// Searches from the given orders, which may be empty.
    public static Outcome run(
            Problem problem, Map<String, List<String>> orders, Settings settings) {
        return Rotation.applies(problem)
                ? inParts(problem, orders, settings)
                : new Search(problem, settings).search(orders);
    }

    /// What a search found: visit ids in order by shift id.
    record Found(Map<String, List<String>> orders, long steps) {}

    /// Searches as [#run] does, without looking at the result.
    ///
    /// @param searched whether the orders come from a search of the same kind
    static Found part(
            Problem problem,
            Map<String, List<String>> orders,
            boolean searched,
            Settings settings) {
        Search search = new Search(problem, settings);
        search.searched = searched && !orders.isEmpty();
        search.find(orders);
        return new Found(
                search.incumbent.orders(search.incumbent.best()), search.incumbent.steps());
    }

    private static Outcome inParts(
            Problem problem, Map<String, List<String>> orders, Settings settings) {
        Budget budget = new Budget(settings.stop(), settings.cancelled());
        Rotation.Found found = Rotation.run(problem, orders, settings, budget);
        if (found.reason() == Reason.CANCELLED) {
            return new Outcome.Cancelled(
                    Oracle.figures(problem, found.orders()), found.statistics(budget));
        }
        return outcome(Oracle.evaluate(problem, found.orders()), found.statistics(budget));
    }

    private static Outcome outcome(Plan plan, Outcome.Statistics statistics) {
        return plan.complete() && plan.feasible()
                ? new Outcome.Solved(plan, statistics)
                : new Outcome.Infeasible(plan, statistics);
    }

    private void find(Map<String, List<String>> orders) {
        if (m.n == 0 || m.shifts == 0) {
            proven();
        } else {
            solve(orders);
        }
    }

    private Outcome search(Map<String, List<String>> orders) {
        find(orders);
        Reason reason = budget.reason(incumbent.steps());
        Map<String, List<String>> found = incumbent.orders(incumbent.best());
        if (reason == Reason.CANCELLED) {
            // Reasons take a while, and whoever cancels wants an answer now.
            return new Outcome.Cancelled(Oracle.figures(m.problem, found), statistics(reason));
        }
        Plan plan = Oracle.evaluate(m.problem, found, incumbent.bound());
        return outcome(plan, statistics(reason));
    }

    private Outcome.Statistics statistics(Reason reason) {
        return new Outcome.Statistics(
                reason,
                budget.elapsed(),
                incumbent.steps(),
                Duration.ofNanos(incumbent.bestNanos()));
    }

    private void solve(Map<String, List<String>> orders) {
        int[] visits = IntStream.range(0, m.n).filter(v -> m.allows(v, 0)).toArray();
        boolean small = ExactDay.applies(m, visits);
        if (small && shortest(orders, visits)) {
            return;
        }
        Near near = new Near(m, m.n <= NEAR_ALL ? m.n : NEAR);
        Pool pool = new Pool();
        Worker main = new Worker(m, near, settings.seed(), budget, incumbent, pool);
        if (small) {
            main.begin(orders, true);
            if (!exact(visits)) {
                main.search();
            }
        } else if (settings.threads() == 1) {
            if (searched) {
                main.resume(orders);
            } else {
                main.begin(orders, true);
            }
            main.search();
        } else {
            inTwoThreads(
                    main, new Worker(m, near, ~settings.seed(), budget, incumbent, pool), orders);
        }
    }

    /// Proves the best plan so far, or finds a better one that is proven; false if that takes too
    /// long.
    private boolean exact(int[] visits) {
        Routes routes = new Routes(m);
        int[] known = incumbent.best().orders[0];
        ExactDay day = new ExactDay(m, visits, incumbent.best().cost, budget);
        if (!day.run()) {
            return false;
        }
        int[] better = day.order();
        if (better.length > 0) {
            routes.replace(0, better, better.length);
            incumbent.offer(Snapshot.of(routes));
        } else if (routes.eval.indexPenalty(known, known.length) > 0) {
            // Nothing cheaper keeps the pins, but the known plan does not keep them either.
            return false;
        }
        proven();
        return true;
    }

    private void proven() {
        incumbent.prove("exact", incumbent.best().cost);
        budget.proven();
    }

    /// Takes the shortest tour, if it happens to obey all rules and to cost nothing but its arcs:
    /// then no order and, its cost being below every price of leaving out, no smaller choice is
    /// cheaper.
    private boolean shortest(Map<String, List<String>> orders, int[] visits) {
        Tour tour = visits.length == 0 ? null : Tour.of(m, 0, visits);
        if (tour == null) {
            return false;
        }
        tour.solveExactly();
        int[] order = tour.order();
        Routes routes = new Routes(m);
        long cost = routes.eval.cost(0, order, order.length);
        boolean plain =
                cost < RouteEval.INFEASIBLE
                        && cost == routes.eval.staticCost(0, order, order.length)
                        && routes.eval.indexPenalty(order, order.length) == 0;
        for (int v : visits) {
            plain &= cost <= m.price[v];
        }
        if (plain) {
            // What was given stays as it is if it is as good.
            WarmStart.load(routes, orders);
            incumbent.offer(Snapshot.of(routes));
            routes.replace(0, order, order.length);
            incumbent.offer(Snapshot.of(routes));
            proven();
        }
        return plain;
    }

    private void inTwoThreads(Worker main, Worker other, Map<String, List<String>> orders) {
        FutureTask<Boolean> task =
                new FutureTask<>(() -> {
                    other.begin(orders, true);
                    other.search();
                    return true;
                });
        Thread.ofPlatform().name("solver").daemon().start(task);
        boolean done = false;
        try {
            main.begin(orders, false);
            main.search();
            done = true;
        } finally {
            if (!done) {
                budget.abort();
            }
            await(task);
        }
    }

    private static void await(FutureTask<Boolean> task) {
        boolean interrupted = false;
        while (true) {
            try {
                task.get();
                break;
            } catch (InterruptedException e) {
                // The budget ends the other thread; its plan must not be lost to an interrupt.
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("The second search thread failed.", e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

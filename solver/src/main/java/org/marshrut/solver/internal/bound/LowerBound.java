package org.marshrut.solver.internal.bound;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.marshrut.solver.Bound;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Visit;

/// Lower bounds on the cost of every plan of a problem.
///
/// All hold for plans that serve everything; a plan that leaves a visit out pays its price, so the
/// cheapest price caps them.
///
/// *Cheapest arcs*: every visit is entered once and left once.
///
/// *Tree ascent* (Held and Karp 1971, with a start node of any degree): a plan with K routes,
/// without the last way home of each, is a spanning tree of the visits and one node for all starts
/// and ends; the K ways home come on top. So the shortest spanning tree and the K cheapest ways
/// home cost no more than any plan, and that stays true when every visit gets a price per adjacent
/// arc that is paid back twice. Subgradient steps look for the prices with the highest bound. With
/// one route this is the 1-tree bound.
///
/// *q-routes*: where routes have few stops, see [QRoutes].
///
/// *Radial* (Haimovich and Rinnooy Kan 1985): a route is at least as long as the shortest way out
/// to any of its visits and home again, hence as any average of them; weighted by what each visit
/// takes of a shift's capacity, stops or hours, the weights of a route are at most one.
public final class LowerBound {

    private static final int MOST_ROUNDS = 2_000;
    private static final int PATIENCE = 30;
    private static final double ROUNDING = 1e-6;

    private final Problem problem;
    private final Arcs arcs;
    private final int n;
    private final int fewest; // routes of a plan that serves everything
    private final long deadline;

    private LowerBound(Problem problem, Duration limit) {
        this.problem = problem;
        arcs = new Arcs(problem);
        n = arcs.n;
        fewest = fewestRoutes(problem);
        deadline = System.nanoTime() + limit.toNanos();
    }

    /// The highest bound found within about the time; the plan, which must belong to the problem,
    /// only steers the search for it.
    public static Bound of(Problem problem, Plan plan, Duration limit) {
        if (plan.provenOptimal()) {
            return plan.bound().orElseThrow();
        }
        return new LowerBound(problem, limit).best(plan);
    }

    private Bound best(Plan plan) {
        long cheapestPrice = Long.MAX_VALUE;
        for (Visit visit : problem.visits()) {
            cheapestPrice = Math.min(cheapestPrice, visit.unassignedCost());
        }
        if (n == 0 || problem.shifts().isEmpty()) {
            long all = problem.visits().stream().mapToLong(Visit::unassignedCost).sum();
            return new Bound("nothing can be placed", all);
        }
        double base = arcs.servicePrice() + routesPrice() + spreadPrice();
        double simple = cheapestArcs();
        double target = Math.max(simple, plan.totalCost() - plan.cost().unassigned() - base);
        double radial = radial();
        double routes = QRoutes.bound(problem, arcs, mostStops(), target, this::late);
        double tree = routes > 0 ? 0 : treeAscent(target);
        double most = Math.max(Math.max(routes, radial), Math.max(simple, tree));
        String name =
                most == routes
                        ? "q-routes"
                        : most == tree
                                ? problem.shifts().size() == 1 ? "1-tree ascent" : "tree ascent"
                                : most == radial ? "radial" : "cheapest arcs";
        double sum = most + base;
        long bound = Math.max(0, (long) Math.ceil(sum - ROUNDING * Math.max(1, sum / 1e6)));
        return bound <= cheapestPrice
                ? new Bound(name, bound)
                : new Bound("cheapest visit left out", cheapestPrice);
    }

    /// What the most generous shifts allow.
    ///
    /// @param hours seconds from a start to an end
    private record Limits(long capacity, long stops, double hours) {

        static Limits of(Problem problem) {
            long capacity = 0;
            long stops = 0;
            double hours = 0;
            for (Shift shift : problem.shifts()) {
                capacity = Math.max(capacity, shift.capacity());
                stops = Math.max(stops, shift.maxStops());
                hours = Math.max(hours, longest(shift));
            }
            return new Limits(capacity, stops, hours);
        }
    }

    private static int fewestRoutes(Problem problem) {
        long load = problem.visits().stream().mapToLong(Visit::load).sum();
        Limits most = Limits.of(problem);
        long service = problem.visits().stream().mapToLong(Visit::serviceSeconds).sum();
        long byHours = (long) Math.ceil(service / Math.max(1, most.hours));
        long byStops = Math.ceilDiv(problem.visits().size(), Math.max(1, most.stops));
        return (int)
                Math.max(
                        Math.max(1, byHours),
                        Math.max(byStops, Math.ceilDiv(load, Math.max(1, most.capacity))));
    }

    /// Stops that any route can have at most: those with least service and load have to fit.
    private long mostStops() {
        Limits most = Limits.of(problem);
        long byLoad =
                fitting(problem.visits().stream().mapToLong(Visit::load), (double) most.capacity);
        long byHours =
                fitting(problem.visits().stream().mapToLong(Visit::serviceSeconds), most.hours);
        return Math.max(1, Math.min(most.stops, Math.min(byLoad, byHours)));
    }

    private static long fitting(LongStream sizes, double room) {
        long sum = 0;
        long count = 0;
        for (long size : sizes.sorted().toArray()) {
            sum += size;
            count += sum <= room ? 1 : 0;
        }
        return count;
    }

    private double routesPrice() {
        return (double) fewest
                * problem.shifts().stream().mapToLong(Shift::fixedCost).min().orElse(0);
    }

    /// Squares are least when spread evenly.
    private double spreadPrice() {
        return problem.objective().perSquaredStop() * ((double) n * n / problem.shifts().size());
    }

    private double cheapestArcs() {
        double in = 0;
        double out = 0;
        for (int v = 1; v <= n; v++) {
            double enter = Arcs.NEVER;
            double leave = Arcs.NEVER;
            for (int u = 0; u <= n; u++) {
                if (u != v) {
                    enter = Math.min(enter, arcs.between(u, v));
                    leave = Math.min(leave, arcs.between(v, u));
                }
            }
            in += enter;
            out += leave;
            if ((v & 63) == 0 && late()) {
                return 0; // no time for all of them: no bound
            }
        }
        return Math.max(in, out);
    }

    private double radial() {
        double[] outAndHome = shortest(true);
        double[] home = shortest(false);
        double byLoad = 0;
        double byStops = 0;
        double byHours = 0;
        Limits most = Limits.of(problem);
        for (int v = 1; v <= n; v++) {
            Visit visit = problem.visits().get(v - 1);
            double way = outAndHome[v] + home[v];
            byLoad += way * visit.load();
            byStops += way;
            byHours += way * visit.serviceSeconds();
        }
        return Math.max(
                share(byLoad, (double) most.capacity),
                Math.max(share(byStops, (double) most.stops), share(byHours, most.hours)));
    }

    /// Seconds from a shift's start to its end at most.
    private static double longest(Shift shift) {
        double end = shift.overtimeForbidden() ? shift.latestEndSeconds() : Double.MAX_VALUE;
        return Math.min(shift.maxDurationSeconds(), end - shift.earliestStartSeconds());
    }

    private static double share(double sum, double whole) {
        return whole <= 0 ? 0 : sum / whole;
    }

    /// Shortest ways from a start to every visit over any others, or from every visit home.
    private double[] shortest(boolean out) {
        double[] way = new double[n + 1];
        boolean[] done = new boolean[n + 1];
        Arrays.fill(way, Arcs.NEVER);
        way[0] = 0;
        for (int k = 0, last = 0; k < n && !late(); k++) {
            done[last] = true;
            int next = 0;
            for (int v = 1; v <= n; v++) {
                if (!done[v]) {
                    double arc = out ? arcs.between(last, v) : arcs.between(v, last);
                    way[v] = Math.min(way[v], way[last] + arc);
                    next = next == 0 || way[v] < way[next] ? v : next;
                }
            }
            last = next;
        }
        // Without time the ways are not known to be shortest.
        return late() ? new double[n + 1] : way;
    }

    private boolean late() {
        return System.nanoTime() > deadline;
    }

    private double treeAscent(double target) {
        double[] price = new double[n + 1]; // per adjacent arc
        int[] degree = new int[n + 1];
        int[] before = new int[n + 1];
        double best = 0;
        double step = 1;
        int idle = 0;
        for (int round = 0; round < MOST_ROUNDS && step > 1e-4 && !late(); round++) {
            double value = tree(price, degree);
            if (value == Double.NEGATIVE_INFINITY) {
                break;
            }
            idle = value > best + 1e-9 * Math.abs(best) ? 0 : idle + 1;
            best = Math.max(best, value);
            if (idle > PATIENCE) {
                step /= 2;
                idle = 0;
            }
            double norm = 0;
            for (int v = 1; v <= n; v++) {
                double off = 0.7 * (degree[v] - 2) + 0.3 * before[v];
                norm += off * off;
            }
            if (norm == 0) {
                break;
            }
            double length = step * Math.max(1, 1.001 * target - value) / norm;
            for (int v = 1; v <= n; v++) {
                int off = degree[v] - 2;
                price[v] += length * (0.7 * off + 0.3 * before[v]);
                before[v] = off;
            }
        }
        return best;
    }

    /// Cost of the shortest spanning tree and the cheapest ways home under the prices, less the
    /// prices paid back; negative infinity if time ran out. Fills the degrees.
    private double tree(double[] price, int[] degree) {
        double[] key = new double[n + 1];
        int[] parent = new int[n + 1];
        boolean[] done = new boolean[n + 1];
        Arrays.fill(key, Double.MAX_VALUE);
        Arrays.fill(degree, 0);
        done[0] = true;
        double sum = 0;
        int last = 0;
        for (int k = 1; k <= n; k++) {
            int next = 0;
            for (int v = 1; v <= n; v++) {
                if (!done[v]) {
                    double way = arcs.edge(last, v) + price[v] + price[last];
                    if (way < key[v]) {
                        key[v] = way;
                        parent[v] = last;
                    }
                    if (next == 0 || key[v] < key[next]) {
                        next = v;
                    }
                }
            }
            done[next] = true;
            sum += key[next];
            degree[next]++;
            degree[parent[next]]++;
            last = next;
            if ((k & 63) == 0 && late()) {
                return Double.NEGATIVE_INFINITY;
            }
        }
        for (int v = 1; v <= n; v++) {
            sum -= 2 * price[v];
        }
        return sum + waysHome(price, degree);
    }

    /// Each visit can be the last of one route: the cheapest ways, as many as there must be routes,
    /// and more while they cost less than nothing.
    private double waysHome(double[] price, int[] degree) {
        double[] way = new double[n + 1];
        for (int v = 1; v <= n; v++) {
            way[v] = arcs.edge(0, v) + price[v];
        }
        Integer[] visits = new Integer[n];
        for (int v = 1; v <= n; v++) {
            visits[v - 1] = v;
        }
        Arrays.sort(visits, (a, b) -> Double.compare(way[a], way[b]));
        double sum = 0;
        int most = Math.min(n, problem.shifts().size());
        for (int k = 0; k < most && (k < fewest || way[visits[k]] < 0); k++) {
            sum += way[visits[k]];
            degree[visits[k]]++;
        }
        return sum;
    }
}

package org.marshrut.solver.internal.bound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;

/// A lower bound from *q-routes* (Christofides, Mingozzi and Toth 1981): ways from a home over at
/// most so many stops and back that may come to a store again, but not at once after a single other
/// one.
///
/// Such ways are found for all stores at once by dynamic programming, and every route is one of
/// them. So each stop of a route costs at least the cheapest way over its store, shared out evenly
/// among that way's stops. That stays true when stores get prices that a way earns at every stop
/// and that are paid in the end; subgradient steps look for the prices with the highest bound.
///
/// Calls of one store are one node that is to be visited as often. Of limits only the number of
/// stops counts, as far as services, loads and hours leave it. Not thread-safe.
final class QRoutes {

    private static final int MOST_STOPS = 40;
    private static final int MOST_STORES = 1_500;
    private static final int MOST_HOMES = 12;
    private static final int MOST_ROUNDS = 1_000;
    private static final int PATIENCE = 12;
    private static final int HOME = -1; // instead of a store before

    private final int stops; // of a route at most
    private final int n; // stores
    private final int[] calls; // [n]
    private final double[][] way; // [n][n]
    private final double[][] homeWay; // [homes][n], the cheaper of out and home
    private final double[] price; // [n]
    private final BooleanSupplier late;

    // Cheapest beginnings with k stops that end at a store, and the cheapest of those that come
    // from another store than the first does.
    private final double[][] first; // [stops + 1][n]
    private final double[][] second;
    private final int[][] before; // [stops + 1][n], store before or HOME
    private final int[][] beforeSecond;

    // The best way over each store.
    private final double[] share; // [n], its cost by stop
    private final int[] bestOut; // [n], stops up to the store
    private final int[] bestHome; // [n], stops from the store on
    private final boolean[] outSecond; // [n], whether it arrives by the second beginning
    private final boolean[] homeSecond; // [n]
    private final double[] visited; // [n], how often the best ways come to each store in all

    private QRoutes(Problem problem, Arcs arcs, int stops, BooleanSupplier late) {
        this.stops = stops;
        this.late = late;
        Map<Long, List<Integer>> stores = stores(arcs);
        n = stores.size();
        int[] nodes = stores.values().stream().mapToInt(List::getFirst).toArray();
        calls = stores.values().stream().mapToInt(List::size).toArray();
        way = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                way[i][j] = i == j ? Arcs.NEVER : arcs.edge(nodes[i], nodes[j]);
            }
        }
        homeWay = homeWays(problem, arcs, nodes);
        price = new double[n];
        first = new double[stops + 1][n];
        second = new double[stops + 1][n];
        before = new int[stops + 1][n];
        beforeSecond = new int[stops + 1][n];
        share = new double[n];
        bestOut = new int[n];
        bestHome = new int[n];
        outSecond = new boolean[n];
        homeSecond = new boolean[n];
        visited = new double[n];
    }

    /// The bound on what ways cost, at most about the target; 0 where it would tell nothing or take
    /// too long.
    ///
    /// @param stops that a route can have at most
    /// @param target cost of ways in a plan, towards which the prices are steered
    static double bound(
            Problem problem, Arcs arcs, long stops, double target, BooleanSupplier late) {
        if (problem.shifts().size() == 1
                || stops > MOST_STOPS
                || stores(arcs).size() > MOST_STORES) {
            return 0;
        }
        return new QRoutes(problem, arcs, (int) stops, late).ascend(target);
    }

    /// The visits of every store.
    private static Map<Long, List<Integer>> stores(Arcs arcs) {
        return IntStream.rangeClosed(1, arcs.n)
                .boxed()
                .collect(
                        Collectors.groupingBy(
                                arcs::store, LinkedHashMap::new, Collectors.toList()));
    }

    private static double[][] homeWays(Problem problem, Arcs arcs, int[] nodes) {
        Set<List<Integer>> homes = new LinkedHashSet<>();
        for (Shift shift : problem.shifts()) {
            homes.add(List.of(shift.startLocation(), shift.endLocation()));
        }
        List<double[]> ways = new ArrayList<>();
        if (homes.size() > MOST_HOMES) {
            ways.add(Arrays.stream(nodes).mapToDouble(v -> arcs.edge(0, v)).toArray());
        } else {
            homes.forEach(home ->
                    ways.add(
                            Arrays.stream(nodes)
                                    .mapToDouble(
                                            v -> arcs.homeWay(home.getFirst(), home.getLast(), v))
                                    .toArray()));
        }
        return ways.toArray(double[][]::new);
    }

    private double ascend(double target) {
        double best = 0;
        double step = 1;
        int idle = 0;
        for (int round = 0; round < MOST_ROUNDS && step > 1e-3; round++) {
            if (!findWays()) {
                break;
            }
            double value = 0;
            for (int v = 0; v < n; v++) {
                value += calls[v] * (share[v] + price[v]);
            }
            idle = value > best * (1 + 1e-5) ? 0 : idle + 1;
            best = Math.max(best, value);
            if (idle > PATIENCE) {
                step /= 2;
                idle = 0;
            }
            double norm = 0;
            for (int v = 0; v < n; v++) {
                norm += (calls[v] - visited[v]) * (calls[v] - visited[v]);
            }
            if (norm < 1e-12) {
                break;
            }
            double length = step * Math.max(1, target - value) / norm;
            for (int v = 0; v < n; v++) {
                price[v] += length * (calls[v] - visited[v]);
            }
        }
        return best;
    }

    /// Looks for the best way over each store; false if the time is up.
    private boolean findWays() {
        Arrays.fill(share, Double.MAX_VALUE);
        Arrays.fill(visited, 0);
        int[][] ways = new int[n][];
        for (double[] home : homeWay) {
            if (!begin(home)) {
                return false;
            }
            for (int v = 0; v < n; v++) {
                if (join(v)) {
                    // Its stops are known only while these beginnings are.
                    ways[v] = stopsOver(v);
                }
            }
        }
        for (int v = 0; v < n; v++) {
            for (int u : ways[v]) {
                visited[u] += calls[v] / (double) ways[v].length;
            }
        }
        return true;
    }

    private boolean begin(double[] home) {
        for (int v = 0; v < n; v++) {
            first[1][v] = home[v] - price[v];
            second[1][v] = Arcs.NEVER;
            before[1][v] = HOME;
            beforeSecond[1][v] = HOME;
        }
        for (int k = 2; k <= stops; k++) {
            if (late.getAsBoolean()) {
                return false;
            }
            double[] one = first[k - 1];
            double[] two = second[k - 1];
            int[] from = before[k - 1];
            for (int v = 0; v < n; v++) {
                double least = Arcs.NEVER;
                double next = Arcs.NEVER;
                int leastFrom = HOME;
                int nextFrom = HOME;
                double[] ways = way[v];
                for (int u = 0; u < n; u++) {
                    double cost = (from[u] == v ? two[u] : one[u]) + ways[u];
                    if (cost < next) {
                        if (cost < least) {
                            next = least;
                            nextFrom = leastFrom;
                            least = cost;
                            leastFrom = u;
                        } else {
                            next = cost;
                            nextFrom = u;
                        }
                    }
                }
                first[k][v] = least - price[v];
                second[k][v] = next - price[v];
                before[k][v] = leastFrom;
                beforeSecond[k][v] = nextFrom;
            }
        }
        return true;
    }

    /// Joins two beginnings that meet at the store into a way; whether one is the best so far.
    private boolean join(int v) {
        boolean better = false;
        for (int out = 1; out <= stops; out++) {
            for (int in = 1; in <= out && out + in - 1 <= stops; in++) {
                boolean apart = before[out][v] != before[in][v] || before[out][v] == HOME;
                double both = first[out][v] + first[in][v];
                double viaOut = second[out][v] + first[in][v];
                double viaIn = first[out][v] + second[in][v];
                double cost = apart ? both : Math.min(viaOut, viaIn);
                double each = (cost + price[v]) / (out + in - 1);
                if (each < share[v]) {
                    share[v] = each;
                    bestOut[v] = out;
                    bestHome[v] = in;
                    outSecond[v] = !apart && viaOut <= viaIn;
                    homeSecond[v] = !apart && viaOut > viaIn;
                    better = true;
                }
            }
        }
        return better;
    }

    /// The stops of the best way over the store.
    private int[] stopsOver(int v) {
        int[] stores = new int[bestOut[v] + bestHome[v] - 1];
        int filled = 0;
        stores[filled++] = v;
        filled = walk(v, bestOut[v], outSecond[v], stores, filled);
        walk(v, bestHome[v], homeSecond[v], stores, filled);
        return stores;
    }

    /// Notes the stops before this one.
    private int walk(int v, int k, boolean bySecond, int[] stores, int filled) {
        int at = v;
        boolean two = bySecond;
        int count = filled;
        for (int left = k; left > 1; left--) {
            int from = two ? beforeSecond[left][at] : before[left][at];
            two = before[left - 1][from] == at;
            at = from;
            stores[count++] = at;
        }
        return count;
    }
}

package ru.t2.marshrut.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Solver;
import org.marshrut.solver.StopRule;
import org.marshrut.solver.Visit;

/// An experiment kept for honesty, not for use: has a model order stops by itself, label by label
/// under a mask, and compares the way with the solver's. Stops lie at random in a square of 40 km,
/// the depot in the middle; ways are straight, there and back.
final class RawOrder {

    private final int stops;
    private final long seed;
    private final int[] x; // [stop], metres east of the depot
    private final int[] y; // [stop], metres north of it

    private static final String LABELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwx";
    private static final int SIDE_METRES = 40_000;
    private static final int RANDOM_ORDERS = 200;

    static final String INSTRUCTION =
            "You order stops for the shortest round trip. Each line has a stop's letter and its place in kilometres east and north of the start. Answer with all letters in visiting order.";

    /// The way asked for, as a multiple of the solver's.
    ///
    /// @param byModel empty: no answer
    /// @param asGiven in the order of the list, the control that knows nothing
    /// @param atRandom mean of random orders
    record Comparison(Optional<Double> byModel, double asGiven, double atRandom) {}

    /// Somebody who puts labels into an order.
    interface Orderer {
        Optional<List<String>> order(String instruction, String situation, List<String> labels);
    }

    private RawOrder(int stops, long seed) {
        this.stops = stops;
        this.seed = seed;
        var random = new Random(seed);
        this.x = places(stops, random);
        this.y = places(stops, random);
    }

    static RawOrder of(int stops, long seed) {
        return new RawOrder(stops, seed);
    }

    private static int[] places(int stops, Random random) {
        return IntStream.range(0, stops)
                .map(_ -> random.nextInt(SIDE_METRES) - SIDE_METRES / 2)
                .toArray();
    }

    Comparison compare(Orderer orderer) {
        double best = solved();
        var labels = labels();
        var ordered = orderer.order(INSTRUCTION, situation(), labels);
        var identity = IntStream.range(0, stops).boxed().toList();
        var shuffled = new ArrayList<>(identity);
        var random = new Random(seed);
        double sum = 0;
        for (int i = 0; i < RANDOM_ORDERS; i++) {
            Collections.shuffle(shuffled, random);
            sum += metres(shuffled);
        }
        return new Comparison(
                ordered.map(order -> metres(order.stream().map(labels::indexOf).toList()) / best),
                metres(identity) / best,
                sum / RANDOM_ORDERS / best);
    }

    private List<String> labels() {
        return LABELS.substring(0, stops).chars().mapToObj(Character::toString).toList();
    }

    private String situation() {
        var lines = new StringBuilder();
        for (int i = 0; i < stops; i++) {
            lines.append(
                    String.format(
                            Locale.ROOT,
                            "%s: %.1f %.1f%n",
                            LABELS.charAt(i),
                            x[i] / 1000.0,
                            y[i] / 1000.0));
        }
        return lines.toString().stripTrailing();
    }

    /// The way through all stops in an order, from the depot and back.
    private double metres(List<Integer> order) {
        double sum = 0;
        int at = stops;
        for (int stop : order) {
            sum += distance(at, stop);
            at = stop;
        }
        return sum + distance(at, stops);
    }

    /// Location `stops` is the depot.
    private double distance(int a, int b) {
        int ax = a == stops ? 0 : x[a];
        int ay = a == stops ? 0 : y[a];
        int bx = b == stops ? 0 : x[b];
        int by = b == stops ? 0 : y[b];
        return Math.hypot(ax - bx, ay - by);
    }

    private double solved() {
        int n = stops + 1;
        int[] seconds = new int[n * n]; // [from * n + to]
        int[] metres = new int[n * n]; // [from * n + to]
        for (int from = 0; from < n; from++) {
            for (int to = 0; to < n; to++) {
                metres[from * n + to] = (int) Math.round(distance(from, to));
                seconds[from * n + to] = metres[from * n + to] / 15;
            }
        }
        var problem =
                Problem.of(Matrix.of(n, seconds, metres))
                        .visits(
                                IntStream.range(0, stops)
                                        .mapToObj(i -> Visit.at(Integer.toString(i), i).build())
                                        .toList())
                        .shifts(
                                List.of(
                                        Shift.of("day", "rep", 0)
                                                .depot(stops)
                                                .hours(0, 24 * 3600)
                                                .build()))
                        .objective(Objective.shortest())
                        .build();
        var plan =
                Solver.solve(problem, Settings.of(StopRule.iterations(20_000)).withSeed(seed))
                        .plan();
        var order =
                plan.routes().getFirst().stops().stream()
                        .map(stop -> Integer.parseInt(stop.visitId()))
                        .toList();
        if (order.size() != stops) {
            throw new IllegalStateException(
                    "The solver placed %d of %d stops: %s"
                            .formatted(order.size(), stops, Map.of("seed", seed)));
        }
        return metres(order);
    }
}

package org.marshrut.solver.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.DoubleUnaryOperator;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Visit;

/// Reads public benchmark files as problems, without any special code in the solver.
public final class PublicFormats {

    private PublicFormats() {}

    private static Matrix euclidean(double[] x, double[] y, DoubleUnaryOperator rounding) {
        int n = x.length;
        int[] lengths = new int[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double length = Math.hypot(x[i] - x[j], y[i] - y[j]);
                lengths[i * n + j] = (int) rounding.applyAsDouble(length);
            }
        }
        return Matrix.ofSame(n, lengths);
    }

    private static double round(double length) {
        return Math.floor(length + 0.5);
    }

    /// Capacitated routing, lengths rounded to integers.
    public static Problem cvrp(Path file) throws IOException {
        List<String[]> rows = new ArrayList<>();
        int capacity = 0;
        int n = 0;
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.trim().split("[\\s:]+", -1);
            if (parts[0].equals("CAPACITY")) {
                capacity = Integer.parseInt(parts[1]);
            } else if (parts[0].equals("DIMENSION")) {
                n = Integer.parseInt(parts[1]);
            } else if (parts[0].matches("\\d+")) {
                rows.add(parts);
            }
        }
        double[] x = new double[n];
        double[] y = new double[n];
        List<Visit> visits = new ArrayList<>();
        long total = 0;
        for (int i = 0; i < n; i++) {
            x[i] = Double.parseDouble(rows.get(i)[1]);
            y[i] = Double.parseDouble(rows.get(i)[2]);
            int demand = Integer.parseInt(rows.get(n + i)[1]);
            total += demand;
            if (i > 0) {
                visits.add(Visit.at("c" + i, i).load(demand).build());
            }
        }
        int vehicles = (int) (total * 11 / 10 / capacity) + 3;
        List<Shift> shifts = new ArrayList<>();
        for (int k = 0; k < vehicles; k++) {
            shifts.add(Shift.of("k" + k, "r" + k, 0).depot(0).capacity(capacity).build());
        }
        return Problem.of(euclidean(x, y, PublicFormats::round))
                .visits(visits)
                .shifts(shifts)
                .build();
    }

    /// Solomon's format, lengths in tenths, truncated.
    public static Problem vrptw(Path file) throws IOException {
        List<double[]> rows = new ArrayList<>();
        int vehicles = 0;
        int capacity = 0;
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.trim().split("\\s+", -1);
            if (parts.length == 2 && parts[0].matches("\\d+")) {
                vehicles = Integer.parseInt(parts[0]);
                capacity = Integer.parseInt(parts[1]);
            } else if (parts.length == 7 && parts[0].matches("\\d+")) {
                rows.add(java.util.Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray());
            }
        }
        List<Visit> visits = new ArrayList<>();
        for (double[] row : rows.subList(1, rows.size())) {
            visits.add(
                    Visit.at("c" + (int) row[0], (int) row[0])
                            .load((int) row[3])
                            .window((int) (10 * row[4]), (int) (10 * row[5]))
                            .serviceSeconds((int) (10 * row[6]))
                            .build());
        }
        double[] depot = rows.getFirst();
        List<Shift> shifts = new ArrayList<>();
        for (int k = 0; k < vehicles; k++) {
            shifts.add(
                    Shift.of("k" + k, "r" + k, 0)
                            .depot(0)
                            .capacity(capacity)
                            .hours((int) (10 * depot[4]), (int) (10 * depot[5]))
                            .build());
        }
        double[] x = rows.stream().mapToDouble(row -> row[1]).toArray();
        double[] y = rows.stream().mapToDouble(row -> row[2]).toArray();
        return Problem.of(euclidean(x, y, d -> Math.floor(10 * d + 1e-9)))
                .visits(visits)
                .shifts(shifts)
                .build();
    }

    /// Cordeau's periodic format, lengths in thousandths.
    public static Problem pvrp(Path file) throws IOException {
        StringTokenizer in = new StringTokenizer(Files.readString(file));
        in.nextToken();
        int vehicles = Integer.parseInt(in.nextToken());
        int n = Integer.parseInt(in.nextToken());
        int days = Integer.parseInt(in.nextToken());
        double duration = 0;
        int capacity = 0;
        for (int d = 0; d < days; d++) {
            duration = Double.parseDouble(in.nextToken());
            capacity = (int) Double.parseDouble(in.nextToken());
        }
        double[] x = new double[n + 1];
        double[] y = new double[n + 1];
        List<Visit> visits = new ArrayList<>();
        List<Pattern> patterns = new ArrayList<>();
        for (int row = 0; row <= n; row++) {
            int i = Integer.parseInt(in.nextToken());
            x[i] = Double.parseDouble(in.nextToken());
            y[i] = Double.parseDouble(in.nextToken());
            int service = (int) Math.round(1000 * Double.parseDouble(in.nextToken()));
            int demand = (int) Double.parseDouble(in.nextToken());
            in.nextToken();
            List<List<Integer>> combinations = new ArrayList<>();
            for (int left = Integer.parseInt(in.nextToken()); left > 0; left--) {
                combinations.add(days(Integer.parseInt(in.nextToken()), days));
            }
            if (i > 0) {
                List<String> ids = new ArrayList<>();
                for (int k = 0; k < combinations.getFirst().size(); k++) {
                    ids.add("c" + i + "#" + k);
                    visits.add(
                            Visit.at("c" + i + "#" + k, i)
                                    .load(demand)
                                    .serviceSeconds(service)
                                    .build());
                }
                patterns.add(Pattern.combinations("c" + i, ids, combinations));
            }
        }
        List<Shift> shifts = new ArrayList<>();
        for (int d = 0; d < days; d++) {
            for (int k = 0; k < vehicles; k++) {
                shifts.add(
                        Shift.of("d" + d + "k" + k, "r" + k, d)
                                .depot(0)
                                .capacity(capacity)
                                .maxDurationSeconds(
                                        duration > 0
                                                ? (int) Math.round(1000 * duration)
                                                : Shift.UNLIMITED)
                                .build());
            }
        }
        return Problem.of(euclidean(x, y, d -> round(1000 * d)))
                .visits(visits)
                .shifts(shifts)
                .patterns(patterns)
                .build();
    }

    /// The first day is the highest bit.
    private static List<Integer> days(int code, int days) {
        List<Integer> set = new ArrayList<>();
        for (int d = 0; d < days; d++) {
            if ((code >> (days - 1 - d) & 1) != 0) {
                set.add(d);
            }
        }
        return set;
    }

    /// A matrix of integers and a window per place, one route.
    public static Problem tsptw(Path file) throws IOException {
        return tsptw(file, 1);
    }

    /// A matrix and a window per place, one route; the file is a plain row of numbers or has the
    /// sections of TSPLIB.
    ///
    /// @param scale units of time and length in one unit of the file
    public static Problem tsptw(Path file, int scale) throws IOException {
        StringBuilder text = new StringBuilder();
        String dimension = "";
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("DIMENSION")) {
                dimension = line.substring(line.indexOf(':') + 1);
            } else if (line.matches("[\\s\\d.]+")) {
                text.append(line).append('\n');
            }
        }
        StringTokenizer in = new StringTokenizer(dimension + " " + text);
        int n = Integer.parseInt(in.nextToken());
        int[] lengths = new int[n * n];
        for (int i = 0; i < n * n; i++) {
            lengths[i] = scaled(in.nextToken(), scale);
        }
        Shift.Builder shift = Shift.of("k", "r", 0).depot(0);
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (!dimension.isEmpty()) {
                in.nextToken(); // the place's number
            }
            int from = scaled(in.nextToken(), scale);
            int to = scaled(in.nextToken(), scale);
            if (i == 0) {
                shift.hours(from, to);
            } else {
                visits.add(Visit.at("c" + i, i).window(from, to).build());
            }
        }
        return Problem.of(Matrix.ofSame(n, lengths))
                .visits(visits)
                .shifts(List.of(shift.build()))
                .build();
    }

    private static int scaled(String number, int scale) {
        return (int) Math.round(scale * Double.parseDouble(number));
    }

    /// Two-dimensional TSPLIB files with rounded lengths; the first place is the depot.
    public static Problem tsp(Path file) throws IOException {
        List<double[]> places = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.trim().split("\\s+", -1);
            if (parts.length == 3 && parts[0].matches("\\d+")) {
                places.add(
                        new double[] {Double.parseDouble(parts[1]), Double.parseDouble(parts[2])});
            }
        }
        List<Visit> visits = new ArrayList<>();
        for (int i = 1; i < places.size(); i++) {
            visits.add(Visit.at("c" + i, i).build());
        }
        double[] x = places.stream().mapToDouble(place -> place[0]).toArray();
        double[] y = places.stream().mapToDouble(place -> place[1]).toArray();
        return Problem.of(euclidean(x, y, PublicFormats::round))
                .visits(visits)
                .shifts(List.of(Shift.of("k", "r", 0).depot(0).build()))
                .build();
    }
}

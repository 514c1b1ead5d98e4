package org.marshrut.solver.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.marshrut.solver.Break;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Visit;

/// A made-up region of districts with stores of four categories, the reps' homes last in the
/// matrix.
public final class Region {

    private final Random random;
    private final int stores;
    private final int reps;
    private final int days;

    public Region(long seed, int stores, int reps, int days) {
        this.random = new Random(seed);
        this.stores = stores;
        this.reps = reps;
        this.days = days;
    }

    /// A month: categories A to D with three, two, one and a third of a call; lunch, windows, at
    /// most 14 stops a day.
    public Problem month() {
        return calls(1);
    }

    /// Three months in one horizon: nine, six, three and one call. Ways are computed when asked
    /// for, so that thousands of stores take no memory.
    public Problem quarter() {
        return calls(3);
    }

    private Problem calls(int months) {
        int n = stores + reps;
        double[] x = new double[n];
        double[] y = new double[n];
        int districts = Math.max(1, stores / 10);
        double[] centreX = random.doubles(districts, 0, 180).toArray();
        double[] centreY = random.doubles(districts, 0, 110).toArray();
        List<Visit> visits = new ArrayList<>();
        List<Pattern> patterns = new ArrayList<>();
        for (int i = 0; i < stores; i++) {
            int district = i % districts;
            x[i] = centreX[district] + random.nextGaussian() * 5;
            y[i] = centreY[district] + random.nextGaussian() * 5;
            addCalls(visits, patterns, i, "d" + district, months);
        }
        for (int r = 0; r < reps; r++) {
            x[stores + r] = centreX[r % districts];
            y[stores + r] = centreY[r % districts];
        }
        List<Shift> shifts = new ArrayList<>();
        for (int d = 0; d < days; d++) {
            for (int r = 0; r < reps; r++) {
                shifts.add(
                        Shift.of("day" + d + "-rep" + r, "rep" + r, d)
                                .depot(stores + r)
                                .hours(9 * 3600, 18 * 3600)
                                .lunch(new Break(12 * 3600, 14 * 3600, 1800))
                                .maxStops(14)
                                .build());
            }
        }
        return Problem.of(months == 1 ? matrix(x, y) : onDemand(x, y))
                .visits(visits)
                .shifts(shifts)
                .patterns(patterns)
                .objective(Objective.builder().perMetre(1).perBalanceSecond(1).build())
                .build();
    }

    private void addCalls(
            List<Visit> visits, List<Pattern> patterns, int store, String district, int months) {
        int kind = store % 10;
        int often = kind < 2 ? 3 : kind < 5 ? 2 : kind < 7 ? 1 : 0; // a month
        boolean seldom = often == 0 && (months > 1 || store % 3 == 0);
        int calls = seldom ? 1 : often * months;
        List<String> ids = new ArrayList<>();
        for (int k = 0; k < calls; k++) {
            Visit.Builder visit =
                    Visit.at("store" + store + "#" + k, store)
                            .serviceSeconds(900)
                            .priority(calls / months)
                            .district(district);
            if (kind < 2) {
                visit.window(9 * 3600, 12 * 3600);
            } else if (kind < 5) {
                visit.window(9 * 3600, 15 * 3600);
            }
            visits.add(visit.build());
            ids.add("store" + store + "#" + k);
        }
        if (calls > 1) {
            int gap = Math.max(1, days / months / 4);
            int least = often == 3 ? gap : often == 2 ? gap + gap / 2 : 2 * gap;
            patterns.add(Pattern.spaced("store" + store, ids, least));
        }
    }

    /// One day of all stores, each once, without windows.
    public Problem day() {
        double[] x = random.doubles(stores + 1, 0, 60).toArray();
        double[] y = random.doubles(stores + 1, 0, 60).toArray();
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < stores; i++) {
            visits.add(Visit.at("store" + i, i).serviceSeconds(300).build());
        }
        Shift shift = Shift.of("day", "rep", 0).depot(stores).build();
        return Problem.of(matrix(x, y)).visits(visits).shifts(List.of(shift)).build();
    }

    /// One day of all stores with a break and prices on lateness and overtime: too long to be kept,
    /// so that every order is allowed and none is good.
    public Problem longDay() {
        Problem day = day();
        Shift shift =
                Shift.of("day", "rep", 0)
                        .depot(stores)
                        .hours(9 * 3600, 18 * 3600)
                        .startFree(true)
                        .lunch(new Break(12 * 3600, 14 * 3600, 1800))
                        .overtimeCostPerSecond(100)
                        .build();
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < stores; i++) {
            visits.add(
                    Visit.at("store" + i, i)
                            .serviceSeconds(60)
                            .window(9 * 3600, (i % 4 == 0 ? 12 : 18) * 3600)
                            .build());
        }
        return day.toBuilder()
                .visits(visits)
                .shifts(List.of(shift))
                .objective(Objective.shortest().withPerLateSecond(100))
                .build();
    }

    private static Matrix onDemand(double[] x, double[] y) {
        return Matrix.onDemand(
                x.length,
                1_000_000,
                1_000_000,
                new Matrix.Source() {
                    @Override
                    public int travelSeconds(int from, int to) {
                        return (int) Math.round(60 * kilometres(from, to));
                    }

                    @Override
                    public int distanceMetres(int from, int to) {
                        return (int) Math.round(1000 * kilometres(from, to));
                    }

                    private double kilometres(int from, int to) {
                        double east = x[from] - x[to];
                        double north = y[from] - y[to];
                        return 1.3 * Math.sqrt(east * east + north * north);
                    }
                });
    }

    private static Matrix matrix(double[] x, double[] y) {
        int n = x.length;
        int[] metres = new int[n * n];
        int[] seconds = new int[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double km = 1.3 * Math.hypot(x[i] - x[j], y[i] - y[j]);
                metres[i * n + j] = (int) Math.round(1000 * km);
                seconds[i * n + j] = (int) Math.round(km * 60);
            }
        }
        return Matrix.of(n, seconds, metres);
    }
}

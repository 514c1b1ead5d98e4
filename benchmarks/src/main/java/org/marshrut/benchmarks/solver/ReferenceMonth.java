package org.marshrut.benchmarks.solver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.marshrut.solver.Break;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Visit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A month of twenty working days for a file of stores with coordinates, opening hours and
/// categories: A is called at three times at least five days apart, B twice at least eight days
/// apart, C once, a third of D once.
///
/// Reps work from nine to six with half an hour's lunch and at most fourteen stops of fifteen
/// minutes, from and to homes in the middle of their part of the region. Ways are great circles
/// times 1.3, at 25 km/h inside a settlement and 60 km/h between them.
final class ReferenceMonth {

    private static final int DAYS = 20;
    private static final int HOUR = 3600;
    private static final int SERVICE_SECONDS = 900;
    private static final int HOME_ROUNDS = 20;

    private final List<JsonNode> stores = new ArrayList<>();

    private ReferenceMonth(Path file) throws IOException {
        JsonMapper.builder().build().readTree(Files.readString(file)).forEach(stores::add);
    }

    static Problem read(Path file, int reps) throws IOException {
        return new ReferenceMonth(file).problem(reps);
    }

    private Problem problem(int reps) {
        List<Visit> visits = new ArrayList<>();
        List<Pattern> patterns = new ArrayList<>();
        int seldom = 0;
        for (int i = 0; i < stores.size(); i++) {
            String category = stores.get(i).get("category").asString();
            boolean due = !category.equals("D") || seldom++ % 3 == 0;
            int calls = category.equals("A") ? 3 : category.equals("B") ? 2 : due ? 1 : 0;
            List<String> ids = new ArrayList<>();
            for (int k = 0; k < calls; k++) {
                visits.add(visit("s" + i + "#" + k, i, calls));
                ids.add("s" + i + "#" + k);
            }
            if (calls > 1) {
                patterns.add(Pattern.spaced("s" + i, ids, calls == 3 ? 5 : 8));
            }
        }
        List<Shift> shifts = new ArrayList<>();
        for (int d = 0; d < DAYS; d++) {
            for (int r = 0; r < reps; r++) {
                shifts.add(
                        Shift.of("day" + d + "-rep" + r, "rep" + r, d)
                                .depot(stores.size() + r)
                                .hours(9 * HOUR, 18 * HOUR)
                                .lunch(new Break(12 * HOUR, 14 * HOUR, HOUR / 2))
                                .maxStops(14)
                                .build());
            }
        }
        return Problem.of(matrix(homes(reps)))
                .visits(visits)
                .shifts(shifts)
                .patterns(patterns)
                .objective(
                        Objective.builder()
                                .perMetre(1)
                                .perBalanceSecond(2)
                                .perRepChange(2_000)
                                .build())
                .build();
    }

    private Visit visit(String id, int store, int priority) {
        JsonNode node = stores.get(store);
        return Visit.at(id, store)
                .serviceSeconds(SERVICE_SECONDS)
                .priority(priority)
                .district(node.get("district").asString())
                .window(
                        seconds(node.get("time_window_start").asString()),
                        seconds(node.get("time_window_end").asString()) - SERVICE_SECONDS)
                .build();
    }

    private static int seconds(String clock) {
        String[] parts = clock.split(":", -1);
        return Integer.parseInt(parts[0]) * HOUR + Integer.parseInt(parts[1]) * 60;
    }

    /// Stores in the middle of parts of the region, by k-means from stores far from each other.
    private int[] homes(int reps) {
        int[] homes = new int[reps];
        for (int r = 1; r < reps; r++) {
            for (int i = 0; i < stores.size(); i++) {
                if (nearest(i, homes, r) > nearest(homes[r], homes, r)) {
                    homes[r] = i;
                }
            }
        }
        for (int round = 0; round < HOME_ROUNDS; round++) {
            double[] lat = new double[reps];
            double[] lon = new double[reps];
            int[] count = new int[reps];
            for (int i = 0; i < stores.size(); i++) {
                int r = part(i, homes);
                lat[r] += coordinate(i, "lat");
                lon[r] += coordinate(i, "lon");
                count[r]++;
            }
            for (int r = 0; r < reps; r++) {
                for (int i = 0; i < stores.size(); i++) {
                    double here = off(i, lat[r] / count[r], lon[r] / count[r]);
                    if (here < off(homes[r], lat[r] / count[r], lon[r] / count[r])) {
                        homes[r] = i;
                    }
                }
            }
        }
        return homes;
    }

    private double off(int store, double lat, double lon) {
        return kilometres(coordinate(store, "lat"), coordinate(store, "lon"), lat, lon);
    }

    private double nearest(int store, int[] homes, int count) {
        double least = Double.MAX_VALUE;
        for (int r = 0; r < count; r++) {
            least = Math.min(least, between(store, homes[r]));
        }
        return least;
    }

    private int part(int store, int[] homes) {
        int best = 0;
        for (int r = 1; r < homes.length; r++) {
            best = between(store, homes[r]) < between(store, homes[best]) ? r : best;
        }
        return best;
    }

    private double coordinate(int store, String name) {
        return stores.get(store).get(name).asDouble();
    }

    private double between(int a, int b) {
        return off(a, coordinate(b, "lat"), coordinate(b, "lon"));
    }

    private Matrix matrix(int[] homes) {
        int n = stores.size() + homes.length;
        int[] metres = new int[n * n];
        int[] seconds = new int[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int a = i < stores.size() ? i : homes[i - stores.size()];
                int b = j < stores.size() ? j : homes[j - stores.size()];
                double way = 1.3 * between(a, b);
                boolean inside = stores.get(a).get("city").equals(stores.get(b).get("city"));
                metres[i * n + j] = (int) Math.round(1000 * way);
                seconds[i * n + j] = (int) Math.round(way / (inside ? 25 : 60) * HOUR);
            }
        }
        return Matrix.adopt(n, seconds, metres);
    }

    /// Along the great circle.
    private static double kilometres(double lat1, double lon1, double lat2, double lon2) {
        double a = Math.sin(Math.toRadians(lat2 - lat1) / 2);
        double b = Math.sin(Math.toRadians(lon2 - lon1) / 2);
        double h = a * a + Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2)) * b * b;
        return 2 * 6371.0088 * Math.asin(Math.sqrt(h));
    }
}

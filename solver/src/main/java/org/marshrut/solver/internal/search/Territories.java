package org.marshrut.solver.internal.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Pin;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Visit;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;

/// Who is whose neighbour in a large problem, and a first owner for every store.
///
/// A rep's centre is where the shifts start; reps who share a start get centres spread over the
/// stores. A store is shared out to one of its nearest reps who may do it, see [SharingOut].
/// Immutable once built.
final class Territories {

    /// How many nearest reps come into question for a store.
    static final int NEAREST = 8;

    final int reps;
    final int[][] shiftsOf; // [reps]
    final int[] unitOf; // [n], calls of one store are one unit
    final int[][] visitsOf; // [units]
    final int[][] nearestReps; // [units][≤ NEAREST], who may do it, the nearest first
    final int[] owner; // [units], rep; NONE where nobody may do it
    final int[][] neighbours; // [reps], the other reps, the nearest first

    final double[] room; // [reps], seconds of all the rep's shifts
    double roomInAll;

    private final Whole whole;
    final int[] centre; // [reps], location
    final int[][] way; // [units][≤ NEAREST], seconds there and back

    Territories(Whole whole, long seed) {
        this.whole = whole;
        Map<String, List<Integer>> byRep = new LinkedHashMap<>();
        for (int s = 0; s < whole.shifts; s++) {
            byRep.computeIfAbsent(whole.problem.shifts().get(s).rep(), rep -> new ArrayList<>())
                    .add(s);
        }
        reps = byRep.size();
        shiftsOf =
                byRep.values().stream()
                        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new);
        unitOf = new int[whole.n];
        visitsOf = units();
        centre = centres(new Rng(seed));
        nearestReps = new int[visitsOf.length][];
        way = new int[visitsOf.length][];
        List<String> names = List.copyOf(byRep.keySet());
        for (int u = 0; u < visitsOf.length; u++) {
            nearest(u, names);
        }
        room = new double[reps];
        for (int r = 0; r < reps; r++) {
            for (int s : shiftsOf[r]) {
                Shift shift = whole.problem.shifts().get(s);
                room[r] += shift.latestEndSeconds() - shift.earliestStartSeconds();
            }
            roomInAll += room[r];
        }
        owner = SharingOut.owners(whole, this);
        neighbours = neighbours();
    }

    private int[][] units() {
        List<int[]> units = new ArrayList<>();
        for (int[] calls : whole.calls) {
            for (int v : calls) {
                unitOf[v] = units.size();
            }
            units.add(calls);
        }
        for (int v = 0; v < whole.n; v++) {
            if (whole.pattern[v] == Model.NONE) {
                unitOf[v] = units.size();
                units.add(new int[] {v});
            }
        }
        return units.toArray(int[][]::new);
    }

    // ---- who is near

    private int[] centres(Rng rng) {
        int[] homes = new int[reps];
        Set<Integer> different = new HashSet<>();
        for (int r = 0; r < reps; r++) {
            Shift shift = whole.problem.shifts().get(shiftsOf[r][0]);
            homes[r] =
                    shift.startLocation() != Shift.NONE
                            ? shift.startLocation()
                            : shift.endLocation();
            different.add(homes[r]);
        }
        return different.contains(Shift.NONE) || different.size() < reps / 2 + 1
                ? spread(rng)
                : homes;
    }

    /// Each next centre is drawn among the stores with chances that grow with the way to the
    /// centres chosen already.
    private int[] spread(Rng rng) {
        int[] chosen = new int[reps];
        double[] far = new double[visitsOf.length];
        Arrays.fill(far, 1);
        for (int r = 0; r < reps; r++) {
            double sum = Arrays.stream(far).sum();
            double lot = rng.unit() * sum;
            int u = 0;
            while (u < far.length - 1 && (lot -= far[u]) > 0) {
                u++;
            }
            chosen[r] = location(u);
            for (int other = 0; other < far.length; other++) {
                double distance = thereAndBack(chosen[r], location(other));
                far[other] = r == 0 ? distance : Math.min(far[other], distance);
            }
        }
        return chosen;
    }

    /// Where a unit is.
    int location(int u) {
        return whole.problem.visits().get(visitsOf[u][0]).location();
    }

    private int thereAndBack(int a, int b) {
        Matrix matrix = whole.problem.matrix();
        return matrix.travelSeconds(a, b) + matrix.travelSeconds(b, a);
    }

    private void nearest(int u, List<String> names) {
        Visit visit = whole.problem.visits().get(visitsOf[u][0]);
        long[] packed = new long[reps];
        int count = 0;
        boolean anybody = IntStream.of(visitsOf[u]).allMatch(this::forAnybody);
        for (int r = 0; r < reps; r++) {
            if (anybody || may(visitsOf[u], r, names.get(r))) {
                packed[count++] = (long) thereAndBack(centre[r], visit.location()) << 32 | r;
            }
        }
        Arrays.sort(packed, 0, count);
        int kept = Math.min(NEAREST, count);
        nearestReps[u] = new int[kept];
        way[u] = new int[kept];
        for (int i = 0; i < kept; i++) {
            nearestReps[u][i] = (int) packed[i];
            way[u][i] = (int) (packed[i] >>> 32);
        }
    }

    private boolean forAnybody(int v) {
        Visit visit = whole.problem.visits().get(v);
        return visit.allowedReps().isEmpty()
                && visit.requiredSkills().isEmpty()
                && !whole.pin.containsKey(v);
    }

    private boolean may(int[] visits, int r, String name) {
        for (int v : visits) {
            Visit visit = whole.problem.visits().get(v);
            if (!visit.allowedReps().isEmpty() && !visit.allowedReps().contains(name)) {
                return false;
            }
            Pin pin = whole.pin.get(v);
            String pinned = pin == null ? null : pin.shiftId();
            if (pinned != null
                    && !whole.problem.shifts().get(whole.shift(pinned)).rep().equals(name)) {
                return false;
            }
            if (!visit.requiredSkills().isEmpty() && !skilled(visit, r)) {
                return false;
            }
        }
        return true;
    }

    private boolean skilled(Visit visit, int r) {
        for (int s : shiftsOf[r]) {
            if (whole.problem.shifts().get(s).skills().containsAll(visit.requiredSkills())) {
                return true;
            }
        }
        return false;
    }

    private int[][] neighbours() {
        int[][] others = new int[reps][];
        for (int r = 0; r < reps; r++) {
            long[] packed = new long[reps];
            for (int q = 0; q < reps; q++) {
                packed[q] = (long) thereAndBack(centre[r], centre[q]) << 32 | q;
            }
            int self = r;
            others[r] =
                    Arrays.stream(packed)
                            .sorted()
                            .mapToInt(value -> (int) value)
                            .filter(q -> q != self)
                            .toArray();
        }
        return others;
    }

    /// The visits unit by unit, the farthest from a rep first, and then always the nearest to the
    /// one before: inserted in this order, neighbours meet in the same routes.
    int[] chained(int[] visits) {
        int[] left =
                IntStream.of(visits)
                        .map(v -> unitOf[v])
                        .distinct()
                        .boxed()
                        .sorted(Comparator.comparingInt(u -> way[u].length == 0 ? 0 : -way[u][0]))
                        .mapToInt(u -> u)
                        .toArray();
        Map<Integer, Integer> rank = new HashMap<>();
        int next = 0;
        for (int count = left.length; count > 0; count--) {
            int here = left[next];
            left[next] = left[count - 1];
            rank.put(here, rank.size());
            int closest = Integer.MAX_VALUE;
            next = 0;
            for (int i = 0; i < count - 1; i++) {
                int away = thereAndBack(location(here), location(left[i]));
                if (away < closest) {
                    closest = away;
                    next = i;
                }
            }
        }
        return IntStream.of(visits)
                .boxed()
                .sorted(Comparator.comparingInt(v -> rank.getOrDefault(unitOf[v], 0)))
                .mapToInt(v -> v)
                .toArray();
    }

    // ---- sets

    /// Sets of neighbouring reps that cover all of them once, each about so many.
    List<int[]> sets(int size) {
        boolean[] taken = new boolean[reps];
        List<int[]> sets = new ArrayList<>();
        int left = reps;
        int corner = neighbours[0].length == 0 ? 0 : neighbours[0][neighbours[0].length - 1];
        while (left > 0) {
            int first = corner;
            int next = 0;
            while (taken[first]) {
                first = neighbours[corner][next++];
            }
            // The last set must not be a single rep.
            int count = left <= size + size / 2 ? left : size;
            sets.add(set(first, count, taken));
            left -= count;
        }
        return sets;
    }

    /// A rep and the nearest ones not taken; they are taken then.
    int[] set(int first, int count, boolean[] taken) {
        int[] set = new int[count];
        set[0] = first;
        taken[first] = true;
        int at = 1;
        for (int q : neighbours[first]) {
            if (at < count && !taken[q]) {
                taken[q] = true;
                set[at++] = q;
            }
        }
        return at == count ? set : Arrays.copyOf(set, at);
    }
}

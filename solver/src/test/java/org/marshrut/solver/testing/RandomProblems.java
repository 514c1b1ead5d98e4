package org.marshrut.solver.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.marshrut.solver.Break;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Pin;
import org.marshrut.solver.Precedence;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Slot;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Visit;

/// Problems with a bit of everything, drawn from a seed.
public final class RandomProblems {

    private final Random random;
    private final int visits;
    private final int reps;
    private final int days;
    private boolean indexPins;

    public RandomProblems(long seed, int visits, int reps, int days) {
        this.random = new Random(seed);
        this.visits = visits;
        this.reps = reps;
        this.days = days;
    }

    /// Pins to places in the order too, which the search treats as steep prices.
    public RandomProblems withIndexPins() {
        indexPins = true;
        return this;
    }

    /// Windows hard or soft, breaks, priorities, prices … whatever the seed says.
    public Problem anything() {
        int locations = visits + 2;
        List<Visit> list = new ArrayList<>();
        for (int v = 0; v < visits; v++) {
            list.add(visit(v));
        }
        List<Shift> shifts = new ArrayList<>();
        for (int d = 0; d < days; d++) {
            for (int r = 0; r < reps; r++) {
                shifts.add(shift(r, d, locations));
            }
        }
        return Problem.of(matrix(locations))
                .visits(list)
                .shifts(shifts)
                .patterns(days > 1 ? patterns() : List.of())
                .pins(pins(list, shifts))
                .precedences(precedences())
                .objective(objective())
                .reference(reference())
                .build();
    }

    private Matrix matrix(int n) {
        boolean symmetric = random.nextBoolean();
        int[] x = random.ints(n, 0, 60).toArray();
        int[] y = random.ints(n, 0, 60).toArray();
        int[] metres = new int[n * n];
        int[] seconds = new int[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int length = (int) Math.round(1000 * Math.hypot(x[i] - x[j], y[i] - y[j]));
                int detour = symmetric || i == j ? 0 : random.nextInt(3000);
                metres[i * n + j] = length + detour;
                seconds[i * n + j] = (length + detour) * 36 / 600;
            }
        }
        return Matrix.of(n, seconds, metres);
    }

    private Visit visit(int v) {
        Visit.Builder visit =
                Visit.at("v" + v, v)
                        .serviceSeconds(300 + 300 * random.nextInt(4))
                        .load(random.nextInt(4))
                        .priority(random.nextInt(4));
        switch (random.nextInt(5)) {
            case 0 -> visit.windows(List.of(window(9, 3)));
            case 1 -> visit.windows(List.of(window(9, 2), window(14, 2)));
            case 2 -> visit.windowsOn(0, random.nextBoolean() ? List.of() : List.of(window(10, 4)));
            default -> visit.district("d" + random.nextInt(3));
        }
        if (random.nextInt(4) == 0) {
            visit.optional(20_000L + random.nextInt(60_000));
        }
        if (random.nextInt(6) == 0) {
            visit.requiredSkills("skill");
        }
        if (random.nextInt(5) == 0) {
            visit.preferredRep("r" + random.nextInt(reps + 1), 5_000);
        }
        return visit.build();
    }

    private TimeWindow window(int from, int hours) {
        int start = from * 3600 + random.nextInt(hours * 3600);
        return new TimeWindow(start, start + 1800 + random.nextInt(hours * 3600));
    }

    private Shift shift(int rep, int day, int locations) {
        Shift.Builder shift =
                Shift.of("s" + day + "-" + rep, "r" + rep, day)
                        .hours(9 * 3600, 18 * 3600 - 1800 * random.nextInt(4))
                        .startFree(random.nextInt(3) == 0)
                        .skills(random.nextInt(3) == 0 ? List.of() : List.of("skill"));
        if (random.nextInt(4) > 0) {
            shift.from(locations - 1 - random.nextInt(2));
        }
        if (random.nextInt(4) > 0) {
            shift.to(locations - 1 - random.nextInt(2));
        }
        if (random.nextInt(2) == 0) {
            int early = 12 * 3600 + 600 * random.nextInt(6);
            shift.lunch(new Break(early, early + 600 * random.nextInt(10), 1800));
        }
        if (random.nextInt(3) == 0) {
            shift.maxStops(2 + random.nextInt(6));
        }
        if (random.nextInt(3) == 0) {
            shift.capacity(5 + random.nextInt(10));
        }
        if (random.nextInt(4) == 0) {
            shift.maxDurationSeconds((5 + random.nextInt(4)) * 3600);
        }
        if (random.nextInt(3) == 0) {
            shift.overtimeCostPerSecond(1L + random.nextInt(20));
        }
        if (random.nextInt(3) == 0) {
            shift.fixedCost(random.nextInt(20_000));
        }
        return shift.build();
    }

    private List<Pattern> patterns() {
        List<Pattern> patterns = new ArrayList<>();
        int v = 0;
        while (v + 2 < visits / 2) {
            int calls = 2 + random.nextInt(2);
            List<String> ids = new ArrayList<>();
            for (int k = 0; k < calls; k++) {
                ids.add("v" + (v + k));
            }
            String id = "p" + patterns.size();
            if (random.nextInt(3) == 0 && days >= 4) {
                List<List<Integer>> rows = new ArrayList<>();
                for (int row = 0; row < 3; row++) {
                    List<Integer> all = new ArrayList<>();
                    for (int d = 0; d < days; d++) {
                        all.add(d);
                    }
                    Collections.shuffle(all, random);
                    rows.add(all.subList(0, calls).stream().sorted().toList());
                }
                patterns.add(Pattern.combinations(id, ids, rows));
            } else {
                patterns.add(Pattern.spaced(id, ids, 1 + random.nextInt(2)));
            }
            v += calls;
        }
        return patterns;
    }

    private List<Pin> pins(List<Visit> list, List<Shift> shifts) {
        List<Pin> pins = new ArrayList<>();
        int last = visits - 1;
        if (random.nextInt(3) == 0) {
            pins.add(Pin.first("v" + last));
        }
        if (random.nextInt(3) == 0) {
            pins.add(Pin.last("v" + (last - 1)));
        }
        Shift shift = shifts.get(random.nextInt(shifts.size()));
        Visit visit = list.get(last - 2);
        if (random.nextInt(3) == 0
                && !visit.closedOn(shift.day())
                && shift.skills().containsAll(visit.requiredSkills())) {
            Pin pin = indexPins ? Pin.at(visit.id(), 1) : Pin.toShift(visit.id(), shift.id());
            pins.add(pin.inShift(shift.id()));
        }
        return pins;
    }

    private List<Precedence> precedences() {
        return random.nextInt(3) == 0
                ? List.of(
                        new Precedence("v" + visits / 2, "v" + (visits / 2 + 1)),
                        new Precedence("v" + visits / 2, "v" + (visits - 1)))
                : List.of();
    }

    private Objective objective() {
        return Objective.builder()
                .perMetre(1)
                .perTravelSecond(some(3))
                .perShiftSecond(some(3))
                .perFinishSecond(some(3))
                .perPrioritySecond(some(2))
                .perLateSecond(random.nextBoolean() ? Objective.FORBIDDEN : 1 + random.nextInt(20))
                .perWaitSecond(some(4))
                .perBalanceSecond(some(2))
                .perSquaredStop(some(500))
                .perRepChange(some(5_000))
                .perExtraDistrict(some(5_000))
                .perMovedVisit(some(5_000))
                .perMovedDay(some(2_000))
                .build();
    }

    private long some(int most) {
        return random.nextInt(3) == 0 ? 1 + random.nextInt(most) : 0;
    }

    private Map<String, Slot> reference() {
        Map<String, Slot> reference = new HashMap<>();
        for (int v = 0; v < visits; v++) {
            if (random.nextInt(3) == 0) {
                reference.put(
                        "v" + v, new Slot("r" + random.nextInt(reps + 1), random.nextInt(days)));
            }
        }
        return reference;
    }

    /// Orders that put every visit somewhere at random, rules or no rules.
    public Map<String, List<String>> anyOrders(Problem problem) {
        Map<String, List<String>> orders = new HashMap<>();
        List<Visit> shuffled = new ArrayList<>(problem.visits());
        Collections.shuffle(shuffled, random);
        for (Visit visit : shuffled) {
            Shift shift = problem.shifts().get(random.nextInt(problem.shifts().size()));
            orders.computeIfAbsent(shift.id(), id -> new ArrayList<>()).add(visit.id());
        }
        return orders;
    }
}

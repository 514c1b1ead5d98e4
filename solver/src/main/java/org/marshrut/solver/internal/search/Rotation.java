package org.marshrut.solver.internal.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Outcome;
import org.marshrut.solver.Outcome.Reason;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Progress;
import org.marshrut.solver.Route;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Shift;
import org.marshrut.solver.StopRule;
import org.marshrut.solver.internal.check.Oracle;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;

/// Searches a large problem in parts: sets of neighbouring reps with their stores, in rotation.
///
/// 1. Every store has an owner ([Territories]). Sets of neighbouring reps that cover everybody are
///    planned once without search: a complete plan soon.
/// 2. Each of the same sets is searched from scratch for its share of half the time, a long horizon
///    month by month, the other months held fast; better plans are taken over.
/// 3. Then sets around the reps that were not looked at for longest, and days from anywhere on, are
///    searched on from where they stand, so that the boundaries change from round to round. Absent
///    visits join whatever set one of their nearest reps is in.
///
/// Each thread works on a set of its own. A part's plan is taken over if it makes the whole
/// cheaper, balance over all reps included, and if nothing that ties its visits to others (calls of
/// one store, precedences) has changed meanwhile. With one thread and a limit of steps, the result
/// depends on the seed alone.
final class Rotation {

    /// Problems below are searched as one.
    private static final int LARGE = 2_500;

    private static final int LEAST_REPS = 6;
    private static final int DAYS_AT_ONCE = 22;
    private static final int VISITS_IN_PART = 1_000;
    private static final double SCRATCH_SHARE = 0.5;
    private static final int ROUNDS_AFTER = 3;
    private static final Duration LEAST_SLICE = Duration.ofMillis(400);
    private static final long STEPS_IN_SLICE = 2_000;
    private static final int MOST_ABSENT = 200;

    private final Problem problem;
    private final Settings settings;
    private final Budget budget;
    private final Whole whole;
    private final Territories land;
    private final Rng rng;
    private final int setSize;
    private final List<int[]> sets;
    private final int[] days; // rising numbers
    private final int spans; // parts of the horizon
    private final long begunSearch;

    // Shared by the threads, guarded by this.
    private final int[][] orders;
    private final int[] shiftOf;
    private final boolean[] busy; // [reps]
    private final boolean[] claimed; // [n], absent visits somebody tries to place
    private final long[] lastSeen; // [reps], turn
    private final long[] work; // [reps], seconds driven and served
    private final boolean[] planned; // [sets]
    private final boolean[] scratched; // [sets × spans]
    private long turn;
    private long steps;
    private long separable; // cost without balance and without absent visits
    private long absentPrice;
    private int absent;
    private long bestNanos;
    private long toldNanos = Long.MIN_VALUE / 2;

    private Rotation(Problem problem, Settings settings, Budget budget) {
        this.problem = problem;
        this.settings = settings;
        this.budget = budget;
        whole = new Whole(problem);
        land = new Territories(whole, settings.seed());
        rng = new Rng(settings.seed());
        int visitsOfRep = Math.max(1, whole.n / land.reps);
        setSize = Math.clamp(VISITS_IN_PART / visitsOfRep, 2, Math.max(2, land.reps / 2));
        sets = land.sets(setSize);
        days = problem.shifts().stream().mapToInt(Shift::day).distinct().sorted().toArray();
        spans = Math.max(1, Math.round(days.length / (float) DAYS_AT_ONCE));
        orders = new int[whole.shifts][];
        Arrays.fill(orders, Whole.NOBODY);
        shiftOf = new int[whole.n];
        Arrays.fill(shiftOf, Model.NONE);
        busy = new boolean[land.reps];
        claimed = new boolean[whole.n];
        lastSeen = new long[land.reps];
        work = new long[land.reps];
        planned = new boolean[sets.size()];
        scratched = new boolean[sets.size() * spans];
        absent = whole.n;
        problem.visits().forEach(visit -> absentPrice += visit.unassignedCost());
        begunSearch = budget.elapsedNanos();
    }

    /// What a rotation ended with.
    record Found(Map<String, List<String>> orders, long steps, Duration timeToBest, Reason reason) {

        Outcome.Statistics statistics(Budget budget) {
            return new Outcome.Statistics(reason, budget.elapsed(), steps, timeToBest);
        }
    }

    static boolean applies(Problem problem) {
        return problem.visits().size() >= LARGE
                && problem.shifts().stream().map(s -> s.rep()).distinct().limit(LEAST_REPS).count()
                        >= LEAST_REPS;
    }

    static Found run(
            Problem problem, Map<String, List<String>> given, Settings settings, Budget budget) {
        Rotation rotation = new Rotation(problem, settings, budget);
        if (!given.isEmpty()) {
            rotation.load(given);
        }
        Threads.run(settings.threads(), budget, rotation::work);
        synchronized (rotation) {
            return new Found(
                    rotation.whole.names(rotation.orders),
                    rotation.steps,
                    Duration.ofNanos(rotation.bestNanos),
                    budget.reason(rotation.steps));
        }
    }

    /// Takes over what of a given plan obeys the rules, set by set.
    private void load(Map<String, List<String>> given) {
        Map<String, List<String>> kept = new HashMap<>(given);
        Plan plan = Oracle.figures(problem, whole.names(whole.numbers(kept)));
        List<String> broken =
                plan.violations().stream().filter(v -> v.hard()).map(v -> v.shiftId()).toList();
        int[][] numbers = whole.numbers(kept);
        for (String shift : broken) {
            numbers[whole.shift(shift)] = Whole.NOBODY;
        }
        Plan sound = Oracle.figures(problem, whole.names(numbers));
        System.arraycopy(numbers, 0, orders, 0, orders.length);
        System.arraycopy(whole.shiftOf(numbers), 0, shiftOf, 0, shiftOf.length);
        Map<String, Integer> repIndex = repIndex();
        for (Route route : sound.routes()) {
            work[repIndex.getOrDefault(route.rep(), 0)] +=
                    (long) route.travelSeconds() + route.serviceSeconds();
        }
        absent = sound.unassigned().size();
        absentPrice = sound.cost().unassigned();
        separable = sound.totalCost() - sound.cost().balance() - absentPrice;
        Arrays.fill(planned, true);
        Arrays.fill(scratched, true);
    }

    private Map<String, Integer> repIndex() {
        Map<String, Integer> index = new HashMap<>();
        for (int r = 0; r < land.reps; r++) {
            index.put(problem.shifts().get(land.shiftsOf[r][0]).rep(), r);
        }
        return index;
    }

    // ---- one thread's work

    /// What a set of reps is to get next.
    private static final class Task {

        final int[] reps;
        final int[] open; // shifts
        final Part part;
        final int[] shiftOf; // of the whole when the part was cut out
        final Kind kind;
        final Settings settings;

        Task(int[] reps, int[] open, Part part, int[] shiftOf, Kind kind, Settings settings) {
            this.reps = reps;
            this.open = open;
            this.part = part;
            this.shiftOf = shiftOf;
            this.kind = kind;
            this.settings = settings;
        }
    }

    private enum Kind {
        /// No plan yet: construct one.
        FIRST,
        /// Search without looking at the plan there is.
        SCRATCH,
        /// Search on from the plan there is.
        ON
    }

    private void work() {
        while (true) {
            Task task = next();
            if (task == null) {
                return;
            }
            long made = 0;
            Map<String, List<String>> found = Map.of();
            try {
                Search.Found result =
                        Search.part(
                                task.part.problem,
                                task.kind == Kind.ON ? task.part.orders() : Map.of(),
                                task.settings);
                made = result.steps();
                found = result.orders();
            } finally {
                finish(task, found, made);
            }
        }
    }

    /// The next set to search, its reps and absent visits being reserved; null when all is over.
    private synchronized @Nullable Task next() {
        while (true) {
            int set = open(planned, 1);
            if (set != Model.NONE) {
                if (budget.cancelled()) {
                    return null;
                }
                planned[set] = true;
                return task(sets.get(set), 0, days.length, Kind.FIRST);
            }
            if (over()) {
                return null;
            }
            if (allDone(planned)) {
                int piece = open(scratched, spans);
                if (piece != Model.NONE) {
                    scratched[piece] = true;
                    int span = piece % spans;
                    int from = days.length * span / spans;
                    int to = days.length * (span + 1) / spans;
                    return task(sets.get(piece / spans), from, to, Kind.SCRATCH);
                }
                int[] reps = around();
                if (reps.length > 0) {
                    int length = days.length / spans;
                    int from = rng.below(days.length - length + 1);
                    return task(reps, from, from + length, Kind.ON);
                }
            }
            try {
                wait(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    private boolean over() {
        return budget.out(steps, 0, Long.MAX_VALUE);
    }

    /// A piece not done yet, of whose reps none is busy; so many pieces make a set.
    private int open(boolean[] done, int piecesOfSet) {
        for (int i = 0; i < done.length; i++) {
            if (!done[i] && IntStream.of(sets.get(i / piecesOfSet)).noneMatch(r -> busy[r])) {
                return i;
            }
        }
        return Model.NONE;
    }

    private static boolean allDone(boolean[] done) {
        for (boolean one : done) {
            if (!one) {
                return false;
            }
        }
        return true;
    }

    /// The rep not looked at for longest, with free neighbours.
    private int[] around() {
        int first = Model.NONE;
        for (int r = 0; r < land.reps; r++) {
            if (!busy[r] && (first == Model.NONE || lastSeen[r] < lastSeen[first])) {
                first = r;
            }
        }
        if (first == Model.NONE) {
            return new int[0];
        }
        // Passing over a neighbour now and then makes for other boundaries each time.
        boolean[] taken = busy.clone();
        for (int i = 0; i < Math.min(2 * setSize, land.neighbours[first].length); i++) {
            taken[land.neighbours[first][i]] |= rng.below(3) == 0;
        }
        return land.set(first, setSize, taken);
    }

    private Task task(int[] reps, int fromDay, int toDay, Kind kind) {
        turn++;
        for (int r : reps) {
            busy[r] = true;
            lastSeen[r] = turn;
        }
        boolean first = kind == Kind.FIRST;
        int[] open =
                IntStream.of(reps)
                        .flatMap(r -> IntStream.of(land.shiftsOf[r]))
                        .filter(s ->
                                whole.day(s) >= days[fromDay] && whole.day(s) <= days[toDay - 1])
                        .sorted()
                        .toArray();
        Part part = new Part(whole, orders, shiftOf, open, homeless(reps, first));
        Settings own =
                Settings.of(first ? construction() : slice(kind))
                        .withSeed(settings.seed() + turn)
                        .withCancelled(first ? budget::cancelled : budget::out);
        return new Task(reps, open, part, shiftOf.clone(), kind, own);
    }

    /// A greedy plan is always finished; against the clock there is no time for more.
    private StopRule construction() {
        StopRule rule = StopRule.iterations(0);
        return budget.timed() ? rule.andAfter(Duration.ofMillis(1)) : rule;
    }

    private StopRule slice(Kind kind) {
        if (!budget.timed()) {
            return StopRule.iterations(Math.clamp(budget.steps() - steps, 1, STEPS_IN_SLICE));
        }
        // A plan given is not searched from scratch, so all the time is for the rounds after.
        double share = kind == Kind.SCRATCH ? SCRATCH_SHARE : (1 - SCRATCH_SHARE) / ROUNDS_AFTER;
        double all = (budget.nanosLeft() + budget.elapsedNanos() - begunSearch) * share;
        long nanos = (long) (all * settings.threads() / scratched.length);
        Duration slice = Duration.ofNanos(nanos);
        return StopRule.after(slice.compareTo(LEAST_SLICE) < 0 ? LEAST_SLICE : slice);
    }

    /// Absent visits for these reps: at first those of their own stores, later any near them.
    private int[] homeless(int[] reps, boolean first) {
        boolean[] member = new boolean[land.reps];
        for (int r : reps) {
            member[r] = true;
        }
        List<Integer> list = new ArrayList<>();
        for (int v = 0; v < whole.n && (first || list.size() < MOST_ABSENT); v++) {
            if (shiftOf[v] == Model.NONE && !claimed[v]) {
                int u = land.unitOf[v];
                boolean near =
                        first
                                ? land.owner[u] != Model.NONE && member[land.owner[u]]
                                : IntStream.of(land.nearestReps[u]).anyMatch(r -> member[r]);
                if (near) {
                    claimed[v] = true;
                    list.add(v);
                }
            }
        }
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    // ---- taking over

    private void finish(Task task, Map<String, List<String>> found, long made) {
        Plan before = Oracle.figures(task.part.problem, task.part.orders());
        Plan after = Oracle.figures(task.part.problem, found);
        Progress news = null;
        synchronized (this) {
            for (int r : task.reps) {
                busy[r] = false;
            }
            steps += made;
            if (after.feasible() && untouched(task)) {
                news = take(task, found, before, after);
            }
            task.part.problem.visits().forEach(visit -> claimed[whole.visit(visit.id())] = false);
            notifyAll();
        }
        if (news != null) {
            settings.listener().accept(news);
        }
    }

    /// Whether everything that binds the part's visits to others is as it was.
    private boolean untouched(Task task) {
        for (var visit : task.part.problem.visits()) {
            int v = whole.visit(visit.id());
            if (whole.pattern[v] != Model.NONE) {
                for (int call : whole.calls[whole.pattern[v]]) {
                    if (shiftOf[call] != task.shiftOf[call]) {
                        return false;
                    }
                }
            }
            for (var precedence : whole.precedences.getOrDefault(v, List.of())) {
                int a = whole.visit(precedence.beforeVisitId());
                int b = whole.visit(precedence.afterVisitId());
                if (shiftOf[a] != task.shiftOf[a] || shiftOf[b] != task.shiftOf[b]) {
                    return false;
                }
            }
        }
        return true;
    }

    private @Nullable Progress take(
            Task task, Map<String, List<String>> found, Plan before, Plan after) {
        long[] newWork = work.clone();
        Map<String, Integer> repIndex = repIndex();
        before.routes().forEach(route -> add(newWork, repIndex, route, -1));
        after.routes().forEach(route -> add(newWork, repIndex, route, 1));
        long absentChange = after.cost().unassigned() - before.cost().unassigned();
        long change =
                after.totalCost()
                        - after.cost().balance()
                        - (before.totalCost() - before.cost().balance());
        if (change + balance(newWork) - balance(work) >= 0) {
            return null;
        }
        System.arraycopy(newWork, 0, work, 0, work.length);
        separable += change - absentChange;
        absentPrice += absentChange;
        absent += after.unassigned().size() - before.unassigned().size();
        for (int s : task.open) {
            for (int v : orders[s]) {
                shiftOf[v] = Model.NONE;
            }
        }
        for (int s : task.open) {
            String id = problem.shifts().get(s).id();
            orders[s] = found.getOrDefault(id, List.of()).stream().mapToInt(whole::visit).toArray();
            for (int v : orders[s]) {
                shiftOf[v] = s;
            }
        }
        bestNanos = budget.elapsedNanos();
        if (bestNanos - toldNanos < settings.progressInterval().toNanos()) {
            return null;
        }
        toldNanos = bestNanos;
        int[][] now = orders.clone();
        return new Progress(
                budget.elapsed(),
                steps,
                separable + absentPrice + balance(work),
                absent,
                Optional.empty(),
                () -> Oracle.evaluate(problem, whole.names(now)));
    }

    private static void add(long[] work, Map<String, Integer> index, Route route, int sign) {
        long seconds = (long) route.travelSeconds() + route.serviceSeconds();
        work[index.getOrDefault(route.rep(), 0)] += sign * seconds;
    }

    /// As the objective prices it, over all reps.
    private long balance(long[] seconds) {
        long price = problem.objective().perBalanceSecond();
        if (price == 0) {
            return 0;
        }
        double all = Arrays.stream(seconds).sum();
        double[] room = land.room;
        double roomInAll = land.roomInAll;
        double squares = 0;
        for (int r = 0; r < land.reps; r++) {
            double off =
                    seconds[r] - (roomInAll == 0 ? all / land.reps : all * room[r] / roomInAll);
            squares += off * off;
        }
        return ((long) (squares / 3600)) * price;
    }
}

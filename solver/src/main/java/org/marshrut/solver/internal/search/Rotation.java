package org.marshrut.solver.internal.search;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Outcome;
import org.marshrut.solver.Outcome.Reason;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Precedence;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Progress;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Shift;
import org.marshrut.solver.StopRule;
import org.marshrut.solver.Visit;
import org.marshrut.solver.internal.check.Oracle;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;

/// Searches a large problem in parts: sets of neighbouring reps with their stores, in rotation.
///
/// 1. Every store has an owner ([Territories]). Each rep's stores are planned without search, and
///    what does not fit goes to neighbours: a complete plan soon.
/// 2. Then sets around the reps that were not looked at for longest, and about a month from any day
///    on, are searched on from where they stand, the rest held fast. Each is looked at sixteen
///    times, for a short while each time and with other neighbours: at first most of the gain comes
///    from new neighbours and not from long searches. Absent visits join whatever set one of their
///    nearest reps is in.
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
    private static final int VISITS_IN_PART = 1_500; // all days together
    private static final int TURNS = 16; // of each part in the time there is
    private static final Duration LEAST_SLICE = Duration.ofMillis(50);
    private static final long STEPS_IN_SLICE = 1_000;
    private static final int MOST_ABSENT = 200;
    private static final int WAIT_MILLIS = 50;

    private final Problem problem;
    private final Settings settings;
    private final Budget budget;
    private final Whole whole;
    private final Territories land;
    private final Rng rng;
    private final int setSize;
    private final int[] days; // rising numbers
    private final int spans; // parts of the horizon
    private final long begunSearch;

    // Shared by the threads, guarded by this.
    private final WholePlan plan;
    private final boolean[] busy; // [reps]
    private final boolean[] claimed; // [n], absent visits somebody tries to place
    private final long[] lastSeen; // [reps], turn
    private final boolean[] planned; // [reps]
    private final boolean[] filled; // [reps]
    private long turn;
    private long steps;
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
        days = problem.shifts().stream().mapToInt(Shift::day).distinct().sorted().toArray();
        spans = Math.max(1, Math.round(days.length / (float) DAYS_AT_ONCE));
        plan = new WholePlan(whole, land);
        busy = new boolean[land.reps];
        claimed = new boolean[whole.n];
        lastSeen = new long[land.reps];
        planned = new boolean[land.reps];
        filled = new boolean[land.reps];
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
            rotation.plan.load(given);
            Arrays.fill(rotation.planned, true);
        }
        Threads.run(settings.threads(), budget, rotation::work);
        synchronized (rotation) {
            return new Found(
                    rotation.whole.names(rotation.plan.orders),
                    rotation.steps,
                    Duration.ofNanos(rotation.bestNanos),
                    budget.reason(rotation.steps));
        }
    }

    // ---- one thread's work

    /// What a set of reps is to get next.
    private static final class Task {

        final int[] reps;
        final int[] open; // their shifts
        final Part part;
        final int[] shiftOf; // of the whole when the part was cut out
        final Settings settings;

        Task(int[] reps, int[] open, Part part, int[] shiftOf, Settings settings) {
            this.reps = reps;
            this.open = open;
            this.part = part;
            this.shiftOf = shiftOf;
            this.settings = settings;
        }
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
                        Search.part(task.part.problem, task.part.orders(), true, task.settings);
                made = result.steps();
                found = result.orders();
            } finally {
                finish(task, found, made);
            }
        }
    }

    /// The next set to search, its reps and absent visits being reserved; null when all is over.
    private synchronized @Nullable Task next() {
        while (!budget.cancelled()) {
            int rep = open(planned);
            if (rep != Model.NONE) {
                planned[rep] = true;
                return task(new int[] {rep}, 0, days.length, true);
            }
            if (allDone(planned)) {
                Task filling = filling();
                if (filling != null) {
                    return filling;
                }
                if (over()) {
                    return null;
                }
                int[] reps = allDone(filled) ? around() : new int[0];
                if (reps.length > 0) {
                    int length = days.length / spans;
                    int from = rng.below(days.length - length + 1);
                    return task(reps, from, from + length, false);
                }
            }
            try {
                wait(WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return null;
    }

    /// Puts what a rep's own days did not hold into those of the neighbours.
    private @Nullable Task filling() {
        for (int rep = open(filled); rep != Model.NONE; rep = open(filled)) {
            filled[rep] = true;
            if (misses(rep)) {
                return task(land.set(rep, setSize, busy.clone()), 0, days.length, true);
            }
        }
        return null;
    }

    private boolean misses(int rep) {
        for (int v = 0; v < whole.n; v++) {
            if (plan.shiftOf[v] == Model.NONE && land.owner[land.unitOf[v]] == rep) {
                return true;
            }
        }
        return false;
    }

    private boolean over() {
        return budget.out(steps, 0, Long.MAX_VALUE);
    }

    /// A rep not done yet and not busy.
    private int open(boolean[] done) {
        for (int r = 0; r < done.length; r++) {
            if (!done[r] && !busy[r]) {
                return r;
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

    private Task task(int[] reps, int fromDay, int toDay, boolean first) {
        turn++;
        for (int r : reps) {
            busy[r] = true;
            lastSeen[r] = turn;
        }
        int[] open =
                IntStream.of(reps)
                        .flatMap(r -> IntStream.of(land.shiftsOf[r]))
                        .filter(s ->
                                whole.day(s) >= days[fromDay] && whole.day(s) <= days[toDay - 1])
                        .sorted()
                        .toArray();
        Part part = new Part(whole, plan.orders, plan.shiftOf, open, homeless(reps, first));
        Settings own =
                Settings.of(first ? construction() : slice())
                        .withSeed(settings.seed() + turn)
                        .withCancelled(first ? budget::cancelled : budget::out);
        return new Task(reps, open, part, plan.shiftOf.clone(), own);
    }

    /// A greedy plan is always finished; against the clock there is no time for more.
    private StopRule construction() {
        StopRule rule = StopRule.iterations(0);
        return budget.timed() ? rule.andAfter(Duration.ofMillis(1)) : rule;
    }

    private StopRule slice() {
        if (!budget.timed()) {
            return StopRule.iterations(Math.clamp(budget.steps() - steps, 1, STEPS_IN_SLICE));
        }
        double all = (double) budget.nanosLeft() + budget.elapsedNanos() - begunSearch;
        double parts = Math.max(1, spans * land.reps / (double) setSize);
        Duration slice = Duration.ofNanos((long) (all * settings.threads() / TURNS / parts));
        return StopRule.after(slice.compareTo(LEAST_SLICE) < 0 ? LEAST_SLICE : slice);
    }

    /// Absent visits for these reps: at first those of their own stores, later any near them.
    private int[] homeless(int[] reps, boolean first) {
        boolean[] member = new boolean[land.reps];
        for (int r : reps) {
            member[r] = true;
        }
        int[] found =
                IntStream.range(0, whole.n)
                        .filter(v -> plan.shiftOf[v] == Model.NONE && !claimed[v])
                        .filter(v -> concerns(land.unitOf[v], member, first))
                        .limit(first ? whole.n : MOST_ABSENT)
                        .toArray();
        for (int v : found) {
            claimed[v] = true;
        }
        return first ? land.chained(found) : found;
    }

    private boolean concerns(int u, boolean[] member, boolean first) {
        return first
                ? land.owner[u] != Model.NONE && member[land.owner[u]]
                : IntStream.of(land.nearestReps[u]).anyMatch(r -> member[r]);
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
            if (after.feasible() && untouched(task) && plan.take(task.open, found, before, after)) {
                news = news();
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
        for (Visit visit : task.part.problem.visits()) {
            int v = whole.visit(visit.id());
            if (whole.pattern[v] != Model.NONE) {
                for (int call : whole.calls[whole.pattern[v]]) {
                    if (plan.shiftOf[call] != task.shiftOf[call]) {
                        return false;
                    }
                }
            }
            for (Precedence precedence : whole.precedences.getOrDefault(v, List.of())) {
                int a = whole.visit(precedence.beforeVisitId());
                int b = whole.visit(precedence.afterVisitId());
                if (plan.shiftOf[a] != task.shiftOf[a] || plan.shiftOf[b] != task.shiftOf[b]) {
                    return false;
                }
            }
        }
        return true;
    }

    private @Nullable Progress news() {
        bestNanos = budget.elapsedNanos();
        if (bestNanos - toldNanos < settings.progressInterval().toNanos()) {
            return null;
        }
        toldNanos = bestNanos;
        int[][] now = plan.orders.clone();
        return new Progress(
                budget.elapsed(),
                steps,
                plan.cost(),
                plan.absent(),
                Optional.empty(),
                () -> Oracle.evaluate(problem, whole.names(now)));
    }
}

package org.marshrut.benchmarks.solver;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.marshrut.solver.Outcome;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Solver;
import org.marshrut.solver.StopRule;
import org.marshrut.solver.internal.check.Oracle;
import org.marshrut.solver.testing.Region;

/// How soon a search answers when it is cancelled, at moments spread over its first seconds, and
/// whether the same seed and steps give the same plan.
final class StopBench {

    private static final int CANCELLED = 20; // times each problem
    private static final double SECONDS = 3; // the latest moment
    private static final double GOAL_MILLIS = 50;
    private static final double SET_UP_SECONDS = 0.5; // large problems are still being set up
    private static final int STEPS = 2_000;
    private static final String HEADER = "instance,cancelled_after_seconds,answered_milliseconds";

    private final Options options;
    private final PrintStream out;
    private final Machine machine;
    private int wrong;

    StopBench(Options options, PrintStream out, Machine machine) {
        this.options = options;
        this.out = out;
        this.machine = machine;
    }

    /// Runs all and returns how many answers the oracle does not confirm.
    int run() throws IOException {
        List<Instance> instances = new ArrayList<>();
        options.stores()
                .ifPresent(file ->
                        instances.add(of("reference-250x4", () -> ReferenceMonth.read(file, 4))));
        instances.add(of("region-1000x15", () -> new Region(2, 1_000, 15, 20).month()));
        instances.add(of("region-10000x150", () -> new Region(1, 10_000, 150, 60).quarter()));
        double seconds = options.seconds().orElse(SECONDS);
        String title = "stop · %d times within %s s · %s".formatted(CANCELLED, seconds, machine);
        out.printf("%n%s%n", title);
        out.println(Options.takesAbout(instances.size() * (CANCELLED * seconds / 2 + 15)));
        ResultFile file = ResultFile.create(options.results(), "stop", machine, HEADER);
        Goals goals = new Goals(out);
        for (Instance instance : instances) {
            if (options.wants(instance.name())) {
                Problem problem = instance.reader().read();
                cancel(instance.name(), problem, seconds, file, goals);
                repeat(instance.name(), problem, goals);
            }
        }
        Path page = file.page("# " + title + "\n\n" + goals.markdown());
        out.println("Written to " + file.file() + " and " + page + ".");
        return wrong;
    }

    private static Instance of(String name, Instance.Reader reader) {
        return new Instance("stop", name, 1, OptionalDouble.empty(), reader);
    }

    private void cancel(String name, Problem problem, double seconds, ResultFile file, Goals goals)
            throws IOException {
        Solver.solve(problem, Settings.within(Duration.ofSeconds(4)).withThreads(2)); // compiles
        long[] nanos = new long[CANCELLED];
        double slowest = 0;
        for (int i = 0; i < CANCELLED; i++) {
            long after = (long) (1e9 * seconds * (i + 1) / CANCELLED);
            nanos[i] = answered(problem, after);
            slowest = after < 1e9 * SET_UP_SECONDS ? slowest : Math.max(slowest, nanos[i] / 1e6);
            file.add(name, after / 1e9, nanos[i] / 1e6);
        }
        Times times = Times.ofNanos(nanos);
        goals.most(
                name + ": answered, cancelled from 0.5 s on, slowest", slowest, GOAL_MILLIS, "ms");
        goals.note(name + ": times, those in the first half second too", times.toString());
    }

    /// Nanoseconds from the moment of cancelling to the answer.
    private long answered(Problem problem, long afterNanos) {
        long begun = System.nanoTime();
        Outcome outcome =
                Solver.solve(
                        problem,
                        Settings.within(Duration.ofMinutes(5))
                                .withSeed(options.firstSeed())
                                .withThreads(options.threads())
                                .withCancelled(() -> System.nanoTime() - begun >= afterNanos));
        long took = System.nanoTime() - begun - afterNanos;
        check(problem, outcome.plan());
        return took;
    }

    private void repeat(String name, Problem problem, Goals goals) {
        Settings settings = Settings.of(StopRule.iterations(STEPS)).withSeed(options.firstSeed());
        Plan one = Solver.solve(problem, settings).plan();
        Plan two = Solver.solve(problem, settings).plan();
        check(problem, one);
        goals.most(
                name + ": other plans by the same seed and %d steps".formatted(STEPS),
                one.equals(two) ? 0 : 1,
                0,
                "plans");
    }

    private void check(Problem problem, Plan plan) {
        Plan confirmed = Oracle.figures(problem, plan.orders());
        wrong += confirmed.totalCost() == plan.totalCost() && confirmed.feasible() ? 0 : 1;
    }
}

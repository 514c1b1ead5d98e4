package org.marshrut.benchmarks.solver;

import java.time.Duration;
import java.util.function.Consumer;
import org.marshrut.solver.Outcome;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Progress;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Solver;

/// Our own solver.
///
/// @param threads how many of its threads search
/// @param listener is told of every better plan
record Marshrut(int threads, Consumer<Progress> listener) implements Contender {

    private static final double NANOS = 1e9;

    /// Nobody listens.
    Marshrut(int threads) {
        this(threads, progress -> {});
    }

    @Override
    public String name() {
        return "marshrut";
    }

    @Override
    public boolean models(Problem problem) {
        return true;
    }

    @Override
    public Answer solve(Problem problem, double seconds, long seed) {
        Settings settings =
                Settings.within(Duration.ofNanos((long) (seconds * NANOS)))
                        .withSeed(seed)
                        .withThreads(threads)
                        .withListener(listener, Duration.ZERO);
        Outcome outcome = Solver.solve(problem, settings);
        Outcome.Statistics statistics = outcome.statistics();
        return new Answer(
                outcome.plan().orders(),
                outcome.plan().totalCost(),
                statistics.iterations(),
                statistics.timeToBest().toNanos() / NANOS,
                statistics.elapsed().toNanos() / NANOS);
    }
}

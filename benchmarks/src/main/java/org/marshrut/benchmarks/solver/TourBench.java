package org.marshrut.benchmarks.solver;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Outcome;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Solver;
import org.marshrut.solver.Visit;
import org.marshrut.solver.internal.check.Oracle;

/// Round tours through some of the reference stores, from the homes of the month: how long the
/// proof takes that one is the shortest, and how near to the shortest one comes in a few
/// milliseconds.
///
/// Up to twelve stops the solver proves its answer itself. Above, the shortest tour known is the
/// best of all runs, a long one of two threads with another seed among them, so that "shortest"
/// means: none shorter was found.
final class TourBench {

    private static final int PROVEN = 12;
    private static final int MOST = 100;
    private static final int SUBSETS = 200;
    private static final double WARM_UP_SECONDS = 6;
    private static final double SECONDS = 0.004; // a limit that leaves time to check the answer
    private static final double GOAL_MILLIS = 5;
    private static final double LONG_SECONDS = 2;
    private static final double PROOF_MILLIS = 1;
    private static final String HEADER =
            "subset,stops,seconds,elapsed_milliseconds,metres,shortest_known,proven";

    private final Options options;
    private final PrintStream out;
    private final Machine machine;
    private final Matrix region;
    private final int stores;
    private int wrong;

    private TourBench(Options options, PrintStream out, Machine machine, Path stores)
            throws IOException {
        this.options = options;
        this.out = out;
        this.machine = machine;
        Problem month = ReferenceMonth.read(stores, 4);
        region = month.matrix();
        this.stores = region.size() - 4;
    }

    /// Runs all tours and returns how many answers the oracle does not confirm.
    static int run(Options options, PrintStream out, Machine machine) throws IOException {
        if (options.stores().isEmpty()) {
            out.println(
                    "tours: left out, there are no reference stores. Name their file with --stores"
                            + " or MARSHRUT_STORES.");
            return 0;
        }
        return new TourBench(options, out, machine, options.stores().get()).run();
    }

    private int run() throws IOException {
        double seconds = options.seconds().orElse(SECONDS);
        double longSeconds = options.longSeconds().orElse(LONG_SECONDS);
        String title =
                String.format(
                        Locale.ROOT,
                        "tours · %d of up to %d stops, proven · %d of up to %d, %.3f s beside %.1f s · %s",
                        SUBSETS,
                        PROVEN,
                        SUBSETS,
                        MOST,
                        seconds,
                        longSeconds,
                        machine);
        out.printf("%n%s%n", title);
        out.println(Options.takesAbout(SUBSETS * longSeconds));
        ResultFile file = ResultFile.create(options.results(), "tours", machine, HEADER);
        Goals goals = new Goals(out);
        proven(goals, file);
        nearly(goals, file, seconds, longSeconds);
        Path page = file.page("# " + title + "\n\n" + goals.markdown());
        out.println("Written to " + file.file() + " and " + page + ".");
        return wrong;
    }

    private void proven(Goals goals, ResultFile file) throws IOException {
        List<Problem> problems = tours(3, PROVEN);
        Settings settings = Settings.within(Duration.ofSeconds(1));
        Stopwatch.warmUp(
                WARM_UP_SECONDS,
                () -> problems.forEach(problem -> Solver.solve(problem, settings)));
        Stopwatch watch = new Stopwatch();
        List<Double> twelve = new ArrayList<>();
        int proofs = 0;
        for (int i = 0; i < problems.size(); i++) {
            Problem problem = problems.get(i);
            Plan plan = watch.time(() -> Solver.solve(problem, settings).plan());
            double millis = watch.lastMillis();
            check(problem, plan);
            proofs += plan.provenOptimal() ? 1 : 0;
            if (problem.visits().size() == PROVEN) {
                twelve.add(millis);
            }
            line(file, i, problem, 1, millis, plan, plan.totalCost(), plan.provenOptimal());
        }
        Times times = watch.wall();
        goals.least("up to 12 stops: proven", 100.0 * proofs / problems.size(), 100, "%");
        goals.most("up to 12 stops: p95 of the time", times.p95(), PROOF_MILLIS, "ms");
        goals.note("up to 12 stops: times", times.toString());
        goals.note("up to 12 stops: processor", watch.processor().toString());
        Times largest = new Times(twelve.stream().mapToDouble(t -> t).toArray());
        goals.note("12 stops: times", largest.toString());
    }

    private void nearly(Goals goals, ResultFile file, double seconds, double longSeconds)
            throws IOException {
        List<Problem> problems = tours(PROVEN + 1, MOST);
        Stopwatch.warmUp(
                WARM_UP_SECONDS, () -> problems.forEach(problem -> timed(problem, seconds, 1, 0)));
        long[] nanos = new long[problems.size()];
        double[] gaps = new double[problems.size()];
        int shortest = 0;
        for (int i = 0; i < problems.size(); i++) {
            Problem problem = problems.get(i);
            long begun = System.nanoTime();
            Plan plan = timed(problem, seconds, 1, options.firstSeed());
            nanos[i] = System.nanoTime() - begun;
            check(problem, plan);
            Plan best = timed(problem, longSeconds, 2, ~options.firstSeed());
            check(problem, best);
            long known = Math.min(plan.totalCost(), best.totalCost());
            gaps[i] = 100 * (plan.totalCost() / (double) known - 1);
            shortest += plan.totalCost() == known ? 1 : 0;
            line(file, i, problem, seconds, nanos[i] / 1e6, plan, known, false);
        }
        Times times = Times.ofNanos(nanos);
        String label = String.format(Locale.ROOT, "13 to 100 stops in %.0f ms: ", 1e3 * seconds);
        goals.least(label + "shortest known", 100.0 * shortest / gaps.length, 95, "%");
        Times sorted = new Times(gaps); // the same figures of percentages
        goals.most(label + "gap at p95", sorted.p95(), 0, "%");
        goals.note(label + "worst gap", String.format(Locale.ROOT, "%.3f %%", sorted.largest()));
        goals.most(label + "p95 of the time", times.p95(), GOAL_MILLIS, "ms");
        goals.note(label + "times", times.toString());
    }

    private Plan timed(Problem problem, double seconds, int threads, long seed) {
        Outcome outcome =
                Solver.solve(
                        problem,
                        Settings.within(Duration.ofNanos((long) (1e9 * seconds)))
                                .withSeed(seed)
                                .withThreads(threads));
        return outcome.plan();
    }

    private void check(Problem problem, Plan plan) {
        Plan confirmed = Oracle.figures(problem, plan.orders());
        if (confirmed.totalCost() != plan.totalCost()
                || !confirmed.complete()
                || !confirmed.feasible()) {
            wrong++;
        }
    }

    private void line(
            ResultFile file,
            int number,
            Problem problem,
            double seconds,
            double millis,
            Plan plan,
            long known,
            boolean proof)
            throws IOException {
        file.add(
                number,
                problem.visits().size(),
                seconds,
                millis,
                plan.distanceMetres(),
                known,
                proof);
    }

    /// Tours of all lengths between, each through other stores.
    private List<Problem> tours(int least, int most) {
        Random random = new Random(options.firstSeed() + most);
        return IntStream.range(0, SUBSETS)
                .mapToObj(i -> tour(random, least + i % (most - least + 1)))
                .toList();
    }

    private Problem tour(Random random, int stops) {
        int[] chosen =
                IntStream.concat(
                                IntStream.of(stores + random.nextInt(region.size() - stores)),
                                random.ints(0, stores).distinct().limit(stops))
                        .toArray();
        int n = chosen.length;
        int[] seconds = new int[n * n];
        int[] metres = new int[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                seconds[i * n + j] = region.travelSeconds(chosen[i], chosen[j]);
                metres[i * n + j] = region.distanceMetres(chosen[i], chosen[j]);
            }
        }
        List<Visit> visits =
                IntStream.rangeClosed(1, stops)
                        .mapToObj(i -> Visit.at("s" + chosen[i], i).build())
                        .toList();
        return Problem.of(Matrix.adopt(n, seconds, metres))
                .visits(visits)
                .shifts(List.of(Shift.of("day", "rep", 0).depot(0).build()))
                .build();
    }
}

package org.marshrut.benchmarks.solver;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Replan;
import org.marshrut.solver.Replanned;
import org.marshrut.solver.Route;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Solver;
import org.marshrut.solver.testing.Region;

/// Somebody is ill for a day: every rep-day of a month in turn falls out, and its visits go to
/// others or to other days, from that day to four working days later.
final class ReplanBench {

    private static final double PLAN_SECONDS = 4;
    private static final double WARM_UP_SECONDS = 8;
    private static final int DAYS_AFTER = 4;
    private static final double GOAL_MILLIS = 5;
    private static final String HEADER =
            "instance,shift,affected,left_out,explained,others_moved,broken,spread,mendable,"
                    + "elapsed_milliseconds";

    private final Options options;
    private final PrintStream out;
    private final Machine machine;
    private int wrong;

    ReplanBench(Options options, PrintStream out, Machine machine) {
        this.options = options;
        this.out = out;
        this.machine = machine;
    }

    /// Runs all rep-days and returns how many answers the oracle does not confirm.
    int run() throws IOException {
        List<Instance> instances = new ArrayList<>();
        options.stores()
                .ifPresent(file ->
                        instances.add(
                                month("reference-250x4", () -> ReferenceMonth.read(file, 4))));
        instances.add(month("region-1000x15", () -> new Region(2, 1_000, 15, 20).month()));
        double seconds = options.seconds().orElse(PLAN_SECONDS);
        String title =
                String.format(
                        Locale.ROOT,
                        "replan · every rep-day of a plan of %s s · %s",
                        seconds,
                        machine);
        out.printf("%n%s%n", title);
        out.println(Options.takesAbout(2 * (seconds + WARM_UP_SECONDS)));
        ResultFile file = ResultFile.create(options.results(), "replan", machine, HEADER);
        Goals goals = new Goals(out);
        for (Instance instance : instances) {
            if (options.wants(instance.name())) {
                illness(instance, seconds, file, goals);
            }
        }
        Path page = file.page("# " + title + "\n\n" + goals.markdown());
        out.println("Written to " + file.file() + " and " + page + ".");
        return wrong;
    }

    private static Instance month(String name, Instance.Reader reader) {
        return new Instance("replan", name, 1, OptionalDouble.empty(), reader);
    }

    private void illness(Instance instance, double seconds, ResultFile file, Goals goals)
            throws IOException {
        Problem problem = instance.reader().read();
        Plan plan =
                Solver.solve(
                                problem,
                                Settings.within(Duration.ofMillis((long) (1000 * seconds)))
                                        .withSeed(options.firstSeed())
                                        .withThreads(2))
                        .plan();
        Stopwatch.warmUp(
                WARM_UP_SECONDS,
                () -> plan.routes().forEach(route -> replan(problem, plan, route)));
        List<Illness> all = new ArrayList<>();
        Stopwatch watch = new Stopwatch();
        for (Route route : plan.routes()) {
            Problem without = without(problem, route);
            Replanned replanned = watch.time(() -> Solver.replan(without, plan, around(route)));
            Illness one = Illness.of(without, plan, route, replanned, around(route));
            file.add(
                    instance.name(),
                    route.shiftId(),
                    one.affected(),
                    one.leftOut(),
                    one.explained(),
                    one.othersMoved(),
                    one.broken(),
                    one.spread(),
                    one.mendable(),
                    watch.lastMillis());
            all.add(one);
            wrong += one.wrong() ? 1 : 0;
        }
        judge(instance.name() + ": ", plan, all, watch, goals);
    }

    private static void judge(
            String name, Plan plan, List<Illness> all, Stopwatch watch, Goals goals) {
        int affected = all.stream().mapToInt(Illness::affected).sum();
        int leftOut = all.stream().mapToInt(Illness::leftOut).sum();
        goals.note(
                name + "rep-days, visits affected, placed anew",
                "%d, %d, %d; %d left out of the plan before"
                        .formatted(
                                all.size(),
                                affected,
                                affected - leftOut,
                                plan.unassigned().size()));
        goals.most(name + "p95 of the time", watch.wall().p95(), GOAL_MILLIS, "ms");
        goals.note(name + "times", watch.wall().toString());
        goals.note(name + "processor", watch.processor().toString());
        goals.most(
                name + "visits moved that could have stayed",
                (double) all.stream().mapToLong(Illness::othersMoved).sum(),
                0,
                "visits");
        goals.most(
                name + "rules broken, spacing among them",
                all.stream().mapToInt(Illness::broken).sum(),
                0,
                "rules");
        goals.note(
                name + "rep-days whose receivers differ by more than one",
                String.valueOf(all.stream().filter(one -> one.spread() > 1).count()));
        goals.most(
                name + "of these, a single move would mend",
                (double) all.stream().filter(one -> one.mendable() > 0).count(),
                0,
                "rep-days");
        goals.most(
                name + "left out without a reason",
                leftOut - all.stream().mapToInt(Illness::explained).sum(),
                0,
                "visits");
    }

    private static void replan(Problem problem, Plan plan, Route route) {
        Solver.replan(without(problem, route), plan, around(route));
    }

    private static Problem without(Problem problem, Route ill) {
        return problem.toBuilder()
                .shifts(
                        problem.shifts().stream()
                                .filter(shift -> !shift.id().equals(ill.shiftId()))
                                .toList())
                .build();
    }

    private static Replan around(Route ill) {
        return Replan.within(ill.day(), ill.day() + DAYS_AFTER);
    }
}

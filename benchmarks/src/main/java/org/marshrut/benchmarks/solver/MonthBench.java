package org.marshrut.benchmarks.solver;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Route;
import org.marshrut.solver.internal.check.Oracle;
import org.marshrut.solver.testing.Region;

/// Months of a team beside two naive planners with the same homes and rules.
final class MonthBench {

    static final double SECONDS = 2;
    static final double LARGE_SECONDS = 60;

    private static final String HEADER =
            "instance,planner,seed,seconds,threads,kilometres,driven_hours,placed,required,broken,"
                    + "shifts_used,uneven,cost,elapsed_seconds,heap_megabytes";

    private final Options options;
    private final PrintStream out;
    private final Machine machine;
    private int wrong;

    MonthBench(Options options, PrintStream out, Machine machine) {
        this.options = options;
        this.out = out;
        this.machine = machine;
    }

    /// Runs the months and returns how many answers the oracle does not confirm.
    int months() throws IOException {
        List<Instance> instances = new ArrayList<>();
        if (options.stores().isPresent()) {
            var file = options.stores().get();
            instances.add(month("reference-250x4", () -> ReferenceMonth.read(file, 4)));
            instances.add(month("reference-250x3", () -> ReferenceMonth.read(file, 3)));
        } else {
            out.println(
                    "month: the reference stores are left out. Name their file with --stores or"
                            + " MARSHRUT_STORES.");
        }
        instances.add(month("region-250x4", () -> new Region(1, 250, 4, 20).month()));
        instances.add(month("region-1000x15", () -> new Region(2, 1_000, 15, 20).month()));
        return run("month", instances, options.seconds().orElse(SECONDS));
    }

    /// Ten thousand stores and 150 reps.
    int large() throws IOException {
        List<Instance> instances =
                List.of(month("region-10000x150", () -> new Region(1, 10_000, 150, 20).month()));
        return run("large", instances, options.seconds().orElse(LARGE_SECONDS));
    }

    private static Instance month(String name, Instance.Reader reader) {
        return new Instance("month", name, 1, OptionalDouble.empty(), reader);
    }

    private int run(String set, List<Instance> instances, double seconds) throws IOException {
        out.printf(Locale.ROOT, "%n%s · %s s · %s%n", set, seconds, machine);
        out.printf(
                "%-17s %-17s %4s %9s %8s %13s %6s %6s %8s %12s %8s %6s%n",
                "instance",
                "planner",
                "seed",
                "km",
                "h driven",
                "stops",
                "broken",
                "shifts",
                "uneven",
                "cost",
                "took",
                "MB");
        ResultFile file = ResultFile.create(options.results(), set, machine, HEADER);
        for (Instance instance : instances) {
            if (!options.wants(instance.name())) {
                continue;
            }
            Problem problem = instance.reader().read();
            for (Contender planner :
                    List.of(NaivePlanner.nearestFreeRep(), NaivePlanner.districtTrips())) {
                row(instance, problem, planner, seconds, 0, file);
            }
            Contender marshrut = new Marshrut(options.threads());
            if (set.equals("month")) {
                marshrut.solve(problem, seconds, 0); // compiles
            }
            for (int i = 0; i < options.seeds(); i++) {
                row(instance, problem, marshrut, seconds, options.firstSeed() + i, file);
            }
        }
        out.println("Written to " + file.file() + ".");
        return wrong;
    }

    private void row(
            Instance instance,
            Problem problem,
            Contender planner,
            double seconds,
            long seed,
            ResultFile file)
            throws IOException {
        Run run = Run.of(instance, problem, planner, seconds, seed);
        wrong += run.wrong() ? 1 : 0;
        Plan plan = Oracle.figures(problem, run.answer().orders());
        int placed = plan.routes().stream().mapToInt(route -> route.stops().size()).sum();
        double kilometres = plan.distanceMetres() / 1e3;
        double hours = plan.travelSeconds() / 3600.0;
        double uneven = uneven(problem, plan);
        out.printf(
                Locale.ROOT,
                "%-17s %-17s %4d %9.0f %8.1f %6d/%6d %6d %6d %6.1f %% %12d %7.3fs %6d%s%n",
                instance.name(),
                planner.name(),
                seed,
                kilometres,
                hours,
                placed,
                problem.visits().size(),
                run.broken(),
                plan.routes().size(),
                100 * uneven,
                plan.totalCost() - plan.cost().unassigned(),
                run.answer().elapsedSeconds(),
                run.heapMegabytes(),
                run.wrong() ? "  WRONG" : "");
        file.add(
                instance.name(),
                planner.name(),
                seed,
                seconds,
                options.threads(),
                kilometres,
                hours,
                placed,
                problem.visits().size(),
                run.broken(),
                plan.routes().size(),
                uneven,
                plan.totalCost() - plan.cost().unassigned(),
                run.answer().elapsedSeconds(),
                run.heapMegabytes());
    }

    /// Most work of a rep less the least, as a share of the mean.
    private static double uneven(Problem problem, Plan plan) {
        Map<String, Long> work = new HashMap<>();
        problem.shifts().forEach(shift -> work.put(shift.rep(), 0L));
        for (Route route : plan.routes()) {
            work.merge(
                    route.rep(), (long) route.travelSeconds() + route.serviceSeconds(), Long::sum);
        }
        var figures = work.values().stream().mapToLong(Long::longValue).summaryStatistics();
        return (figures.getMax() - figures.getMin()) / Math.max(1, figures.getAverage());
    }
}

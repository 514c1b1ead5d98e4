package org.marshrut.benchmarks.solver;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Problem;
import org.marshrut.solver.testing.Region;

/// Months and quarters of a team: ours with several seeds, beside simple planners with the same
/// homes and rules and, if asked for, beside a long run of our own.
final class MonthBench {

    private final Options options;
    private final PrintStream out;
    private final Machine machine;
    private int wrong;

    MonthBench(Options options, PrintStream out, Machine machine) {
        this.options = options;
        this.out = out;
        this.machine = machine;
    }

    /// Runs one set and returns how many answers the oracle does not confirm.
    int run(MonthSet set) throws IOException {
        double seconds = options.seconds().orElse(set.seconds());
        String title =
                String.format(
                        Locale.ROOT,
                        "%s · %s s%s · %d seeds · %d threads · %s",
                        set.label(),
                        seconds,
                        options.longSeconds().isPresent()
                                ? " beside %s s".formatted(options.longSeconds().getAsDouble())
                                : "",
                        options.seeds(),
                        options.threads(),
                        machine);
        out.printf("%n%s%n", title);
        List<Instance> instances =
                set.instances(options.stores()).stream()
                        .filter(instance -> options.wants(instance.name()))
                        .toList();
        if (instances.isEmpty()) {
            out.println(
                    "No month of that name; reference stores are named with --stores or"
                            + " MARSHRUT_STORES.");
            return 0;
        }
        out.println(
                Options.takesAbout(
                        instances.size()
                                * (options.seeds() * seconds + options.longSeconds().orElse(0))));
        warmUp(set);
        ResultFile file =
                ResultFile.create(options.results(), set.label(), machine, MonthRow.HEADER);
        StringBuilder page = new StringBuilder("# " + title + "\n\n" + MonthRow.MARKDOWN_HEAD);
        Goals goals = new Goals(out);
        out.println(MonthRow.HEAD);
        for (Instance instance : instances) {
            rows(set, instance, seconds, file, page, goals);
        }
        out.println(
                "Written to "
                        + file.file()
                        + " and "
                        + file.page(page + "\n" + goals.markdown())
                        + ".");
        return wrong;
    }

    private void rows(
            MonthSet set,
            Instance instance,
            double seconds,
            ResultFile file,
            StringBuilder page,
            Goals goals)
            throws IOException {
        Problem problem = instance.reader().read();
        for (NaivePlanner planner : set.naive() ? NaivePlanner.all() : List.<NaivePlanner>of()) {
            Run run = Run.of(instance, problem, planner, seconds, 0);
            show(MonthRow.of(problem, run, seconds, new News(), null), file, page);
        }
        MonthRow longRun = null;
        if (options.longSeconds().isPresent()) {
            longRun = ours(instance, problem, options.longSeconds().getAsDouble(), 0, null);
            show(longRun, file, page);
        }
        List<MonthRow> rows = new ArrayList<>();
        for (int i = 0; i < options.seeds(); i++) {
            MonthRow row = ours(instance, problem, seconds, options.firstSeed() + i, longRun);
            show(row, file, page);
            rows.add(row);
        }
        set.judge(instance.name() + ": ", rows, longRun, goals);
    }

    private MonthRow ours(
            Instance instance,
            Problem problem,
            double seconds,
            long seed,
            @Nullable MonthRow longRun) {
        News news = new News();
        Run run = Run.of(instance, problem, new Marshrut(options.threads(), news), seconds, seed);
        wrong += run.wrong() ? 1 : 0;
        return MonthRow.of(problem, run, seconds, news, longRun);
    }

    private void show(MonthRow row, ResultFile file, StringBuilder page) throws IOException {
        out.println(row.line());
        page.append(row.markdown());
        file.add(row.values(options.threads()));
    }

    /// Nobody is measured with code that is not compiled yet.
    private void warmUp(MonthSet set) {
        Problem small =
                set.inParts()
                        ? new Region(9, 2_000, 30, 40).month()
                        : new Region(9, 250, 4, 20).month();
        for (int part = 0; part < 4; part++) {
            new Marshrut(options.threads()).solve(small, set.inParts() ? 4 : 1, part);
        }
    }
}

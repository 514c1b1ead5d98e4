package org.marshrut.benchmarks.solver;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// The printed table of one set: a line per instance and contender, and a summary.
final class Table {

    private static final String ABSENT = "–";

    private final PrintStream out;
    private final List<List<Run>> groups = new ArrayList<>();

    Table(PrintStream out) {
        this.out = out;
    }

    void head() {
        out.printf(
                "%-18s %-9s %5s %12s %12s %7s %12s %7s %7s %8s %9s %6s%n",
                "instance",
                "solver",
                "stops",
                "best known",
                "best",
                "gap %",
                "mean",
                "gap %",
                "worst %",
                "to best",
                "steps/s",
                "MB");
    }

    /// One line for all runs of a contender on an instance.
    void add(List<Run> runs, int stops) {
        groups.add(runs);
        Run any = runs.getFirst();
        List<Run> whole = runs.stream().filter(Run::whole).toList();
        out.printf(
                Locale.ROOT,
                "%-18s %-9s %5d %12s %12s %7s %12s %7s %7s %7.2fs %9.0f %6d%s%n",
                any.instance().name(),
                any.contender(),
                stops,
                number(any.instance().bestKnown()),
                number(whole.stream().mapToDouble(Run::value).min()),
                percent(gaps(whole).min()),
                number(whole.stream().mapToDouble(Run::value).average()),
                percent(gaps(whole).average()),
                percent(gaps(whole).max()),
                mean(runs, run -> run.answer().secondsToBest()),
                mean(runs, Run::iterationsPerSecond),
                runs.stream().mapToLong(Run::heapMegabytes).max().orElse(0),
                faults(runs));
        out.flush();
    }

    private static String faults(List<Run> runs) {
        int missing = runs.stream().mapToInt(Run::missing).sum();
        int broken = runs.stream().mapToInt(Run::broken).sum();
        boolean wrong = runs.stream().anyMatch(Run::wrong);
        return (missing > 0 ? "  MISSING " + missing : "")
                + (broken > 0 ? "  BROKEN " + broken : "")
                + (wrong ? "  WRONG" : "");
    }

    private static java.util.stream.DoubleStream gaps(List<Run> runs) {
        return runs.stream().map(Run::gap).flatMapToDouble(OptionalDouble::stream);
    }

    private static double mean(List<Run> runs, ToDoubleFunction<Run> figure) {
        return runs.stream().mapToDouble(figure).average().orElse(0);
    }

    private static String number(OptionalDouble value) {
        return value.isEmpty() ? ABSENT : String.format(Locale.ROOT, "%.2f", value.getAsDouble());
    }

    private static String percent(OptionalDouble share) {
        return share.isEmpty()
                ? ABSENT
                : String.format(Locale.ROOT, "%.3f", 100 * share.getAsDouble());
    }

    /// Summary of each contender over the whole set.
    void foot() {
        groups.stream()
                .map(runs -> runs.getFirst().contender())
                .distinct()
                .forEach(name -> summary(name, groups.stream().filter(g -> by(g, name)).toList()));
    }

    private static boolean by(List<Run> runs, String contender) {
        return runs.getFirst().contender().equals(contender);
    }

    private void summary(String name, List<List<Run>> groups) {
        List<Run> all = groups.stream().flatMap(List::stream).toList();
        OptionalDouble ofBests =
                groups.stream().flatMapToDouble(g -> gaps(g).min().stream()).average();
        String worst =
                all.stream()
                        .filter(run -> run.gap().isPresent())
                        .max(Comparator.comparingDouble(run -> run.gap().orElseThrow()))
                        .map(run -> run.instance().name())
                        .orElse(ABSENT);
        long reached = all.stream().filter(Run::atBestKnown).count();
        long whole = all.stream().filter(Run::whole).count();
        out.printf(
                Locale.ROOT,
                "%s: mean gap %s %%, of the bests %s %%, worst %s %% (%s); %d of %d runs at the best"
                        + " known; %d not whole%n",
                name,
                percent(gaps(all).average()),
                percent(ofBests),
                percent(gaps(all).max()),
                worst,
                reached,
                gaps(all).count(),
                all.size() - whole);
    }
}

package org.marshrut.benchmarks.solver;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// The table of one set, printed as it grows: a line per instance and contender, and a summary. The
/// same can be had as Markdown once all lines are there.
final class Table {

    private static final String ABSENT = "–";
    private static final String LINE = "%-18s %-9s %5s %12s %12s %7s %12s %7s %7s %8s %9s %6s%s%n";
    private static final List<String> HEADS =
            List.of(
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
                    "MB",
                    "");

    private final PrintStream out;
    private final List<List<Run>> groups = new ArrayList<>();
    private final List<List<String>> lines = new ArrayList<>();
    private final List<String> summaries = new ArrayList<>();

    Table(PrintStream out) {
        this.out = out;
    }

    void head() {
        out.printf(LINE, HEADS.toArray());
    }

    /// One line for all runs of a contender on an instance.
    void add(List<Run> runs) {
        groups.add(runs);
        Run any = runs.getFirst();
        List<Run> whole = runs.stream().filter(Run::whole).toList();
        List<String> line =
                List.of(
                        any.instance().name(),
                        any.contender(),
                        String.valueOf(any.stops()),
                        number(any.instance().bestKnown()),
                        number(whole.stream().mapToDouble(Run::value).min()),
                        percent(gaps(whole).min()),
                        number(whole.stream().mapToDouble(Run::value).average()),
                        percent(gaps(whole).average()),
                        percent(gaps(whole).max()),
                        String.format(
                                Locale.ROOT,
                                "%.2fs",
                                mean(runs, run -> run.answer().secondsToBest())),
                        String.valueOf(Math.round(mean(runs, Run::iterationsPerSecond))),
                        String.valueOf(runs.stream().mapToLong(Run::heapMegabytes).max().orElse(0)),
                        faults(runs));
        lines.add(line);
        out.printf(LINE, line.toArray());
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
        long compared = gaps(all).count();
        String summary =
                String.format(
                        Locale.ROOT,
                        "%s: mean gap %s %%, of the bests %s %%, worst %s %% (%s); %d of %d runs"
                                + " (%s %%) at the best known; %d not whole",
                        name,
                        percent(gaps(all).average()),
                        percent(ofBests),
                        percent(gaps(all).max()),
                        worst,
                        reached,
                        compared,
                        compared == 0
                                ? ABSENT
                                : String.format(Locale.ROOT, "%.1f", 100.0 * reached / compared),
                        all.size() - whole);
        summaries.add(summary);
        out.println(summary);
    }

    /// The lines and, after [#foot], the summaries as Markdown.
    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(row(HEADS));
        text.append("|--|--|").append("--:|".repeat(HEADS.size() - 3)).append("--|\n");
        lines.forEach(line -> text.append(row(line)));
        summaries.forEach(summary -> text.append('\n').append(summary).append(".\n"));
        return text.toString();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}

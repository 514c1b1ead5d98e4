package org.marshrut.benchmarks.solver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.testing.Region;

/// A set of months or quarters, and what is to be reached on it.
///
/// @param label name on the command line
/// @param seconds time limit of the goal
/// @param naive whether simple planners run too
/// @param inParts whether the problems are so large that they are searched in parts
/// @param wholeSeconds when the first complete plan is to be there; NaN for no goal
/// @param gapPercent to the long run; NaN for no goal
/// @param unevenPercent most work of a rep less the least, mean of the seeds; NaN for no goal
/// @param keptMegabytes heap in use after collections; NaN for no goal
record MonthSet(
        String label,
        double seconds,
        boolean naive,
        boolean inParts,
        double wholeSeconds,
        double gapPercent,
        double unevenPercent,
        double keptMegabytes) {

    private static final double NONE = Double.NaN;
    private static final String TIGHT = "tight";

    static final List<MonthSet> ALL =
            List.of(
                    new MonthSet("month", 2, true, false, 0.1, 1, 10, NONE),
                    new MonthSet(TIGHT, 2, true, false, NONE, NONE, NONE, NONE),
                    new MonthSet("large", 60, true, true, 5, 3, NONE, 2048),
                    new MonthSet("quarter", 60, false, true, 5, 3, NONE, 2048));

    /// The problems; those of the reference stores only if there are any.
    List<Instance> instances(Optional<Path> stores) {
        List<Instance> instances = new ArrayList<>();
        switch (label) {
            case "month" -> {
                stores.ifPresent(file ->
                        instances.add(of("reference-250x4", () -> ReferenceMonth.read(file, 4))));
                instances.add(of("region-250x4", () -> new Region(1, 250, 4, 20).month()));
                instances.add(of("region-1000x15", () -> new Region(2, 1_000, 15, 20).month()));
            }
            case TIGHT -> stores.ifPresent(file -> instances.addAll(TightMonths.of(file)));
            case "large" ->
                    instances.add(
                            of("region-10000x150", () -> new Region(1, 10_000, 150, 20).month()));
            default ->
                    instances.add(
                            of("region-10000x150", () -> new Region(1, 10_000, 150, 60).quarter()));
        }
        return instances;
    }

    private Instance of(String name, Instance.Reader reader) {
        return new Instance(label, name, 1, OptionalDouble.empty(), reader);
    }

    /// Judges the plans of several seeds.
    void judge(String name, List<MonthRow> rows, @Nullable MonthRow longRun, Goals goals) {
        int required = rows.getFirst().run().stops();
        int fewest = rows.stream().mapToInt(MonthRow::placed).min().orElse(0);
        if (label.equals(TIGHT)) {
            goals.note(name + "visits placed, fewest of the seeds", fewest + " of " + required);
            if (longRun != null) {
                goals.least(
                        name + "the same, beside the long run", fewest, longRun.placed(), "visits");
            }
        } else {
            goals.least(name + "visits placed", fewest, required, "visits");
        }
        goals.most(name + "rules broken", largest(rows, row -> row.run().broken()), 0, "rules");
        goals.most(
                name + "left out without a reason",
                largest(rows, row -> row.unexplained() + row.findable()),
                0,
                "visits");
        if (!Double.isNaN(wholeSeconds)) {
            goals.most(
                    name + "first complete plan, slowest seed",
                    largest(rows, MonthRow::secondsToWhole),
                    wholeSeconds,
                    "s");
        }
        if (inParts) {
            goals.note(
                    name + "left out after 5 s, most of the seeds",
                    number(largest(rows, MonthRow::leftOutAfterFive)));
        }
        if (!Double.isNaN(gapPercent)) {
            goals.most(
                    name + "above the long run, mean of the seeds",
                    100 * mean(rows, MonthRow::gap),
                    gapPercent,
                    "%");
        }
        if (!Double.isNaN(unevenPercent)) {
            goals.most(
                    name + "uneven, mean of the seeds",
                    100 * mean(rows, MonthRow::uneven),
                    unevenPercent,
                    "%");
            goals.note(
                    name + "uneven, worst seed",
                    number(100 * largest(rows, MonthRow::uneven)) + " %");
        }
        if (!Double.isNaN(keptMegabytes)) {
            goals.most(
                    name + "heap in use after collections",
                    largest(rows, row -> row.run().keptMegabytes()),
                    keptMegabytes,
                    "MB");
            goals.note(
                    name + "heap at its peak, heap allowed",
                    "%s MB, %d MB"
                            .formatted(
                                    number(largest(rows, row -> row.run().heapMegabytes())),
                                    Runtime.getRuntime().maxMemory() >> 20));
        }
    }

    /// NaN as soon as one is.
    private static double largest(List<MonthRow> rows, ToDoubleFunction<MonthRow> figure) {
        return rows.stream().mapToDouble(figure).reduce(Math::max).orElse(NONE);
    }

    private static double mean(List<MonthRow> rows, ToDoubleFunction<MonthRow> figure) {
        return rows.stream().mapToDouble(figure).average().orElse(NONE);
    }

    private static String number(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }
}

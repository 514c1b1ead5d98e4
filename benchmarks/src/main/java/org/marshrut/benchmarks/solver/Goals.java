package org.marshrut.benchmarks.solver;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Figures beside what they are to reach: printed as they come, and kept for the page.
final class Goals {

    private final PrintStream out;
    private final List<String> lines = new ArrayList<>();

    Goals(PrintStream out) {
        this.out = out;
    }

    /// A figure that is to be this at most. One that is not a number was not measured.
    void most(String what, double figure, double goal, String unit) {
        line(what, figure, "≤", goal, unit, figure <= goal);
    }

    /// A figure that is to be this at least.
    void least(String what, double figure, double goal, String unit) {
        line(what, figure, "≥", goal, unit, figure >= goal);
    }

    private void line(
            String what, double figure, String sign, double goal, String unit, boolean met) {
        note(
                what,
                "%s %s, goal %s %s %s: %s"
                        .formatted(
                                number(figure),
                                unit,
                                sign,
                                number(goal),
                                unit,
                                Double.isNaN(figure) ? "not measured" : met ? "met" : "MISSED"));
    }

    /// A figure without a goal.
    void note(String what, String figure) {
        lines.add("- %s: %s".formatted(what, figure));
        out.printf("  %-58s %s%n", what, figure);
    }

    private static String number(double figure) {
        return Double.isNaN(figure)
                ? "–"
                : figure == Math.rint(figure) && Math.abs(figure) < 1e9
                        ? String.valueOf((long) figure)
                        : String.format(Locale.ROOT, "%.3f", figure);
    }

    /// All figures so far as a list in Markdown.
    String markdown() {
        return String.join("\n", lines) + "\n";
    }
}

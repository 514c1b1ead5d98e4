package org.marshrut.solver;

import java.util.List;

/// A [Problem] whose parts do not fit together. All faults are reported at once.
public final class InvalidProblemException extends IllegalArgumentException {

    private static final int SHOWN = 20;
    private final List<String> faults;

    InvalidProblemException(List<String> faults) {
        super(text(faults));
        this.faults = List.copyOf(faults);
    }

    /// Every fault, each with its value, the rule and the remedy.
    public List<String> faults() {
        return faults;
    }

    private static String text(List<String> faults) {
        String first = String.join("\n", faults.subList(0, Math.min(SHOWN, faults.size())));
        return faults.size() <= SHOWN
                ? first
                : first + "\n… and %d more".formatted(faults.size() - SHOWN);
    }
}

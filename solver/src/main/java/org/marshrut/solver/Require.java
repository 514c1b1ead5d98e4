package org.marshrut.solver;

import java.util.List;

/// Checks of single values; every refusal names the value, the rule and the remedy.
final class Require {

    private Require() {}

    static void range(String subject, String name, long value, long min, long max, String remedy) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s: %s (%d) must be between %d and %d. %s"
                            .formatted(subject, name, value, min, max, remedy));
        }
    }

    static void price(String subject, String name, long value) {
        range(
                subject,
                name,
                value,
                0,
                Objective.MAX_PRICE,
                "Prices are plain units of cost: scale all of them down together.");
    }

    static void text(String subject, String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    "%s: %s (\"%s\") must not be blank. Give every item an identifier of its own."
                            .formatted(subject, name, value));
        }
    }

    static void windows(String subject, List<TimeWindow> windows) {
        for (int i = 1; i < windows.size(); i++) {
            TimeWindow before = windows.get(i - 1);
            TimeWindow after = windows.get(i);
            if (after.earliestSeconds() <= before.latestSeconds()) {
                throw new IllegalArgumentException(
                        ("%s: window %s must begin after window %s ends."
                                        + " Sort the windows by time and join those that touch.")
                                .formatted(subject, after, before));
            }
        }
    }
}

package org.marshrut.solver;

import java.util.Locale;

/// Bounds the **start** of a service; leaving later is fine.
///
/// Both ends are inclusive, in seconds since midnight of the shift's day, and may exceed 86 400 for
/// work that runs past midnight.
///
/// @param earliestSeconds who arrives before this waits
/// @param latestSeconds who starts after this is late
public record TimeWindow(int earliestSeconds, int latestSeconds) {

    /// The largest time of day the solver accepts; far beyond any real day, so that benchmark files
    /// with scaled units fit too.
    public static final int MAX_SECONDS = 500_000_000;

    public TimeWindow {
        Require.range(
                "Time window",
                "earliest",
                earliestSeconds,
                0,
                MAX_SECONDS,
                "Count seconds from midnight of the shift's day.");
        Require.range(
                "Time window",
                "latest",
                latestSeconds,
                0,
                MAX_SECONDS,
                "Count seconds from midnight of the shift's day.");
        if (latestSeconds < earliestSeconds) {
            throw new IllegalArgumentException(
                    ("Time window: latest (%s) must not precede earliest (%s)."
                                    + " Swap them, or add 86400 to an end after midnight.")
                            .formatted(clock(latestSeconds), clock(earliestSeconds)));
        }
    }

    /// Whether a service may start at this second.
    public boolean contains(int seconds) {
        return seconds >= earliestSeconds && seconds <= latestSeconds;
    }

    @Override
    public String toString() {
        return clock(earliestSeconds) + "–" + clock(latestSeconds);
    }

    static String clock(int seconds) {
        String hoursAndMinutes =
                String.format(Locale.ROOT, "%02d:%02d", seconds / 3600, seconds / 60 % 60);
        return seconds % 60 == 0
                ? hoursAndMinutes
                : hoursAndMinutes + String.format(Locale.ROOT, ":%02d", seconds % 60);
    }
}

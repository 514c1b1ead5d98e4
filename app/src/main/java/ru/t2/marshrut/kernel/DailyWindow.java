package ru.t2.marshrut.kernel;

import java.time.LocalTime;

/// A span of one day in the region's zone, within which service may start.
///
/// @param start inclusive
/// @param end inclusive, not before `start`
public record DailyWindow(LocalTime start, LocalTime end) {

    public DailyWindow {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException(
                    "end (%s) must not precede start (%s) of a window.".formatted(end, start));
        }
    }
}

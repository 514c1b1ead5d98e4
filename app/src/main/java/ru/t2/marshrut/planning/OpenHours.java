package ru.t2.marshrut.planning;

import java.util.ArrayList;
import java.util.List;
import org.marshrut.solver.TimeWindow;

/// Arithmetic of the hours in which a visit may begin. Seconds of the day, both ends included.
final class OpenHours {

    private static final int DAY_END_SECONDS = 24 * 3600 - 1;

    private OpenHours() {}

    /// A store's windows; without any, the whole day.
    static List<TimeWindow> of(List<TimeWindow> windows) {
        return windows.isEmpty() ? List.of(new TimeWindow(0, DAY_END_SECONDS)) : windows;
    }

    /// What is left of windows without the seconds from one to another.
    static List<TimeWindow> without(List<TimeWindow> windows, int from, int to) {
        var rest = new ArrayList<TimeWindow>();
        for (var window : windows) {
            if (window.earliestSeconds() < from) {
                rest.add(
                        new TimeWindow(
                                window.earliestSeconds(),
                                Math.min(window.latestSeconds(), from - 1)));
            }
            if (window.latestSeconds() > to) {
                rest.add(
                        new TimeWindow(
                                Math.max(window.earliestSeconds(), to + 1),
                                window.latestSeconds()));
            }
        }
        return rest;
    }
}

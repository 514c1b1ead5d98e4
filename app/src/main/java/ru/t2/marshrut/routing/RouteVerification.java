package ru.t2.marshrut.routing;

import java.util.stream.IntStream;

/// The last look at a route before it is answered and stored, by arithmetic of its own.
final class RouteVerification {

    private RouteVerification() {}

    /// Checks that every stop of the task is visited exactly once, that time runs forward, that
    /// nothing starts before its window and that lateness is what the windows say.
    ///
    /// @throws IllegalStateException if not: a bug, never the fault of the request
    static void verify(RouteTask task, Candidate candidate) {
        int n = task.stops().size();
        var visited = candidate.order().stream().sorted().toList();
        check(visited.equals(IntStream.range(0, n).boxed().toList()), "every stop once", visited);
        int clock = candidate.route().startSeconds();
        for (var stop : candidate.route().stops()) {
            var asked = task.stops().get(RouteProblem.number(stop));
            int start = stop.startSeconds();
            check(
                    stop.arrivalSeconds() >= clock + stop.travelSeconds(),
                    "arrival after the way there",
                    stop);
            check(start >= stop.arrivalSeconds(), "service after arrival", stop);
            check(
                    stop.lateSeconds() == lateSeconds(asked, start),
                    "lateness as the window says",
                    stop);
            check(stop.lateSeconds() > 0 || isOpen(asked, start), "service inside a window", stop);
            check(
                    stop.departureSeconds() == start + asked.service().toSeconds(),
                    "departure after service",
                    stop);
            clock = stop.departureSeconds();
        }
        check(
                candidate.route().endSeconds() >= clock,
                "end after the last stop",
                candidate.route());
    }

    private static boolean isOpen(StopRequest stop, int seconds) {
        return stop.windows().stream()
                .anyMatch(window ->
                        window.start().toSecondOfDay() <= seconds
                                && seconds <= window.end().toSecondOfDay());
    }

    private static int lateSeconds(StopRequest stop, int seconds) {
        return Math.max(0, seconds - stop.closes().toSecondOfDay());
    }

    private static void check(boolean holds, String rule, Object subject) {
        if (!holds) {
            throw new IllegalStateException("A route must have %s: %s.".formatted(rule, subject));
        }
    }
}

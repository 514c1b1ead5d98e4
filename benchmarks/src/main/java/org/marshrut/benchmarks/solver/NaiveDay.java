package org.marshrut.benchmarks.solver;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Break;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Shift;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Visit;

/// A rep's day as somebody without a solver would fill it: next is always whoever can be served
/// first, lunch as soon as it is time for it.
final class NaiveDay {

    private final Matrix matrix;
    final Shift shift;
    private List<Visit> order = new ArrayList<>();

    NaiveDay(Matrix matrix, Shift shift) {
        this.matrix = matrix;
        this.shift = shift;
    }

    List<String> ids() {
        return order.stream().map(Visit::id).toList();
    }

    boolean free() {
        return order.isEmpty();
    }

    /// Adds a visit if the day still works out with it.
    boolean tryAdd(Visit visit) {
        if (order.size() >= shift.maxStops()) {
            return false;
        }
        List<Visit> more = new ArrayList<>(order);
        more.add(visit);
        List<Visit> sorted = sorted(more);
        if (sorted == null) {
            return false;
        }
        order = sorted;
        return true;
    }

    private @Nullable List<Visit> sorted(List<Visit> visits) {
        List<Visit> left = new ArrayList<>(visits);
        List<Visit> done = new ArrayList<>();
        int clock = shift.earliestStartSeconds();
        int place = shift.startLocation();
        boolean eaten = false;
        while (!left.isEmpty()) {
            Visit next = null;
            int best = Integer.MAX_VALUE;
            for (Visit visit : left) {
                int start = start(visit, leave(clock, place, visit, eaten), place);
                if (start < best) {
                    best = start;
                    next = visit;
                }
            }
            if (next == null) {
                return null;
            }
            eaten |= leave(clock, place, next, eaten) > clock;
            clock = best + next.serviceSeconds();
            place = next.location();
            left.remove(next);
            done.add(next);
        }
        int home = matrix.travelSeconds(place, shift.endLocation());
        Break lunch = shift.lunch();
        if (!eaten && lunch != null && clock + home > lunch.latestStartSeconds()) {
            clock = Math.max(clock, lunch.earliestStartSeconds()) + lunch.durationSeconds();
        }
        return clock + home <= shift.latestEndSeconds() ? done : null;
    }

    /// Departure to a visit, after lunch if this is the moment for it.
    private int leave(int clock, int place, Visit visit, boolean eaten) {
        Break lunch = shift.lunch();
        if (eaten || lunch == null) {
            return clock;
        }
        int away = clock + matrix.travelSeconds(place, visit.location()) + visit.serviceSeconds();
        return clock >= lunch.earliestStartSeconds() || away > lunch.latestStartSeconds()
                ? Math.max(clock, lunch.earliestStartSeconds()) + lunch.durationSeconds()
                : clock;
    }

    private int start(Visit visit, int leave, int place) {
        int start = leave + matrix.travelSeconds(place, visit.location());
        List<TimeWindow> windows = visit.windowsOn(shift.day());
        for (TimeWindow window : windows) {
            if (start <= window.latestSeconds()) {
                return Math.max(start, window.earliestSeconds());
            }
        }
        return windows.isEmpty() ? start : Integer.MAX_VALUE;
    }
}

package ru.t2.marshrut.planning;

import java.util.ArrayList;
import java.util.List;
import org.marshrut.solver.Break;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Shift;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.roads.RoadMatrix;
import ru.t2.marshrut.team.PresentDay;

/// Rep-days in the solver's terms, each from home to home, and the matrix that they run on.
///
/// The solver knows one end of a shift, by which a rep is back. On a day that an absence cuts short
/// there are two: no visit lasts beyond his hours, and he is home by the usual end. So such a day
/// ends at a location of its own that lies where his home lies, with a quicker way there: by as
/// much as lies between the two ends. Then the one end bounds both, and metres stay as they are.
/// Not thread-safe.
final class Shifts {

    private static final int LUNCH_EARLIEST_SECONDS = 12 * 3600;
    private static final int LUNCH_LATEST_SECONDS = 14 * 3600;

    private final Region region;
    private final RoadMatrix roads;
    private final List<End> ends = new ArrayList<>();

    /// @param roads between the problem's places
    Shifts(Region region, RoadMatrix roads) {
        this.region = region;
        this.roads = roads;
    }

    /// Where a day ends that an absence cuts short.
    ///
    /// @param home location among the problem's places
    private record End(int home, PresentDay day) {}

    /// A rep's day, as late a start as possible. On a day on which he does not work he has no
    /// hours.
    ///
    /// @param number of the day in the horizon
    /// @param home location among the problem's places
    Shift.Builder shift(String id, DayKey day, int number, int home) {
        var rep = region.rep(day.repId());
        var present = region.findPresent(day);
        var hours =
                present.map(PresentDay::hours)
                        .orElseGet(() ->
                                new DailyWindow(
                                        rep.workingHours().start(), rep.workingHours().start()));
        var shift =
                Shift.of(id, rep.id(), number)
                        .from(home)
                        .to(present.map(here -> end(here, home)).orElse(home))
                        .hours(hours.start().toSecondOfDay(), hours.end().toSecondOfDay())
                        .startFree(true)
                        .maxStops(rep.maxVisitsPerDay())
                        .skills(rep.skills());
        if (!rep.lunch().isZero()) {
            shift.lunch(
                    new Break(
                            LUNCH_EARLIEST_SECONDS,
                            LUNCH_LATEST_SECONDS,
                            (int) rep.lunch().toSeconds()));
        }
        return shift;
    }

    private int end(PresentDay day, int home) {
        if (!day.homeBy().isAfter(day.hours().end())) {
            return home;
        }
        ends.add(new End(home, day));
        return roads.size() + ends.size() - 1;
    }

    /// Of the problem's places and, after them, the ends of the shifts made so far.
    Matrix matrix() {
        int n = roads.size();
        if (ends.isEmpty()) {
            return Matrix.adopt(n, roads.travelSeconds(), roads.distanceMetres());
        }
        int size = n + ends.size();
        int[] travelSeconds = new int[size * size]; // size × size, row-major: [from * size + to]
        int[] distanceMetres = new int[size * size]; // size × size, row-major: [from * size + to]
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                int way = place(from) * n + place(to);
                int seconds = roads.travelSeconds()[way];
                travelSeconds[from * size + to] =
                        to < n ? seconds : seconds - ends.get(to - n).day().unboundSeconds(seconds);
                distanceMetres[from * size + to] = roads.distanceMetres()[way];
            }
        }
        return Matrix.adopt(size, travelSeconds, distanceMetres);
    }

    private int place(int location) {
        return location < roads.size() ? location : ends.get(location - roads.size()).home();
    }
}

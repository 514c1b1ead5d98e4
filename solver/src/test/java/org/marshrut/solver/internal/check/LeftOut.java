package org.marshrut.solver.internal.check;

import static org.marshrut.solver.testing.Towns.at;
import static org.marshrut.solver.testing.Towns.road;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Unassigned;
import org.marshrut.solver.Visit;

/// Small problems along a road, and what is said of their visit `left`, which is left out.
final class LeftOut {

    private LeftOut() {}

    /// Home at kilometre 0, places 1 to 4 at kilometres 10, 20, 30 and 40, a minute each.
    static Problem.Builder towns(List<Visit> visits, Shift.Builder... shifts) {
        return Problem.of(road(0, 10, 20, 30, 40))
                .visits(visits)
                .shifts(Arrays.stream(shifts).map(Shift.Builder::build).toList());
    }

    static Shift.Builder anna(int day) {
        return Shift.of("anna" + day, "Anna", day).depot(0).hours(at(9, 0), at(18, 0));
    }

    static Unassigned explain(Problem problem, Map<String, List<String>> orders) {
        return Oracle.evaluate(problem, orders).unassigned().stream()
                .filter(u -> u.visitId().equals("left"))
                .findFirst()
                .orElseThrow();
    }

    static Unassigned explain(Problem.Builder problem) {
        return explain(problem.build(), Map.of());
    }
}

package org.marshrut.solver.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marshrut.solver.testing.Towns.road;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.Precedence;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Visit;

/// How far precedence would move a visit in a route a, b, c, d.
class TiesTest {

    private static List<Integer> off(Precedence... precedences) {
        List<Visit> visits =
                List.of("a", "b", "c", "d", "new").stream()
                        .map(id -> Visit.at(id, 0).build())
                        .toList();
        Problem problem =
                Problem.of(road(0))
                        .visits(visits)
                        .shifts(List.of(Shift.of("s", "Anna", 0).build()))
                        .precedences(List.of(precedences))
                        .build();
        List<Visit> route = visits.subList(0, 4);
        Ties ties =
                new Ties(problem, new Placement(problem, Map.of("s", List.of("a", "b", "c", "d"))));
        return IntStream.rangeClosed(0, 4)
                .map(place -> ties.placesOff(visits.get(4), route, place))
                .boxed()
                .toList();
    }

    @Test
    void behindWhatComesBefore() {
        assertThat(off(new Precedence("b", "new"))).containsExactly(2, 1, 0, 0, 0);
    }

    @Test
    void inFrontOfWhatComesAfter() {
        assertThat(off(new Precedence("new", "c"))).containsExactly(0, 0, 0, 1, 2);
    }

    @Test
    void betweenTheTwo() {
        assertThat(off(new Precedence("b", "new"), new Precedence("new", "d")))
                .containsExactly(2, 1, 0, 0, 1);
    }

    @Test
    void theFartherOneCounts() {
        assertThat(off(new Precedence("a", "new"), new Precedence("c", "new")))
                .containsExactly(3, 2, 1, 0, 0);
        assertThat(off(new Precedence("new", "b"), new Precedence("new", "d")))
                .containsExactly(0, 0, 1, 2, 3);
    }

    @Test
    void othersPrecedencesAreNotItsOwn() {
        assertThat(off(new Precedence("a", "b"))).containsExactly(0, 0, 0, 0, 0);
        assertThat(off()).containsExactly(0, 0, 0, 0, 0);
    }
}

package ru.t2.marshrut.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import ru.t2.marshrut.kernel.Money;

/// What speaks for a candidate and what against it, beside the others: computed, the weightiest
/// first, at least one and up to three of each.
record ProsAndCons(List<Statement> pros, List<Statement> cons) {

    private static final int MOST = 3;

    /// A difference below this is no argument.
    private static final long FEWEST_METRES = 10;

    ProsAndCons {
        pros = List.copyOf(pros);
        cons = List.copyOf(cons);
    }

    static ProsAndCons of(Candidate candidate, List<Candidate> all) {
        return new ProsAndCons(pros(candidate, all), cons(candidate, all));
    }

    private static List<Statement> pros(Candidate candidate, List<Candidate> all) {
        var route = candidate.route();
        var pros = new ArrayList<Statement>();
        boolean inTime = candidate.brokenSeconds() == 0;
        if (inTime && all.stream().anyMatch(other -> other.brokenSeconds() > 0)) {
            pros.add(Statement.of("pro.in_time"));
        }
        if (isBest(candidate, all, Candidate::distanceMetres)) {
            pros.add(Statement.of("pro.shortest", ApiUnits.kilometres(candidate.distanceMetres())));
        }
        if (isBest(candidate, all, other -> other.route().endSeconds() / 60)) {
            pros.add(
                    Statement.of(
                            "pro.earliest_finish",
                            ApiUnits.timeOfDay(route.endSeconds()).withSecond(0).toString()));
        }
        if (isBest(candidate, all, Candidate::importantMinutes)) {
            pros.add(Statement.of("pro.priority_first", candidate.importantMinutes()));
        }
        if (isBest(candidate, all, other -> other.cost().kopecks())) {
            pros.add(Statement.of("pro.cheapest", candidate.cost().roubles()));
        }
        if (isBest(candidate, all, other -> other.durationSeconds() / 60)) {
            pros.add(Statement.of("pro.quickest", ApiUnits.hours(candidate.durationSeconds())));
        }
        if (pros.isEmpty()) {
            pros.add(
                    inTime
                            ? Statement.of("pro.in_time")
                            : Statement.of("pro.all_stops", candidate.order().size()));
        }
        return pros.subList(0, Math.min(MOST, pros.size()));
    }

    private static List<Statement> cons(Candidate candidate, List<Candidate> all) {
        var route = candidate.route();
        var cons = new ArrayList<Statement>();
        if (route.lateSeconds() > 0) {
            cons.add(
                    Statement.of(
                            "con.late",
                            ApiUnits.minutesUp(route.lateSeconds()),
                            route.stops().stream().filter(s -> s.lateSeconds() > 0).count()));
        }
        if (route.overtimeSeconds() > 0) {
            cons.add(Statement.of("con.overtime", ApiUnits.minutesUp(route.overtimeSeconds())));
        }
        long longer = above(candidate, all, Candidate::distanceMetres);
        if (longer >= FEWEST_METRES) {
            cons.add(Statement.of("con.longer", ApiUnits.kilometres(longer)));
        }
        long later = above(candidate, all, other -> other.route().endSeconds()) / 60;
        if (later > 0) {
            cons.add(Statement.of("con.later", later));
        }
        long important = above(candidate, all, Candidate::importantMinutes);
        if (important > 0) {
            cons.add(Statement.of("con.priority_later", important));
        }
        long dearer = above(candidate, all, other -> other.cost().kopecks());
        if (dearer > 0) {
            cons.add(Statement.of("con.dearer", new Money(dearer).roubles()));
        }
        long wait = route.stops().stream().mapToLong(stop -> stop.waitSeconds()).sum() / 60;
        if (wait > 0) {
            cons.add(Statement.of("con.wait", wait));
        }
        if (cons.isEmpty()) {
            cons.add(
                    Statement.of(
                            "con.travel",
                            ApiUnits.hours(route.travelSeconds()),
                            ApiUnits.hours(candidate.durationSeconds())));
        }
        return cons.subList(0, Math.min(MOST, cons.size()));
    }

    /// Best, and not because all are equal.
    private static boolean isBest(
            Candidate candidate, List<Candidate> all, ToLongFunction<Candidate> figure) {
        return above(candidate, all, figure) == 0
                && all.stream()
                        .anyMatch(
                                other -> figure.applyAsLong(other) > figure.applyAsLong(candidate));
    }

    private static long above(
            Candidate candidate, List<Candidate> all, ToLongFunction<Candidate> figure) {
        var best = all.stream().min(Comparator.comparingLong(figure)).orElseThrow();
        return figure.applyAsLong(candidate) - figure.applyAsLong(best);
    }
}

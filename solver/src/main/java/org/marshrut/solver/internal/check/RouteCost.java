package org.marshrut.solver.internal.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.marshrut.solver.Cost;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Route;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Slot;
import org.marshrut.solver.Visit;

/// The cost of one finished route, part by part.
final class RouteCost {

    private RouteCost() {}

    /// The parts that depend on when things happen.
    private record Times(
            long duration, long finish, long priority, long late, long waiting, long overtime) {

        static Times of(Problem problem, Shift shift, List<Visit> visits, Route route) {
            Objective prices = problem.objective();
            long sinceOpening = (long) route.endSeconds() - shift.earliestStartSeconds();
            return new Times(
                    prices.perShiftSecond() * route.durationSeconds(),
                    prices.perFinishSecond() * sinceOpening,
                    RouteCost.priority(prices, shift, visits, route),
                    prices.lateForbidden() ? 0 : prices.perLateSecond() * route.lateSeconds(),
                    prices.perWaitSecond() * route.waitSeconds(),
                    shift.overtimeForbidden()
                            ? 0
                            : shift.overtimeCostPerSecond() * route.overtimeSeconds());
        }
    }

    /// The sum of the parts that depend on when things happen.
    static long timeCost(Problem problem, Shift shift, List<Visit> visits, Route route) {
        Times times = Times.of(problem, shift, visits, route);
        return times.duration
                + times.finish
                + times.priority
                + times.late
                + times.waiting
                + times.overtime;
    }

    private static long priority(Objective prices, Shift shift, List<Visit> visits, Route route) {
        long priority = 0;
        for (int i = 0; i < visits.size(); i++) {
            int since = route.stops().get(i).startSeconds() - shift.earliestStartSeconds();
            priority += prices.perPrioritySecond() * visits.get(i).priority() * since;
        }
        return priority;
    }

    /// All parts that concern one route alone.
    static Cost cost(Problem problem, Shift shift, List<Visit> visits, Route route) {
        Objective prices = problem.objective();
        Times times = Times.of(problem, shift, visits, route);
        long preference = 0;
        long stability = 0;
        Set<String> districts = new HashSet<>();
        for (Visit visit : visits) {
            if (visit.preferredRep() != null && !visit.preferredRep().equals(shift.rep())) {
                preference += visit.otherRepCost();
            }
            stability += stability(problem, visit, shift);
            if (visit.district() != null) {
                districts.add(visit.district());
            }
        }
        long stops = visits.size();
        return new Cost(
                prices.perMetre() * route.distanceMetres(),
                prices.perTravelSecond() * route.travelSeconds(),
                times.duration,
                times.finish,
                times.priority,
                times.late,
                times.waiting,
                times.overtime,
                shift.fixedCost(),
                preference,
                0,
                prices.perSquaredStop() * stops * stops,
                0,
                prices.perExtraDistrict() * Math.max(0, districts.size() - 1),
                stability,
                0);
    }

    private static long stability(Problem problem, Visit visit, Shift shift) {
        Slot before = problem.reference().get(visit.id());
        if (before == null) {
            return 0;
        }
        int days = Math.abs(before.day() - shift.day());
        boolean stays = before.equals(new Slot(shift.rep(), shift.day()));
        return stays
                ? 0
                : problem.objective().perMovedVisit() + problem.objective().perMovedDay() * days;
    }
}

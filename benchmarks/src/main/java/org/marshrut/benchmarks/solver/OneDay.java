package org.marshrut.benchmarks.solver;

import java.util.HashSet;
import java.util.Set;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Visit;

/// What every peer can express: one day, one depot, equal vehicles, shortest way, at most one hard
/// window a visit, loads. That is CVRP, VRPTW, TSP and TSPTW; periodic plans are beyond it.
final class OneDay {

    private OneDay() {}

    static boolean is(Problem problem) {
        return problem.objective().equals(Objective.shortest())
                && problem.patterns().isEmpty()
                && problem.pins().isEmpty()
                && problem.precedences().isEmpty()
                && problem.reference().isEmpty()
                && equalShifts(problem)
                && plainVisits(problem);
    }

    private static boolean equalShifts(Problem problem) {
        Shift first = problem.shifts().getFirst();
        for (Shift shift : problem.shifts()) {
            if (shift.day() != first.day()
                    || shift.startLocation() == Shift.NONE
                    || shift.startLocation() != first.startLocation()
                    || shift.endLocation() != first.startLocation()
                    || shift.capacity() != first.capacity()
                    || shift.earliestStartSeconds() != first.earliestStartSeconds()
                    || shift.latestEndSeconds() != first.latestEndSeconds()
                    || shift.maxDurationSeconds() != Shift.UNLIMITED
                    || shift.maxStops() != Shift.UNLIMITED
                    || shift.fixedCost() != 0
                    || shift.lunch() != null
                    || !shift.overtimeForbidden()) {
                return false;
            }
        }
        return true;
    }

    private static boolean plainVisits(Problem problem) {
        Set<Integer> places = new HashSet<>();
        places.add(problem.shifts().getFirst().startLocation());
        for (Visit visit : problem.visits()) {
            if (visit.windowsOn(problem.shifts().getFirst().day()).size() > 1
                    || !visit.required()
                    || !visit.allowedReps().isEmpty()
                    || !visit.allowedDays().isEmpty()
                    || !visit.requiredSkills().isEmpty()
                    || visit.preferredRep() != null
                    || !places.add(visit.location())) {
                return false;
            }
        }
        return true;
    }
}

package org.marshrut.solver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects every fault of a problem as a whole: references, doubles, contradictions, overflow.
final class ProblemCheck {

    /// No route may run past this many seconds after midnight, so that `int` clocks cannot
    /// overflow.
    private static final long MAX_CLOCK = 1_000_000_000L;

    /// Costs stay below this, so that sums and differences of `long` costs cannot overflow.
    private static final double MAX_COST = 1e18;

    private final Matrix matrix;
    private final List<Visit> visits;
    private final List<Shift> shifts;
    private final Objective objective;
    private final Map<String, Visit> visitById = new HashMap<>();
    private final Map<String, Shift> shiftById = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    ProblemCheck(Matrix matrix, List<Visit> visits, List<Shift> shifts, Objective objective) {
        this.matrix = matrix;
        this.visits = visits;
        this.shifts = shifts;
        this.objective = objective;
    }

    List<String> faults(
            List<Pattern> patterns,
            List<Pin> pins,
            List<Precedence> precedences,
            Map<String, Slot> reference) {
        visits();
        shifts();
        patterns(patterns);
        pins(pins);
        precedences(precedences);
        for (String id : reference.keySet()) {
            known("Reference", id);
        }
        sums();
        return faults;
    }

    private void visits() {
        for (Visit visit : visits) {
            if (visitById.put(visit.id(), visit) != null) {
                fault(
                        "Visit %s: the id must be unique. Number repeated calls."
                                .formatted(visit.id()));
            }
            location("Visit " + visit.id(), "location", visit.location());
        }
    }

    private void shifts() {
        for (Shift shift : shifts) {
            String subject = "Shift " + shift.id();
            if (shiftById.put(shift.id(), shift) != null) {
                fault("%s: the id must be unique. Use rep and day in it.".formatted(subject));
            }
            location(subject, "start location", shift.startLocation());
            location(subject, "end location", shift.endLocation());
        }
    }

    private void location(String subject, String name, int location) {
        if (location >= matrix.size()) {
            fault(
                    "%s: %s (%d) must be below the matrix size (%d). Add its row and column."
                            .formatted(subject, name, location, matrix.size()));
        }
    }

    private @Nullable Visit known(String subject, String id) {
        Visit visit = visitById.get(id);
        if (visit == null) {
            fault(
                    "%s: visit %s is unknown. Add it to the visits or drop the rule."
                            .formatted(subject, id));
        }
        return visit;
    }

    private void patterns(List<Pattern> patterns) {
        Set<String> ids = new HashSet<>();
        Map<String, String> owner = new HashMap<>();
        for (Pattern pattern : patterns) {
            if (!ids.add(pattern.id())) {
                fault(
                        "Pattern %s: the id must be unique. Use the store's id."
                                .formatted(pattern.id()));
            }
            for (String id : pattern.visitIds()) {
                known("Pattern " + pattern.id(), id);
                String other = owner.put(id, pattern.id());
                if (other != null) {
                    fault(
                            ("Visit %s is in patterns %s and %s, but one at most is allowed."
                                            + " Join the patterns.")
                                    .formatted(id, other, pattern.id()));
                }
            }
        }
    }

    private void pins(List<Pin> pins) {
        Map<String, Pin> pinOf = new HashMap<>();
        Map<String, String> taken = new HashMap<>();
        for (Pin pin : pins) {
            Visit visit = known("Pin", pin.visitId());
            if (pinOf.put(pin.visitId(), pin) != null) {
                fault(
                        "Pin of visit %s: only one is allowed. Join shift and place."
                                .formatted(pin.visitId()));
            }
            String shiftId = pin.shiftId();
            Shift shift = shiftId == null ? null : shiftById.get(shiftId);
            if (shiftId != null && shift == null) {
                fault(
                        "Pin of visit %s: shift %s is unknown. Add the shift or drop the pin."
                                .formatted(pin.visitId(), shiftId));
            }
            if (visit != null && shift != null) {
                contradiction(visit, shift);
            }
            if (pin.place() != Pin.Place.ANYWHERE && (shiftId != null || shifts.size() == 1)) {
                String at = shiftId == null ? shifts.getFirst().id() : shiftId;
                String first = pin.place() == Pin.Place.FIRST ? "INDEX 0" : null;
                String place = first != null ? first : pin.place() + " " + pin.index();
                String other = taken.put(at + "\n" + place, pin.visitId());
                if (other != null) {
                    fault(
                            ("Visits %s and %s are pinned to the same place (%s) of shift %s."
                                            + " Move one of them.")
                                    .formatted(other, pin.visitId(), place, at));
                }
            }
        }
    }

    private void contradiction(Visit visit, Shift shift) {
        if (!visit.allowedDays().isEmpty() && !visit.allowedDays().contains(shift.day())) {
            fault(
                    ("Visit %s is pinned to shift %s on day %d, but may only be done on days %s."
                                    + " Allow the day or drop the pin.")
                            .formatted(visit.id(), shift.id(), shift.day(), visit.allowedDays()));
        }
        if (!visit.allowedReps().isEmpty() && !visit.allowedReps().contains(shift.rep())) {
            fault(
                    ("Visit %s is pinned to shift %s of rep %s, but may only be done by %s."
                                    + " Allow the rep or drop the pin.")
                            .formatted(visit.id(), shift.id(), shift.rep(), visit.allowedReps()));
        }
        if (!shift.skills().containsAll(visit.requiredSkills())) {
            fault(
                    ("Visit %s is pinned to shift %s, whose skills %s lack some of %s."
                                    + " Add the skill or drop the pin.")
                            .formatted(
                                    visit.id(),
                                    shift.id(),
                                    shift.skills(),
                                    visit.requiredSkills()));
        }
        if (visit.closedOn(shift.day())) {
            fault(
                    ("Visit %s is pinned to shift %s, but is closed on day %d."
                                    + " Open the day or drop the pin.")
                            .formatted(visit.id(), shift.id(), shift.day()));
        }
    }

    private void precedences(List<Precedence> precedences) {
        Map<String, List<String>> after = new HashMap<>();
        for (Precedence precedence : precedences) {
            known("Precedence", precedence.beforeVisitId());
            known("Precedence", precedence.afterVisitId());
            after.computeIfAbsent(precedence.beforeVisitId(), id -> new ArrayList<>())
                    .add(precedence.afterVisitId());
        }
        Map<String, Boolean> open = new HashMap<>();
        for (String id : after.keySet()) {
            if (cyclic(id, after, open)) {
                fault("Precedences around visit %s form a circle. Drop one of them.".formatted(id));
                return;
            }
        }
    }

    private static boolean cyclic(
            String id, Map<String, List<String>> after, Map<String, Boolean> open) {
        Boolean state = open.get(id);
        if (state != null) {
            return state;
        }
        open.put(id, true);
        for (String next : after.getOrDefault(id, List.of())) {
            if (cyclic(next, after, open)) {
                return true;
            }
        }
        open.put(id, false);
        return false;
    }

    private void sums() {
        long service = 0;
        double priority = 0;
        double unassigned = 0;
        for (Visit visit : visits) {
            service += visit.serviceSeconds();
            priority += visit.priority();
            unassigned += visit.unassignedCost() + (double) visit.otherRepCost();
        }
        int longest = matrix.maxTravelSeconds();
        long clock = 0;
        double fixed = 0;
        double overtime = 0;
        int lastDay = 0;
        int latestOpening = latestOpening();
        for (Shift shift : shifts) {
            long stops = Math.min(visits.size(), shift.maxStops());
            long pause = shift.lunch() == null ? 0 : shift.lunch().durationSeconds();
            long begin = Math.max(shift.earliestStartSeconds(), latestOpening);
            clock = Math.max(clock, begin + (stops + 1) * longest + service + pause);
            fixed += shift.fixedCost();
            overtime += Math.max(0, shift.overtimeCostPerSecond());
            lastDay = Math.max(lastDay, shift.day());
        }
        if (clock > MAX_CLOCK) {
            fault(
                    ("A route could last until second %d, but %d is the limit."
                                    + " Use a coarser unit of time or limit the stops of a shift.")
                            .formatted(clock, MAX_CLOCK));
            return;
        }
        double arcs = visits.size() + (double) shifts.size();
        double clocks = (double) clock;
        double worst =
                arcs * matrix.maxDistanceMetres() * objective.perMetre()
                        + arcs * longest * objective.perTravelSecond()
                        + shifts.size()
                                * clocks
                                * (objective.perShiftSecond()
                                        + (double) objective.perFinishSecond()
                                        + objective.perWaitSecond())
                        + overtime * clocks
                        + priority * clocks * objective.perPrioritySecond()
                        + visits.size() * clocks * Math.max(0, objective.perLateSecond())
                        + visits.size() * (double) visits.size() * objective.perSquaredStop()
                        + visits.size()
                                * (objective.perRepChange()
                                        + (double) objective.perExtraDistrict()
                                        + objective.perMovedVisit()
                                        + lastDay * (double) objective.perMovedDay())
                        + Math.pow(arcs * longest + service, 2)
                                / 3600
                                * objective.perBalanceSecond()
                        + fixed
                        + unassigned;
        if (worst > MAX_COST) {
            fault(
                    "A plan could cost %.1e, but %.0e is the limit. Divide all prices by %.0f."
                            .formatted(worst, MAX_COST, Math.ceil(worst / MAX_COST)));
        }
    }

    private int latestOpening() {
        int latest = 0;
        for (Visit visit : visits) {
            for (TimeWindow window : visit.windows()) {
                latest = Math.max(latest, window.earliestSeconds());
            }
            for (List<TimeWindow> windows : visit.windowsByDay().values()) {
                for (TimeWindow window : windows) {
                    latest = Math.max(latest, window.earliestSeconds());
                }
            }
        }
        return latest;
    }

    private void fault(String text) {
        faults.add(text);
    }
}

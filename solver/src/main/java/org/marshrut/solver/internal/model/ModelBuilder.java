package org.marshrut.solver.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.marshrut.solver.Break;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Pattern;
import org.marshrut.solver.Pin;
import org.marshrut.solver.Precedence;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Slot;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Visit;

/// Translates a problem into the arrays of a [Model]; see there for their shapes.
final class ModelBuilder {

    final Problem problem;
    final int n;
    final int shifts;
    final int days;
    int reps;
    int districts;
    final int[] location;
    final int[] service;
    final int[] load;
    final int[] priority;
    final long[] price;
    final boolean[] required;
    final int[] district;
    final int[] preferredRep;
    final long[] otherRepCost;
    final int[] referenceRep;
    final int[] referenceDay;
    final byte[] pinPlace;
    final int[] pinIndex;
    final int[][] before;
    final int[][] after;
    final int[] group;
    final int[][] calls;
    final int[] gapDays;
    final int[][] combinations;
    final int[] windowOffset;
    final byte[] windowCount;
    int[] windowFrom = new int[16];
    int[] windowTo = new int[16];
    private int windows;
    final int[] rep;
    final int[] day;
    final int[] from;
    final int[] to;
    final int[] open;
    final int[] close;
    final boolean[] free;
    final int[] lunchOpen;
    final int[] lunchLast;
    final int[] lunchLength;
    final int[] maxStops;
    final long[] capacity;
    final int[] maxDuration;
    final long[] overtimePrice;
    final long[] fixedCost;
    final int[] kind;
    final boolean[] timed;
    final boolean[] timeless;
    final int[] dayNumber;
    long[] available = new long[0];
    long availableInAll;
    boolean indexPins;
    final long[] allowed;

    private final Map<String, Integer> visitIndex = new HashMap<>();
    private final Map<String, Integer> shiftIndex = new HashMap<>();
    private final Map<String, Integer> repIndex = new HashMap<>();
    private final Map<Integer, Integer> dayIndex = new HashMap<>();

    ModelBuilder(Problem problem) {
        this.problem = problem;
        n = problem.visits().size();
        shifts = problem.shifts().size();
        TreeSet<Integer> numbers = new TreeSet<>();
        problem.shifts().forEach(shift -> numbers.add(shift.day()));
        dayNumber = numbers.stream().mapToInt(Integer::intValue).toArray();
        days = dayNumber.length;
        for (int d = 0; d < days; d++) {
            dayIndex.put(dayNumber[d], d);
        }
        location = new int[n];
        service = new int[n];
        load = new int[n];
        priority = new int[n];
        price = new long[n];
        required = new boolean[n];
        district = new int[n];
        preferredRep = new int[n];
        otherRepCost = new long[n];
        referenceRep = new int[n];
        referenceDay = new int[n];
        pinPlace = new byte[n];
        pinIndex = new int[n];
        before = new int[n][];
        after = new int[n][];
        group = new int[n];
        windowOffset = new int[n * days];
        windowCount = new byte[n * days];
        rep = new int[shifts];
        day = new int[shifts];
        from = new int[shifts];
        to = new int[shifts];
        open = new int[shifts];
        close = new int[shifts];
        free = new boolean[shifts];
        lunchOpen = new int[shifts];
        lunchLast = new int[shifts];
        lunchLength = new int[shifts];
        maxStops = new int[shifts];
        capacity = new long[shifts];
        maxDuration = new int[shifts];
        overtimePrice = new long[shifts];
        fixedCost = new long[shifts];
        kind = new int[shifts];
        timed = new boolean[shifts];
        timeless = new boolean[shifts];
        allowed = new long[(int) (((long) n * shifts + 63) >>> 6)];
        int groups = groupCount();
        calls = new int[groups][];
        gapDays = new int[groups];
        combinations = new int[groups][];
    }

    Model build() {
        shifts();
        visits();
        groups();
        precedences();
        int[] pinnedShift = pins();
        allow(pinnedShift);
        clocks();
        return new Model(this);
    }

    private int groupCount() {
        int tied = problem.patterns().stream().mapToInt(p -> p.visitIds().size()).sum();
        return n - tied + problem.patterns().size();
    }

    private void shifts() {
        Map<Shift, Integer> kinds = new HashMap<>();
        for (int s = 0; s < shifts; s++) {
            Shift shift = problem.shifts().get(s);
            shiftIndex.put(shift.id(), s);
            rep[s] = repIndex.computeIfAbsent(shift.rep(), name -> repIndex.size());
            day[s] = index(dayIndex, shift.day());
            from[s] = shift.startLocation();
            to[s] = shift.endLocation();
            open[s] = shift.earliestStartSeconds();
            close[s] = shift.latestEndSeconds();
            free[s] = shift.startFree();
            Break lunch = shift.lunch();
            lunchOpen[s] = lunch == null ? Model.NONE : lunch.earliestStartSeconds();
            lunchLast[s] = lunch == null ? Model.NONE : lunch.latestStartSeconds();
            lunchLength[s] = lunch == null ? 0 : lunch.durationSeconds();
            maxStops[s] = shift.maxStops();
            capacity[s] = shift.capacity() == Shift.UNLIMITED ? Long.MAX_VALUE : shift.capacity();
            maxDuration[s] = shift.maxDurationSeconds();
            overtimePrice[s] = shift.overtimeCostPerSecond();
            fixedCost[s] = shift.fixedCost();
            kind[s] = kinds.computeIfAbsent(anonymous(shift), key -> kinds.size());
        }
        reps = repIndex.size();
        available = new long[reps];
        for (int s = 0; s < shifts; s++) {
            available[rep[s]] += (long) close[s] - open[s];
            availableInAll += (long) close[s] - open[s];
        }
    }

    /// The shift without what does not matter while it is empty. Reps matter as soon as anything
    /// asks who does a visit.
    private Shift anonymous(Shift s) {
        Objective prices = problem.objective();
        boolean personal =
                prices.perBalanceSecond() > 0
                        || prices.perRepChange() > 0
                        || prices.perMovedVisit() > 0
                        || problem.pins().stream().anyMatch(pin -> pin.shiftId() != null)
                        || problem.visits().stream()
                                .anyMatch(v ->
                                        !v.allowedReps().isEmpty() || v.preferredRep() != null);
        return new Shift(
                personal ? s.id() : "any",
                personal ? s.rep() : "any",
                s.day(),
                s.startLocation(),
                s.endLocation(),
                s.earliestStartSeconds(),
                s.latestEndSeconds(),
                s.startFree(),
                s.lunch(),
                s.maxStops(),
                s.capacity(),
                s.maxDurationSeconds(),
                s.skills(),
                s.overtimeCostPerSecond(),
                s.fixedCost());
    }

    private void visits() {
        Map<String, Integer> districtIndex = new HashMap<>();
        for (int v = 0; v < n; v++) {
            Visit visit = problem.visits().get(v);
            visitIndex.put(visit.id(), v);
            location[v] = visit.location();
            service[v] = visit.serviceSeconds();
            load[v] = visit.load();
            priority[v] = visit.priority();
            price[v] = visit.unassignedCost();
            required[v] = visit.required();
            String name = visit.district();
            district[v] =
                    name == null
                            ? Model.NONE
                            : districtIndex.computeIfAbsent(name, key -> districtIndex.size());
            String preferred = visit.preferredRep();
            // A preferred rep without any shift is still preferred: everybody else costs.
            preferredRep[v] =
                    preferred == null
                            ? Model.NONE
                            : repIndex.getOrDefault(preferred, Integer.MAX_VALUE);
            otherRepCost[v] = visit.otherRepCost();
            Slot slot = problem.reference().get(visit.id());
            referenceRep[v] =
                    slot == null ? Model.NONE : repIndex.getOrDefault(slot.rep(), Model.NONE);
            referenceDay[v] = slot == null ? Model.NONE : slot.day();
            windows(v, visit);
        }
        districts = districtIndex.size();
    }

    private void windows(int v, Visit visit) {
        int general = store(visit.windows());
        for (int d = 0; d < days; d++) {
            List<TimeWindow> own = visit.windowsByDay().get(dayNumber[d]);
            List<TimeWindow> list = own == null ? visit.windows() : own;
            windowOffset[v * days + d] = own == null ? general : store(own);
            windowCount[v * days + d] = (byte) Math.min(list.size(), Byte.MAX_VALUE);
        }
    }

    private int store(List<TimeWindow> list) {
        int offset = windows;
        for (TimeWindow window : list) {
            if (windows == windowFrom.length) {
                windowFrom = Arrays.copyOf(windowFrom, 2 * windows);
                windowTo = Arrays.copyOf(windowTo, 2 * windows);
            }
            windowFrom[windows] = window.earliestSeconds();
            windowTo[windows++] = window.latestSeconds();
        }
        return offset;
    }

    private void groups() {
        Arrays.fill(group, Model.NONE);
        int g = 0;
        for (Pattern pattern : problem.patterns()) {
            int size = pattern.visitIds().size();
            calls[g] = new int[size];
            for (int k = 0; k < size; k++) {
                calls[g][k] = index(visitIndex, pattern.visitIds().get(k));
                group[calls[g][k]] = g;
            }
            gapDays[g] = pattern.minGapDays();
            int[] rows = new int[pattern.dayCombinations().size() * size];
            int at = 0;
            for (List<Integer> row : pattern.dayCombinations()) {
                for (int number : row) {
                    rows[at++] = dayIndex.getOrDefault(number, Model.NONE);
                }
            }
            combinations[g++] = rows;
        }
        for (int v = 0; v < n; v++) {
            if (group[v] == Model.NONE) {
                group[v] = g;
                calls[g] = new int[] {v};
                gapDays[g] = 1;
                combinations[g++] = new int[0];
            }
        }
    }

    private void precedences() {
        List<List<Integer>> earlier = new ArrayList<>();
        List<List<Integer>> later = new ArrayList<>();
        for (int v = 0; v < n; v++) {
            earlier.add(new ArrayList<>());
            later.add(new ArrayList<>());
        }
        for (Precedence precedence : problem.precedences()) {
            int first = index(visitIndex, precedence.beforeVisitId());
            int second = index(visitIndex, precedence.afterVisitId());
            later.get(first).add(second);
            earlier.get(second).add(first);
        }
        for (int v = 0; v < n; v++) {
            before[v] = earlier.get(v).stream().mapToInt(Integer::intValue).toArray();
            after[v] = later.get(v).stream().mapToInt(Integer::intValue).toArray();
        }
    }

    private int[] pins() {
        int[] pinnedShift = new int[n];
        Arrays.fill(pinnedShift, Model.NONE);
        for (Pin pin : problem.pins()) {
            int v = index(visitIndex, pin.visitId());
            String shift = pin.shiftId();
            if (shift != null) {
                pinnedShift[v] = index(shiftIndex, shift);
            }
            pinPlace[v] =
                    switch (pin.place()) {
                        case ANYWHERE -> Model.ANYWHERE;
                        case FIRST -> Model.FIRST;
                        case LAST -> Model.LAST;
                        case INDEX -> Model.INDEX;
                    };
            pinIndex[v] = pin.index();
            indexPins |= pin.place() == Pin.Place.INDEX;
        }
        return pinnedShift;
    }

    private void allow(int[] pinnedShift) {
        boolean[] open = new boolean[days];
        for (int v = 0; v < n; v++) {
            Visit visit = problem.visits().get(v);
            for (int d = 0; d < days; d++) {
                open[d] =
                        !visit.closedOn(dayNumber[d])
                                && (visit.allowedDays().isEmpty()
                                        || visit.allowedDays().contains(dayNumber[d]));
            }
            for (int s = 0; s < shifts; s++) {
                Shift shift = problem.shifts().get(s);
                if (open[day[s]]
                        && (pinnedShift[v] == Model.NONE || pinnedShift[v] == s)
                        && (visit.allowedReps().isEmpty()
                                || visit.allowedReps().contains(shift.rep()))
                        && (visit.requiredSkills().isEmpty()
                                || shift.skills().containsAll(visit.requiredSkills()))) {
                    long bit = (long) v * shifts + s;
                    allowed[(int) (bit >>> 6)] |= 1L << bit;
                }
            }
        }
    }

    private void clocks() {
        Objective prices = problem.objective();
        boolean anyWindow = windows > 0;
        boolean anyPriority = Arrays.stream(priority).anyMatch(weight -> weight > 0);
        long serviceInAll = Arrays.stream(service).asLongStream().sum();
        long longest = problem.matrix().maxTravelSeconds();
        for (int s = 0; s < shifts; s++) {
            boolean lunch = lunchOpen[s] != Model.NONE;
            boolean limited = maxDuration[s] != Shift.UNLIMITED;
            timed[s] =
                    prices.perShiftSecond() > 0
                            || prices.perFinishSecond() > 0
                            || prices.perWaitSecond() > 0
                            || (prices.perPrioritySecond() > 0 && anyPriority)
                            || (!prices.lateForbidden() && anyWindow)
                            || overtimePrice[s] != Objective.FORBIDDEN
                            || (free[s] && limited && (anyWindow || lunch))
                            || indexPins;
            long stops = Math.min(n, maxStops[s]);
            long latest = open[s] + (stops + 1) * longest + serviceInAll;
            timeless[s] =
                    !timed[s]
                            && !anyWindow
                            && !lunch
                            && latest <= close[s]
                            && (!limited || latest - open[s] <= maxDuration[s]);
        }
    }

    private static <K> int index(Map<K, Integer> indices, K key) {
        Integer index = indices.get(key);
        if (index == null) {
            throw new IllegalStateException(key + " is not part of the problem.");
        }
        return index;
    }
}

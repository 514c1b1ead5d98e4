package org.marshrut.solver.internal.model;

import java.util.stream.IntStream;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Problem;

/// A [Problem] with numbers for names: visits `0 … n-1`, shifts `0 … shifts-1`, days and reps
/// counted through, everything in flat arrays. Immutable once built; shared by the threads of a
/// search.
///
/// Every visit belongs to exactly one group: the calls of its pattern, or itself alone. Days are
/// sorted, so that a smaller index is an earlier day.
public final class Model {

    /// Later than any time of day, with room for one more leg and service.
    public static final int NEVER = 1_500_000_000;

    /// Earlier than any time of day, with room for one more leg and service.
    public static final int BEFORE_ALL = -1_500_000_000;

    /// Absence of a location, rep, district, break …
    public static final int NONE = -1;

    public static final byte ANYWHERE = 0;
    public static final byte FIRST = 1;
    public static final byte LAST = 2;
    public static final byte INDEX = 3;

    public final Problem problem;
    public final int n;
    public final int shifts;
    public final int days;
    public final int reps;
    public final int districts;

    // visits, each [n]
    public final int[] location;
    public final int[] service;
    public final int[] load;
    public final int[] priority;
    public final long[] price;
    public final boolean[] required;
    public final int[] district;
    public final int[] preferredRep;
    public final long[] otherRepCost;
    public final int[] referenceRep; // NONE if unknown to the problem
    public final int[] referenceDay; // number of the day, NONE without reference
    public final byte[] pinPlace;
    public final int[] pinIndex;
    public final int[][] before; // visits that come before
    public final int[][] after; // visits that come after
    public final int[] group;

    // groups
    public final int[][] calls; // visits of the group in chronological order
    public final int[] gapDays;
    public final int[][] combinations; // rows of calls.length day indices (NONE: no such day), flat

    // windows of a visit on a day: [windowOffset[v * days + d], + windowCount)
    public final int[] windowOffset; // n × days
    public final byte[] windowCount; // n × days
    public final int[] windowFrom;
    public final int[] windowTo;

    // shifts, each [shifts]
    public final int[] rep;
    public final int[] day; // index of the day
    public final int[] from; // location or NONE
    public final int[] to; // location or NONE
    public final int[] open;
    public final int[] close;
    public final boolean[] free;
    public final int[] lunchOpen; // NONE without break
    public final int[] lunchLast;
    public final int[] lunchLength;
    public final int[] maxStops;
    public final long[] capacity;
    public final int[] maxDuration;
    public final long[] overtimePrice; // Objective.FORBIDDEN if none is allowed
    public final long[] fixedCost;
    public final int[] kind; // shifts of one kind are interchangeable while empty
    public final boolean[]
            timed; // its cost depends on the clock, so an order must be driven through
    public final boolean[] timeless; // the clock can neither cost nor forbid anything

    public final int[] dayNumber; // [days], rising
    public final long[] available; // [reps], seconds of all the rep's shifts
    public final long availableInAll;

    public final Objective prices;
    public final boolean lateForbidden;
    public final boolean indexPins;
    public final boolean precedences;

    private final long[] allowed; // bits [v * shifts + s]
    private final Ways ways;
    private final int size;
    public final int width; // size + 1: the last row stands for NONE and costs nothing
    public final boolean arcsKept; // whether the next two are filled
    public final boolean symmetric; // whether costs are kept and the same both ways
    public final int[] arcsFrom; // width × width, [from * width + to]: costs of metres, seconds
    public final int[] arcsTo; // width × width, [to * width + from]; the same if symmetric
    private final boolean oneWindow; // at most one window a day, in the next two
    private final int[] opens; // n × days, BEFORE_ALL without window
    private final int[] closes; // n × days, NEVER without window
    public final boolean plainRoutes; // a route's fixed cost is arcs, use and stops alone
    public final int[][] shiftsOfDay; // [days]

    Model(ModelBuilder b) {
        problem = b.problem;
        n = b.n;
        shifts = b.shifts;
        days = b.days;
        reps = b.reps;
        districts = b.districts;
        location = b.location;
        service = b.service;
        load = b.load;
        priority = b.priority;
        price = b.price;
        required = b.required;
        district = b.district;
        preferredRep = b.preferredRep;
        otherRepCost = b.otherRepCost;
        referenceRep = b.referenceRep;
        referenceDay = b.referenceDay;
        pinPlace = b.pinPlace;
        pinIndex = b.pinIndex;
        before = b.before;
        after = b.after;
        group = b.group;
        calls = b.calls;
        gapDays = b.gapDays;
        combinations = b.combinations;
        windowOffset = b.windowOffset;
        windowCount = b.windowCount;
        windowFrom = b.windowFrom;
        windowTo = b.windowTo;
        rep = b.rep;
        day = b.day;
        from = b.from;
        to = b.to;
        open = b.open;
        close = b.close;
        free = b.free;
        lunchOpen = b.lunchOpen;
        lunchLast = b.lunchLast;
        lunchLength = b.lunchLength;
        maxStops = b.maxStops;
        capacity = b.capacity;
        maxDuration = b.maxDuration;
        overtimePrice = b.overtimePrice;
        fixedCost = b.fixedCost;
        kind = b.kind;
        timed = b.timed;
        timeless = b.timeless;
        dayNumber = b.dayNumber;
        available = b.available;
        availableInAll = b.availableInAll;
        prices = b.problem.objective();
        lateForbidden = prices.lateForbidden();
        indexPins = b.indexPins;
        precedences = !b.problem.precedences().isEmpty();
        allowed = b.allowed;
        ways = new Ways(b.problem.matrix(), prices);
        size = ways.size;
        width = ways.width;
        arcsKept = ways.kept;
        arcsFrom = ways.costFrom;
        symmetric = ways.symmetric;
        arcsTo = ways.costTo;
        oneWindow = oneWindow();
        opens = new int[oneWindow ? n * days : 0];
        closes = new int[opens.length];
        for (int i = 0; i < opens.length; i++) {
            opens[i] = windowCount[i] == 0 ? BEFORE_ALL : windowFrom[windowOffset[i]];
            closes[i] = windowCount[i] == 0 ? NEVER : windowTo[windowOffset[i]];
        }
        plainRoutes = arcsKept && plain();
        shiftsOfDay = new int[days][];
        for (int d = 0; d < days; d++) {
            int today = d;
            shiftsOfDay[d] = IntStream.range(0, shifts).filter(s -> this.day[s] == today).toArray();
        }
    }

    private boolean oneWindow() {
        for (byte count : windowCount) {
            if (count > 1) {
                return false;
            }
        }
        return true;
    }

    private boolean plain() {
        boolean plain = !precedences && !indexPins && prices.perExtraDistrict() == 0;
        for (int v = 0; plain && v < n; v++) {
            plain =
                    pinPlace[v] == ANYWHERE
                            && (preferredRep[v] == NONE || otherRepCost[v] == 0)
                            && (referenceDay[v] == NONE
                                    || prices.perMovedVisit() + prices.perMovedDay() == 0);
        }
        return plain;
    }

    /// Row of a location in the arcs; the last one for [#NONE].
    public int row(int place) {
        return place < 0 ? size : place;
    }

    public static Model of(Problem problem) {
        return new ModelBuilder(problem).build();
    }

    /// Cost of metres and seconds between two locations; 0 if one is [#NONE].
    public long arc(int a, int b) {
        if ((a | b) < 0) {
            return 0;
        }
        return arcsKept ? arcsFrom[a * width + b] : ways.cost(a, b);
    }

    /// Seconds between two locations; 0 if one is [#NONE].
    public int travel(int a, int b) {
        return (a | b) < 0 ? 0 : ways.seconds(a, b);
    }

    /// Seconds from a row of the arcs to a visit.
    int secondsIn(int v, int row) {
        return arcsKept
                ? ways.secondsTo[location[v] * width + row]
                : ways.seconds(row, location[v]);
    }

    /// Seconds from a visit to a row of the arcs.
    int secondsOut(int v, int row) {
        return ways.seconds(location[v], row);
    }

    Legs legs() {
        return new Legs(this, ways);
    }

    /// Whether skills, reps, days, closing and pins let the visit into the shift.
    public boolean allows(int v, int s) {
        long bit = (long) v * shifts + s;
        return (allowed[(int) (bit >>> 6)] >>> bit & 1) != 0;
    }

    /// What it costs that just this shift does the visit: preference and stability.
    public long assignCost(int v, int s) {
        long cost = 0;
        if (preferredRep[v] != NONE && preferredRep[v] != rep[s]) {
            cost = otherRepCost[v];
        }
        if (referenceDay[v] != NONE) {
            int distance = Math.abs(referenceDay[v] - dayNumber[day[s]]);
            if (distance > 0 || referenceRep[v] != rep[s]) {
                cost += prices.perMovedVisit() + prices.perMovedDay() * distance;
            }
        }
        return cost;
    }

    /// When service starts on a day if the rep is ready then: in the first window not yet over, or
    /// at once if all are.
    public int startAt(int v, int d, int ready) {
        int at = v * days + d;
        if (oneWindow) {
            return ready <= closes[at] ? Math.max(ready, opens[at]) : ready;
        }
        int w = windowOffset[at];
        for (int end = w + windowCount[at]; w < end; w++) {
            if (ready <= windowTo[w]) {
                return Math.max(ready, windowFrom[w]);
            }
        }
        return ready;
    }

    /// End of the last window; [#NEVER] if any time will do.
    public int lastStart(int v, int d) {
        int at = v * days + d;
        if (oneWindow) {
            return closes[at];
        }
        int count = windowCount[at];
        return count == 0 ? NEVER : windowTo[windowOffset[at] + count - 1];
    }

    /// The latest start inside a window that is not after the limit; [#BEFORE_ALL] if there is
    /// none.
    public int latestStart(int v, int d, int limit) {
        int at = v * days + d;
        if (oneWindow) {
            return opens[at] <= limit ? Math.min(limit, closes[at]) : BEFORE_ALL;
        }
        int count = windowCount[at];
        if (count == 0) {
            return limit;
        }
        int first = windowOffset[at];
        for (int w = first + count - 1; w >= first; w--) {
            if (windowFrom[w] <= limit) {
                return Math.min(limit, windowTo[w]);
            }
        }
        return BEFORE_ALL;
    }

    public boolean hasLunch(int s) {
        return lunchOpen[s] != NONE;
    }
}

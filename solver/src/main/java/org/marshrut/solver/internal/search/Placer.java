package org.marshrut.solver.internal.search;

import java.util.Arrays;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;

/// Places the absent calls of a group together, choosing days and insertions at once.
///
/// For each absent call the cheapest insertion on each day is known; the best days follow by
/// dynamic programming over calls and days under the minimal gap, or by looking through the
/// combinations. The days are first chosen by bounds, and what is chosen is looked at until it is
/// true. Calls that stand already stay where they are. A call may be left out for its price. With a
/// price on changes of rep, each rep alone is tried beside all together.
final class Placer {

    private static final int BLINK = 128;
    private static final long OUT = RouteEval.INFEASIBLE;
    private static final int LEFT_OUT = -1;

    private final Routes routes;
    private final Model m;
    private final Insertion insertion;
    private final Rng rng;
    private final boolean[] likePrevious; // [n], same insertions as the call before it in its group
    private final long[][] dayCost; // [call][days]
    private final int[][] dayShift; // [call][days]
    private final int[][] dayPlace; // [call][days], position to insert before
    private final boolean[][] dayExact; // [call][days], whether the cost is more than a bound
    private final int[] scannedAs; // [call], the first of those scanned at once
    private final long[] least; // [call], of its days and of leaving it out
    private final long[][] sum; // [call + 1][days + 1]: last placed on day d - 1, 0 for none yet
    private final int[][] cameFrom; // [call + 1][days + 1], state before; placed iff day differs
    private final int[] chosen; // [call], day or LEFT_OUT
    private final int[] bestShift; // [call], or LEFT_OUT
    private final int[] bestPlace; // [call]
    private final int[] repMark; // [reps]
    private final boolean[][] everWanted; // [groups][days]
    private final boolean[] wanted; // [days] that the pattern leaves to the calls at hand
    private int mark;

    Placer(Routes routes, Insertion insertion, Rng rng) {
        this.routes = routes;
        this.insertion = insertion;
        this.rng = rng;
        m = routes.m;
        int longest = 1;
        for (int[] calls : m.calls) {
            longest = Math.max(longest, calls.length);
        }
        int room = longest == 1 ? 0 : longest;
        dayCost = new long[room][m.days];
        dayShift = new int[room][m.days];
        dayPlace = new int[room][m.days];
        dayExact = new boolean[room][m.days];
        scannedAs = new int[room];
        least = new long[room];
        sum = new long[room + 1][m.days + 1];
        cameFrom = new int[room + 1][m.days + 1];
        chosen = new int[room];
        bestShift = new int[room];
        bestPlace = new int[room];
        repMark = new int[Math.max(1, m.reps)];
        everWanted = everWanted(m);
        wanted = new boolean[m.days];
        likePrevious = new LikeCalls(m).likePrevious;
    }

    /// Places what is absent of the group, as far as it fits and pays.
    void place(int g) {
        int[] calls = m.calls[g];
        if (calls.length == 1) {
            if (routes.shiftOf[calls[0]] == Model.NONE) {
                placeOne(calls[0]);
            }
        } else {
            placeTogether(g, calls);
        }
    }

    private void placeOne(int v) {
        insertion.scanAll(v, everWanted[m.group[v]], m.price[v]);
        int into = insertion.ofAll.shift[0];
        if (into != Model.NONE) {
            routes.insert(v, into, insertion.ofAll.place[0]);
        }
    }

    private void placeTogether(int g, int[] calls) {
        want(g, calls);
        long sumOfLeast = 0;
        int previous = Model.NONE;
        for (int k = 0; k < calls.length; k++) {
            int v = calls[k];
            if (routes.shiftOf[v] != Model.NONE) {
                stand(k, routes.shiftOf[v]);
                continue;
            }
            boolean like = previous != Model.NONE && previous == k - 1 && likePrevious[v];
            if (!like) {
                insertion.scanDays(v, wanted);
            }
            scannedAs[k] = like ? scannedAs[previous] : k;
            previous = k;
            note(k);
            least[k] = leavingOut(v);
            for (long cost : dayCost[k]) {
                least[k] = Math.min(least[k], cost);
            }
            sumOfLeast += least[k];
        }
        if (previous == Model.NONE) {
            return;
        }
        long best = choose(g, calls, OUT);
        while (best < OUT && settle(calls)) {
            best = choose(g, calls, OUT);
        }
        // Nothing is cheaper with one rep if the cheapest days have one anyway.
        if (best < OUT && continuity(calls) > 0) {
            for (int r = 0; r < m.reps; r++) {
                if (withRep(r, calls, best, sumOfLeast)) {
                    best = choose(g, calls, best);
                }
            }
        }
        if (best >= OUT) {
            return;
        }
        for (int k = 0; k < calls.length; k++) {
            int v = calls[k];
            int s = bestShift[k];
            if (routes.shiftOf[v] == Model.NONE && s >= 0 && routes.fitsOthers(v, s)) {
                routes.insert(v, s, bestPlace[k]);
            }
        }
    }

    /// Looks at the chosen days of which only a bound is known.
    ///
    /// @return whether any is dearer than it seemed
    private boolean settle(int[] calls) {
        boolean dearer = false;
        for (int k = 0; k < calls.length; k++) {
            int d = chosen[k];
            if (d != LEFT_OUT && routes.shiftOf[calls[k]] == Model.NONE && !dayExact[k][d]) {
                long bound = dayCost[k][d];
                insertion.settleDay(calls[k], d);
                for (int like = 0; like < calls.length; like++) {
                    if (routes.shiftOf[calls[like]] == Model.NONE
                            && scannedAs[like] == scannedAs[k]) {
                        note(like, d);
                    }
                }
                dearer |= dayCost[k][d] != bound;
            }
        }
        return dearer;
    }

    /// Days on which any of the absent calls may be, as the others stand.
    private void want(int g, int[] calls) {
        if (allAbsent(calls)) {
            System.arraycopy(everWanted[g], 0, wanted, 0, m.days);
            return;
        }
        Arrays.fill(wanted, false);
        for (int v : calls) {
            if (routes.shiftOf[v] == Model.NONE) {
                for (int d = 0; d < m.days; d++) {
                    wanted[d] = wanted[d] || routes.patternAllows(v, d);
                }
            }
        }
    }

    private boolean allAbsent(int[] calls) {
        for (int v : calls) {
            if (routes.shiftOf[v] != Model.NONE) {
                return false;
            }
        }
        return true;
    }

    /// Days that a group's pattern names at all; every day for those without combinations.
    private static boolean[][] everWanted(Model m) {
        boolean[] every = new boolean[m.days];
        Arrays.fill(every, true);
        boolean[][] wanted = new boolean[m.calls.length][];
        for (int g = 0; g < wanted.length; g++) {
            int[] rows = m.combinations[g];
            wanted[g] = rows.length == 0 ? every : new boolean[m.days];
            for (int d : rows) {
                if (d != Model.NONE) {
                    wanted[g][d] = true;
                }
            }
        }
        return wanted;
    }

    private void stand(int k, int s) {
        Arrays.fill(dayCost[k], OUT);
        dayCost[k][m.day[s]] = 0;
        dayShift[k][m.day[s]] = s;
    }

    /// Takes over what was found for the days.
    private void note(int k) {
        Insertion.Best found = insertion.ofDay;
        System.arraycopy(found.shift, 0, dayShift[k], 0, m.days);
        System.arraycopy(found.place, 0, dayPlace[k], 0, m.days);
        System.arraycopy(found.exact, 0, dayExact[k], 0, m.days);
        for (int d = 0; d < m.days; d++) {
            dayCost[k][d] = found.shift[d] == Model.NONE ? OUT : found.cost[d];
        }
    }

    private void note(int k, int d) {
        Insertion.Best found = insertion.ofDay;
        dayShift[k][d] = found.shift[d];
        dayPlace[k][d] = found.place[d];
        dayExact[k][d] = true;
        dayCost[k][d] = found.shift[d] == Model.NONE ? OUT : found.cost[d];
    }

    /// Looks for insertions with one rep, none dearer than what would leave the whole below the
    /// best.
    ///
    /// @return whether the whole may still be cheaper
    private boolean withRep(int rep, int[] calls, long best, long sumOfLeast) {
        int previous = Model.NONE;
        for (int k = 0; k < calls.length; k++) {
            int v = calls[k];
            if (routes.shiftOf[v] != Model.NONE) {
                continue;
            }
            long limit = best - sumOfLeast + least[k];
            boolean same =
                    previous == k - 1
                            && previous != Model.NONE
                            && likePrevious[v]
                            && least[k] == least[previous];
            if (!same) {
                insertion.scanRep(v, wanted, rep, limit);
            }
            previous = k;
            note(k);
            if (leavingOut(v) >= limit && none(insertion.ofDay.shift)) {
                return false;
            }
        }
        return true;
    }

    private static boolean none(int[] shifts) {
        for (int s : shifts) {
            if (s != Model.NONE) {
                return false;
            }
        }
        return true;
    }

    /// Chooses days and keeps them if they are cheaper than the best.
    private long choose(int g, int[] calls, long best) {
        long cost =
                m.combinations[g].length > 0
                        ? byCombination(m.combinations[g], calls)
                        : byGap(m.gapDays[g], calls);
        if (cost < OUT) {
            cost += continuity(calls);
        }
        if (cost >= best) {
            return best;
        }
        for (int k = 0; k < calls.length; k++) {
            int d = chosen[k];
            bestShift[k] = d == LEFT_OUT ? LEFT_OUT : dayShift[k][d];
            bestPlace[k] = d == LEFT_OUT ? 0 : dayPlace[k][d];
        }
        return cost;
    }

    private long continuity(int[] calls) {
        if (m.prices.perRepChange() == 0) {
            return 0;
        }
        mark++;
        int seen = 0;
        for (int k = 0; k < calls.length; k++) {
            int rep = chosen[k] == LEFT_OUT ? Model.NONE : m.rep[dayShift[k][chosen[k]]];
            if (rep != Model.NONE && repMark[rep] != mark) {
                repMark[rep] = mark;
                seen++;
            }
        }
        return m.prices.perRepChange() * Math.max(0, seen - 1);
    }

    private long leavingOut(int v) {
        return routes.shiftOf[v] == Model.NONE ? m.price[v] : OUT;
    }

    private long byCombination(int[] rows, int[] calls) {
        long best = OUT;
        int bestRow = Model.NONE;
        for (int row = 0; row < rows.length; row += calls.length) {
            long cost = 0;
            for (int k = 0; k < calls.length && cost < best; k++) {
                int d = rows[row + k];
                long in = d == Model.NONE ? OUT : dayCost[k][d];
                cost += Math.min(in, leavingOut(calls[k]));
            }
            if (cost < best && rng.below(BLINK) != 0) {
                best = cost;
                bestRow = row;
            }
        }
        for (int k = 0; bestRow >= 0 && k < calls.length; k++) {
            int d = rows[bestRow + k];
            boolean in = d != Model.NONE && dayCost[k][d] < leavingOut(calls[k]);
            chosen[k] = in ? d : LEFT_OUT;
        }
        return best;
    }

    private long byGap(int gap, int[] calls) {
        int states = m.days + 1;
        Arrays.fill(sum[0], 0, states, OUT);
        sum[0][0] = 0;
        for (int k = 0; k < calls.length; k++) {
            long skip = leavingOut(calls[k]);
            long cheapest = sum[k][0];
            int cheapestState = 0;
            int next = 1; // first state whose day is not yet far enough back
            for (int state = 0; state < states; state++) {
                long stay = sum[k][state] + skip;
                long best = stay < OUT ? stay : OUT;
                int from = state;
                if (state > 0) {
                    int today = m.dayNumber[state - 1];
                    while (next < state && m.dayNumber[next - 1] + gap <= today) {
                        if (sum[k][next] < cheapest) {
                            cheapest = sum[k][next];
                            cheapestState = next;
                        }
                        next++;
                    }
                    long in = dayCost[k][state - 1];
                    if (in < OUT && cheapest < OUT && cheapest + in < best) {
                        best = cheapest + in;
                        from = cheapestState;
                    }
                }
                sum[k + 1][state] = best;
                cameFrom[k + 1][state] = from;
            }
        }
        int state = 0;
        for (int i = 1; i < states; i++) {
            if (sum[calls.length][i] < sum[calls.length][state]) {
                state = i;
            }
        }
        long best = sum[calls.length][state];
        for (int k = calls.length - 1; k >= 0 && best < OUT; k--) {
            int from = cameFrom[k + 1][state];
            chosen[k] = from == state ? LEFT_OUT : state - 1;
            state = from;
        }
        return best;
    }
}

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
/// combinations. Calls that stand already stay where they are. A call may be left out for its
/// price. With a price on changes of rep, each rep alone is tried beside all together.
final class Placer {

    private static final int BLINK = 128;
    private static final long OUT = RouteEval.INFEASIBLE;
    private static final int LEFT_OUT = -1;

    private final Routes routes;
    private final Model m;
    private final Insertion insertion;
    private final Rng rng;
    private final boolean[] likePrevious; // [n], same insertions as the call before it in its group
    private final long[][] delta; // [call][shifts]
    private final int[][] place; // [call][shifts]
    private final long[][] dayCost; // [call][days]
    private final int[][] dayShift; // [call][days]
    private final long[][] sum; // [call + 1][days + 1]: last placed on day d - 1, 0 for none yet
    private final int[][] cameFrom; // [call + 1][days + 1], state before; placed iff day differs
    private final int[] chosen; // [call], shift or LEFT_OUT
    private final int[] bestChosen;
    private final int[] repMark; // [reps]
    private final boolean[] wanted; // [days] that the pattern leaves to the calls at hand
    private final boolean wholeTeam; // days decide, whoever works then
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
        delta = new long[room][m.shifts];
        place = new int[room][m.shifts];
        dayCost = new long[room][m.days];
        dayShift = new int[room][m.days];
        sum = new long[room + 1][m.days + 1];
        cameFrom = new int[room + 1][m.days + 1];
        chosen = new int[room];
        bestChosen = new int[room];
        repMark = new int[Math.max(1, m.reps)];
        wanted = new boolean[m.days];
        Arrays.fill(wanted, true);
        wholeTeam = m.prices.perRepChange() == 0;
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
        boolean tied = m.combinations[m.group[v]].length > 0;
        for (int d = 0; tied && d < m.days; d++) {
            wanted[d] = routes.patternAllows(v, d);
        }
        insertion.scanDays(v, wanted);
        if (tied) {
            Arrays.fill(wanted, true);
        }
        long best = m.price[v];
        int into = Model.NONE;
        for (int d = 0; d < m.days; d++) {
            if (insertion.dayCost[d] < best) {
                best = insertion.dayCost[d];
                into = insertion.dayShift[d];
            }
        }
        if (into != Model.NONE) {
            routes.insert(v, into, insertion.place[into]);
        }
    }

    /// Days on which any of the absent calls may be, as the others stand.
    private void want(int[] calls) {
        Arrays.fill(wanted, false);
        for (int v : calls) {
            if (routes.shiftOf[v] == Model.NONE) {
                for (int d = 0; d < m.days; d++) {
                    wanted[d] = wanted[d] || routes.patternAllows(v, d);
                }
            }
        }
    }

    private void placeTogether(int g, int[] calls) {
        if (wholeTeam) {
            want(calls);
        }
        int previous = Model.NONE;
        for (int k = 0; k < calls.length; k++) {
            int v = calls[k];
            if (routes.shiftOf[v] == Model.NONE) {
                boolean known = previous == k - 1 && previous >= 0 && likePrevious[v];
                scan(k, v, known);
                previous = k;
            }
        }
        if (wholeTeam) {
            Arrays.fill(wanted, true);
        }
        if (previous == Model.NONE) {
            return;
        }
        long best = choose(g, calls, Model.NONE, OUT);
        // Nothing is cheaper with one rep if the cheapest days have one anyway.
        if (best < OUT && continuity(calls) > 0) {
            for (int r = 0; r < m.reps; r++) {
                best = choose(g, calls, r, best);
            }
        }
        if (best >= OUT) {
            return;
        }
        for (int k = 0; k < calls.length; k++) {
            int v = calls[k];
            int s = bestChosen[k];
            if (routes.shiftOf[v] == Model.NONE && s >= 0 && routes.fitsOthers(v, s)) {
                routes.insert(v, s, place[k][s]);
            }
        }
    }

    private void scan(int k, int v, boolean known) {
        if (!wholeTeam) {
            if (!known) {
                insertion.scan(v);
            }
            System.arraycopy(insertion.delta, 0, delta[k], 0, m.shifts);
            System.arraycopy(insertion.place, 0, place[k], 0, m.shifts);
            return;
        }
        if (!known) {
            insertion.scanDays(v, wanted);
        }
        System.arraycopy(insertion.dayCost, 0, dayCost[k], 0, m.days);
        System.arraycopy(insertion.dayShift, 0, dayShift[k], 0, m.days);
        for (int d = 0; d < m.days; d++) {
            if (dayCost[k][d] < OUT) {
                place[k][dayShift[k][d]] = insertion.place[dayShift[k][d]];
            }
        }
    }

    /// Chooses days for one rep or, with NONE, for all; keeps the choice if cheaper than the best.
    private long choose(int g, int[] calls, int rep, long best) {
        for (int k = 0; k < calls.length; k++) {
            int standing = routes.shiftOf[calls[k]];
            if (standing != Model.NONE || !wholeTeam) {
                Arrays.fill(dayCost[k], OUT);
            }
            if (standing != Model.NONE) {
                dayCost[k][m.day[standing]] = 0;
                dayShift[k][m.day[standing]] = standing;
                continue;
            }
            for (int s = 0; !wholeTeam && s < m.shifts; s++) {
                int d = m.day[s];
                if ((rep == Model.NONE || m.rep[s] == rep) && delta[k][s] < dayCost[k][d]) {
                    dayCost[k][d] = delta[k][s];
                    dayShift[k][d] = s;
                }
            }
        }
        long cost =
                m.combinations[g].length > 0
                        ? byCombination(m.combinations[g], calls)
                        : byGap(m.gapDays[g], calls);
        if (cost < OUT) {
            cost += continuity(calls);
        }
        if (cost < best) {
            System.arraycopy(chosen, 0, bestChosen, 0, calls.length);
            return cost;
        }
        return best;
    }

    private long continuity(int[] calls) {
        if (m.prices.perRepChange() == 0) {
            return 0;
        }
        mark++;
        int seen = 0;
        for (int k = 0; k < calls.length; k++) {
            if (chosen[k] >= 0 && repMark[m.rep[chosen[k]]] != mark) {
                repMark[m.rep[chosen[k]]] = mark;
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
            chosen[k] = in ? dayShift[k][d] : LEFT_OUT;
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
            chosen[k] = from == state ? LEFT_OUT : dayShift[k][state - 1];
            state = from;
        }
        return best;
    }
}

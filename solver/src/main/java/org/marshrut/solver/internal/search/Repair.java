package org.marshrut.solver.internal.search;

import java.util.Arrays;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;

/// Puts the absent visits of a plan somewhere, touching nothing else.
///
/// First by regret: the visit goes first that would lose most if its best shift were taken. Then
/// each moves to where it is better off, one alone until none gains, then two or three at a time.
/// If the visits are to be spread evenly, the square of the number that each rep receives is priced
/// so high that every evener plan is better; what a visit costs only decides between equally even
/// plans, and whether an optional one is worth placing at all.
final class Repair {

    private static final int MOST_BY_REGRET = 60;
    private static final int ROUNDS = 48;
    private static final int MOST_AT_ONCE = 3;
    private static final long OUT = RouteEval.INFEASIBLE;

    private final Routes routes;
    private final Model m;
    private final Insertion insertion;
    private final Rng rng;
    private final boolean even;
    private final int[] received; // [reps], affected visits
    private final int[] savedReceived;
    private int[] affected = {};
    private long weight; // of evenness
    private long bestScore; // of the insertion chosen last
    private long secondScore;
    private int bestShift;

    Repair(Routes routes, Insertion insertion, Rng rng, boolean even) {
        this.routes = routes;
        this.insertion = insertion;
        this.rng = rng;
        this.even = even;
        m = routes.m;
        received = new int[Math.max(1, m.reps)];
        savedReceived = new int[received.length];
        insertion.blinking(false);
    }

    /// Places the visits that are absent now.
    void run() {
        affected = routes.absent.now();
        Arrays.sort(affected);
        weight = even ? weight() : 0;
        if (affected.length <= MOST_BY_REGRET) {
            byRegret();
        } else {
            for (int v : affected) {
                place(v);
            }
        }
        routes.commit();
        oneByOne();
        severalAtOnce();
    }

    /// More than any difference between two places for a visit.
    private long weight() {
        long largest = 0;
        for (int v : affected) {
            insertion.scan(v);
            for (int s = 0; s < m.shifts; s++) {
                if (insertion.ofShift.cost[s] < OUT) {
                    largest = Math.max(largest, Math.abs(insertion.ofShift.cost[s]));
                }
            }
        }
        return 1 + 4 * largest;
    }

    private void byRegret() {
        for (int left = routes.absent.count; left > 0; left--) {
            int chosen = Model.NONE;
            long most = Long.MIN_VALUE;
            for (int v : affected) {
                if (routes.shiftOf[v] == Model.NONE) {
                    choose(v);
                    long regret = bestShift == Model.NONE ? -1 : secondScore - bestScore;
                    if (bestShift != Model.NONE && regret > most) {
                        most = regret;
                        chosen = v;
                    }
                }
            }
            if (chosen == Model.NONE) {
                return;
            }
            place(chosen);
        }
    }

    /// The best shift for an absent visit, and what the second best would cost.
    private void choose(int v) {
        insertion.scan(v);
        bestShift = Model.NONE;
        bestScore = OUT;
        secondScore = OUT;
        for (int s = 0; s < m.shifts; s++) {
            long delta = insertion.ofShift.cost[s];
            if (delta < m.price[v] && delta < OUT && routes.fitsOthers(v, s)) {
                long score = delta + weight * (2L * received[m.rep[s]] + 1);
                if (score < bestScore) {
                    secondScore = bestScore;
                    bestScore = score;
                    bestShift = s;
                } else {
                    secondScore = Math.min(secondScore, score);
                }
            }
        }
    }

    private void place(int v) {
        choose(v);
        if (bestShift != Model.NONE) {
            routes.insert(v, bestShift, insertion.ofShift.place[bestShift]);
            received[m.rep[bestShift]]++;
        }
    }

    private void takeOut(int v) {
        int s = routes.shiftOf[v];
        if (s != Model.NONE) {
            received[m.rep[s]]--;
            routes.remove(s, routes.placeOf[v], 1);
        }
    }

    /// What the plan costs, evenness included.
    private long value() {
        long squares = 0;
        for (int count : received) {
            squares += (long) count * count;
        }
        return routes.cost() + weight * squares;
    }

    private void oneByOne() {
        boolean better = true;
        for (int pass = 0; better && pass < ROUNDS; pass++) {
            better = false;
            for (int v : affected) {
                long before = value();
                remember();
                takeOut(v);
                place(v);
                better |= accept(before);
            }
        }
    }

    private void severalAtOnce() {
        if (affected.length < 2) {
            return;
        }
        int[] out = new int[MOST_AT_ONCE];
        for (int round = 0; round < ROUNDS; round++) {
            long before = value();
            remember();
            int count = 2 + rng.below(MOST_AT_ONCE - 1);
            for (int i = 0; i < count; i++) {
                out[i] = affected[rng.below(affected.length)];
                takeOut(out[i]);
            }
            for (int i = 0; i < count; i++) {
                if (routes.shiftOf[out[i]] == Model.NONE) {
                    place(out[i]);
                }
            }
            for (int v : affected) {
                if (routes.shiftOf[v] == Model.NONE) {
                    place(v);
                }
            }
            accept(before);
        }
    }

    private void remember() {
        System.arraycopy(received, 0, savedReceived, 0, received.length);
    }

    private boolean accept(long before) {
        if (value() < before) {
            routes.commit();
            return true;
        }
        routes.rollback();
        System.arraycopy(savedReceived, 0, received, 0, received.length);
        return false;
    }
}

package org.marshrut.solver.internal.model;

import java.util.Arrays;

/// The work that visits taken out in a step took along, by the rep who did it, until they are
/// placed again or the step ends.
///
/// Counted to the reps it came from, it makes insertions comparable: else every visit would seem to
/// belong to the rep who lost most, whatever his way. Not thread-safe.
final class LentWork {

    private final int[] lender; // [n], NONE if not taken out in this step
    private final long[] seconds; // [n], 0 once placed again
    private final long[] ofRep; // [reps]
    private final int[] out; // [n], the first count
    private int count;
    private long inAll;

    LentWork(int visits, int reps) {
        lender = new int[visits];
        seconds = new long[visits];
        out = new int[visits];
        ofRep = new long[reps];
        Arrays.fill(lender, Model.NONE);
    }

    /// A visit of this rep's was taken out. If it happens to a visit again within a step, the first
    /// time counts.
    void lend(int v, int rep, long work) {
        if (lender[v] == Model.NONE) {
            lender[v] = rep;
            seconds[v] = work;
            ofRep[rep] += work;
            inAll += work;
            out[count++] = v;
        }
    }

    /// The visit is placed again.
    void giveBack(int v) {
        if (lender[v] != Model.NONE) {
            ofRep[lender[v]] -= seconds[v];
            inAll -= seconds[v];
            seconds[v] = 0;
        }
    }

    /// The step is over.
    void settle() {
        for (int i = 0; i < count; i++) {
            giveBack(out[i]);
            lender[out[i]] = Model.NONE;
        }
        count = 0;
    }

    /// What others than this visit took from the rep, seconds.
    long without(int v, int rep) {
        return ofRep[rep] - (lender[v] == rep ? seconds[v] : 0);
    }

    /// What others than this visit took in all, seconds.
    long without(int v) {
        return inAll - seconds[v];
    }
}

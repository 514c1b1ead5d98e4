package org.marshrut.solver.internal.model;

/// What changes of rep between the calls of a store cost; see the objective's price. All zero while
/// that price is zero. Belongs to one [Routes]; not thread-safe.
final class Continuity {

    private final Model m;
    private final int[] shiftOf; // [n], the routes' own array
    private final long[] groupCost; // [groups]
    private final int[] repMark; // [reps]
    private int mark;
    private long costInAll;

    Continuity(Model model, int[] shiftOf) {
        m = model;
        this.shiftOf = shiftOf;
        groupCost = new long[m.calls.length];
        repMark = new int[Math.max(1, m.reps)];
    }

    /// Price of all groups as last taken note of.
    long cost() {
        return costInAll;
    }

    /// Price of a group as last taken note of.
    long cost(int g) {
        return groupCost[g];
    }

    /// Price of a group as its calls stand now.
    long costNow(int g) {
        int[] calls = m.calls[g];
        if (calls.length == 1 || m.prices.perRepChange() == 0) {
            return 0;
        }
        mark++;
        int seen = 0;
        for (int v : calls) {
            int s = shiftOf[v];
            if (s != Model.NONE && repMark[m.rep[s]] != mark) {
                repMark[m.rep[s]] = mark;
                seen++;
            }
        }
        return m.prices.perRepChange() * Math.max(0, seen - 1);
    }

    /// Takes note of a call that came in or went out.
    void refresh(int v) {
        if (m.prices.perRepChange() == 0) {
            return;
        }
        int g = m.group[v];
        long now = costNow(g);
        costInAll += now - groupCost[g];
        groupCost[g] = now;
    }
}

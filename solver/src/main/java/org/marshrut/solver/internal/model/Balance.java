package org.marshrut.solver.internal.model;

/// The reps' work, and what its unevenness costs; see the objective's price of balance. All zero
/// while that price is zero. Not thread-safe.
final class Balance {

    private static final double SQUARE = 3600; // seconds² that one price pays for

    private final Model m;
    private final long price;
    private final double[] share; // [reps], of all work
    private final double[] curve; // [reps]
    private final long[] work; // [shifts], seconds driven and served
    private final long[] repWork; // [reps]
    private final LentWork lent;
    private long workInAll;

    Balance(Model model) {
        m = model;
        price = m.prices.perBalanceSecond();
        work = new long[m.shifts];
        repWork = new long[m.reps];
        share = new double[m.reps];
        curve = new double[m.reps];
        lent = new LentWork(price > 0 ? m.n : 0, m.reps);
        double squares = 0;
        for (int r = 0; r < m.reps; r++) {
            share[r] =
                    m.availableInAll == 0
                            ? 1.0 / m.reps
                            : m.available[r] / (double) m.availableInAll;
            squares += share[r] * share[r];
        }
        for (int r = 0; r < m.reps; r++) {
            curve[r] = (1 - 2 * share[r] + squares) / SQUARE * price;
        }
    }

    /// Takes note of a shift's new order and the seconds it drives.
    void refresh(int s, int driving, int[] stops, int count) {
        if (price > 0) {
            long seconds = driving;
            for (int i = 0; i < count; i++) {
                seconds += m.service[stops[i]];
            }
            repWork[m.rep[s]] += seconds - work[s];
            workInAll += seconds - work[s];
            work[s] = seconds;
        }
    }

    /// Seconds driven and served in a shift.
    long work(int s) {
        return work[s];
    }

    /// Visits were taken out of a shift, whose work was `before`.
    void takenOut(int s, int[] visits, int from, int to, long before) {
        if (price > 0) {
            for (int i = from; i < to; i++) {
                lent.lend(visits[i], m.rep[s], (before - work[s]) / (to - from));
            }
        }
    }

    /// A visit is placed again.
    void placed(int v) {
        if (price > 0) {
            lent.giveBack(v);
        }
    }

    /// A step is over.
    void settle() {
        lent.settle();
    }

    /// Price of the reps' work as it stands.
    long price() {
        return price == 0 ? 0 : priceWith(0, 0, 0, 0);
    }

    /// The price if the work of two shifts changed by so many seconds.
    private long priceWith(int s1, long change1, int s2, long change2) {
        long all = workInAll + change1 + change2;
        double squares = 0;
        for (int r = 0; r < m.reps; r++) {
            long own = repWork[r];
            if (m.rep[s1] == r) {
                own += change1;
            }
            if (m.rep[s2] == r) {
                own += change2;
            }
            double off = own - all * share[r];
            squares += off * off;
        }
        return ((long) (squares / SQUARE)) * price;
    }

    /// What more work of each rep costs in balance if it comes by this absent visit: `slope ×
    /// seconds + curve × seconds²`. What else was taken out in this step counts as if it still were
    /// where it was.
    void slopes(int v, double[] slopes) {
        if (price == 0) {
            return;
        }
        double all = workInAll + lent.without(v);
        double offInAll = 0;
        for (int r = 0; r < m.reps; r++) {
            slopes[r] = repWork[r] + lent.without(v, r) - all * share[r];
            offInAll += slopes[r] * share[r];
        }
        for (int r = 0; r < m.reps; r++) {
            slopes[r] = 2 * (slopes[r] - offInAll) / SQUARE * price;
        }
    }

    /// See [#slopes].
    double curve(int r) {
        return curve[r];
    }

    /// Seconds driven and served if the shift had this order.
    private long workOf(int s, int[] stops, int count) {
        if (count == 0) {
            return 0;
        }
        long sum = 0;
        int at = m.from[s];
        for (int i = 0; i < count; i++) {
            sum += m.travel(at, m.location[stops[i]]) + m.service[stops[i]];
            at = m.location[stops[i]];
        }
        return sum + m.travel(at, m.to[s]);
    }

    /// Change of the price if two shifts got these orders; the second may be [Model#NONE].
    long delta(int s1, int[] stops1, int count1, int s2, int[] stops2, int count2) {
        if (price == 0) {
            return 0;
        }
        boolean two = s2 != Model.NONE;
        long change1 = workOf(s1, stops1, count1) - work[s1];
        long change2 = two ? workOf(s2, stops2, count2) - work[s2] : 0;
        return priceWith(s1, change1, two ? s2 : s1, change2) - price();
    }
}

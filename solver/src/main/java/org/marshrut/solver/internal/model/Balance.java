package org.marshrut.solver.internal.model;

/// The reps' work, and what its unevenness costs; see the objective's price of balance. All zero
/// while that price is zero. Not thread-safe.
final class Balance {

    private final Model m;
    private final long price;
    private final long[] work; // [shifts], seconds driven and served
    private final long[] repWork; // [reps]
    private long workInAll;

    Balance(Model model) {
        m = model;
        price = m.prices.perBalanceSecond();
        work = new long[m.shifts];
        repWork = new long[m.reps];
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

    /// Price of the reps' work as it stands.
    long price() {
        return price == 0 ? 0 : priceWith(0, 0, 0, 0);
    }

    /// The price if the work of two shifts changed by so many seconds.
    private long priceWith(int s1, long change1, int s2, long change2) {
        if (price == 0) {
            return 0;
        }
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
            double share =
                    m.availableInAll == 0
                            ? all / (double) m.reps
                            : (double) all * m.available[r] / m.availableInAll;
            double off = own - share;
            squares += off * off;
        }
        return ((long) (squares / 3600)) * price;
    }

    /// What a second more of work in a shift costs in balance, to compare insertions by.
    double slope(int s) {
        if (price == 0) {
            return 0;
        }
        double share =
                m.availableInAll == 0
                        ? workInAll / (double) m.reps
                        : (double) workInAll * m.available[m.rep[s]] / m.availableInAll;
        return 2 * (repWork[m.rep[s]] - share) / 3600 * price;
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

package org.marshrut.solver.internal.search;

import java.util.Arrays;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;

/// Puts groups in an order and places them one after another (the *recreate* of Christiaens and
/// Vanden Berghe 2020, with orders for windows, prices and visit patterns added).
final class Recreate {

    private static final int RANDOM = 0;
    private static final int LOAD = 1;
    private static final int FAR = 2;
    private static final int CLOSE = 3;
    private static final int NARROW = 4;
    private static final int OPENS = 5;
    private static final int CLOSES = 6;
    private static final int PRICE = 7;
    private static final int CHOICE = 8;
    private static final int CALLS = 9;
    private static final int KEYS = 10;

    private final Placer placer;
    private final Rng rng;
    private final float[][] key; // [KEYS][groups], placed in rising order
    private final int[] lots; // keys, as often as their weight
    private final int[] greedy; // keys for construction, the most promising first
    private final long[] packed; // [groups]
    private final int breath; // places between two looks at the clock, less one

    Recreate(Model m, Placer placer, Rng rng) {
        this.placer = placer;
        this.rng = rng;
        int groups = m.calls.length;
        key = new float[KEYS][groups];
        packed = new long[groups];
        breath = m.shifts == 1 ? 0 : 15;
        for (int g = 0; g < groups; g++) {
            fill(m, g);
        }
        int[] weights = {4, 4, 2, 1, 2, 2, 2, 2, 1, 3};
        lots =
                java.util.stream.IntStream.range(0, KEYS)
                        .filter(k -> k == RANDOM || varied(key[k]))
                        .flatMap(
                                k -> java.util.stream.IntStream.generate(() -> k).limit(weights[k]))
                        .toArray();
        greedy =
                java.util.stream.IntStream.of(
                                CALLS, NARROW, FAR, CHOICE, LOAD, OPENS, CLOSES, PRICE, CLOSE,
                                RANDOM)
                        .filter(k -> k == RANDOM || varied(key[k]))
                        .toArray();
    }

    private void fill(Model m, int g) {
        int[] calls = m.calls[g];
        int v = calls[0];
        long load = 0;
        long price = 0;
        for (int call : calls) {
            load += m.load[call];
            price = Math.max(price, m.price[call]);
        }
        long nearest = Long.MAX_VALUE;
        int choice = 0;
        int opens = Integer.MAX_VALUE;
        int closes = 0;
        for (int s = 0; s < m.shifts; s++) {
            if (m.allows(v, s)) {
                choice++;
                long way = m.arc(m.from[s], m.location[v]) + m.arc(m.location[v], m.to[s]);
                nearest = Math.min(nearest, way);
                int at = v * m.days + m.day[s];
                if (m.windowCount[at] > 0) {
                    opens = Math.min(opens, m.windowFrom[m.windowOffset[at]]);
                    closes = Math.max(closes, m.lastStart(v, m.day[s]));
                } else {
                    opens = Math.min(opens, m.open[s]);
                    closes = Math.max(closes, m.close[s]);
                }
            }
        }
        key[LOAD][g] = -load;
        key[FAR][g] = choice == 0 ? 0 : -nearest;
        key[CLOSE][g] = choice == 0 ? 0 : nearest;
        key[NARROW][g] = choice == 0 ? 0 : closes - opens;
        key[OPENS][g] = choice == 0 ? 0 : opens;
        key[CLOSES][g] = -closes;
        key[PRICE][g] = -price;
        key[CHOICE][g] = choice;
        key[CALLS][g] = -calls.length;
    }

    private static boolean varied(float[] values) {
        for (float value : values) {
            if (value != values[0]) {
                return true;
            }
        }
        return false;
    }

    /// Places the groups in an order drawn by lot; stops early when the budget is out.
    void run(int[] groups, int count, Budget budget) {
        run(false, groups, count, lots[rng.below(lots.length)], budget);
    }

    /// Number of orders that [#runOrder] knows for this problem.
    int orders() {
        return greedy.length;
    }

    /// Places the groups in the order with this number.
    ///
    /// @param toTheEnd even when the time is up, unless the caller cancelled
    void runOrder(boolean toTheEnd, int[] groups, int count, int number, Budget budget) {
        run(toTheEnd, groups, count, greedy[number], budget);
    }

    private void run(boolean toTheEnd, int[] groups, int count, int by, Budget budget) {
        for (int i = 0; i < count; i++) {
            int g = groups[i];
            int bits = by == RANDOM ? rng.below(1 << 30) : sortable(key[by][g]);
            packed[i] = (long) bits << 32 | g;
        }
        Arrays.sort(packed, 0, count);
        for (int i = 0; i < count; i++) {
            if ((i & breath) == breath && (toTheEnd ? budget.cancelled() : budget.out())) {
                break;
            }
            placer.place((int) packed[i]);
        }
    }

    /// Bits that compare as the value does.
    private static int sortable(float value) {
        int bits = Float.floatToIntBits(value);
        return bits < 0 ? bits ^ 0x7fffffff : bits;
    }
}

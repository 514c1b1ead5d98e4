package org.marshrut.solver.internal.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;

/// The travelling salesman inside a shift: the order of least arc cost, the clock aside.
///
/// Node 0 stands for the way in and out of the shift (free at an open end), nodes `1 … nodes-1` for
/// visits. Up to [#EXACT] visits by dynamic programming over subsets (Held and Karp 1962); above by
/// iterated local search: 2-opt and Or-opt on neighbour lists with a work queue, kicked by
/// exchanging two adjacent stretches and accepted at a low temperature (Martin, Otto and Felten
/// 1991). Works on asymmetric matrices: turning a stretch round is priced by prefix sums of both
/// directions.
final class Tour {

    /// Visits up to which the optimum is found by dynamic programming.
    static final int EXACT = 12;

    /// Sums of so few arcs stay inside `int`.
    private static final int LONGEST_OF_FEW = Integer.MAX_VALUE / (EXACT + 2);

    private static final int LONGEST = Integer.MAX_VALUE / 8;
    private static final int NEIGHBOURS = 10;
    private static final int LONGEST_MOVED = 3;
    private static final int KICK_SPAN = 50;
    private static final double HEAT = 0.1; // of an average arc

    private final int[] visit; // [nodes], of node 1 … nodes-1
    private final int nodes;
    private final int[] cost; // nodes × nodes, row-major: [from * nodes + to]
    private final boolean symmetric;
    private final int[][] near; // [nodes][see ranks()], closest first
    private final int[][] nearCost; // the same, cost of the cheaper direction
    private final int[] tour; // [nodes], tour[0] = 0
    private final int[] at; // [nodes], position of a node
    private final long[] there; // [nodes + 1], cost of the first p arcs
    private final long[] back; // [nodes + 1], the same arcs driven the other way
    private boolean sumsFresh;
    private final int[] queue; // circular, [nodes]
    private final boolean[] queued;
    private int queueHead;
    private int queueSize;
    private final int[] spare;
    private long length;
    private int[] current;
    private long currentLength;
    private int[] best;
    private long bestLength;

    private Tour(int[] visit, int[] cost) {
        this.visit = visit;
        this.cost = cost;
        nodes = visit.length;
        symmetric = isSymmetric();
        near = new int[nodes][];
        nearCost = new int[nodes][];
        tour = new int[nodes];
        at = new int[nodes];
        there = new long[nodes + 1];
        back = new long[nodes + 1];
        queue = new int[nodes];
        queued = new boolean[nodes];
        spare = new int[nodes];
        best = new int[0];
        current = best;
    }

    /// The tour of these visits in a shift; null if its costs do not fit `int` arithmetic.
    static @Nullable Tour of(Model m, int s, int[] visits) {
        int nodes = visits.length + 1;
        int[] visit = new int[nodes];
        System.arraycopy(visits, 0, visit, 1, visits.length);
        int[] cost = new int[nodes * nodes];
        for (int i = 0; i < nodes; i++) {
            for (int j = 0; j < nodes; j++) {
                int a = i == 0 ? m.from[s] : m.location[visit[i]];
                int b = j == 0 ? m.to[s] : m.location[visit[j]];
                long arc = i == j ? 0 : m.arc(a, b);
                if (arc > (visits.length <= EXACT ? LONGEST_OF_FEW : LONGEST)) {
                    return null;
                }
                cost[i * nodes + j] = (int) arc;
            }
        }
        return new Tour(visit, cost);
    }

    private boolean isSymmetric() {
        for (int i = 0; i < nodes; i++) {
            for (int j = 0; j < i; j++) {
                if (cost[i * nodes + j] != cost[j * nodes + i]) {
                    return false;
                }
            }
        }
        return true;
    }

    private int arc(int a, int b) {
        return cost[a * nodes + b];
    }

    /// Sum of the arcs, way in and out included.
    long length() {
        return bestLength;
    }

    /// The visits in the order found.
    int[] order() {
        int[] order = new int[nodes - 1];
        for (int p = 1; p < nodes; p++) {
            order[p - 1] = visit[best[p]];
        }
        return order;
    }

    // ---- exact

    /// Finds the optimum; for at most [#EXACT] visits. Keeps lengths alone: the order is read back
    /// from them, which saves more than half of the memory written.
    void solveExactly() {
        int k = nodes - 1;
        best = new int[nodes];
        if (k == 0) {
            return;
        }
        int[] into = new int[k * k]; // [last * k + before]
        for (int last = 0; last < k; last++) {
            for (int before = 0; before < k; before++) {
                into[last * k + before] = arc(before + 1, last + 1);
            }
        }
        int full = (1 << k) - 1;
        int[] least = new int[(full + 1) * k]; // [subset * k + last], of the way in and all before
        for (int subset = 1; subset <= full; subset++) {
            for (int members = subset; members != 0; members &= members - 1) {
                int last = Integer.numberOfTrailingZeros(members);
                int rest = subset & ~(1 << last);
                int row = last * k;
                int sum = rest == 0 ? arc(0, last + 1) : Integer.MAX_VALUE;
                for (int left = rest; left != 0; left &= left - 1) {
                    int before = Integer.numberOfTrailingZeros(left);
                    sum = Math.min(sum, least[rest * k + before] + into[row + before]);
                }
                least[subset * k + last] = sum;
            }
        }
        bestLength = Long.MAX_VALUE;
        int next = 0; // the way out
        int subset = full;
        for (int p = k; p >= 1; p--) {
            int last = 0;
            int shortest = Integer.MAX_VALUE;
            for (int left = subset; left != 0; left &= left - 1) {
                int one = Integer.numberOfTrailingZeros(left);
                int sum = least[subset * k + one] + arc(one + 1, next);
                if (sum < shortest) {
                    shortest = sum;
                    last = one;
                }
            }
            bestLength = p == k ? shortest : bestLength;
            best[p] = last + 1;
            next = last + 1;
            subset ^= 1 << last;
        }
    }

    // ---- iterated local search

    /// The visits in nearest-neighbour order, a place to begin.
    int[] nearestFirst() {
        int[] order = new int[nodes - 1];
        boolean[] taken = new boolean[nodes];
        int here = 0;
        for (int p = 0; p < order.length; p++) {
            int closest = 0;
            for (int i = 1; i < nodes; i++) {
                if (!taken[i] && (closest == 0 || arc(here, i) < arc(here, closest))) {
                    closest = i;
                }
            }
            taken[closest] = true;
            order[p] = visit[closest];
            here = closest;
        }
        return order;
    }

    /// Begins with an order of the visits given to [#of] and descends to a local optimum.
    void begin(int[] order) {
        place(order);
        descend();
        best = tour.clone();
        bestLength = length;
        current = tour.clone();
        currentLength = length;
    }

    /// Kicks the tour until the kicks are done or the time is up; continues where it was left.
    void improve(long kicks, long nanos, Budget budget, Rng rng) {
        long begun = System.nanoTime();
        double heat = HEAT * bestLength / nodes;
        for (long kick = 0; kick < kicks && nodes > 7; kick++) {
            if ((kick & 15) == 15 && (budget.out() || System.nanoTime() - begun >= nanos)) {
                break;
            }
            kick(rng);
            descend();
            if (length < currentLength - heat * Math.log(rng.unit())) {
                currentLength = length;
                System.arraycopy(tour, 0, current, 0, nodes);
                if (length < bestLength) {
                    bestLength = length;
                    System.arraycopy(tour, 0, best, 0, nodes);
                }
            } else {
                reset(current, currentLength);
            }
        }
    }

    private void reset(int[] to, long itsLength) {
        System.arraycopy(to, 0, tour, 0, nodes);
        for (int p = 0; p < nodes; p++) {
            at[tour[p]] = p;
        }
        length = itsLength;
        sumsFresh = false;
    }

    private void place(int[] order) {
        int[] nodeOf = new int[Arrays.stream(visit).max().orElse(0) + 1];
        for (int i = 1; i < nodes; i++) {
            nodeOf[visit[i]] = i;
        }
        tour[0] = 0;
        for (int p = 1; p < nodes; p++) {
            tour[p] = nodeOf[order[p - 1]];
        }
        length = 0;
        long[] packed = new long[nodes];
        int[] ranks = ranks();
        for (int p = 0; p < nodes; p++) {
            int a = tour[p];
            at[a] = p;
            length += arc(a, tour[p + 1 == nodes ? 0 : p + 1]);
            push(a);
            for (int b = 0; b < nodes; b++) {
                long closer = Math.min(arc(a, b), arc(b, a));
                packed[b] = (b == a ? Integer.MAX_VALUE : closer) << 32 | b;
            }
            Arrays.sort(packed);
            near[a] = new int[ranks.length];
            nearCost[a] = new int[ranks.length];
            for (int i = 0; i < ranks.length; i++) {
                near[a][i] = (int) packed[ranks[i]];
                nearCost[a][i] = (int) (packed[ranks[i]] >>> 32);
            }
        }
        sumsFresh = false;
    }

    /// Ranks of the neighbours looked at: the closest, then ever sparser ones, so that the few long
    /// arcs between clusters can be exchanged too.
    private int[] ranks() {
        int[] ranks = new int[NEIGHBOURS + 32];
        int count = 0;
        for (int rank = 0; rank < nodes - 1; rank += rank < NEIGHBOURS ? 1 : 1 + rank / 3) {
            ranks[count++] = rank;
        }
        return Arrays.copyOf(ranks, count);
    }

    private void push(int node) {
        if (!queued[node]) {
            queued[node] = true;
            queue[(queueHead + queueSize++) % nodes] = node;
        }
    }

    private void descend() {
        while (queueSize > 0) {
            int node = queue[queueHead];
            queueHead = queueHead + 1 == nodes ? 0 : queueHead + 1;
            queueSize--;
            queued[node] = false;
            while (improveTurn(node) || improveMove(node)) {
                // Each success may open another at the same node.
            }
        }
    }

    private int node(int position) {
        return tour[position >= nodes ? position - nodes : position];
    }

    /// Extra cost of driving positions `i … j` the other way, ends aside.
    private long turning(int i, int j) {
        if (symmetric) {
            return 0;
        }
        if (!sumsFresh) {
            for (int p = 0; p < nodes; p++) {
                there[p + 1] = there[p] + arc(tour[p], node(p + 1));
                back[p + 1] = back[p] + arc(node(p + 1), tour[p]);
            }
            sumsFresh = true;
        }
        return back[j] - back[i] - (there[j] - there[i]);
    }

    /// 2-opt: makes `a` and a neighbour adjacent by turning the stretch between. A new arc is only
    /// worth trying while it is shorter than the one it replaces at `a`.
    private boolean improveTurn(int a) {
        int p = at[a];
        int after = arc(a, node(p + 1));
        int before = arc(tour[p == 0 ? nodes - 1 : p - 1], a);
        for (int k = 0; k < near[a].length; k++) {
            int closer = nearCost[a][k];
            if (closer >= after && closer >= before) {
                return false;
            }
            int q = at[near[a][k]];
            int low = Math.min(p, q);
            int high = Math.max(p, q);
            if (high - low > 1
                    && ((closer < after && tryTurn(low + 1, high))
                            || (closer < before && low > 0 && tryTurn(low, high - 1)))) {
                return true;
            }
        }
        return false;
    }

    private boolean tryTurn(int i, int j) {
        int left = tour[i - 1];
        int head = tour[i];
        int tail = tour[j];
        int right = node(j + 1);
        long delta = (long) arc(left, tail) + arc(head, right) - arc(left, head) - arc(tail, right);
        if (symmetric && delta >= 0) {
            return false;
        }
        delta += turning(i, j);
        if (delta >= 0) {
            return false;
        }
        for (int p = i, q = j; p < q; p++, q--) {
            int other = tour[p];
            put(p, tour[q]);
            put(q, other);
        }
        changed(delta, left, head, tail, right, left, right);
        return true;
    }

    private void put(int position, int node) {
        tour[position] = node;
        at[node] = position;
    }

    private void changed(long delta, int a, int b, int c, int d, int e, int f) {
        length += delta;
        sumsFresh = false;
        push(a);
        push(b);
        push(c);
        push(d);
        push(e);
        push(f);
    }

    /// Or-opt: moves a short stretch that begins or ends at `a` beside a neighbour of `a`.
    private boolean improveMove(int a) {
        int p = at[a];
        for (int count = 1; count <= LONGEST_MOVED; count++) {
            if (tryMoves(a, p, count) || (count > 1 && tryMoves(a, p - count + 1, count))) {
                return true;
            }
        }
        return false;
    }

    /// Positions `i … i+count-1`, one end of which is `a`, go beside a neighbour of `a`.
    private boolean tryMoves(int a, int i, int count) {
        int j = i + count - 1;
        if (i < 1 || j >= nodes) {
            return false;
        }
        int left = tour[i - 1];
        int right = node(j + 1);
        long gain = (long) arc(left, tour[i]) + arc(tour[j], right) - arc(left, right);
        long turn = count == 1 ? 0 : turning(i, j);
        for (int k = 0; k < near[a].length && nearCost[a][k] < gain - Math.min(0, turn); k++) {
            int q = at[near[a][k]];
            if (q < i || q > j) {
                boolean head = tour[i] == a;
                boolean tail = tour[j] == a;
                // After the neighbour, a must come first; before it, last.
                if ((head && tryMove(i, j, q, gain, 0, false))
                        || (tail && tryMove(i, j, q, gain, turn, true))
                        || (tail && tryMove(i, j, q - 1, gain, 0, false))
                        || (head && tryMove(i, j, q - 1, gain, turn, true))) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Puts positions `i … j` into the gap after position `gap` (-1: the last), if that pays.
    private boolean tryMove(int i, int j, int gap, long gain, long turn, boolean turned) {
        int g = gap < 0 ? nodes - 1 : gap;
        if (g == i - 1 || (g >= i && g <= j)) {
            return false;
        }
        int before = tour[g];
        int after = node(g + 1);
        int head = tour[i];
        int tail = tour[j];
        long delta =
                (long) arc(before, turned ? tail : head)
                        + arc(turned ? head : tail, after)
                        - arc(before, after)
                        - gain
                        + turn;
        if (delta >= 0) {
            return false;
        }
        int left = tour[i - 1];
        int right = node(j + 1);
        shift(i, j - i + 1, g, turned);
        changed(delta, left, right, head, tail, before, after);
        return true;
    }

    private void shift(int i, int count, int g, boolean turned) {
        for (int k = 0; k < count; k++) {
            spare[k] = tour[turned ? i + count - 1 - k : i + k];
        }
        int into;
        if (g > i) {
            for (int p = i + count; p <= g; p++) {
                put(p - count, tour[p]);
            }
            into = g - count + 1;
        } else {
            for (int p = i - 1; p > g; p--) {
                put(p + count, tour[p]);
            }
            into = g + 1;
        }
        for (int k = 0; k < count; k++) {
            put(into + k, spare[k]);
        }
    }

    /// Exchanges two adjacent stretches inside a short span.
    private void kick(Rng rng) {
        int span = Math.min(nodes - 1, KICK_SPAN);
        int begin = 1 + rng.below(nodes - span);
        int one = 1 + rng.below(span - 2);
        int two = 1 + rng.below(span - one - 1);
        int middle = begin + one;
        int end = middle + two; // exclusive; begin … middle-1 and middle … end-1 change places
        int left = tour[begin - 1];
        int head = tour[begin];
        int headEnd = tour[middle - 1];
        int tail = tour[middle];
        int tailEnd = tour[end - 1];
        int right = node(end);
        long delta =
                (long) arc(left, tail)
                        + arc(tailEnd, head)
                        + arc(headEnd, right)
                        - arc(left, head)
                        - arc(headEnd, tail)
                        - arc(tailEnd, right);
        System.arraycopy(tour, begin, spare, 0, one);
        for (int p = middle; p < end; p++) {
            put(p - one, tour[p]);
        }
        for (int k = 0; k < one; k++) {
            put(begin + two + k, spare[k]);
        }
        changed(delta, left, head, headEnd, tail, tailEnd, right);
    }
}

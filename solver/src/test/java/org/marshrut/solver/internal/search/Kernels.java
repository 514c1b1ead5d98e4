package org.marshrut.solver.internal.search;

import java.util.stream.IntStream;
import org.marshrut.solver.Problem;
import org.marshrut.solver.StopRule;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.Routes;
import org.marshrut.solver.internal.segment.Segment;
import org.marshrut.solver.internal.segment.SegmentIndex;

/// The search's inner loops one by one on a filled plan, to be timed from outside the package.
public final class Kernels {

    private final Model m;
    private final Routes routes;
    private final Insertion insertion;
    private final Recreate recreate;
    private final Ruin ruin;
    private final SegmentIndex segments;
    private final Segment joined = new Segment();
    private final Budget budget = new Budget(StopRule.iterations(Long.MAX_VALUE / 2), () -> false);
    private int next;

    public Kernels(Problem problem, long seed) {
        m = Model.of(problem);
        routes = new Routes(m);
        Rng rng = new Rng(seed);
        Near near = new Near(m, Math.min(m.n, 100));
        insertion = new Insertion(routes, near, rng);
        recreate = new Recreate(m, new Placer(routes, insertion, rng), rng);
        ruin = new Ruin(routes, near, rng);
        segments = new SegmentIndex(routes);
        int[] groups = IntStream.range(0, m.calls.length).toArray();
        recreate.run(groups, groups.length, budget);
        routes.commit();
    }

    /// All places for the next visit, as if it came in once more.
    public long insertionScan() {
        next = (next + 1) % m.n;
        insertion.scan(next);
        return insertion.ofShift.cost[0];
    }

    /// Every cut of the next route closed again by joining its two halves.
    public long segmentConcatenation() {
        next = (next + 1) % m.shifts;
        long sum = 0;
        for (int p = 0; p <= routes.size[next]; p++) {
            Segment head = segments.head(next, p);
            Segment tail = segments.tail(next, p);
            joined.merge(head, m.travel(head.lastLocation(), tail.firstLocation()), tail);
            sum += joined.durationSeconds();
        }
        return sum;
    }

    /// Strings out, and back as they were.
    public int ruin() {
        ruin.run();
        int count = ruin.count;
        routes.rollback();
        return count;
    }

    /// Strings out, new places for them, and back as they were.
    public long ruinAndRecreate() {
        ruin.run();
        recreate.run(ruin.groups, ruin.count, budget);
        long cost = routes.searchCost();
        routes.rollback();
        return cost;
    }
}

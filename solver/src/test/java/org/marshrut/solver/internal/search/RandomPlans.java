package org.marshrut.solver.internal.search;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;

/// Plans put together by chance: valid, and far from good.
final class RandomPlans {

    private RandomPlans() {}

    /// Adds absent visits at the ends of routes, wherever they happen to fit.
    static void fill(Routes routes, Rng rng, int tries) {
        Model m = routes.m;
        for (int step = 0; step < tries && routes.absent.count > 0; step++) {
            int v = routes.absent.visits[rng.below(routes.absent.count)];
            int s = rng.below(m.shifts);
            int[] longer = Arrays.copyOf(routes.order[s], routes.size[s] + 1);
            longer[routes.size[s]] = v;
            if (m.allows(v, s)
                    && routes.fitsOthers(v, s)
                    && routes.eval.cost(s, longer, longer.length) < RouteEval.INFEASIBLE) {
                routes.insert(v, s, routes.size[s]);
            }
        }
        routes.commit();
    }

    /// Visit ids in order by shift id, as the oracle takes them.
    static Map<String, List<String>> orders(Routes routes) {
        Map<String, List<String>> orders = new LinkedHashMap<>();
        for (int s = 0; s < routes.m.shifts; s++) {
            orders.put(
                    routes.m.problem.shifts().get(s).id(),
                    Arrays.stream(routes.order[s], 0, routes.size[s])
                            .mapToObj(v -> routes.m.problem.visits().get(v).id())
                            .toList());
        }
        return orders;
    }
}

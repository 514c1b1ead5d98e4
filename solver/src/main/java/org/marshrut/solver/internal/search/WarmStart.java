package org.marshrut.solver.internal.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;

/// Puts a given plan into routes as far as its hard rules still hold.
final class WarmStart {

    private final Routes routes;
    private final Model m;
    private final int[] scratch;

    private WarmStart(Routes routes) {
        this.routes = routes;
        m = routes.m;
        scratch = new int[m.n + 1];
    }

    /// Fills empty routes from orders; unknown names are passed over, misfits stay absent.
    static void load(Routes routes, Map<String, List<String>> orders) {
        WarmStart start = new WarmStart(routes);
        Map<String, Integer> visits = new HashMap<>();
        for (int v = 0; v < start.m.n; v++) {
            visits.put(start.m.problem.visits().get(v).id(), v);
        }
        for (int s = 0; s < start.m.shifts; s++) {
            String id = start.m.problem.shifts().get(s).id();
            int[] wanted =
                    orders.getOrDefault(id, List.of()).stream()
                            .filter(visits::containsKey)
                            .mapToInt(name -> visits.getOrDefault(name, Model.NONE))
                            .toArray();
            start.fill(s, wanted);
        }
        routes.commit();
    }

    private void fill(int s, int[] wanted) {
        boolean all = routes.eval.cost(s, wanted, wanted.length) < RouteEval.INFEASIBLE;
        for (int v : wanted) {
            all &= welcome(v, s);
        }
        if (all && distinct(wanted)) {
            // Calls of one store cannot disturb each other here: they never share a shift's day.
            routes.replace(s, wanted, wanted.length);
            return;
        }
        for (int v : wanted) {
            int size = routes.size[s];
            System.arraycopy(routes.order[s], 0, scratch, 0, size);
            scratch[size] = v;
            if (welcome(v, s) && routes.eval.cost(s, scratch, size + 1) < RouteEval.INFEASIBLE) {
                routes.insert(v, s, size);
            }
        }
    }

    private boolean welcome(int v, int s) {
        return routes.shiftOf[v] == Model.NONE && m.allows(v, s) && routes.fitsOthers(v, s);
    }

    private boolean distinct(int[] wanted) {
        boolean[] seen = new boolean[m.n];
        boolean[] seenGroup = new boolean[m.calls.length];
        for (int v : wanted) {
            if (seen[v] || seenGroup[m.group[v]]) {
                return false;
            }
            seen[v] = true;
            seenGroup[m.group[v]] = true;
        }
        return true;
    }
}

package org.marshrut.solver.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.marshrut.solver.Problem;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.RouteEval;
import org.marshrut.solver.internal.model.Routes;
import org.marshrut.solver.testing.RandomProblems;

/// What is known of a place is what a scan of the route would find now, whatever has been done and
/// undone since.
class KnownPlacesTest {

    private int asked;
    private int held;
    private int dear; // above the limit

    @Test
    void knownPlacesAreThoseOfTheRouteAsItIs() {
        for (int seed = 0; seed < 60; seed++) {
            Problem problem = new RandomProblems(seed, 14, 3, 3).anything();
            Routes routes = new Routes(Model.of(problem));
            routes.overload.price(17.5);
            routes.allowOverload(seed % 2 == 0);
            Rng rng = new Rng(seed);
            RandomPlans.fill(routes, rng, 8);
            routes.commit();
            RouteScan scan = new RouteScan(routes, new Near(routes.m, routes.m.n), rng);
            KnownPlaces known = new KnownPlaces(routes, scan, new LikeCalls(routes.m));
            for (int step = 0; step < 60; step++) {
                checkAll(routes, known, scan, rng, "seed %d step %d".formatted(seed, step));
                changeSomething(routes, rng);
                if (step % 3 == 0) {
                    routes.commit();
                } else if (step % 3 == 1) {
                    routes.rollback();
                }
            }
        }
        assertThat(held).isBetween(asked / 4, asked - 1);
        assertThat(dear).isGreaterThan(asked / 10);
    }

    private void checkAll(Routes routes, KnownPlaces known, RouteScan scan, Rng rng, String where) {
        Model m = routes.m;
        for (int i = 0; i < routes.absent.count; i++) {
            int v = routes.absent.visits[i];
            for (int s = 0; s < m.shifts; s++) {
                if (m.precedences) {
                    continue; // asked for with each visit, for they reach across routes
                }
                int at = known.row(v) + 2 * s;
                asked++;
                held += known.holds(at, s) ? 1 : 0;
                long delta = RouteEval.INFEASIBLE;
                boolean enters =
                        m.allows(v, s)
                                && routes.size[s] < m.maxStops[s]
                                && routes.overload.admits(v, s);
                if (enters) {
                    scan.scan(v, s, RouteEval.INFEASIBLE, 0, false);
                    delta = scan.delta;
                }
                long limit = rng.below(2) == 0 ? RouteEval.INFEASIBLE : 1 + rng.below(20_000);
                long cost = known.cost(at, v, s, 0, limit);
                if (delta >= limit) {
                    assertThat(cost).as(where).isGreaterThanOrEqualTo(limit);
                    dear += delta < RouteEval.INFEASIBLE ? 1 : 0;
                } else {
                    assertThat(cost).as(where).isEqualTo(delta);
                    assertThat(known.place(at)).as(where).isEqualTo(scan.place);
                }
            }
        }
    }

    private static void changeSomething(Routes routes, Rng rng) {
        int s = rng.below(routes.m.shifts);
        if (routes.size[s] > 0) {
            routes.remove(s, rng.below(routes.size[s]), 1);
        }
        RandomPlans.fill(routes, rng, 1);
    }
}

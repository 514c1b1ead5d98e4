package org.marshrut.solver.internal.search;

import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Overload;
import org.marshrut.solver.internal.model.Routes;

/// The price of load above capacity during an annealing.
///
/// It rises and falls so that a certain share of the plans passed through is within capacity
/// (adaptive penalties, Vidal et al. 2012); a larger share while it is hot, as heat crosses
/// barriers by itself. Over several days alone: there, days full to the brim stand between good
/// plans, while on one day the room to move is worth less than the steps it takes. Not thread-safe.
final class OverloadPricing {

    private static final double SHARE_HOT = 0.6; // of plans within capacity
    private static final double SHARE_COLD = 0.3;
    private static final int STEPS = 200; // between two looks
    private static final double RISE = 1.1;
    private static final double FALL = 0.9;
    private static final double FIRST = 1; // price of an average load, in costs of an average stop
    private static final double RANGE = 1000; // upwards and downwards from there

    private final Routes routes;
    private final Overload overload;
    private final double meanLoad; // of a visit; 0 if overload is of no use
    private double usual; // price to begin with
    private int count;
    private int within;

    OverloadPricing(Routes routes) {
        this.routes = routes;
        overload = routes.overload;
        Model m = routes.m;
        long load = 0;
        for (int v = 0; v < m.n; v++) {
            load += m.load[v];
        }
        boolean limited = false;
        for (int s = 0; s < m.shifts; s++) {
            limited |= m.capacity[s] < load;
        }
        meanLoad = limited && m.days > 1 ? load / (double) m.n : 0;
    }

    /// Allows overload, at the price it had in the end when it was allowed before.
    ///
    /// @param averageStop cost of one
    void begin(double averageStop) {
        if (meanLoad == 0) {
            return;
        }
        usual = FIRST * averageStop / meanLoad;
        routes.allowOverload(true);
        if (overload.price() == 0) {
            overload.price(usual);
        }
        count = 0;
        within = 0;
    }

    /// Takes note of a step.
    ///
    /// @param cooled share of the annealing that is done, 0 … 1
    void step(double cooled) {
        if (!overload.allowed()) {
            return;
        }
        within += overload.none() ? 1 : 0;
        if (++count == STEPS) {
            double wanted = SHARE_HOT + (SHARE_COLD - SHARE_HOT) * cooled;
            double price = overload.price() * (within < wanted * STEPS ? RISE : FALL);
            overload.price(Math.clamp(price, usual / RANGE, usual * RANGE));
            count = 0;
            within = 0;
        }
    }

    /// Forbids it; the routes are to become a plan without any.
    void end() {
        if (overload.allowed()) {
            routes.allowOverload(false);
        }
    }
}

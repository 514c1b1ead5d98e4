package org.marshrut.solver.internal.search;

import org.marshrut.solver.internal.model.Model;

/// How hot an annealing is, in costs of an average stop.
///
/// Over several days it begins hotter than on one, as stores that change their days pass through
/// worse plans, and hotter still where uneven loads have a price and a stop that changes its rep
/// costs more for a while; there it does not end as cold. Given little time, the others begin less
/// hot. Later rounds, which begin with a child of good plans, are cooler. On one route small steps
/// decide in the end.
///
/// @param hot at the beginning, given time enough
/// @param least share of that, given little time
/// @param child heat of later rounds, of the first round's
/// @param cold at the end
record Cooling(double hot, double least, double child, double cold) {

    private static final double STEPS_PER_VISIT = 400; // time enough
    private static final double LEAST_COOLING = 0.2; // of the start's, if that is cold already

    private static final Cooling SINGLE = new Cooling(1.2, 0.4, 0.15, 0.01);
    private static final Cooling ROUTES = new Cooling(1.2, 0.4, 0.15, 0.03);
    private static final Cooling DAYS = new Cooling(2, 0.4, 0.15, 0.03);
    private static final Cooling BALANCED = new Cooling(2.5, 1, 0.2, 0.05);
    private static final double HOT_WARM = 1.2; // from an earlier plan, which is to be kept
    private static final double LEAST_WARM = 0.1;

    static Cooling of(Model m) {
        if (m.shifts == 1) {
            return SINGLE;
        }
        return m.prices.perBalanceSecond() > 0 ? BALANCED : m.days > 1 ? DAYS : ROUTES;
    }

    Cooling warm() {
        return new Cooling(HOT_WARM, LEAST_WARM, child, cold);
    }

    /// Heat to begin with.
    ///
    /// @param stepsPerVisit that are expected in all
    double hot(double stepsPerVisit) {
        return hot * Math.clamp(stepsPerVisit / STEPS_PER_VISIT, least, 1);
    }

    /// Heat after this share of a round, 0 … 1.
    double at(double start, double done) {
        double end = Math.min(cold, LEAST_COOLING * start);
        return start * Math.pow(end / start, done);
    }
}

package org.marshrut.solver.internal.search;

import org.marshrut.solver.internal.model.Model;

/// How hot an annealing is, in costs of an average stop.
///
/// It begins less hot if little time is given, and later rounds, which begin with a child of good
/// plans, are cooler. Where uneven loads have a price, a stop that changes its rep costs more for a
/// while: there it begins as hot as it can and does not end as cold. On one route small steps
/// decide in the end.
///
/// @param least of the heat, given little time
/// @param child heat of later rounds, of the first round's
/// @param cold at the end
record Cooling(double least, double child, double cold) {

    private static final double HOT = 1.2; // given time enough
    private static final double STEPS_PER_VISIT = 400; // time enough
    private static final double LEAST_COOLING = 0.2; // of the start's, if that is cold already

    private static final Cooling ROUTES = new Cooling(0.4, 0.15, 0.03);
    private static final Cooling SINGLE = new Cooling(0.4, 0.15, 0.01);
    private static final Cooling BALANCED = new Cooling(1, 0.4, 0.05);
    private static final double LEAST_WARM = 0.1; // from an earlier plan, which is to be kept

    static Cooling of(Model m) {
        return m.shifts == 1 ? SINGLE : m.prices.perBalanceSecond() > 0 ? BALANCED : ROUTES;
    }

    Cooling warm() {
        return new Cooling(LEAST_WARM, child, cold);
    }

    /// Heat to begin with.
    ///
    /// @param stepsPerVisit that are expected in all
    double hot(double stepsPerVisit) {
        return HOT * Math.clamp(stepsPerVisit / STEPS_PER_VISIT, least, 1);
    }

    /// Heat after this share of a round, 0 … 1.
    double at(double start, double done) {
        double end = Math.min(cold, LEAST_COOLING * start);
        return start * Math.pow(end / start, done);
    }
}

package org.marshrut.benchmarks.solver;

import java.util.Arrays;
import java.util.List;

/// What the runs of a public set are to reach, over all its files or over those of some size.
///
/// @param leastStops smallest file it is about
/// @param mostStops largest file it is about
/// @param meanPercent mean gap to the best known values
/// @param worstPercent gap of the worst run; NaN for no goal
/// @param atBestPercent least share of runs that reach the best known value; 0 for no goal
record SetGoal(
        int leastStops,
        int mostStops,
        double meanPercent,
        double worstPercent,
        double atBestPercent) {

    static SetGoal of(double meanPercent, double worstPercent) {
        return new SetGoal(0, Integer.MAX_VALUE, meanPercent, worstPercent, 0);
    }

    /// For files of so many stops only.
    SetGoal stops(int least, int most) {
        return new SetGoal(least, most, meanPercent, worstPercent, atBestPercent);
    }

    SetGoal atBest(double percent) {
        return new SetGoal(leastStops, mostStops, meanPercent, worstPercent, percent);
    }

    /// Judges the runs of one solver.
    void judge(List<Run> all, Goals goals) {
        List<Run> runs =
                all.stream()
                        .filter(run -> run.stops() >= leastStops && run.stops() <= mostStops)
                        .toList();
        if (runs.isEmpty()) {
            return;
        }
        double[] gaps =
                runs.stream()
                        .flatMapToDouble(run -> run.gap().stream())
                        .map(g -> 100 * g)
                        .toArray();
        if (!Double.isNaN(meanPercent)) {
            double mean = Arrays.stream(gaps).average().orElse(Double.NaN);
            goals.most(label() + ": mean gap", mean, meanPercent, "%");
        }
        if (!Double.isNaN(worstPercent)) {
            double worst = Arrays.stream(gaps).max().orElse(Double.NaN);
            goals.most(label() + ": worst gap", worst, worstPercent, "%");
        }
        if (atBestPercent > 0) {
            long reached = runs.stream().filter(Run::atBestKnown).count();
            double share = gaps.length == 0 ? Double.NaN : 100.0 * reached / gaps.length;
            goals.least(label() + ": at the best known value", share, atBestPercent, "%");
        }
        long cut = runs.stream().filter(run -> !run.whole()).count();
        goals.most(label() + ": incomplete or with a rule broken", (double) cut, 0, "runs");
    }

    private String label() {
        return mostStops < Integer.MAX_VALUE
                ? "up to %d stops".formatted(mostStops)
                : leastStops > 0 ? "%d stops and more".formatted(leastStops) : "all files";
    }
}

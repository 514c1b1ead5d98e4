package org.marshrut.benchmarks.solver;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Plan;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Route;
import org.marshrut.solver.Rule;
import org.marshrut.solver.Unassigned;
import org.marshrut.solver.internal.check.Oracle;

/// One plan of a month in figures.
///
/// @param run as the oracle sees it
/// @param seconds asked for
/// @param kilometres driven, from and to homes included
/// @param hours driven
/// @param placed visits
/// @param unexplained visits left out without a rule that keeps them out of each shift
/// @param findable visits left out although nothing is in the way in some shift
/// @param shifts in use
/// @param uneven most work of a rep less the least, as a share of the mean
/// @param cost without the price of visits left out
/// @param secondsToWhole when the first complete and valid plan was there; NaN if never
/// @param leftOutAfterFive visits left out five seconds after the start; -1 if not told
/// @param gap to the long run's cost; NaN if there is none or it places another number of visits
record MonthRow(
        Run run,
        double seconds,
        double kilometres,
        double hours,
        int placed,
        int unexplained,
        int findable,
        int shifts,
        double uneven,
        long cost,
        double secondsToWhole,
        int leftOutAfterFive,
        double gap) {

    static final String HEADER =
            "instance,planner,seed,seconds,threads,kilometres,driven_hours,placed,required,broken,"
                    + "shifts_used,uneven,cost,gap_to_long,seconds_to_whole,unexplained,findable,"
                    + "elapsed_seconds,heap_megabytes,kept_megabytes";

    private static final String LINE =
            "%-16s %-16s %4s %8s %9s %13s %6s %6s %7s %12s %7s %8s %8s %11s%s";
    private static final List<String> HEADS =
            List.of(
                    "instance",
                    "planner",
                    "seed",
                    "km",
                    "h driven",
                    "stops",
                    "broken",
                    "shifts",
                    "uneven",
                    "cost",
                    "gap %",
                    "whole at",
                    "took",
                    "MB kept",
                    "");

    static final String HEAD = String.format(LINE, HEADS.toArray());
    static final String MARKDOWN_HEAD =
            row(HEADS) + "|--|--|" + "--:|".repeat(HEADS.size() - 3) + "--|\n";

    static MonthRow of(
            Problem problem, Run run, double seconds, News news, @Nullable MonthRow longRun) {
        Plan plan = Oracle.evaluate(problem, run.answer().orders());
        int placed = plan.routes().stream().mapToInt(route -> route.stops().size()).sum();
        long cost = plan.totalCost() - plan.cost().unassigned();
        return new MonthRow(
                run,
                seconds,
                plan.distanceMetres() / 1e3,
                plan.travelSeconds() / 3600.0,
                placed,
                (int) plan.unassigned().stream().filter(left -> left.blocked().isEmpty()).count(),
                (int) plan.unassigned().stream().filter(MonthRow::findable).count(),
                plan.routes().size(),
                uneven(problem, plan),
                cost,
                news.secondsToWhole(),
                news.leftOutAfter(5),
                longRun == null || longRun.placed() != placed
                        ? Double.NaN
                        : cost / (double) longRun.cost() - 1);
    }

    private static boolean findable(Unassigned left) {
        return left.blocked().stream().anyMatch(blocked -> blocked.rule() == Rule.SEARCH);
    }

    private static double uneven(Problem problem, Plan plan) {
        Map<String, Long> work = new HashMap<>();
        problem.shifts().forEach(shift -> work.put(shift.rep(), 0L));
        for (Route route : plan.routes()) {
            work.merge(
                    route.rep(), (long) route.travelSeconds() + route.serviceSeconds(), Long::sum);
        }
        var figures = work.values().stream().mapToLong(Long::longValue).summaryStatistics();
        return (figures.getMax() - figures.getMin()) / Math.max(1, figures.getAverage());
    }

    Object[] values(int threads) {
        return new Object[] {
            run.instance().name(),
            run.contender(),
            run.seed(),
            seconds,
            threads,
            kilometres,
            hours,
            placed,
            run.stops(),
            run.broken(),
            shifts,
            uneven,
            cost,
            gap,
            secondsToWhole,
            unexplained,
            findable,
            run.answer().elapsedSeconds(),
            run.heapMegabytes(),
            run.keptMegabytes()
        };
    }

    String line() {
        return String.format(LINE, cells().toArray());
    }

    String markdown() {
        return row(cells());
    }

    private List<String> cells() {
        return List.of(
                run.instance().name(),
                run.contender(),
                String.valueOf(run.seed()),
                decimals(0, kilometres),
                decimals(1, hours),
                placed + "/" + run.stops(),
                String.valueOf(run.broken()),
                String.valueOf(shifts),
                decimals(1, 100 * uneven) + " %",
                String.valueOf(cost),
                decimals(2, 100 * gap),
                Double.isNaN(secondsToWhole) ? "–" : decimals(3, secondsToWhole) + "s",
                decimals(2, run.answer().elapsedSeconds()) + "s",
                run.keptMegabytes() + "/" + run.heapMegabytes(),
                (unexplained > 0 ? "  UNEXPLAINED " + unexplained : "")
                        + (findable > 0 ? "  FINDABLE " + findable : "")
                        + (run.wrong() ? "  WRONG" : ""));
    }

    private static String decimals(int count, double figure) {
        return Double.isNaN(figure) ? "–" : String.format(Locale.ROOT, "%." + count + "f", figure);
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}

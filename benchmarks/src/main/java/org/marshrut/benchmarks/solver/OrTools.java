package org.marshrut.benchmarks.solver;

import com.google.ortools.Loader;
import com.google.ortools.constraintsolver.Assignment;
import com.google.ortools.constraintsolver.FirstSolutionStrategy;
import com.google.ortools.constraintsolver.LocalSearchMetaheuristic;
import com.google.ortools.constraintsolver.RoutingDimension;
import com.google.ortools.constraintsolver.RoutingIndexManager;
import com.google.ortools.constraintsolver.RoutingModel;
import com.google.ortools.constraintsolver.RoutingSearchParameters;
import com.google.ortools.constraintsolver.main;
import com.google.protobuf.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Visit;

/// OR-Tools' routing library with guided local search, as its guide recommends. It takes no seed.
final class OrTools implements Contender {

    private static final long NANOS = 1_000_000_000L;

    @Override
    public String name() {
        return "or-tools";
    }

    @Override
    public boolean models(Problem problem) {
        return OneDay.is(problem);
    }

    @Override
    public Answer solve(Problem problem, double seconds, long seed) {
        Loader.loadNativeLibraries();
        long begun = System.nanoTime();
        Shift shift = problem.shifts().getFirst();
        int n = problem.matrix().size();
        RoutingIndexManager manager =
                new RoutingIndexManager(n, problem.shifts().size(), shift.startLocation());
        RoutingModel model = new RoutingModel(manager);
        model.setArcCostEvaluatorOfAllVehicles(model.registerTransitMatrix(lengths(problem)));
        Map<Integer, Visit> at = new HashMap<>();
        problem.visits().forEach(visit -> at.put(visit.location(), visit));
        if (shift.capacity() != Shift.UNLIMITED) {
            long[] loads = new long[n];
            at.forEach((place, visit) -> loads[place] = visit.load());
            model.addDimension(
                    model.registerUnaryTransitVector(loads), 0, shift.capacity(), true, "load");
        }
        if (shift.latestEndSeconds() < TimeWindow.MAX_SECONDS
                || at.values().stream().anyMatch(v -> !v.windowsOn(shift.day()).isEmpty())) {
            addTime(model, manager, problem, at);
        }
        long nanos = (long) (seconds * NANOS);
        RoutingSearchParameters parameters =
                main.defaultRoutingSearchParameters().toBuilder()
                        .setFirstSolutionStrategy(
                                FirstSolutionStrategy.Value.PARALLEL_CHEAPEST_INSERTION)
                        .setLocalSearchMetaheuristic(
                                LocalSearchMetaheuristic.Value.GUIDED_LOCAL_SEARCH)
                        .setTimeLimit(
                                Duration.newBuilder()
                                        .setSeconds(nanos / NANOS)
                                        .setNanos((int) (nanos % NANOS)))
                        .build();
        Assignment found = model.solveWithParameters(parameters);
        double elapsed = (System.nanoTime() - begun) / (double) NANOS;
        Map<String, List<String>> orders = new HashMap<>();
        for (int k = 0; found != null && k < problem.shifts().size(); k++) {
            List<String> ids = new ArrayList<>();
            long index = found.value(model.nextVar(model.start(k)));
            while (!model.isEnd(index)) {
                Visit visit = at.get(manager.indexToNode(index));
                if (visit != null) {
                    ids.add(visit.id());
                }
                index = found.value(model.nextVar(index));
            }
            orders.put(problem.shifts().get(k).id(), ids);
        }
        return new Answer(orders, Answer.NO_CLAIM, 0, elapsed, elapsed);
    }

    private static long[][] lengths(Problem problem) {
        int n = problem.matrix().size();
        long[][] lengths = new long[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                lengths[i][j] = problem.matrix().distanceMetres(i, j);
            }
        }
        return lengths;
    }

    private static void addTime(
            RoutingModel model,
            RoutingIndexManager manager,
            Problem problem,
            Map<Integer, Visit> at) {
        Shift shift = problem.shifts().getFirst();
        int n = problem.matrix().size();
        long[][] times = new long[n][n];
        for (int i = 0; i < n; i++) {
            Visit visit = at.get(i);
            for (int j = 0; j < n; j++) {
                times[i][j] = problem.matrix().travelSeconds(i, j);
                times[i][j] += visit == null ? 0 : visit.serviceSeconds();
            }
        }
        long end = shift.latestEndSeconds();
        model.addDimension(model.registerTransitMatrix(times), end, end, false, "time");
        RoutingDimension time = model.getMutableDimension("time");
        at.forEach((place, visit) -> {
            for (TimeWindow window : visit.windowsOn(shift.day())) {
                time.cumulVar(manager.nodeToIndex(place))
                        .setRange(window.earliestSeconds(), Math.min(end, window.latestSeconds()));
            }
        });
        for (int k = 0; k < problem.shifts().size(); k++) {
            time.cumulVar(model.start(k)).setRange(shift.earliestStartSeconds(), end);
            time.cumulVar(model.end(k)).setRange(shift.earliestStartSeconds(), end);
        }
    }
}

package org.marshrut.benchmarks.solver;

import com.graphhopper.jsprit.core.algorithm.VehicleRoutingAlgorithm;
import com.graphhopper.jsprit.core.algorithm.termination.TimeTermination;
import com.graphhopper.jsprit.core.problem.Location;
import com.graphhopper.jsprit.core.problem.VehicleRoutingProblem;
import com.graphhopper.jsprit.core.problem.job.Service;
import com.graphhopper.jsprit.core.problem.solution.VehicleRoutingProblemSolution;
import com.graphhopper.jsprit.core.problem.solution.route.VehicleRoute;
import com.graphhopper.jsprit.core.problem.solution.route.activity.TimeWindow;
import com.graphhopper.jsprit.core.problem.solution.route.activity.TourActivity;
import com.graphhopper.jsprit.core.problem.vehicle.VehicleImpl;
import com.graphhopper.jsprit.core.problem.vehicle.VehicleTypeImpl;
import com.graphhopper.jsprit.core.util.FastVehicleRoutingTransportCostsMatrix;
import com.graphhopper.jsprit.core.util.Solutions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Visit;

/// jsprit with its standard algorithm, one thread.
final class Jsprit implements Contender {

    private static final double NANOS = 1e9;

    @Override
    public String name() {
        return "jsprit";
    }

    @Override
    public boolean models(Problem problem) {
        return OneDay.is(problem);
    }

    @Override
    public Answer solve(Problem problem, double seconds, long seed) {
        long begun = System.nanoTime();
        VehicleRoutingAlgorithm algorithm =
                com.graphhopper.jsprit.core.algorithm.box.Jsprit.Builder.newInstance(
                                translated(problem))
                        .setRandom(new Random(seed))
                        .buildAlgorithm();
        algorithm.setMaxIterations(Integer.MAX_VALUE);
        double setUp = (System.nanoTime() - begun) / NANOS;
        TimeTermination limit = new TimeTermination((long) (1000 * Math.max(0, seconds - setUp)));
        algorithm.addTerminationCriterion(limit);
        algorithm.addListener(limit);
        VehicleRoutingProblemSolution best = Solutions.bestOf(algorithm.searchSolutions());
        double elapsed = (System.nanoTime() - begun) / NANOS;
        Map<String, List<String>> orders = new HashMap<>();
        int k = 0;
        for (VehicleRoute route : best.getRoutes()) {
            List<String> ids = new ArrayList<>();
            for (TourActivity activity : route.getActivities()) {
                ids.add(((TourActivity.JobActivity) activity).getJob().getId());
            }
            if (k < problem.shifts().size()) {
                orders.put(problem.shifts().get(k++).id(), ids);
            }
        }
        return new Answer(orders, Answer.NO_CLAIM, 0, elapsed, elapsed);
    }

    private static VehicleRoutingProblem translated(Problem problem) {
        Shift shift = problem.shifts().getFirst();
        int n = problem.matrix().size();
        var costs = FastVehicleRoutingTransportCostsMatrix.Builder.newInstance(n, false);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                costs.addTransportTimeAndDistance(
                        i,
                        j,
                        problem.matrix().travelSeconds(i, j),
                        problem.matrix().distanceMetres(i, j));
            }
        }
        var type =
                VehicleTypeImpl.Builder.newInstance("type")
                        .setCostPerDistance(1)
                        .setCostPerTransportTime(0)
                        .setFixedCost(0);
        if (shift.capacity() != Shift.UNLIMITED) {
            type.addCapacityDimension(0, shift.capacity());
        }
        var builder = VehicleRoutingProblem.Builder.newInstance().setRoutingCost(costs.build());
        for (Shift each : problem.shifts()) {
            builder.addVehicle(
                    VehicleImpl.Builder.newInstance(each.id())
                            .setStartLocation(Location.newInstance(each.startLocation()))
                            .setType(type.build())
                            .setEarliestStart(each.earliestStartSeconds())
                            .setLatestArrival(each.latestEndSeconds())
                            .build());
        }
        builder.setFleetSize(VehicleRoutingProblem.FleetSize.FINITE);
        for (Visit visit : problem.visits()) {
            var service =
                    Service.Builder.newInstance(visit.id())
                            .setLocation(Location.newInstance(visit.location()))
                            .setServiceTime(visit.serviceSeconds());
            if (shift.capacity() != Shift.UNLIMITED) {
                service.addSizeDimension(0, visit.load());
            }
            visit.windowsOn(shift.day())
                    .forEach(window ->
                            service.addTimeWindow(
                                    TimeWindow.newInstance(
                                            window.earliestSeconds(), window.latestSeconds())));
            builder.addJob(service.build());
        }
        return builder.build();
    }
}

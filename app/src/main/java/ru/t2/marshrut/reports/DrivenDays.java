package ru.t2.marshrut.reports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.reports.TravelRepository.DrivenDay;
import ru.t2.marshrut.reports.TravelRepository.Stop;
import ru.t2.marshrut.roads.Roads;
import ru.t2.marshrut.roads.TransportMode;
import ru.t2.marshrut.routing.Tariff;
import ru.t2.marshrut.team.Rep;
import ru.t2.marshrut.team.Team;
import ru.t2.marshrut.team.Vehicle;

/// Works out what reps drove: from home through the stores in the order of their arrivals and back
/// home, by the same roads and tariffs as the plan. Thread-safe.
///
/// A day is worked out once and kept until its facts change; so reports add up rows.
@Component
class DrivenDays {

    private static final Logger log = LoggerFactory.getLogger(DrivenDays.class);
    private static final int BATCH = 500;

    private final Rollups rollups;
    private final TravelRepository repository;
    private final Team team;
    private final Roads roads;
    private final Clock clock;

    DrivenDays(Rollups rollups, TravelRepository repository, Team team, Roads roads, Clock clock) {
        this.rollups = rollups;
        this.repository = repository;
        this.team = team;
        this.roads = roads;
        this.clock = clock;
    }

    /// Brings what is kept of a period up to its facts; outside of any transaction.
    void refresh(Period period) {
        rollups.refresh();
        repository.deleteGone(period);
        var stops = repository.listUnmeasured(period, clock.getZone());
        if (stops.isEmpty()) {
            return;
        }
        var reps = team.listReps().stream().collect(Collectors.toMap(Rep::id, Function.identity()));
        var vehicles =
                team.listVehicles().stream()
                        .collect(Collectors.toMap(Vehicle::id, Function.identity()));
        var days = new ArrayList<DrivenDay>();
        int first = 0;
        for (int i = 1; i <= stops.size(); i++) {
            if (i == stops.size() || !sameOuting(stops.get(first), stops.get(i))) {
                var outing = stops.subList(first, i);
                var rep = Objects.requireNonNull(reps.get(outing.getFirst().repId()));
                days.add(measure(outing, rep, vehicles));
                first = i;
            }
        }
        for (int i = 0; i < days.size(); i += BATCH) {
            repository.save(days.subList(i, Math.min(i + BATCH, days.size())));
        }
        log.info("Measured {} outings of {}", days.size(), period.name());
    }

    private static boolean sameOuting(Stop a, Stop b) {
        return a.repId().equals(b.repId()) && a.day().equals(b.day());
    }

    private DrivenDay measure(List<Stop> stops, Rep rep, Map<String, Vehicle> vehicles) {
        var points = new ArrayList<GeoPoint>();
        points.add(rep.home());
        stops.forEach(stop -> points.add(stop.position()));
        var matrix = roads.matrix(points, TransportMode.CAR);
        int n = matrix.size();
        long[] legMetres = new long[n]; // from place i to the next, the last one home
        long metres = 0;
        long seconds = 0;
        for (int i = 0; i < n; i++) {
            int leg = i * n + (i + 1) % n;
            legMetres[i] = matrix.distanceMetres()[leg];
            metres += legMetres[i];
            seconds += matrix.travelSeconds()[leg];
        }
        var tariff =
                rep.vehicleId()
                        .map(vehicles::get)
                        .map(Tariff::ofVehicle)
                        .orElse(Tariff.DEFAULT_CAR);
        long ways = (long) matrix.travelSeconds()[1] + matrix.travelSeconds()[(n - 1) * n];
        return new DrivenDay(
                stops.getFirst().repId(),
                stops.getFirst().day(),
                stops.size(),
                metres,
                seconds,
                atStores(stops) + ways,
                tariff.cost(legMetres),
                matrix.source(),
                stops.getFirst().toldAt());
    }

    /// Seconds from the first arrival to the last departure that is known.
    private static long atStores(List<Stop> stops) {
        var times = new ArrayList<Instant>();
        for (var stop : stops) {
            if (stop.arrivedAt() != null) {
                times.add(stop.arrivedAt());
            }
            if (stop.leftAt() != null) {
                times.add(stop.leftAt());
            }
        }
        times.sort(Instant::compareTo);
        return times.isEmpty()
                ? 0
                : Duration.between(times.getFirst(), times.getLast()).toSeconds();
    }
}

package ru.t2.marshrut.routing;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.roads.TransportMode;
import ru.t2.marshrut.stores.Store;
import ru.t2.marshrut.stores.Stores;
import ru.t2.marshrut.team.Team;

/// Makes tasks of requests: fills in defaults, looks up stores and vehicles, refuses what
/// contradicts itself.
@Component
class RouteTasks {

    private static final int DEFAULT_SERVICE_MINUTES = 15;
    private static final int DEFAULT_LUNCH_MINUTES = 30;
    private static final LocalTime DEFAULT_SHIFT_END = LocalTime.of(18, 0);
    private static final int END_OF_DAY_SECONDS = 24 * 3600;
    private static final double FARTHEST_METRES = 1_500_000;
    private static final List<DailyWindow> ANY_TIME =
            List.of(new DailyWindow(LocalTime.MIN, LocalTime.of(23, 59)));

    private final Stores stores;
    private final Team team;

    RouteTasks(Stores stores, Team team) {
        this.stores = stores;
        this.team = team;
    }

    /// @throws ApiException 422 naming the fields that contradict each other or name unknown things
    RouteTask of(OptimizeRequest request) {
        return described(request.locations(), request.constraintsOrNone());
    }

    /// @throws ApiException 422 naming the fields that contradict each other or name unknown things
    RouteTask of(StoredOptimizeRequest request) {
        return stored(request.locationIds(), request.constraintsOrNone());
    }

    /// Of stored stores or of locations described in the request.
    ///
    /// @throws ApiException 422 naming the fields that contradict each other or name unknown things
    RouteTask of(
            @Nullable List<String> locationIds,
            @Nullable List<LocationInput> locations,
            @Nullable ConstraintsInput constraints) {
        var conditions = Objects.requireNonNullElse(constraints, ConstraintsInput.NONE);
        if (locationIds != null && locations == null) {
            return stored(locationIds, conditions);
        }
        if (locations != null && locationIds == null) {
            return described(locations, conditions);
        }
        throw ApiException.invalidInput(
                List.of(
                        locations == null
                                ? FieldProblem.of("location_ids", "field.missing")
                                : FieldProblem.of(
                                        "locations", "field.one_of", "location_ids", "locations")));
    }

    private RouteTask described(List<LocationInput> locations, ConstraintsInput constraints) {
        var service = serviceTime(constraints).orElse(Duration.ofMinutes(DEFAULT_SERVICE_MINUTES));
        return of(
                locations.stream().map(location -> location.toStop(service)).toList(),
                constraints,
                "locations");
    }

    private RouteTask stored(List<String> locationIds, ConstraintsInput constraints) {
        var selection = stores.listByIds(locationIds);
        if (!selection.unknownIds().isEmpty()) {
            throw ApiException.invalidInput(
                    selection.unknownIds().stream()
                            .map(id ->
                                    FieldProblem.of(
                                            "location_ids[%d]".formatted(locationIds.indexOf(id)),
                                            "field.unknown_store",
                                            id))
                            .toList());
        }
        var service = serviceTime(constraints);
        return of(
                selection.stores().stream().map(store -> stop(store, service)).toList(),
                constraints,
                "location_ids");
    }

    private RouteTask of(List<StopRequest> stops, ConstraintsInput constraints, String stopsField) {
        var problems = new ArrayList<FieldProblem>();
        var end = Optional.ofNullable(constraints.end()).map(PointInput::toPoint);
        boolean returnToStart = Objects.requireNonNullElse(constraints.returnToStart(), false);
        var start =
                Optional.ofNullable(constraints.start())
                        .map(PointInput::toPoint)
                        .or(() ->
                                returnToStart
                                        ? Optional.of(stops.getFirst().point())
                                        : Optional.empty());
        if (end.isPresent() && returnToStart) {
            problems.add(
                    FieldProblem.of("constraints.end", "field.one_of", "end", "return_to_start"));
        }
        var departAt = Optional.ofNullable(constraints.departAt());
        int shiftEnd = shiftEndSeconds(constraints);
        if (departAt.isPresent() && shiftEnd <= departAt.get().toSecondOfDay()) {
            problems.add(
                    FieldProblem.of(
                            "constraints.shift_end",
                            "field.shift_before_departure",
                            departAt.get().toString()));
        }
        refuseFarPlaces(stops, start, end, stopsField, problems);
        var mode = Objects.requireNonNullElse(constraints.transportMode(), TransportMode.CAR);
        var tariff = tariff(constraints, mode, problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        return new RouteTask(
                stops,
                start,
                end,
                returnToStart,
                departAt,
                shiftEnd,
                Duration.ofMinutes(
                        Objects.requireNonNullElse(
                                constraints.lunchMinutes(), DEFAULT_LUNCH_MINUTES)),
                mode,
                tariff,
                Optional.ofNullable(constraints.prefer()),
                RouteChoice.oneLine(Optional.ofNullable(constraints.notes())),
                OrderRules.NONE,
                Objects.requireNonNullElse(constraints.explain(), false),
                Optional.ofNullable(constraints.timeoutMs()).map(Duration::ofMillis));
    }

    private static StopRequest stop(Store store, Optional<Duration> service) {
        return new StopRequest(
                store.id(),
                store.name(),
                store.address(),
                store.position(),
                store.windows().isEmpty() ? ANY_TIME : store.windows(),
                store.category(),
                service.or(store::serviceTime).orElse(Duration.ofMinutes(DEFAULT_SERVICE_MINUTES)));
    }

    private static Optional<Duration> serviceTime(ConstraintsInput constraints) {
        return Optional.ofNullable(constraints.serviceMinutes()).map(Duration::ofMinutes);
    }

    /// By default the end of the working day; who departs after it has until midnight.
    private static int shiftEndSeconds(ConstraintsInput constraints) {
        if (constraints.shiftEnd() != null) {
            return constraints.shiftEnd().toSecondOfDay();
        }
        boolean departsLater =
                constraints.departAt() != null
                        && !constraints.departAt().isBefore(DEFAULT_SHIFT_END);
        return departsLater ? END_OF_DAY_SECONDS : DEFAULT_SHIFT_END.toSecondOfDay();
    }

    private static void refuseFarPlaces(
            List<StopRequest> stops,
            Optional<GeoPoint> start,
            Optional<GeoPoint> end,
            String stopsField,
            List<FieldProblem> problems) {
        var first = stops.getFirst().point();
        for (int i = 0; i < stops.size(); i++) {
            refuseFarPlace(
                    first, stops.get(i).point(), "%s[%d]".formatted(stopsField, i), problems);
        }
        start.ifPresent(point -> refuseFarPlace(first, point, "constraints.start", problems));
        end.ifPresent(point -> refuseFarPlace(first, point, "constraints.end", problems));
    }

    private static void refuseFarPlace(
            GeoPoint first, GeoPoint point, String field, List<FieldProblem> problems) {
        double metres = first.greatCircleMetres(point);
        if (metres > FARTHEST_METRES) {
            problems.add(
                    FieldProblem.of(
                            field,
                            "field.too_far",
                            Math.round(metres / 1000),
                            Math.round(FARTHEST_METRES / 1000)));
        }
    }

    private Tariff tariff(
            ConstraintsInput constraints, TransportMode mode, List<FieldProblem> problems) {
        if (constraints.fuelRate() != null && constraints.vehicleId() != null) {
            problems.add(
                    FieldProblem.of(
                            "constraints.fuel_rate", "field.one_of", "vehicle_id", "fuel_rate"));
        }
        return switch (mode) {
            case TAXI -> Tariff.taxi();
            case BUS -> Tariff.bus();
            case WALK -> Tariff.onFoot();
            case CAR ->
                    constraints.fuelRate() != null
                            ? Tariff.car(constraints.fuelRate())
                            : Optional.ofNullable(constraints.vehicleId())
                                    .map(id -> fuel(id, problems))
                                    .orElseGet(Tariff::car);
        };
    }

    private Tariff fuel(String vehicleId, List<FieldProblem> problems) {
        var vehicle = team.findVehicle(vehicleId);
        if (vehicle.isEmpty()) {
            problems.add(
                    FieldProblem.of("constraints.vehicle_id", "field.unknown_vehicle", vehicleId));
        }
        return vehicle.map(Tariff::ofVehicle).orElseGet(Tariff::car);
    }
}

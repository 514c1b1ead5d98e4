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

/// Makes tasks of requests: fills in defaults, looks up stores and vehicles, refuses what
/// contradicts itself.
@Component
class RouteTasks {

    private static final int DEFAULT_SERVICE_MINUTES = 15;
    private static final int DEFAULT_LUNCH_MINUTES = 30;
    private static final LocalTime DEFAULT_SHIFT_END = LocalTime.of(18, 0);
    private static final int END_OF_DAY_SECONDS = 24 * 3600;
    private static final List<DailyWindow> ANY_TIME =
            List.of(new DailyWindow(LocalTime.MIN, LocalTime.of(23, 59)));

    private final Stores stores;
    private final Tariffs tariffs;

    RouteTasks(Stores stores, Tariffs tariffs) {
        this.stores = stores;
        this.tariffs = tariffs;
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
        var tariff =
                tariffs.of(
                        mode,
                        constraints.fuelRate(),
                        constraints.vehicleId(),
                        "constraints.",
                        problems);
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
            Distances.refuseFar(
                    first, stops.get(i).point(), "%s[%d]".formatted(stopsField, i), problems);
        }
        start.ifPresent(point -> Distances.refuseFar(first, point, "constraints.start", problems));
        end.ifPresent(point -> Distances.refuseFar(first, point, "constraints.end", problems));
    }
}

package ru.t2.marshrut.routing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.roads.Roads;
import ru.t2.marshrut.roads.TransportMode;

/// Ways between places, without any route being made.
@RestController
@RequestMapping("/api/v1/roads")
@Tag(name = "roads")
class RoadController {

    private final Roads roads;
    private final Tariffs tariffs;

    RoadController(Roads roads, Tariffs tariffs) {
        this.roads = roads;
        this.tariffs = tariffs;
    }

    @PostMapping("/preview")
    @Operation(summary = "The way through places in their order: line, distance, time, cost")
    RoadPreviewAnswer preview(@Valid @RequestBody RoadPreviewRequest request) {
        var problems = new ArrayList<FieldProblem>();
        var mode = mode(request.transportMode());
        var points = points(request.points(), problems);
        var tariff = tariffs.of(mode, request.fuelRate(), request.vehicleId(), "", problems);
        refuse(problems);
        return RoadPreviewAnswer.of(roads.path(points, mode), tariff);
    }

    @PostMapping("/matrix")
    @Operation(summary = "Distances and times between all pairs of places")
    RoadMatrixAnswer matrix(@Valid @RequestBody RoadMatrixRequest request) {
        var problems = new ArrayList<FieldProblem>();
        var points = points(request.points(), problems);
        refuse(problems);
        return RoadMatrixAnswer.of(roads.matrix(points, mode(request.transportMode())));
    }

    private static TransportMode mode(@Nullable TransportMode mode) {
        return Objects.requireNonNullElse(mode, TransportMode.CAR);
    }

    private static List<GeoPoint> points(List<PointInput> inputs, List<FieldProblem> problems) {
        var points = inputs.stream().map(PointInput::toPoint).toList();
        for (int i = 0; i < points.size(); i++) {
            Distances.refuseFar(
                    points.getFirst(), points.get(i), "points[%d]".formatted(i), problems);
        }
        return points;
    }

    private static void refuse(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
    }
}

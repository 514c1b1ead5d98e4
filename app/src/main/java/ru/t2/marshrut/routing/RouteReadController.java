package ru.t2.marshrut.routing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Paging;
import ru.t2.marshrut.roads.Roads;

/// Stored routes, to read: as they were answered, as files for maps and navigators, beside the
/// order they were made of.
@RestController
@RequestMapping("/api/v1/routes")
@Tag(name = "routing")
class RouteReadController {

    private static final String GEO_JSON = "application/geo+json";
    private static final String GPX = "application/gpx+xml";

    private final RouteRepository repository;
    private final Roads roads;
    private final Clock clock;

    RouteReadController(RouteRepository repository, Roads roads, Clock clock) {
        this.repository = repository;
        this.roads = roads;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "Stored routes, the newest first, filtered, page by page")
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    ListAnswer<RouteListItem> listRoutes(
            @Parameter(description = "Made on this day or later") @RequestParam(required = false)
                    @Nullable LocalDate from,
            @Parameter(description = "Made on this day or earlier") @RequestParam(required = false)
                    @Nullable LocalDate to,
            @Parameter(description = "qwen, llama or solver") @RequestParam(required = false)
                    @Nullable String model_used,
            @Parameter(description = "With this stop") @RequestParam(required = false)
                    @Nullable String stop_id,
            @Parameter(description = "Whether they keep all windows and the shift")
                    @RequestParam(required = false)
                    @Nullable Boolean in_time,
            @Parameter(description = "1 to 500, default 50") @RequestParam(required = false)
                    @Nullable Integer limit,
            @Parameter(description = "0 or more, default 0") @RequestParam(required = false)
                    @Nullable Integer offset) {
        var problems = new ArrayList<FieldProblem>();
        var paging = Paging.of(limit, offset, problems);
        var filter = RouteFilter.of(from, to, model_used, stop_id, in_time, clock, problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        return new ListAnswer<>(
                repository.count(filter), repository.list(filter, paging.limit(), paging.offset()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A route as it was answered; also as GeoJSON or GPX, by Accept")
    RouteAnswer route(@PathVariable UUID id) {
        return travelled(id).answer();
    }

    @GetMapping(value = "/{id}", produces = GEO_JSON)
    @Operation(hidden = true)
    RouteGeoJson geoJson(@PathVariable UUID id) {
        var route = travelled(id);
        return RouteGeoJson.of(route.answer(), roads.path(route.points(), route.transportMode()));
    }

    @GetMapping(value = "/{id}", produces = GPX)
    @Operation(hidden = true)
    ResponseEntity<byte[]> gpx(@PathVariable UUID id) {
        var route = travelled(id);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"route-%s.gpx\"".formatted(id))
                .body(
                        RouteGpx.of(
                                route.answer(), roads.path(route.points(), route.transportMode())));
    }

    @GetMapping("/{id}/comparison")
    @Operation(summary = "A route beside the order in which its stops were given")
    RouteComparison comparison(@PathVariable UUID id) {
        travelled(id);
        return repository
                .findComparison(id)
                .orElseThrow(() -> ApiException.of(HttpStatus.NOT_FOUND, "no_comparison", id));
    }

    @GetMapping("/{id}/links")
    @Operation(summary = "Links that open all stops in order in Yandex, Google and 2GIS maps")
    MapLinks links(@PathVariable UUID id) {
        var route = travelled(id);
        return MapLinks.of(route.points(), route.transportMode());
    }

    private TravelledRoute travelled(UUID id) {
        return repository
                .findTravelled(id)
                .orElseThrow(() -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id));
    }
}

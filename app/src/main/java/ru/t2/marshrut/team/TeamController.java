package ru.t2.marshrut.team;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Paging;

/// Reps and vehicles over HTTP.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "team")
class TeamController {

    private static final String LIMIT = "1 to 500, default 50";
    private static final String OFFSET = "0 or more, default 0";

    private final Team team;

    TeamController(Team team) {
        this.team = team;
    }

    @GetMapping("/reps")
    @Operation(summary = "Reps in order of id, page by page")
    ListAnswer<RepView> listReps(
            @Parameter(description = LIMIT) @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = OFFSET) @RequestParam(required = false)
                    @Nullable Integer offset) {
        return Paging.of(limit, offset).cut(team.listReps(), RepView::of);
    }

    @GetMapping("/reps/{id}")
    @Operation(summary = "One rep")
    RepView getRep(@PathVariable String id) {
        return team.findRep(id).map(RepView::of).orElseThrow(() -> unknown(id));
    }

    @GetMapping("/vehicles")
    @Operation(summary = "Vehicles in order of id, page by page")
    ListAnswer<VehicleView> listVehicles(
            @Parameter(description = LIMIT) @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = OFFSET) @RequestParam(required = false)
                    @Nullable Integer offset) {
        return Paging.of(limit, offset).cut(team.listVehicles(), VehicleView::of);
    }

    @GetMapping("/vehicles/{id}")
    @Operation(summary = "One vehicle")
    VehicleView getVehicle(@PathVariable String id) {
        return team.findVehicle(id).map(VehicleView::of).orElseThrow(() -> unknown(id));
    }

    private static ApiException unknown(String id) {
        return ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id);
    }
}

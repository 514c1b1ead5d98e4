package ru.t2.marshrut.team;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import ru.t2.marshrut.platform.JsonInput;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Paging;
import tools.jackson.databind.node.ObjectNode;

/// Reps and vehicles over HTTP.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "team")
class TeamController {

    private static final String LIMIT = "1 to 500, default 50";
    private static final String OFFSET = "0 or more, default 0";

    private static final String VERSION = "If given, only this version is deleted";

    private final Team team;
    private final TeamEditing editing;
    private final JsonInput json;

    TeamController(Team team, TeamEditing editing, JsonInput json) {
        this.team = team;
        this.editing = editing;
        this.json = json;
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
        return RepView.of(editing.getRep(id));
    }

    @PostMapping("/reps")
    @Operation(summary = "A new rep")
    ResponseEntity<RepView> createRep(@Valid @RequestBody RepInput input) {
        var rep = editing.createRep(input);
        return ResponseEntity.created(address("/api/v1/reps/{id}", rep.id())).body(RepView.of(rep));
    }

    @PatchMapping("/reps/{id}")
    @Operation(summary = "Changes a rep: a merge patch with the version it was made for")
    RepView updateRep(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(ref = "#/components/schemas/RepInput")))
                    @RequestBody
                    ObjectNode patch) {
        return RepView.of(editing.updateRep(id, json.patch(patch)));
    }

    @DeleteMapping("/reps/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deletes a rep whom nothing refers to")
    void deleteRep(
            @PathVariable String id,
            @Parameter(description = VERSION) @RequestParam(required = false)
                    @Nullable Integer version) {
        editing.deleteRep(id, optional(version));
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
        return VehicleView.of(editing.getVehicle(id));
    }

    @PostMapping("/vehicles")
    @Operation(summary = "A new vehicle")
    ResponseEntity<VehicleView> createVehicle(@Valid @RequestBody VehicleInput input) {
        var vehicle = editing.createVehicle(input);
        return ResponseEntity.created(address("/api/v1/vehicles/{id}", vehicle.id()))
                .body(VehicleView.of(vehicle));
    }

    @PatchMapping("/vehicles/{id}")
    @Operation(summary = "Changes a vehicle: a merge patch with the version it was made for")
    VehicleView updateVehicle(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            ref =
                                                                    "#/components/schemas/VehicleInput")))
                    @RequestBody
                    ObjectNode patch) {
        return VehicleView.of(editing.updateVehicle(id, json.patch(patch)));
    }

    @DeleteMapping("/vehicles/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deletes a vehicle that no rep drives")
    void deleteVehicle(
            @PathVariable String id,
            @Parameter(description = VERSION) @RequestParam(required = false)
                    @Nullable Integer version) {
        editing.deleteVehicle(id, optional(version));
    }

    static URI address(String template, Object... ids) {
        return UriComponentsBuilder.fromPath(template).build(ids);
    }

    static OptionalInt optional(@Nullable Integer version) {
        return version == null ? OptionalInt.empty() : OptionalInt.of(version);
    }
}

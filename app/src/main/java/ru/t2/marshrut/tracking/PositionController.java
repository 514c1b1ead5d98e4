package ru.t2.marshrut.tracking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.platform.PlainText;
import tools.jackson.databind.JsonNode;

/// Positions over HTTP, in the words of the trackers that send them.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "tracking")
class PositionController {

    private final Positions positions;
    private final Clock clock;

    PositionController(Positions positions, Clock clock) {
        this.positions = positions;
        this.clock = clock;
    }

    /// @param name as people call the device
    @Schema(name = "DeviceInput")
    record DeviceInput(@NotBlank String repId, @NotBlank @Size(max = 100) @PlainText String name) {}

    /// @param stored false: it was there already
    record Taken(boolean stored) {}

    @PostMapping(value = "/positions", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A position as Traccar's client or server sends it in JSON")
    Taken takeJson(@RequestBody JsonNode body) {
        return take(PositionMessage.ofJson(body));
    }

    @PostMapping("/positions")
    @Operation(
            summary =
                    "A position as OsmAnd and Traccar's client send it: id, timestamp, lat, lon …")
    Taken takeForm(@RequestParam Map<String, String> query) {
        return take(PositionMessage.ofQuery(query));
    }

    @GetMapping("/positions")
    @Operation(
            summary =
                    "With lat and lon: a position as OsmAnd sends it. Without: each rep's last one")
    Object takeQueryOrList(
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String lat,
            @RequestParam(required = false) @Nullable String lon,
            @RequestParam Map<String, String> query) {
        return lat == null && lon == null && id == null
                ? positions.listLast()
                : take(PositionMessage.ofQuery(query));
    }

    @GetMapping("/devices")
    @Operation(summary = "Devices that may send positions")
    List<Device> listDevices() {
        return positions.listDevices();
    }

    @PostMapping("/devices")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Let a device send a rep's positions; its identifier is told only here")
    Device register(@Valid @RequestBody DeviceInput input) {
        return positions.register(input.repId(), input.name());
    }

    @DeleteMapping("/devices/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take no more positions from a device")
    void remove(@PathVariable UUID id) {
        positions.remove(id);
    }

    private Taken take(PositionMessage message) {
        return new Taken(
                positions.take(
                        new Position(
                                positions.repOf(message.device()),
                                message.at()
                                        .orElseGet(clock::instant)
                                        .truncatedTo(ChronoUnit.MILLIS),
                                message.position(),
                                message.accuracyMetres(),
                                message.speedKmh())));
    }
}

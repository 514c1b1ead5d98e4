package ru.t2.marshrut.tracking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A rep's own day over HTTP.
@RestController
@RequestMapping("/api/v1/me")
@Tag(name = "tracking")
class MeController {

    private static final String REP = "Or header X-Rep-Id";

    private final ActingRep actingRep;
    private final Tracking tracking;
    private final ExpectedArrivals arrivals;
    private final Clock clock;

    MeController(ActingRep actingRep, Tracking tracking, ExpectedArrivals arrivals, Clock clock) {
        this.actingRep = actingRep;
        this.tracking = tracking;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /// A day as its rep sees it.
    record MyDay(String repId, LocalDate date, List<DayStop> stops) {}

    @GetMapping("/day")
    @Operation(summary = "The stops of a day in order, as planned and as they come")
    MyDay getDay(
            @RequestHeader(value = ActingRep.HEADER, required = false) @Nullable String header,
            @Parameter(description = REP) @RequestParam(required = false) @Nullable String rep_id,
            @Parameter(description = "Default: today") @RequestParam(required = false)
                    @Nullable LocalDate date) {
        var rep = actingRep.of(header, rep_id);
        var day = date == null ? LocalDate.now(clock) : date;
        return new MyDay(rep.id(), day, arrivals.of(rep.id(), day));
    }

    @PostMapping("/visits/{id}/arrive")
    @Operation(summary = "The rep is at the store")
    VisitFact arrive(
            @PathVariable UUID id,
            @RequestHeader(value = ActingRep.HEADER, required = false) @Nullable String header,
            @Parameter(description = REP) @RequestParam(required = false) @Nullable String rep_id,
            @Valid @RequestBody(required = false) @Nullable FactInput input) {
        return tell(id, Tracking.Kind.ARRIVE, header, rep_id, input);
    }

    @PostMapping("/visits/{id}/leave")
    @Operation(summary = "The rep has left the store: the visit is completed")
    VisitFact leave(
            @PathVariable UUID id,
            @RequestHeader(value = ActingRep.HEADER, required = false) @Nullable String header,
            @Parameter(description = REP) @RequestParam(required = false) @Nullable String rep_id,
            @Valid @RequestBody(required = false) @Nullable FactInput input) {
        return tell(id, Tracking.Kind.LEAVE, header, rep_id, input);
    }

    @PostMapping("/visits/{id}/skip")
    @Operation(summary = "The visit could not be made; it goes back to the list \"to place\"")
    VisitFact skip(
            @PathVariable UUID id,
            @RequestHeader(value = ActingRep.HEADER, required = false) @Nullable String header,
            @Parameter(description = REP) @RequestParam(required = false) @Nullable String rep_id,
            @Valid @RequestBody(required = false) @Nullable FactInput input) {
        return tell(id, Tracking.Kind.SKIP, header, rep_id, input);
    }

    private VisitFact tell(
            UUID id,
            Tracking.Kind kind,
            @Nullable String header,
            @Nullable String repId,
            @Nullable FactInput input) {
        return tracking.tell(
                actingRep.of(header, repId), id, kind, input == null ? FactInput.NOTHING : input);
    }
}

package ru.t2.marshrut.integration;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;

/// Events over HTTP.
@RestController
@Tag(name = "integration")
class EventController {

    private static final String HEADER = "Last-Event-ID";
    private static final String PARAMETER = "last_event_id";

    private final EventStreams streams;
    private final EventFeed feed;

    EventController(EventStreams streams, EventFeed feed) {
        this.streams = streams;
        this.feed = feed;
    }

    @GetMapping(value = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Events as they happen, as server-sent events",
            description =
                    "Each has its number as `id`, its type as `event` and itself as JSON in `data`. A client that"
                            + " comes back with `Last-Event-ID`, to any instance, gets what it has missed, in order,"
                            + " nothing twice. `reset` says that what it has missed is not kept any more.")
    ResponseEntity<SseEmitter> followEvents(
            @Parameter(description = "Types, separated by commas; default: all")
                    @RequestParam(required = false)
                    @Nullable List<String> kinds,
            @Parameter(
                            description =
                                    "The number to go on after; default: the newest; 0: the oldest kept")
                    @RequestHeader(name = HEADER, required = false)
                    @Nullable String lastEventId,
            @Parameter(description = "The same, for clients that can't set headers")
                    @RequestParam(name = PARAMETER, required = false)
                    @Nullable String lastEventIdParameter) {
        var problems = new ArrayList<FieldProblem>();
        var wanted = kinds(kinds, problems);
        boolean byHeader = lastEventId != null && !lastEventId.isBlank();
        long after =
                after(
                        byHeader ? HEADER : PARAMETER,
                        byHeader ? lastEventId : lastEventIdParameter,
                        problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                // Proxies of the nginx kind would gather events before passing them on.
                .header("X-Accel-Buffering", "no")
                .body(streams.open(after, wanted));
    }

    private long after(String field, @Nullable String text, List<FieldProblem> problems) {
        if (text == null || text.isBlank()) {
            return feed.head();
        }
        try {
            long number = Long.parseLong(text.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // told below, together with negative ones
        }
        problems.add(FieldProblem.of(field, "integration.event_number", text));
        return 0;
    }

    /// All of them when none is named.
    static Set<EventKind> kinds(@Nullable List<String> words, List<FieldProblem> problems) {
        var kinds = EnumSet.noneOf(EventKind.class);
        for (var word : words == null ? List.<String>of() : words) {
            var kind = EventKind.find(word.strip());
            kind.ifPresent(kinds::add);
            if (kind.isEmpty() && !word.isBlank()) {
                problems.add(FieldProblem.of("kinds", "integration.kind", word));
            }
        }
        return kinds.isEmpty() ? EnumSet.allOf(EventKind.class) : kinds;
    }
}

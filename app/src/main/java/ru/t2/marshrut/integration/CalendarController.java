package ru.t2.marshrut.integration;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.util.UriComponentsBuilder;

/// Calendars of reps over HTTP.
@RestController
@Tag(name = "integration")
class CalendarController {

    private static final MediaType CALENDAR =
            new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final RepCalendars calendars;

    CalendarController(RepCalendars calendars) {
        this.calendars = calendars;
    }

    /// A calendar's token.
    ///
    /// @param token told once, when it is made
    /// @param path of the calendar, with the token
    @Schema(name = "CalendarToken")
    record TokenView(
            String repId, Instant createdAt, @Nullable String token, @Nullable String path) {}

    @GetMapping("/api/v1/reps/{id}/calendar-token")
    @Operation(summary = "Whether a rep's calendar can be read; 404 if it has no token")
    TokenView getCalendarToken(@PathVariable String id) {
        return new TokenView(id, calendars.tokenMadeAt(id), null, null);
    }

    @PostMapping("/api/v1/reps/{id}/calendar-token")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "A new token for a rep's calendar, told in this answer only; an old one ends")
    TokenView renewCalendarToken(@PathVariable String id) {
        var token = calendars.renewToken(id);
        String path =
                UriComponentsBuilder.fromPath("/api/v1/reps/{id}/calendar.ics")
                        .queryParam("token", token.token())
                        .build(id)
                        .toString();
        return new TokenView(id, token.createdAt(), token.token(), path);
    }

    @DeleteMapping("/api/v1/reps/{id}/calendar-token")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Nobody can read the calendar any more")
    void revokeCalendarToken(@PathVariable String id) {
        calendars.revokeToken(id);
    }

    @GetMapping(value = "/api/v1/reps/{id}/calendar.ics", produces = "text/calendar;charset=UTF-8")
    @Operation(
            summary = "A rep's visits as a calendar to subscribe to (RFC 5545)",
            description =
                    "From the month before this one to three months ahead. 403 `calendar_token` without the rep's"
                            + " token; 304 with `If-None-Match` when nothing has changed.")
    @Nullable ResponseEntity<byte[]> getCalendar(
            @PathVariable String id,
            @Parameter(description = "The rep's secret token") @RequestParam(required = false)
                    @Nullable String token,
            @Parameter(hidden = true) WebRequest request) {
        byte[] body = calendars.read(id, token);
        String tag =
                "\"%s\"".formatted(RepCalendars.hash(new String(body, StandardCharsets.UTF_8)));
        if (request.checkNotModified(tag)) {
            return null;
        }
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .eTag(tag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(body);
    }
}

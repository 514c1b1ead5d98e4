package ru.t2.marshrut.integration;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.planning.PlanFixture;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// A rep's calendar, read by a library other than the one that writes it.
class RepCalendarTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
    private static final String REP = "rep-1";
    private static final String HARD_NAME =
            "Салон связи; «Тройка», угол \\ площадь – очень длинное название вывески №5 у вокзала";

    private static YearMonth month;
    private static TestApplication application;
    private static HttpCalls http;

    @BeforeAll
    static void makeThePlan() {
        month = YearMonth.now(ZONE).plusMonths(1);
        application = TestApplication.start(Map.of());
        http = application.http();
        PlanFixture.publish(application, month);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String path() {
        var token = http.post("/api/v1/reps/%s/calendar-token".formatted(REP), "");
        assertThat(token.status()).as(token.text()).isEqualTo(201);
        return token.json().get("path").asString();
    }

    private static Map<String, VEvent> read(String path) {
        var answer = http.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return events(answer.text());
    }

    private static Map<String, VEvent> events(String text) {
        ICalendar calendar = Biweekly.parse(text).first();
        assertThat(calendar.validate(ICalVersion.V2_0).getWarnings()).isEmpty();
        var events = new HashMap<String, VEvent>();
        for (var event : calendar.getEvents()) {
            assertThat(events.put(event.getUid().getValue(), event)).as("UID is unique").isNull();
        }
        return events;
    }

    private static VEvent event(Map<String, VEvent> events, JsonNode visit) {
        return Optional.ofNullable(events.get(visit.get("visit_id").asString() + "@marshrut"))
                .orElseThrow();
    }

    private static List<JsonNode> visits() {
        var visits = new java.util.ArrayList<JsonNode>();
        for (var visit : http.get("/api/v1/schedule?month=" + month).json().get("visits")) {
            if (visit.get("rep_id").asString().equals(REP) && !visit.get("position").isNull()) {
                visits.add(visit);
            }
        }
        return visits;
    }

    private static Instant at(JsonNode visit, String field) {
        return Instant.parse(
                "%sT%s:00+03:00"
                        .formatted(
                                visit.get("date").asString(),
                                visit.get(field).asString().substring(0, 5)));
    }

    @Test
    void eachVisitIsAnEventAtItsTime() throws Exception {
        String path = path();
        var answer = http.get(path);
        assertThat(answer.header("Content-Type"))
                .isEqualToIgnoringCase("text/calendar;charset=UTF-8");
        assertThat(answer.header("Cache-Control")).contains("private");
        var events = events(answer.text());
        var visits = visits();
        assertThat(visits.size()).isGreaterThan(50);
        for (var visit : visits) {
            var event = event(events, visit);
            assertThat(event.getDateStart().getValue().toInstant())
                    .isBetween(at(visit, "start"), at(visit, "start").plusSeconds(59));
            assertThat(event.getDateEnd().getValue().toInstant())
                    .isBetween(at(visit, "departure"), at(visit, "departure").plusSeconds(59));
            var store = http.get("/api/v1/locations/" + visit.get("store_id").asString()).json();
            assertThat(event.getSummary().getValue()).isEqualTo(store.get("name").asString());
            assertThat(event.getLocation().getValue()).isEqualTo(store.get("address").asString());
            assertThat(event.getGeo().getLatitude()).isEqualTo(store.get("lat").asDouble());
            assertThat(event.getStatus().isConfirmed()).isTrue();
            assertThat(event.getSequence().getValue()).isEqualTo(visit.get("version").asInt() - 1);
        }
        assertThat(events.values().stream().filter(event -> event.getStatus().isConfirmed()))
                .hasSameSizeAs(visits);
        // strict by the other library's rules, too
        new CalendarBuilder().build(new StringReader(answer.text())).validate(true);
    }

    @Test
    void linesAreFoldedByOctetsAndTextIsEscaped() {
        var visit = visits().getLast();
        String store = visit.get("store_id").asString();
        var now = http.get("/api/v1/locations/" + store).json();
        var renamed =
                http.patch(
                        "/api/v1/locations/" + store,
                        Map.of("name", HARD_NAME, "version", now.get("version").asInt()));
        assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
        String text = http.get(path()).text();
        String[] lines = text.split("\r\n", -1);
        assertThat(lines).hasSizeGreaterThan(500);
        assertThat(lines[lines.length - 1]).as("the last line is ended").isEmpty();
        for (var line : lines) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                    .as(line)
                    .isLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\n", "\r", "\ufffd");
        }
        assertThat(text.replace("\r\n ", ""))
                .contains("SUMMARY:" + HARD_NAME.replaceAll("([\\\\;,])", "\\\\$1"));
        assertThat(event(events(text), visit).getSummary().getValue()).isEqualTo(HARD_NAME);
    }

    @Test
    void aFoldNeverCutsACharacter() {
        for (var letter : List.of("x", "Ж", "№", "😀")) {
            for (int before = 0; before < 8; before++) {
                String line = "y".repeat(before) + letter.repeat(120);
                String folded =
                        new String(
                                RepCalendar.fold((line + "\r\n").getBytes(StandardCharsets.UTF_8)),
                                StandardCharsets.UTF_8);
                assertThat(folded.replace("\r\n ", "")).isEqualTo(line + "\r\n");
                for (var part : folded.split("\r\n", -1)) {
                    assertThat(part.getBytes(StandardCharsets.UTF_8).length)
                            .isLessThanOrEqualTo(75);
                }
            }
        }
        byte[] exact = ("x".repeat(75) + "\r\n").getBytes(StandardCharsets.UTF_8);
        assertThat(RepCalendar.fold(exact)).isEqualTo(exact);
    }

    @Test
    void aChangeKeepsTheIdAndCountsUp() {
        String path = path();
        var visit = visits().getFirst();
        String id = visit.get("visit_id").asString();
        var before = event(read(path), visit);
        var first = http.get(path);
        String tag = first.header("ETag");
        assertThat(tag).startsWith("\"");
        assertThat(http.get(path, "If-None-Match", tag).status()).isEqualTo(304);

        var cancelled = http.patch("/api/v1/schedule/" + id, Map.of("status", "cancelled"));
        assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
        var changed = http.get(path, "If-None-Match", tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
        var after = event(events(changed.text()), visit);
        assertThat(after.getStatus().isCancelled()).isTrue();
        assertThat(after.getSequence().getValue()).isGreaterThan(before.getSequence().getValue());
        assertThat(after.getDateStart().getValue().hasTime()).as("told by its day").isFalse();
    }

    @Test
    void onlyTheTokenOpensIt() {
        String old = path();
        assertThat(http.get(old).status()).isEqualTo(200);
        String calendar = "/api/v1/reps/%s/calendar.ics".formatted(REP);
        String foreign = old.replace(REP, "rep-2");
        for (var closed :
                List.of(
                        calendar,
                        calendar + "?token=",
                        calendar + "?token=x",
                        foreign,
                        "/api/v1/reps/nobody/calendar.ics?token=x")) {
            var answer = http.get(closed, "Accept", "text/calendar");
            assertThat(answer.status()).as(closed).isEqualTo(403);
            assertThat(answer.json().get("code").asString()).isEqualTo("calendar_token");
        }
        String fresh = path();
        assertThat(http.get(old).status()).as("the old link ends").isEqualTo(403);
        assertThat(http.get(fresh).status()).isEqualTo(200);
        String tokens = "/api/v1/reps/%s/calendar-token".formatted(REP);
        assertThat(http.get(tokens).json().get("token").isNull()).isTrue();
        assertThat(http.delete(tokens).status()).isEqualTo(204);
        assertThat(http.get(fresh).status()).isEqualTo(403);
        assertThat(http.get(tokens).status()).isEqualTo(404);
        assertThat(http.delete(tokens).status()).isEqualTo(404);
        assertThat(http.post("/api/v1/reps/nobody/calendar-token", "").status()).isEqualTo(404);
        var trail = http.get("/api/v1/audit-log?entity=calendar_token").json();
        assertThat(trail.get("items").get(0).get("action").asString()).isEqualTo("delete");
        assertThat(trail.toString()).doesNotContain(fresh.substring(fresh.indexOf('=') + 1));
    }
}

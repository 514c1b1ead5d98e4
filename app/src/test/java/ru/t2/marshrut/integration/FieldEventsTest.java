package ru.t2.marshrut.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ru.t2.marshrut.planning.PlanFixture;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// What other systems hear of real work: a plan is made, carried out, disturbed and brought back.
@Timeout(120)
class FieldEventsTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 4);

    private static TestApplication application;
    private static HttpCalls http;

    @BeforeAll
    static void makeThePlan() {
        application = TestApplication.start(Map.of());
        http = application.http();
        PlanFixture.publish(application, MONTH);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    /// The next event, which must be of this kind.
    private static JsonNode next(EventClient events, String kind) throws IOException {
        var message = events.next();
        assertThat(message.event()).isEqualTo(kind);
        return message.data().get("data");
    }

    private static List<JsonNode> openVisits() {
        var open = new ArrayList<JsonNode>();
        for (var visit : http.get("/api/v1/schedule?month=" + MONTH).json().get("visits")) {
            boolean placed = !visit.get("position").isNull();
            if (placed && visit.get("status").asString().equals("planned")) {
                open.add(visit);
            }
        }
        return open;
    }

    private static HttpCalls.Answer tell(JsonNode visit, String what, Map<String, ?> body) {
        var answer =
                http.post(
                        "/api/v1/me/visits/%s/%s".formatted(visit.get("visit_id").asString(), what),
                        body,
                        "X-Rep-Id",
                        visit.get("rep_id").asString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static JsonNode ok(HttpCalls.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        return answer.json();
    }

    @Test
    void aGeneratedPlanIsPublished() throws IOException {
        try (var events = new EventClient(application, "?last_event_id=0")) {
            var changed = next(events, "plan.changed");
            assertThat(changed.get("cause").asString()).isEqualTo("generated");
            assertThat(changed.get("days").size()).isGreaterThan(40);
            var published = next(events, "plan.published");
            assertThat(published.get("month").asString()).isEqualTo("2026-04");
            assertThat(published.get("visits").asInt()).isGreaterThan(300);
            assertThat(published.get("version")).isEqualTo(changed.get("version"));
        }
    }

    @Test
    void whatARepDoesIsToldInOrder() throws IOException {
        try (var events = new EventClient(application, "")) {
            events.nextComment();
            work(events);
        }
    }

    private static void work(EventClient events) throws IOException {
        var visits = openVisits();
        var first = visits.get(0);
        String noon = first.get("date").asString() + "T12:00:00+03:00";
        tell(first, "arrive", Map.of("occurred_at", noon));
        assertThat(next(events, "visit.started").get("visit_id")).isEqualTo(first.get("visit_id"));
        tell(first, "leave", Map.of("occurred_at", noon));
        var completed = next(events, "visit.completed");
        assertThat(completed.get("store_id")).isEqualTo(first.get("store_id"));
        assertThat(completed.get("status_before").asString()).isEqualTo("planned");
        tell(first, "leave", Map.of("occurred_at", noon));

        var second = visits.get(1);
        tell(second, "skip", Map.of("reason", "Закрыто"));
        assertThat(next(events, "visit.skipped").get("visit_id")).isEqualTo(second.get("visit_id"));
        var back =
                http.patch(
                        "/api/v1/schedule/" + second.get("visit_id").asString(),
                        Map.of("status", "planned"));
        assertThat(back.status()).as(back.text()).isEqualTo(200);
        assertThat(next(events, "visit.reopened").get("visit_id"))
                .isEqualTo(second.get("visit_id"));
    }

    @Test
    void aPlanThatIsBroughtBackOrPutInForceIsPublished() throws IOException {
        try (var stream = new EventClient(application, "?kinds=plan.published,visit.cancelled")) {
            stream.nextComment();
            var visit = openVisits().getLast();
            ok(
                    http.patch(
                            "/api/v1/schedule/" + visit.get("visit_id").asString(),
                            Map.of("status", "cancelled")));
            assertThat(stream.next().event()).isEqualTo("visit.cancelled");
            ok(http.post("/api/v1/schedule/versions/1/restore?month=" + MONTH, ""));
            var restored = stream.next();
            assertThat(restored.event()).isEqualTo("plan.published");
            assertThat(restored.data().get("data").get("version").asInt()).isGreaterThan(2);
        }
    }

    @Test
    void aDraftThatIsPutInForceIsPublished() throws Exception {
        try (var stream = new EventClient(application, "?kinds=plan.published")) {
            stream.nextComment();
            var accepted =
                    http.post(
                            "/api/v1/schedule/generate",
                            Map.of(
                                    "month",
                                    MONTH.toString(),
                                    "seconds",
                                    1,
                                    "rep_ids",
                                    List.of("rep-1", "rep-3"),
                                    "proposal",
                                    "draft",
                                    "name",
                                    "Иначе"));
            assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
            while (http.get(accepted.header("Location")).json().get("finished_at").isNull()) {
                Thread.sleep(100);
            }
            var drafts = http.get("/api/v1/schedule/proposals?month=" + MONTH).json();
            String draft = drafts.get(0).get("plan_id").asString();
            var answer =
                    ok(http.post("/api/v1/schedule/proposals/%s/publish".formatted(draft), ""));
            var published = stream.next();
            assertThat(published.event()).isEqualTo("plan.published");
            var trail =
                    http.get("/api/v1/audit-log?entity=plan&limit=1").json().get("items").get(0);
            assertThat(trail.get("action").asString()).isEqualTo("publish");
            assertThat(trail.get("note").asString()).isEqualTo("Иначе");
            assertThat(trail.get("after").get("change_id")).isEqualTo(answer.get("change_id"));
            assertThat(trail.get("after").get("version"))
                    .isEqualTo(published.data().get("data").get("version"));
        }
    }

    @Test
    void aDisruptionIsToldWhenItIsAppliedAndUndone() throws IOException {
        try (var stream =
                new EventClient(application, "?kinds=disruption.applied,disruption.undone")) {
            stream.nextComment();
            var busy = PlanFixture.fullest(application, "2026-04-13", "2026-04-17");
            var proposal =
                    ok(
                            http.post(
                                    "/api/v1/force_majeure",
                                    Map.of(
                                            "kind",
                                            "rep_unavailable",
                                            "from",
                                            busy.date().toString(),
                                            "rep_ids",
                                            List.of(busy.rep()))));
            String path = "/api/v1/force_majeure/" + proposal.get("id").asString();
            ok(http.post(path + "/apply", ""));
            var applied = stream.next();
            assertThat(applied.event()).isEqualTo("disruption.applied");
            assertThat(applied.data().get("data").get("disruption_id"))
                    .isEqualTo(proposal.get("id"));
            assertThat(applied.data().get("data").get("kind").asString())
                    .isEqualTo("rep_unavailable");
            ok(http.post(path + "/undo", ""));
            assertThat(stream.next().event()).isEqualTo("disruption.undone");
        }
    }
}

package ru.t2.marshrut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

class PlanTrailTest {

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

    private static List<JsonNode> entries(String filter) {
        var items = http.get("/api/v1/audit-log?limit=500&" + filter).json().get("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static JsonNode newest() {
        return entries("entity=plan&entity_id=" + MONTH).getFirst();
    }

    private static JsonNode openVisit() {
        for (var visit : http.get("/api/v1/schedule?month=" + MONTH).json().get("visits")) {
            boolean placed = !visit.get("position").isNull();
            if (placed && visit.get("status").asString().equals("planned")) {
                return visit;
            }
        }
        throw new AssertionError("No open visit.");
    }

    @Test
    void everyNewVersionOfThePlanIsInTheAuditTrail() {
        var generated = entries("entity=plan&entity_id=" + MONTH).getLast();
        assertThat(generated.get("action").asString()).isEqualTo("generate");
        assertThat(generated.get("actor").asString()).isEqualTo("local");
        assertThat(generated.get("before").isNull()).isTrue();
        assertThat(generated.get("after").get("changed_visits").asInt()).isGreaterThan(300);
        assertThat(generated.get("after").get("visits").isNull()).isTrue();

        var visit = openVisit();
        String id = visit.get("visit_id").asString();
        var pinned =
                http.post(
                        "/api/v1/schedule/moves",
                        Map.of("moves", List.of(Map.of("type", "pin", "visit_id", id))));
        assertThat(pinned.status()).as(pinned.text()).isEqualTo(200);
        var moved = newest();
        assertThat(moved.get("action").asString()).isEqualTo("move");
        assertThat(moved.get("request_id").isNull()).isFalse();
        var before = moved.get("before").get("visits").get(0);
        var after = moved.get("after").get("visits").get(0);
        assertThat(before.get("visit_id").asString()).isEqualTo(id);
        assertThat(before.get("state").get("pinned").asBoolean()).isFalse();
        assertThat(after.get("state").get("pinned").asBoolean()).isTrue();

        var cancelled =
                http.patch(
                        "/api/v1/schedule/" + id,
                        Map.of("status", "cancelled", "reason", "Закрылись"));
        assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
        assertThat(newest().get("action").asString()).isEqualTo("change_status");
        assertThat(newest().get("note").asString()).isEqualTo("Закрылись");

        int first = generated.get("after").get("version").asInt();
        var restored =
                http.post(
                        "/api/v1/schedule/versions/%d/restore?month=%s".formatted(first, MONTH),
                        "");
        assertThat(restored.status()).as(restored.text()).isEqualTo(200);
        assertThat(newest().get("action").asString()).isEqualTo("restore");
        assertThat(newest().get("before").get("version").asInt())
                .isEqualTo(newest().get("after").get("version").asInt() - 1);
    }

    @Test
    void aStatusSetInThePlanIsInTheAuditTrail() {
        String id = openVisit().get("visit_id").asString();
        var done =
                http.patch(
                        "/api/v1/schedule/" + id,
                        Map.of("status", "completed", "reason", "По телефону"));
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        http.patch("/api/v1/schedule/" + id, Map.of("status", "completed"));
        var entries = entries("entity=visit&entity_id=" + id);
        assertThat(entries).as("no entry for a change that changes nothing").hasSize(1);
        var entry = entries.getFirst();
        assertThat(entry.get("action").asString()).isEqualTo("change_status");
        assertThat(entry.get("before").get("status").asString()).isEqualTo("planned");
        assertThat(entry.get("after").get("status").asString()).isEqualTo("completed");
        assertThat(entry.get("note").asString()).isEqualTo("По телефону");
    }

    @Test
    void aRefusedChangeLeavesNoEntry() {
        int size = entries("entity=plan").size();
        var refused =
                http.post(
                        "/api/v1/schedule/moves",
                        Map.of(
                                "moves",
                                List.of(
                                        Map.of(
                                                "type",
                                                "pin",
                                                "visit_id",
                                                "00000000-0000-0000-0000-000000000000"))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(entries("entity=plan")).hasSize(size);
    }
}

package ru.t2.marshrut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// April 2026 on the demo data, changed over HTTP.
class ChangesByHandTest {

    private static TestApplication application;
    private static HttpCalls http;

    @BeforeAll
    static void generate() {
        application = TestApplication.start(Map.of());
        http = application.http();
        var job = new PlanningCalls(application).generate(Map.of("month", "2026-04", "seconds", 2));
        assertThat(job.get("status").asString()).isEqualTo("succeeded");
    }

    @AfterAll
    static void close() {
        application.close();
    }

    private static HttpCalls.Answer send(String method, String path, Object body) {
        return http.send(
                http.request(path, "Content-Type", "application/json")
                        .method(
                                method,
                                BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(body))));
    }

    private static JsonNode month() {
        return http.get("/api/v1/schedule?month=2026-04").json();
    }

    /// A planned visit, another one each time.
    private static JsonNode planned(int number) {
        var found = new ArrayList<JsonNode>();
        for (var visit : month().get("visits")) {
            if (visit.get("status").asString().equals("planned")) {
                found.add(visit);
            }
        }
        return found.get(number);
    }

    private static String path(JsonNode visit) {
        return "/api/v1/schedule/" + visit.get("visit_id").asString();
    }

    @Test
    void theMonthTellsDaysLoadsCoverageAndQuality() {
        var month = month();
        assertThat(month.get("visits").size()).isGreaterThanOrEqualTo(370);
        assertThat(month.get("loads").size()).isEqualTo(4);
        assertThat(month.get("coverage").get("stores_total").asInt()).isEqualTo(250);
        var quality = month.get("quality");
        assertThat(quality.get("bound_name").asString()).isEqualTo("q-routes");
        assertThat(quality.get("bound_km").asDouble())
                .isPositive()
                .isLessThan(quality.get("distance_km").asDouble());
        var full = PlanFixture.fullest(application, "2026-04-06", "2026-04-10");
        var day = http.get("/api/v1/schedule/daily?date=" + full.date()).json();
        assertThat(day.get("routes").size()).isPositive();
        int position = 1;
        for (var stop : day.get("routes").get(0).get("stops")) {
            assertThat(stop.get("visit").get("position").asInt()).isEqualTo(position++);
        }
    }

    @Test
    void aSecondGenerationNeedsForceAndForceKeepsWhatIsCompleted() {
        var visit = planned(20);
        assertThat(send("PATCH", path(visit), Map.of("status", "completed")).status())
                .isEqualTo(200);
        var refused = http.post("/api/v1/schedule/generate", Map.of("month", "2026-04"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("code").asString()).isEqualTo("plan_exists");
        var job =
                new PlanningCalls(application)
                        .generate(Map.of("month", "2026-04", "seconds", 1, "force", true));
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
        var kept =
                application
                        .jdbc()
                        .sql(
                                "select status || rep_id || visit_date from visit where id = :id::uuid")
                        .param("id", visit.get("visit_id").asString())
                        .query(String.class)
                        .single();
        assertThat(kept)
                .isEqualTo(
                        "completed"
                                + visit.get("rep_id").asString()
                                + visit.get("date").asString());
        assertThat(
                        application
                                .jdbc()
                                .sql(
                                        """
                                        select count(*)
                                          from store
                                         where 0 <> (select count(*) from visit
                                                      join plan on plan.id = plan_id and kind = 'published'
                                                      where store_id = store.id and status <> 'cancelled')
                                                    - case category when 'A' then 3 when 'B' then 2 else 1 end
                                           and category <> 'D'
                                        """)
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void forceForOneRepLeavesTheOthersUntouched() {
        String sql =
                """
                select string_agg(id || rep_id || visit_date || position, ',' order by id)
                  from visit
                 where rep_id <> 'rep-1'
                   and status <> 'cancelled'
                """;
        var before = application.jdbc().sql(sql).query(String.class).single();
        var job =
                new PlanningCalls(application)
                        .generate(
                                Map.of(
                                        "month",
                                        "2026-04",
                                        "seconds",
                                        1,
                                        "force",
                                        true,
                                        "rep_ids",
                                        List.of("rep-1")));
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
        assertThat(application.jdbc().sql(sql).query(String.class).single()).isEqualTo(before);
    }

    @Test
    void aForbiddenTransitionTellsWhatIsAllowed() {
        var visit = planned(30);
        assertThat(send("PATCH", path(visit), Map.of("status", "skipped")).status()).isEqualTo(200);
        var answer = send("PATCH", path(visit), Map.of("status", "completed"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("current_status").asString()).isEqualTo("skipped");
        assertThat(answer.json().get("requested_status").asString()).isEqualTo("completed");
        assertThat(answer.json().get("allowed_transitions").toString())
                .isEqualTo("[\"planned\",\"cancelled\"]");
        var waiting = http.get("/api/v1/schedule/unplaced?month=2026-04&limit=500").text();
        assertThat(waiting).contains(visit.get("visit_id").asString());
        var resolved =
                http.post(
                        "/api/v1/schedule/unplaced/"
                                + visit.get("visit_id").asString()
                                + "/resolve",
                        Map.of(
                                "how",
                                "hand",
                                "rep_id",
                                "rep-1",
                                "date",
                                visit.get("date").asString()));
        assertThat(resolved.status()).as(resolved.text()).isEqualTo(200);
        assertThat(resolved.json().get("visits").get(0).get("status").asString())
                .isEqualTo("planned");
    }

    @Test
    void aStaleVersionIsRefused() {
        var visit = planned(40);
        int version = visit.get("version").asInt();
        var body = Map.of("status", "completed", "version", version + 5);
        var answer = send("PATCH", path(visit), body);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("current_version").asInt()).isEqualTo(version);
    }

    @Test
    void aDryRunChangesNothingAndTheMoveDoesWhatItSaid() {
        var visit = planned(50);
        var move = new HashMap<String, Object>();
        move.put("type", "move");
        move.put("visit_id", visit.get("visit_id").asString());
        move.put("rep_id", visit.get("rep_id").asString().equals("rep-2") ? "rep-3" : "rep-2");
        move.put("version", visit.get("version").asInt());
        var dry =
                http.post(
                        "/api/v1/schedule/moves", Map.of("moves", List.of(move), "dry_run", true));
        assertThat(dry.status()).as(dry.text()).isEqualTo(200);
        assertThat(dry.json().get("change_id").isNull()).isTrue();
        var done = http.post("/api/v1/schedule/moves", Map.of("moves", List.of(move)));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json().get("after").toString())
                .isEqualTo(dry.json().get("after").toString());
        var again = http.post("/api/v1/schedule/moves", Map.of("moves", List.of(move)));
        assertThat(again.status()).isEqualTo(409);
    }

    @Test
    void aRestoredVersionIsTheOldPlanToTheLetter() {
        String sql =
                """
                select string_agg(concat(id, rep_id, visit_date, position, status, arrival_seconds), ',' order by id)
                  from visit
                 where status <> 'cancelled'
                """;
        int version = month().get("plan").get("version").asInt();
        var before = application.jdbc().sql(sql).query(String.class).single();
        for (int i = 60; i < 66; i++) {
            var move = Map.of("type", "remove", "visit_id", planned(i).get("visit_id").asString());
            assertThat(http.post("/api/v1/schedule/moves", Map.of("moves", List.of(move))).status())
                    .isEqualTo(200);
        }
        assertThat(application.jdbc().sql(sql).query(String.class).single()).isNotEqualTo(before);
        var answer =
                http.post("/api/v1/schedule/versions/" + version + "/restore?month=2026-04", "{}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(application.jdbc().sql(sql).query(String.class).single()).isEqualTo(before);
    }

    @Test
    void anOwnOrderIsKeptUntilItIsGivenBack() {
        var date = PlanFixture.fullest(application, "2026-04-06", "2026-04-10").date().toString();
        var route = http.get("/api/v1/schedule/daily?date=" + date).json().get("routes").get(0);
        var ids = new ArrayList<String>();
        route.get("stops").forEach(stop -> ids.add(stop.get("visit").get("visit_id").asString()));
        var day = route.get("day");
        var order =
                Map.of(
                        "rep_id", day.get("rep_id").asString(),
                        "date", date,
                        "version", day.get("version").asInt(),
                        "visit_ids", ids.reversed());
        var set = send("PUT", "/api/v1/schedule/day-route", order);
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        assertThat(set.json().get("days").get(0).get("after").get("own_order").asBoolean())
                .isTrue();
        assertThat(send("PUT", "/api/v1/schedule/day-route", order).status()).isEqualTo(409);
        var back =
                http.send(
                        http.request(
                                        "/api/v1/schedule/day-route?date="
                                                + date
                                                + "&rep_id="
                                                + day.get("rep_id").asString())
                                .DELETE());
        assertThat(back.status()).as(back.text()).isEqualTo(200);
        assertThat(back.json().get("days").get(0).get("after").get("own_order").asBoolean())
                .isFalse();
        assertThat(back.json().get("after").get("distance_km").asDouble())
                .isLessThanOrEqualTo(back.json().get("before").get("distance_km").asDouble());
    }

    @Test
    void aDraftIsComparedAndPublished() {
        var job =
                new PlanningCalls(application)
                        .generate(
                                Map.of(
                                        "month", "2026-04",
                                        "seconds", 1,
                                        "proposal", "what_if",
                                        "name", "без rep-4",
                                        "rep_ids", List.of("rep-1", "rep-2", "rep-3")));
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
        var id = job.get("result").get("months").get(0).get("plan_id").asString();
        var comparison = http.get("/api/v1/schedule/proposals/" + id + "/comparison").json();
        assertThat(comparison.get("proposed").get("distance_km").asDouble()).isPositive();
        var published = http.post("/api/v1/schedule/proposals/" + id + "/publish", "{}");
        assertThat(published.status()).as(published.text()).isEqualTo(200);
        assertThat(
                        application
                                .jdbc()
                                .sql(
                                        """
                                        select count(*)
                                          from visit join plan on plan.id = plan_id
                                         where kind = 'published' and rep_id = 'rep-4'
                                           and status in ('planned', 'rescheduled')
                                        """)
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void theLedgerCountsNormDoneAndPlanned() {
        var line = http.get("/api/v1/schedule/quota/tt-001?month=2026-04").json().get("line");
        assertThat(line.get("month").get("norm").asInt()).isEqualTo(3);
        assertThat(line.get("quarter").get("norm").asInt()).isEqualTo(9);
        var list = http.get("/api/v1/schedule/quota?month=2026-04&limit=500").json();
        assertThat(list.get("total").asInt()).isEqualTo(250);
        for (var each : list.get("items")) {
            var month = each.get("month");
            assertThat(month.get("missing").asInt())
                    .isEqualTo(
                            Math.max(
                                    0,
                                    month.get("norm").asInt()
                                            - month.get("done").asInt()
                                            - month.get("planned").asInt()));
        }
    }

    @Test
    void aVisitStaysInItsMonthAndAStoreIsVisitedOnceADay() {
        var visit = planned(70);
        var move =
                Map.of(
                        "type", "move",
                        "visit_id", visit.get("visit_id").asString(),
                        "date", "2026-05-05");
        var answer = http.post("/api/v1/schedule/moves", Map.of("moves", List.of(move)));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("field").asString())
                .isEqualTo("moves[0].date");
        var add =
                Map.of(
                        "type",
                        "add",
                        "store_id",
                        visit.get("store_id").asString(),
                        "rep_id",
                        "rep-1",
                        "date",
                        visit.get("date").asString());
        var twice = http.post("/api/v1/schedule/moves", Map.of("moves", List.of(add)));
        assertThat(twice.status()).as(twice.text()).isEqualTo(422);
    }
}

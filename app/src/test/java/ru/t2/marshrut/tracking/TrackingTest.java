package ru.t2.marshrut.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.planning.PlanFixture;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.HttpCalls.Answer;
import ru.t2.marshrut.testing.TestApplication;

class TrackingTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    private static TestApplication application;
    private static HttpCalls http;
    private static List<String[]> visits; // visit, rep, day; each used by one test

    @BeforeAll
    static void makeThePlan() {
        application = TestApplication.start(Map.of());
        http = application.http();
        PlanFixture.publish(application, YearMonth.of(2026, 4));
        visits =
                new java.util.ArrayList<>(
                        application
                                .jdbc()
                                .sql(
                                        """
                                        select id::text, rep_id, visit_date::text
                                          from visit
                                         where visit_date is not null
                                         order by visit_date desc, rep_id, position
                                        """)
                                .query((row, _) ->
                                        new String[] {
                                            row.getString(1), row.getString(2), row.getString(3)
                                        })
                                .list());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String[] next() {
        return visits.removeFirst();
    }

    private static String at(String[] visit, String time) {
        return visit[2] + "T" + time + ":00+03:00";
    }

    private static Answer tell(String[] visit, String what, Map<String, Object> body) {
        return http.post("/api/v1/me/visits/" + visit[0] + "/" + what, body, "X-Rep-Id", visit[1]);
    }

    private static String status(String[] visit) {
        return application
                .jdbc()
                .sql("select status from visit where id = cast(:id as uuid)")
                .param("id", visit[0])
                .query(String.class)
                .single();
    }

    @Test
    void aVisitIsArrivedAtAndLeft() {
        var visit = next();
        var arrived = tell(visit, "arrive", Map.of("occurred_at", at(visit, "10:00")));
        assertThat(arrived.status()).as(arrived.text()).isEqualTo(200);
        assertThat(arrived.json().get("outcome").asString()).isEqualTo("in_progress");
        assertThat(status(visit)).isEqualTo("planned");
        var left = tell(visit, "leave", Map.of("occurred_at", at(visit, "10:17")));
        assertThat(left.json().get("outcome").asString()).isEqualTo("completed");
        assertThat(left.json().get("minutes_in_store").asInt()).isEqualTo(17);
        assertThat(status(visit)).isEqualTo("completed");
    }

    @Test
    void whatComesOutOfOrderAndTwiceIsKeptOnce() {
        var visit = next();
        var leave =
                Map.<String, Object>of(
                        "event_id",
                        UUID.randomUUID().toString(),
                        "occurred_at",
                        at(visit, "11:20"));
        var arrive =
                Map.<String, Object>of(
                        "event_id",
                        UUID.randomUUID().toString(),
                        "occurred_at",
                        at(visit, "11:00"));
        assertThat(tell(visit, "leave", leave).status()).isEqualTo(200);
        assertThat(tell(visit, "arrive", arrive).status()).isEqualTo(200);
        tell(visit, "leave", leave);
        var last = tell(visit, "arrive", arrive);
        assertThat(last.json().get("minutes_in_store").asInt()).isEqualTo(20);
        assertThat(last.json().get("outcome").asString()).isEqualTo("completed");
        assertThat(
                        application
                                .jdbc()
                                .sql(
                                        "select count(*) from visit_event where visit_id = cast(:id as uuid)")
                                .param("id", visit[0])
                                .query(Integer.class)
                                .single())
                .isEqualTo(2);
        var reused = new HashMap<>(leave);
        assertThat(tell(next(), "leave", reused).status()).as("id of another event").isEqualTo(422);
    }

    @Test
    void aSkippedVisitNeedsAReasonAndGoesBackToTheList() {
        var visit = next();
        var without = tell(visit, "skip", Map.of());
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.json().get("errors").get(0).get("field").asString()).isEqualTo("reason");
        var skipped = tell(visit, "skip", Map.of("reason", "Закрыто", "note", "ремонт"));
        assertThat(skipped.json().get("outcome").asString()).isEqualTo("skipped");
        assertThat(
                        application
                                .bean(ru.t2.marshrut.planning.Planning.class)
                                .listToPlace(YearMonth.of(2026, 4)))
                .anyMatch(waiting -> waiting.id().toString().equals(visit[0]));
        var late = tell(visit, "leave", Map.of("occurred_at", at(visit, "12:00")));
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.json().get("current_status").asString()).isEqualTo("skipped");
        assertThat(late.json().get("allowed_transitions").toString())
                .isEqualTo("[\"planned\",\"cancelled\"]");
    }

    @Test
    void badInputIsNamed() {
        var visit = next();
        assertThat(http.post("/api/v1/me/visits/" + visit[0] + "/arrive", Map.of()).status())
                .as("nobody")
                .isEqualTo(422);
        assertThat(
                        http.post(
                                        "/api/v1/me/visits/" + visit[0] + "/arrive",
                                        Map.of(),
                                        "X-Rep-Id",
                                        visit[1].equals("rep-1") ? "rep-2" : "rep-1")
                                .status())
                .as("somebody else's visit")
                .isEqualTo(404);
        assertThat(tell(visit, "arrive", Map.of("occurred_at", "2031-01-01T00:00:00Z")).status())
                .isEqualTo(422);
        tell(visit, "arrive", Map.of("occurred_at", at(visit, "12:00")));
        var early = tell(visit, "leave", Map.of("occurred_at", at(visit, "11:00")));
        assertThat(early.status()).isEqualTo(422);
        assertThat(status(visit)).as("nothing half done").isEqualTo("planned");
    }

    @Test
    void aDispatcherCorrectsAndTheTrailHasIt() {
        var visit = next();
        tell(visit, "leave", Map.of("occurred_at", at(visit, "13:00")));
        var corrected =
                http.post(
                        "/api/v1/visits",
                        Map.of("visit_id", visit[0], "status", "skipped", "reason", "ошибка"));
        assertThat(corrected.status()).as(corrected.text()).isEqualTo(200);
        assertThat(status(visit)).isEqualTo("skipped");
        var trail = http.get("/api/v1/audit-log?entity=visit&entity_id=" + visit[0]).json();
        assertThat(trail.get("items").get(0).get("action").asString()).isEqualTo("correct");
        assertThat(trail.get("items").get(0).get("before").get("outcome").asString())
                .isEqualTo("completed");
        var back =
                http.post(
                        "/api/v1/visits",
                        Map.of("visit_id", visit[0], "status", "planned", "reason", "ещё раз"));
        assertThat(back.status()).isEqualTo(204);
        assertThat(status(visit)).isEqualTo("planned");
    }

    @Test
    void factsAreListedAndSummedUp() {
        var visit = next();
        tell(visit, "arrive", Map.of("occurred_at", at(visit, "14:00")));
        tell(visit, "leave", Map.of("occurred_at", at(visit, "14:30")));
        var list =
                http.get(
                                "/api/v1/visits?from=2026-04-01&to=2026-04-30&outcome=completed&rep_id="
                                        + visit[1])
                        .json();
        assertThat(list.get("total").asInt()).isPositive();
        assertThat(list.get("items").toString()).contains(visit[0]);
        var stats = http.get("/api/v1/visits/stats?from=2026-04-01&to=2026-04-30").json();
        assertThat(stats.get("by_rep").toString()).contains(visit[1]);
        assertThat(stats.get("by_category").isEmpty()).isFalse();
        assertThat(http.get("/api/v1/visits?outcome=gone").status()).isEqualTo(422);
        assertThat(http.get("/api/v1/visits?from=2026-04-02&to=2026-04-01").status())
                .isEqualTo(422);
    }

    @Test
    void theDayShowsPlanFactAndExpectation() {
        var visit = next();
        String path = "/api/v1/me/day?rep_id=" + visit[1] + "&date=" + visit[2];
        var before = http.get(path).json().get("stops");
        assertThat(before.isEmpty()).isFalse();
        var first = before.get(0);
        assertThat(first.get("planned_at").asString()).isNotEmpty();
        int size = before.size();
        var late = Instant.parse(visit[2] + "T16:00:00Z").atZone(ZONE).toOffsetDateTime();
        tell(visit, "arrive", Map.of("occurred_at", late.toString()));
        var after = http.get(path).json().get("stops");
        assertThat(after.size()).isEqualTo(size);
        for (var stop : after) {
            if (stop.get("visit_id").asString().equals(visit[0])) {
                assertThat(stop.get("arrived_at").isNull()).isFalse();
            } else if (stop.get("status").asString().equals("planned")
                    && stop.get("position").asInt() > 1
                    && !stop.get("expected_at").isNull()) {
                assertThat(stop.get("delay_minutes").asInt()).isPositive();
            }
        }
        assertThat(http.get("/api/v1/tracking/day?date=" + visit[2]).json().size()).isEqualTo(4);
    }

    @Test
    void positionsComeInTheWordsOfTrackers() {
        var device =
                http.post("/api/v1/devices", Map.of("rep_id", "rep-2", "name", "Телефон")).json();
        String id = device.get("identifier").asString();
        long now = Instant.now().getEpochSecond();
        String query = "/api/v1/positions?id=" + id + "&lat=54.18&lon=45.17&speed=10&accuracy=5";
        var osmand = http.get(query + "&timestamp=" + now);
        assertThat(osmand.json().get("stored").asBoolean()).as(osmand.text()).isTrue();
        assertThat(http.get(query + "&timestamp=" + now).json().get("stored").asBoolean())
                .as("the same again")
                .isFalse();
        var posted =
                http.send(
                        http.request(query + "&timestamp=" + (now + 1))
                                .POST(BodyPublishers.noBody()));
        assertThat(posted.json().get("stored").asBoolean()).as(posted.text()).isTrue();
        var client =
                http.post(
                        "/api/v1/positions",
                        """
                        {"device_id": "%s", "location": {"timestamp": "%s",
                         "coords": {"latitude": 54.2, "longitude": 45.2, "speed": -1}}}
                        """
                                .formatted(id, Instant.ofEpochSecond(now + 2)));
        assertThat(client.json().get("stored").asBoolean()).as(client.text()).isTrue();
        var forwarded =
                http.post(
                        "/api/v1/positions",
                        """
                        {"device": {"uniqueId": "%s"}, "position": {"fixTime": "%s",
                         "latitude": 54.3, "longitude": 45.3, "speed": 20, "accuracy": 3}}
                        """
                                .formatted(
                                        id,
                                        Instant.ofEpochSecond(now + 3)
                                                .toString()
                                                .replace("Z", ".000+0000")));
        assertThat(forwarded.json().get("stored").asBoolean()).as(forwarded.text()).isTrue();
        var last = http.get("/api/v1/positions").json().get(0);
        assertThat(last.get("position").get("lat").asDouble()).isEqualTo(54.3);
        assertThat(last.get("speed_kmh").asDouble()).isEqualTo(37.04);
        assertThat(http.get("/api/v1/positions?id=nobody&lat=1&lon=1").status()).isEqualTo(403);
        assertThat(http.get("/api/v1/positions?id=" + id + "&lat=95&lon=1").status())
                .isEqualTo(422);
        assertThat(
                        http.get(
                                        "/api/v1/positions?id="
                                                + id
                                                + "&lat=5&lon=1&timestamp="
                                                + (now + 4_000))
                                .status())
                .as("from the future")
                .isEqualTo(422);
        assertThat(http.get("/api/v1/devices").text()).doesNotContain(id);
        application.jdbc().sql("update rep_position set at = at - interval '60 days'").update();
        assertThat(application.bean(Positions.class).forgetOld()).isEqualTo(4);
        assertThat(
                        http.send(
                                        http.request(
                                                        "/api/v1/devices/"
                                                                + device.get("id").asString())
                                                .DELETE())
                                .status())
                .isEqualTo(204);
        assertThat(http.get(query).status()).isEqualTo(403);
    }
}

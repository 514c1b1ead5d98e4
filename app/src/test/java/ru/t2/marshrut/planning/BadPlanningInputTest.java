package ru.t2.marshrut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.Json;
import ru.t2.marshrut.testing.TestApplication;

/// What is wrong in a request about plans is named by its field, and changes nothing.
///
/// In the tables: `@open`, `@other` visits of the plan on the same day, `@done` a completed one,
/// `@waiting` one that waits, `@unknown` an id that nothing has, `@rep` and `@day` where `@open`
/// is.
class BadPlanningInputTest {

    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    private static TestApplication application;
    private static HttpCalls http;
    private static final TreeMap<String, String> names = new TreeMap<>();

    @BeforeAll
    static void plan() {
        application = TestApplication.start(Map.of());
        http = application.http();
        PlanFixture.publish(application, java.time.YearMonth.of(2026, 4));
        var full = PlanFixture.fullest(application, "2026-04-14", "2026-04-17");
        var route =
                http.get(
                                "/api/v1/schedule/daily?date=%s&rep_id=%s"
                                        .formatted(full.date(), full.rep()))
                        .json()
                        .at("/routes/0/stops");
        String open = route.at("/0/visit/visit_id").asString();
        String done = route.at("/1/visit/visit_id").asString();
        String waiting = route.at("/2/visit/visit_id").asString();
        assertThat(http.patch("/api/v1/schedule/" + done, Map.of("status", "completed")).status())
                .isEqualTo(200);
        assertThat(
                        http.post(
                                        "/api/v1/schedule/moves",
                                        Map.of(
                                                "moves",
                                                List.of(
                                                        Map.of(
                                                                "type",
                                                                "remove",
                                                                "visit_id",
                                                                waiting))))
                                .status())
                .isEqualTo(200);
        names.put("@open", open);
        names.put("@other", route.at("/3/visit/visit_id").asString());
        names.put("@done", done);
        names.put("@waiting", waiting);
        names.put("@unknown", UNKNOWN);
        names.put("@store", route.at("/0/visit/store_id").asString());
        names.put("@rep", route.at("/0/visit/rep_id").asString());
        names.put("@day", full.date().toString());
        names.put("@long", "я".repeat(501));
    }

    @AfterAll
    static void close() {
        application.close();
    }

    private static String filled(String text) {
        String filled = text;
        for (var name : names.descendingMap().entrySet()) {
            filled = filled.replace(name.getKey(), name.getValue());
        }
        return filled;
    }

    private static Stream<List<String>> table(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> Arrays.stream(line.split(" \\| ")).map(String::strip).toList());
    }

    static Stream<List<String>> parameters() {
        return table(
                """
                GET /schedule?month=2026-13 | month
                GET /schedule?month=2026-4 | month
                GET /schedule?month=x | month
                GET /schedule?month=2026-04&rep_id=nobody | rep_id
                GET /schedule?month=2026-04&rep_id=%00 | rep_id
                GET /schedule?month=2026-04&from=x | from
                GET /schedule?month=2026-04&to=2026-04-31 | to
                GET /schedule?month=2026-04&from=2026-05-01 | from
                GET /schedule?month=2026-04&to=2026-03-31 | to
                GET /schedule?month=2026-04&from=2026-04-09&to=2026-04-08 | to
                GET /schedule?month=2026-04&plan_id=x | plan_id
                GET /schedule/daily?date=2026-02-30 | date
                GET /schedule/daily?date=2026-04-14&rep_id=nobody | rep_id
                GET /schedule/daily?date=2026-04-14&plan_id=1 | plan_id
                GET /schedule/unplaced?month=x | month
                GET /schedule/unplaced?month=2026-04&limit=0 | limit
                GET /schedule/unplaced?month=2026-04&limit=501 | limit
                GET /schedule/unplaced?month=2026-04&offset=-1 | offset
                GET /schedule/unplaced?month=2026-04&offset=x | offset
                GET /schedule/versions?month=2026-00 | month
                GET /schedule/versions?month=2026-04&limit=x | limit
                GET /schedule/versions/diff?from=0 | month
                GET /schedule/versions/diff?month=2026-04 | from
                GET /schedule/versions/diff?month=2026-04&from=-1 | from
                GET /schedule/versions/diff?month=2026-04&from=2&to=1 | to
                GET /schedule/versions/diff?month=2026-04&from=0&to=999 | to
                POST /schedule/versions/0/restore?month=2026-04 | number
                POST /schedule/versions/999/restore?month=2026-04 | number
                POST /schedule/versions/x/restore?month=2026-04 | number
                POST /schedule/versions/1/restore?month=2026-14 | month
                POST /schedule/versions/1/restore | month
                GET /schedule/proposals?month=April | month
                GET /schedule/proposals | month
                GET /schedule/proposals/x/comparison | id
                POST /schedule/proposals/x/publish | id
                DELETE /schedule/proposals/x | id
                GET /schedule/quota?month=2026-4 | month
                GET /schedule/quota?month=2026-04&limit=-1 | limit
                GET /schedule/quota/tt-001?month=2026-99 | month
                DELETE /schedule/day-route?date=@day | rep_id
                DELETE /schedule/day-route?rep_id=@rep | date
                DELETE /schedule/day-route?rep_id=@rep&date=x | date
                DELETE /schedule/day-route?rep_id=@rep&date=@day&version=x | version
                DELETE /schedule/day-route?rep_id=@rep&date=@day&dry_run=maybe | dry_run
                GET /jobs/x | id
                GET /jobs/x/events | id
                DELETE /jobs/@unknown?keep=perhaps | keep
                GET /force_majeure?state=lost | state
                GET /force_majeure?limit=0 | limit
                GET /force_majeure/x | id
                POST /force_majeure/x/apply | id
                POST /force_majeure/x/undo | id
                """);
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aWrongParameterIsNamed(List<String> line) {
        var call = filled(line.getFirst()).split(" ", 2);
        var answer =
                http.send(
                        http.request("/api/v1" + call[1], "Content-Type", "application/json")
                                .method(
                                        call[0],
                                        BodyPublishers.ofString(
                                                call[0].equals("POST") ? "{}" : "")));
        assertThat(answer.status()).as(answer.text()).isBetween(400, 422);
        assertThat(Json.wrongFields(answer)).as(answer.text()).containsExactly(line.get(1));
    }

    static Stream<List<String>> bodies() {
        return table(
                """
                POST /schedule/generate | {} | month
                POST /schedule/generate | {"month":"2026-13"} | month
                POST /schedule/generate | {"month":5} | month
                POST /schedule/generate | {"month":"2026-05","quarter":"2026-Q2"} | month
                POST /schedule/generate | {"quarter":"2026-Q5"} | quarter
                POST /schedule/generate | {"month":"2026-05","rep_ids":["rep-1","nobody"]} | rep_ids[1]
                POST /schedule/generate | {"month":"2026-05","rep_ids":[null]} | rep_ids[0]
                POST /schedule/generate | {"month":"2026-05","rep_ids":["\\u0000"]} | rep_ids[0]
                POST /schedule/generate | {"month":"2026-05","rep_ids":"rep-1"} | rep_ids
                POST /schedule/generate | {"month":"2026-05","seconds":0} | seconds
                POST /schedule/generate | {"month":"2026-05","seconds":601} | seconds
                POST /schedule/generate | {"month":"2026-05","seconds":"x"} | seconds
                POST /schedule/generate | {"month":"2026-05","keep":"all"} | keep
                POST /schedule/generate | {"month":"2026-05","force":"perhaps"} | force
                POST /schedule/generate | {"month":"2026-05","proposal":"draft"} | name
                POST /schedule/generate | {"month":"2026-05","proposal":"draft","name":"  "} | name
                POST /schedule/generate | {"month":"2026-05","proposal":"draft","name":"@long"} | name
                POST /schedule/generate | {"month":"2026-05","proposal":"draft","name":"a\\u0000b"} | name
                POST /schedule/generate | {"month":"2026-05","proposal":"published","name":"x"} | proposal
                POST /schedule/generate | {"month":"2026-05","proposal":"dream","name":"x"} | proposal
                POST /schedule/generate | {"month":"2026-05","name":"x"} | name
                POST /schedule/generate | {"month":"2026-05","colour":"red"} | colour
                PATCH /schedule/@open | {} | status
                PATCH /schedule/@open | {"status":"lost"} | status
                PATCH /schedule/@open | {"status":"completed","version":"x"} | version
                PATCH /schedule/@open | {"status":"completed","correction":"x"} | correction
                PATCH /schedule/@open | {"status":"skipped","reason":"@long"} | reason
                PATCH /schedule/@open | {"status":"skipped","reason":"a\\u0000b"} | reason
                PATCH /schedule/@open | {"status":"completed","date":"2026-04-15"} | date
                PATCH /schedule/@open | {"status":"completed","rep_id":"rep-1"} | rep_id
                PATCH /schedule/@open | {"status":"rescheduled","date":"15.04.2026"} | date
                PATCH /schedule/@open | {"status":"rescheduled","date":"2026-05-15"} | date
                PATCH /schedule/@open | {"status":"rescheduled","rep_id":"nobody"} | rep_id
                PATCH /schedule/@open | {"status":"completed","colour":1} | colour
                PATCH /schedule/x | {"status":"completed"} | visit_id
                POST /schedule/moves | {} | moves
                POST /schedule/moves | {"moves":[]} | moves
                POST /schedule/moves | {"moves":[null]} | moves[0]
                POST /schedule/moves | {"moves":[{"visit_id":"@open"}]} | moves[0].type
                POST /schedule/moves | {"moves":[{"type":"fly"}]} | moves[0].type
                POST /schedule/moves | {"moves":[{"type":"move"}]} | moves[0].visit_id
                POST /schedule/moves | {"moves":[{"type":"move","visit_id":"x"}]} | moves[0].visit_id
                POST /schedule/moves | {"moves":[{"type":"pin","visit_id":"@unknown"}]} | moves[0].visit_id
                POST /schedule/moves | {"moves":[{"type":"pin","visit_id":"@open"},{"type":"move","visit_id":"@open","rep_id":"nobody"}]} | moves[1].rep_id
                POST /schedule/moves | {"moves":[{"type":"move","visit_id":"@open","date":"2026-05-15"}]} | moves[0].date
                POST /schedule/moves | {"moves":[{"type":"move","visit_id":"@open","date":"x"}]} | moves[0].date
                POST /schedule/moves | {"moves":[{"type":"move","visit_id":"@open","position":0}]} | moves[0].position
                POST /schedule/moves | {"moves":[{"type":"move","visit_id":"@open","version":"x"}]} | moves[0].version
                POST /schedule/moves | {"moves":[{"type":"move","visit_id":"@done","date":"2026-04-20"}]} | moves[0].visit_id
                POST /schedule/moves | {"moves":[{"type":"cancel","visit_id":"@done"}]} | moves[0].visit_id
                POST /schedule/moves | {"moves":[{"type":"pin","visit_id":"@waiting"}]} | moves[0].visit_id
                POST /schedule/moves | {"moves":[{"type":"move","visit_id":"@waiting","date":"2026-04-20"}]} | moves[0].rep_id
                POST /schedule/moves | {"moves":[{"type":"move","visit_id":"@waiting","rep_id":"rep-1"}]} | moves[0].date
                POST /schedule/moves | {"moves":[{"type":"swap","visit_id":"@open"}]} | moves[0].other_visit_id
                POST /schedule/moves | {"moves":[{"type":"swap","visit_id":"@open","other_visit_id":"@unknown"}]} | moves[0].other_visit_id
                POST /schedule/moves | {"moves":[{"type":"swap","visit_id":"@open","other_visit_id":"@done"}]} | moves[0].other_visit_id
                POST /schedule/moves | {"moves":[{"type":"swap","visit_id":"@open","other_visit_id":"@waiting"}]} | moves[0]
                POST /schedule/moves | {"moves":[{"type":"add","rep_id":"rep-1","date":"2026-04-20"}]} | moves[0].store_id
                POST /schedule/moves | {"moves":[{"type":"add","store_id":"tt-001","rep_id":"rep-1"}]} | moves[0].date
                POST /schedule/moves | {"moves":[{"type":"add","store_id":"tt-001","date":"2026-04-20"}]} | moves[0].rep_id
                POST /schedule/moves | {"moves":[{"type":"add","store_id":"nowhere","rep_id":"rep-1","date":"2026-04-20"}]} | moves[0].store_id
                POST /schedule/moves | {"moves":[{"type":"add","store_id":"a\\u0000b","rep_id":"rep-1","date":"2026-04-20"}]} | moves[0].store_id
                POST /schedule/moves | {"moves":[{"type":"add","store_id":"@store","rep_id":"rep-1","date":"@day"}]} | moves[0].date
                POST /schedule/moves | {"moves":[{"type":"pin","visit_id":"@open"}],"comment":"@long"} | comment
                POST /schedule/moves | {"moves":[{"type":"pin","visit_id":"@open"}],"comment":"a\\u0000b"} | comment
                POST /schedule/moves | {"moves":[{"type":"pin","visit_id":"@open"}],"dry_run":"x"} | dry_run
                PUT /schedule/day-route | {"date":"@day","visit_ids":[]} | rep_id
                PUT /schedule/day-route | {"rep_id":"@rep","visit_ids":[]} | date
                PUT /schedule/day-route | {"rep_id":"@rep","date":"@day"} | visit_ids
                PUT /schedule/day-route | {"rep_id":"@rep","date":"@day","visit_ids":[null]} | visit_ids
                PUT /schedule/day-route | {"rep_id":"@rep","date":"@day","visit_ids":["x"]} | visit_ids[0]
                PUT /schedule/day-route | {"rep_id":"@rep","date":"@day","visit_ids":["@open"]} | visit_ids
                PUT /schedule/day-route | {"rep_id":"@rep","date":"32","visit_ids":["@open"]} | date
                POST /schedule/day-route/optimise | {"date":"@day"} | rep_id
                POST /schedule/day-route/optimise | {"rep_id":"@rep"} | date
                POST /schedule/day-route/optimise | {"rep_id":"@rep","date":"@day","from_visit_id":"@unknown"} | from_visit_id
                POST /schedule/day-route/optimise | {"rep_id":"@rep","date":"@day","from_visit_id":"x"} | from_visit_id
                POST /schedule/unplaced/@waiting/resolve | {} | how
                POST /schedule/unplaced/@waiting/resolve | {"how":"magic"} | how
                POST /schedule/unplaced/@waiting/resolve | {"how":"hand","date":"2026-04-20"} | rep_id
                POST /schedule/unplaced/@waiting/resolve | {"how":"hand","rep_id":"rep-1"} | date
                POST /schedule/unplaced/@waiting/resolve | {"how":"hand","rep_id":"nobody","date":"2026-04-20"} | rep_id
                POST /schedule/unplaced/@waiting/resolve | {"how":"hand","rep_id":"rep-1","date":"2026-06-01"} | date
                POST /schedule/unplaced/@waiting/resolve | {"how":"defer"} | until
                POST /schedule/unplaced/@waiting/resolve | {"how":"defer","until":"2020-01-01"} | until
                POST /schedule/unplaced/@waiting/resolve | {"how":"defer","until":"soon"} | until
                POST /schedule/unplaced/@waiting/resolve | {"how":"solver","version":"x"} | version
                POST /schedule/unplaced/@open/resolve | {"how":"solver"} | visit_id
                POST /schedule/unplaced/x/resolve | {"how":"solver"} | visit_id
                POST /force_majeure | {"from":"@day","rep_ids":["rep-1"]} | kind
                POST /force_majeure | {"kind":"strike","from":"@day","rep_ids":["rep-1"]} | kind
                POST /force_majeure | {"kind":"other","rep_ids":["rep-1"]} | from
                POST /force_majeure | {"kind":"other","from":"x","rep_ids":["rep-1"]} | from
                POST /force_majeure | {"kind":"other","from":"@day","to":"2026-04-13","rep_ids":["rep-1"]} | to
                POST /force_majeure | {"kind":"other","from":"@day","to":"2027-04-13","rep_ids":["rep-1"]} | to
                POST /force_majeure | {"kind":"other","from":"@day","from_time":"25:00","rep_ids":["rep-1"]} | from_time
                POST /force_majeure | {"kind":"weather","from":"@day","from_time":"12:00","to_time":"11:00","store_ids":["tt-001"]} | to_time
                POST /force_majeure | {"kind":"rep_unavailable","from":"@day","to_time":"11:00","rep_ids":["rep-1"]} | to_time
                POST /force_majeure | {"kind":"rep_unavailable","from":"@day"} | rep_ids
                POST /force_majeure | {"kind":"weather","from":"@day"} | store_ids
                POST /force_majeure | {"kind":"rep_unavailable","from":"@day","rep_ids":["rep-1","nobody"]} | rep_ids[1]
                POST /force_majeure | {"kind":"vehicle_broken","from":"@day","vehicle_ids":["none"]} | vehicle_ids[0]
                POST /force_majeure | {"kind":"store_closed","from":"@day","store_ids":["nowhere"]} | store_ids[0]
                POST /force_majeure | {"kind":"weather","from":"@day","districts":["Нигде"]} | districts[0]
                POST /force_majeure | {"kind":"rep_unavailable","from":"@day","rep_ids":["rep-1"],"effect":"slower"} | effect
                POST /force_majeure | {"kind":"weather","from":"@day","store_ids":["tt-001"],"slowdown_percent":100} | slowdown_percent
                POST /force_majeure | {"kind":"other","from":"@day","rep_ids":["rep-1"],"max_moved":-1} | max_moved
                POST /force_majeure | {"kind":"other","from":"@day","rep_ids":["rep-1"],"price_per_move_rub":-1} | price_per_move_rub
                POST /force_majeure | {"kind":"other","from":"@day","rep_ids":["rep-1"],"spread_days":32} | spread_days
                POST /force_majeure | {"kind":"other","from":"@day","rep_ids":["rep-1"],"comment":"@long"} | comment
                POST /force_majeure | {"kind":"other","from":"@day","rep_ids":["rep-1"],"colour":1} | colour
                """);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aWrongFieldIsNamedAndNothingChanges(List<String> line) {
        var before = state();
        var call = filled(line.getFirst()).split(" ", 2);
        var answer =
                http.send(
                        http.request("/api/v1" + call[1], "Content-Type", "application/json")
                                .method(call[0], BodyPublishers.ofString(filled(line.get(1)))));
        assertThat(answer.status()).as(answer.text()).isBetween(400, 422);
        assertThat(Json.wrongFields(answer)).as(answer.text()).containsExactly(line.get(2));
        assertThat(answer.json().at("/errors/0/message").asString())
                .as("a sentence")
                .isNotBlank()
                .doesNotContain("{")
                .doesNotContain("planning.");
        assertThat(state()).isEqualTo(before);
    }

    static Stream<List<String>> unknownThings() {
        return table(
                """
                PATCH /schedule/@unknown | {"status":"completed"}
                GET /schedule?month=2026-04&plan_id=@unknown | {}
                GET /schedule?month=2031-04 | {}
                GET /schedule/daily?date=2031-04-01 | {}
                GET /schedule/proposals/@unknown/comparison | {}
                POST /schedule/proposals/@unknown/publish | {}
                DELETE /schedule/proposals/@unknown | {}
                POST /schedule/unplaced/@unknown/resolve | {"how":"solver"}
                GET /schedule/quota/nowhere?month=2026-04 | {}
                PUT /schedule/day-route | {"rep_id":"nobody","date":"@day","visit_ids":["@open"]}
                POST /schedule/moves | {"moves":[{"type":"add","store_id":"tt-001","rep_id":"rep-1","date":"2031-04-20"}]}
                POST /force_majeure/@unknown/apply | {}
                POST /force_majeure/@unknown/undo | {}
                GET /force_majeure/@unknown | {}
                GET /jobs/@unknown | {}
                DELETE /jobs/@unknown | {}
                """);
    }

    @ParameterizedTest
    @MethodSource("unknownThings")
    void whatIsNotThereIsNotFound(List<String> line) {
        var call = filled(line.getFirst()).split(" ", 2);
        var answer =
                http.send(
                        http.request("/api/v1" + call[1], "Content-Type", "application/json")
                                .method(call[0], BodyPublishers.ofString(filled(line.get(1)))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(answer.json().get("detail").asString()).isNotBlank();
    }

    /// Every state against every request.
    @Test
    void eachForbiddenTransitionTellsTheAllowedOnes() {
        Map<String, List<String>> allowed =
                Map.of(
                        "planned", List.of("completed", "skipped", "cancelled", "rescheduled"),
                        "rescheduled", List.of("completed", "skipped", "cancelled"),
                        "skipped", List.of("planned", "cancelled"),
                        "completed", List.of(),
                        "cancelled", List.of());
        var visits =
                application
                        .jdbc()
                        .sql(
                                """
                                select id
                                  from visit
                                 where status = 'planned'
                                   and visit_date > '2026-04-20'
                                 order by id
                                 limit 5
                                """)
                        .query(UUID.class)
                        .list();
        int next = 0;
        for (var from : allowed.entrySet()) {
            String path = "/api/v1/schedule/" + visits.get(next++);
            if (!from.getKey().equals("planned")) {
                var moved = http.patch(path, Map.of("status", from.getKey()));
                assertThat(moved.status()).as(moved.text()).isEqualTo(200);
            }
            for (var to : allowed.keySet()) {
                if (to.equals(from.getKey()) || from.getValue().contains(to)) {
                    continue;
                }
                var answer = http.patch(path, Map.of("status", to));
                assertThat(answer.status()).as(from + " → " + to + answer.text()).isEqualTo(422);
                assertThat(answer.json().get("code").asString()).isEqualTo("forbidden_transition");
                assertThat(answer.json().get("current_status").asString()).isEqualTo(from.getKey());
                assertThat(answer.json().get("requested_status").asString()).isEqualTo(to);
                assertThat(answer.json().get("allowed_transitions"))
                        .extracting(word -> word.asString())
                        .containsExactlyInAnyOrderElementsOf(from.getValue());
            }
        }
    }

    @Test
    void staleVersionsAreRefusedWithTheCurrentOne() {
        String open = Objects.requireNonNull(names.get("@open"));
        int version =
                application
                        .jdbc()
                        .sql("select version from visit where id = cast(:id as uuid)")
                        .param("id", open)
                        .query(Integer.class)
                        .single();
        for (var call :
                List.of(
                        Map.entry(
                                "PATCH /schedule/@open",
                                "{\"status\":\"completed\",\"version\":777}"),
                        Map.entry(
                                "PATCH /schedule/@open",
                                "{\"status\":\"cancelled\",\"version\":777}"),
                        Map.entry(
                                "POST /schedule/moves",
                                "{\"moves\":[{\"type\":\"pin\",\"visit_id\":\"@open\",\"version\":777}]}"))) {
            var words = filled(call.getKey()).split(" ", 2);
            var answer =
                    http.send(
                            http.request("/api/v1" + words[1], "Content-Type", "application/json")
                                    .method(
                                            words[0],
                                            BodyPublishers.ofString(filled(call.getValue()))));
            assertThat(answer.status()).as(answer.text()).isEqualTo(409);
            assertThat(answer.json().get("current_version").asInt()).isEqualTo(version);
        }
    }

    /// Everything a request about plans could have changed.
    private static String state() {
        return application
                .jdbc()
                .sql(
                        """
                        select (select string_agg(id || ':' || version || status, ',' order by id) from visit)
                               || (select string_agg(id || ':' || version, ',' order by id) from plan)
                               || (select count(*) from job)
                               || (select count(*) from disruption)
                        """)
                .query(String.class)
                .single();
    }
}

package ru.t2.marshrut.disruption;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.planning.PlanFixture;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// What a re-plan must keep: the team that there is, the distance to other months' calls, closed
/// hours. May and June 2026 on the demo data; rep-3 is on leave until the middle of June.
class DisruptionLimitsTest {

    private static TestApplication application;
    private static HttpCalls http;

    @BeforeAll
    static void makeThePlans() {
        application = TestApplication.start(Map.of());
        http = application.http();
        var leave =
                http.post(
                        "/api/v1/reps/rep-3/absences",
                        Map.of(
                                "kind", "vacation",
                                "first_day", "2026-06-01",
                                "last_day", "2026-06-14"));
        assertThat(leave.status()).as(leave.text()).isEqualTo(201);
        PlanFixture.publish(application, YearMonth.of(2026, 5));
        PlanFixture.publish(application, YearMonth.of(2026, 6));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static JsonNode propose(Map<String, ?> request) {
        var proposed = http.post("/api/v1/force_majeure", request);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        return proposed.json();
    }

    private static String fullest(String rep, String from, String to) {
        return PlanFixture.fullest(application, List.of(rep), from, to).date().toString();
    }

    private static void act(JsonNode disruption, String what) {
        var answer =
                http.post(
                        "/api/v1/force_majeure/" + disruption.get("id").asString() + "/" + what,
                        Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static long count(String sql) {
        return application.jdbc().sql(sql).query(Long.class).single();
    }

    /// Each visit and rep-day without counters of versions and times of change.
    private static Map<String, String> snapshot() {
        var all = new TreeMap<String, String>();
        application
                .jdbc()
                .sql(
                        """
                        select id::text as key,
                               (to_jsonb(visit) - 'version' - 'updated_at')::text as words
                          from visit
                        union all
                        select plan_id || ' ' || rep_id || ' ' || day,
                               (to_jsonb(rep_day) - 'version')::text
                          from rep_day
                        """)
                .query((row, _) -> all.put(row.getString("key"), row.getString("words")))
                .list();
        return all;
    }

    private static long tooClose() {
        return count(
                """
                with working as (
                  select d::date as day, row_number() over (order by d) as number
                    from generate_series('2026-05-01'::date, '2026-06-30', '1 day') as d
                    left join holiday on holiday.day = d::date
                   where coalesce(holiday.kind <> 'day_off', extract(isodow from d) < 6)
                ), calls as (
                  select store.category, number,
                         lag(number) over (partition by store.id order by number) as before
                    from visit
                    join store on store.id = visit.store_id
                    join working on working.day = visit.visit_date
                   where store.category in ('A', 'B')
                     and visit.status <> 'cancelled'
                )
                select count(*)
                  from calls
                 where number - before < case category when 'A' then 5 else 8 end
                """);
    }

    @Test
    void whoIsOnLeaveReceivesNothing() {
        var before = snapshot();
        var request =
                Map.of(
                        "kind", "rep_unavailable",
                        "from", fullest("rep-1", "2026-06-01", "2026-06-05"),
                        "rep_ids", List.of("rep-1"));
        var disruption = propose(request);
        var preview = disruption.get("preview");
        assertThat(preview.get("affected").asInt()).isPositive();
        // Whoever is ill may keep what nobody else can take, on a later day.
        assertThat(preview.get("received").propertyNames())
                .contains("rep-2", "rep-4")
                .doesNotContain("rep-3");
        act(disruption, "apply");
        EvenShares.assertAsEvenAsPossible(http, preview, request);
        assertThat(
                        count(
                                """
                                select count(*)
                                  from visit
                                 where rep_id = 'rep-3'
                                   and visit_date between '2026-06-01' and '2026-06-14'
                                   and status <> 'cancelled'
                                """))
                .isZero();
        act(disruption, "undo");
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void callsKeepTheirDistanceFromThoseOfTheNextMonth() {
        assertThat(tooClose()).as("before").isZero();
        var before = snapshot();
        for (var rep : List.of("rep-1", "rep-2")) {
            var disruption =
                    propose(
                            Map.of(
                                    "kind", "rep_unavailable",
                                    "from", fullest(rep, "2026-05-25", "2026-05-29"),
                                    "rep_ids", List.of(rep)));
            assertThat(disruption.at("/preview/moves").size()).isPositive();
            act(disruption, "apply");
            assertThat(tooClose()).as(rep + " is away").isZero();
            act(disruption, "undo");
            assertThat(snapshot()).isEqualTo(before);
        }
    }

    @Test
    void withNobodyFreeVisitsWaitAndAreNotCancelled() {
        var before = snapshot();
        var disruption =
                propose(
                        Map.of(
                                "kind",
                                "rep_unavailable",
                                "from",
                                PlanFixture.fullest(application, "2026-05-11", "2026-05-15")
                                        .date()
                                        .toString(),
                                "rep_ids",
                                List.of("rep-1", "rep-2", "rep-3", "rep-4"),
                                "spread_days",
                                0));
        var preview = disruption.get("preview");
        int affected = preview.get("affected").asInt();
        assertThat(affected).isPositive();
        assertThat(preview.get("moves").size()).isZero();
        assertThat(preview.get("unplaced").size()).isEqualTo(affected);
        assertThat(preview.get("below_norm").size()).isEqualTo(affected);
        act(disruption, "apply");
        var waiting = new HashMap<String, JsonNode>();
        http.get("/api/v1/schedule/unplaced?month=2026-05&limit=500")
                .json()
                .get("items")
                .forEach(item -> waiting.put(item.at("/visit/visit_id").asString(), item));
        for (var one : preview.get("unplaced")) {
            var item =
                    Objects.requireNonNull(
                            waiting.get(one.get("visit_id").asString()), one.toString());
            assertThat(item.get("code").asString()).isEqualTo("disruption");
            assertThat(item.at("/visit/status").asString()).isEqualTo("planned");
        }
        assertThat(count("select count(*) from visit where status = 'cancelled'")).isZero();
        // The solver places them again, and only what is untouched can be taken back.
        int resolved = 0;
        for (var one : preview.get("unplaced")) {
            var dry =
                    http.post(
                            "/api/v1/schedule/unplaced/%s/resolve"
                                    .formatted(one.get("visit_id").asString()),
                            Map.of("how", "solver", "dry_run", true));
            // Some find no day on which they keep their distance.
            assertThat(dry.status()).as(dry.text()).isIn(200, 409);
            resolved += dry.status() == 200 ? 1 : 0;
        }
        assertThat(resolved).isPositive();
        act(disruption, "undo");
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void closedHoursAreKnownToWhateverIsPlannedAfterwards() {
        var before = snapshot();
        var visit =
                application
                        .jdbc()
                        .sql(
                                """
                                select visit.id, store_id, rep_id, visit_date::text as day
                                  from visit
                                  join store on store.id = visit.store_id
                                 where month = '2026-05-01'
                                   and category = 'B'
                                   and visit_date between '2026-05-12' and '2026-05-20'
                                   and start_seconds < 12 * 3600
                                 order by visit_date, visit.id
                                 limit 1
                                """)
                        .query((row, _) ->
                                Map.of(
                                        "id", row.getObject("id", UUID.class).toString(),
                                        "store", row.getString("store_id"),
                                        "rep", row.getString("rep_id"),
                                        "day", row.getString("day")))
                        .single();
        var forenoon =
                propose(
                        Map.of(
                                "kind", "store_closed",
                                "from", visit.get("day"),
                                "from_time", "08:00",
                                "to_time", "13:00",
                                "store_ids", List.of(visit.get("store"))));
        assertThat(forenoon.at("/preview/affected").asInt()).isEqualTo(1);
        act(forenoon, "apply");
        var back =
                Map.of(
                        "type", "move",
                        "visit_id", visit.get("id"),
                        "rep_id", visit.get("rep"),
                        "date", visit.get("day"),
                        "position", 1);
        var dry =
                http.post(
                        "/api/v1/schedule/moves", Map.of("moves", List.of(back), "dry_run", true));
        assertThat(dry.status()).as(dry.text()).isEqualTo(200);
        assertThat(dry.json().at("/visits/0/start").asString()).isGreaterThanOrEqualTo("13:00");
        act(forenoon, "undo");
        assertThat(snapshot()).isEqualTo(before);

        var wholeDay =
                propose(
                        Map.of(
                                "kind", "store_closed",
                                "from", visit.get("day"),
                                "store_ids", List.of(visit.get("store"))));
        act(wholeDay, "apply");
        dry = http.post("/api/v1/schedule/moves", Map.of("moves", List.of(back), "dry_run", true));
        assertThat(dry.json().get("days").toString()).contains("\"rule\":\"closed\"");
        var other =
                propose(
                        Map.of(
                                "kind", "rep_unavailable",
                                "from", "2026-05-12",
                                "to", "2026-05-12",
                                "rep_ids", List.of(visit.get("rep"))));
        for (var move : other.at("/preview/moves")) {
            assertThat(
                            move.get("store_id").asString().equals(visit.get("store"))
                                    && move.get("to_date").asString().equals(visit.get("day")))
                    .isFalse();
        }
        act(wholeDay, "undo");
        assertThat(count("select count(*) from store_closure")).isZero();
        assertThat(snapshot()).isEqualTo(before);
        dry = http.post("/api/v1/schedule/moves", Map.of("moves", List.of(back), "dry_run", true));
        assertThat(dry.json().get("days").toString()).doesNotContain("\"rule\":\"closed\"");
    }
}

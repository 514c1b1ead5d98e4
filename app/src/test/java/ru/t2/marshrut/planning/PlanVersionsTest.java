package ru.t2.marshrut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// The third quarter of 2026, planned month after month, then planned anew, drafted, published and
/// taken back.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlanVersionsTest {

    private static final List<String> MONTHS = List.of("2026-07", "2026-08", "2026-09");

    private static TestApplication application;
    private static HttpCalls http;
    private static PlanningCalls calls;

    @BeforeAll
    static void generate() {
        application = TestApplication.start(Map.of());
        http = application.http();
        calls = new PlanningCalls(application);
        for (var month : MONTHS) {
            succeed(Map.of("month", month, "seconds", 1));
        }
    }

    @AfterAll
    static void close() {
        application.close();
    }

    private static JsonNode succeed(Map<String, ?> request) {
        var job = calls.generate(request);
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
        return job;
    }

    private static long count(String sql) {
        return application.jdbc().sql(sql).query(Long.class).single();
    }

    private static int version(String month) {
        return http.get("/api/v1/schedule?month=" + month).json().at("/plan/version").asInt();
    }

    private static JsonNode stop(String month, int number) {
        var open = new ArrayList<JsonNode>();
        for (var visit : http.get("/api/v1/schedule?month=" + month).json().get("visits")) {
            if (visit.get("status").asString().equals("planned")) {
                open.add(visit);
            }
        }
        return open.get(number);
    }

    private static void complete(JsonNode visit) {
        var answer =
                http.patch(
                        "/api/v1/schedule/" + visit.get("visit_id").asString(),
                        Map.of("status", "completed"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /// All rows of a month's plan in force, but those of one rep, as the database has them.
    private static Map<String, String> rows(String month, String without) {
        var rows = new TreeMap<String, String>();
        application
                .jdbc()
                .sql(
                        """
                        select visit.id::text as key, to_jsonb(visit)::text as words
                          from visit
                          join plan on plan.id = visit.plan_id and plan.kind = 'published'
                         where plan.month = cast(:month as date)
                           and visit.rep_id <> :without
                        union all
                        select rep_day.rep_id || ' ' || rep_day.day, to_jsonb(rep_day)::text
                          from rep_day
                          join plan on plan.id = rep_day.plan_id and plan.kind = 'published'
                         where plan.month = cast(:month as date)
                           and rep_day.rep_id <> :without
                        """)
                .param("month", month + "-01")
                .param("without", without)
                .query((row, _) -> rows.put(row.getString("key"), row.getString("words")))
                .list();
        return rows;
    }

    /// What of a month's plan a version keeps.
    private static Map<String, String> states(String month) {
        var states = new TreeMap<String, String>();
        application
                .jdbc()
                .sql(
                        """
                        select visit.id::text as key,
                               concat_ws(' ', rep_id, visit_date, position, status, pinned,
                                         unplaced, deferred_until, arrival_seconds) as words
                          from visit
                          join plan on plan.id = visit.plan_id and plan.kind = 'published'
                         where plan.month = cast(:month as date)
                           and visit.status <> 'cancelled'
                        """)
                .param("month", month + "-01")
                .query((row, _) -> states.put(row.getString("key"), row.getString("words")))
                .list();
        return states;
    }

    private static void assertNorms() {
        assertThat(
                        count(
                                """
                                select count(*)
                                  from store
                                 cross join (values ('2026-07-01'::date), ('2026-08-01'), ('2026-09-01')) as m (month)
                                 where category <> 'D'
                                   and case category when 'A' then 3 when 'B' then 2 else 1 end
                                       <> (select count(*)
                                             from visit
                                             join plan on plan.id = visit.plan_id and plan.kind = 'published'
                                            where visit.store_id = store.id
                                              and visit.month = m.month
                                              and not extra
                                              and status <> 'cancelled')
                                """))
                .as("stores of A, B and C whose months do not have their norm")
                .isZero();
        assertThat(
                        count(
                                """
                                select count(*)
                                  from store
                                 where category = 'D'
                                   and 1 <> (select count(*)
                                               from visit
                                               join plan on plan.id = visit.plan_id and plan.kind = 'published'
                                              where visit.store_id = store.id
                                                and not extra
                                                and status <> 'cancelled')
                                """))
                .as("stores of D that the quarter does not have once")
                .isZero();
    }

    @Test
    @Order(1)
    void monthsPlannedOneByOneRememberThoseBefore() {
        assertNorms();
        assertThat(
                        count(
                                """
                                select count(distinct month)
                                  from visit
                                  join store on store.id = visit.store_id
                                 where category = 'D'
                                """))
                .as("D is spread over the quarter")
                .isEqualTo(3);
        assertThat(
                        count(
                                """
                                with working as (
                                  select d::date as day, row_number() over (order by d) as number
                                    from generate_series('2026-07-01'::date, '2026-09-30', '1 day') as d
                                    left join holiday on holiday.day = d::date
                                   where coalesce(holiday.kind <> 'day_off', extract(isodow from d) < 6)
                                ), calls as (
                                  select store.category, number,
                                         lag(number) over (partition by store.id order by number) as before
                                    from visit
                                    join store on store.id = visit.store_id
                                    join working on working.day = visit.visit_date
                                   where store.category in ('A', 'B')
                                )
                                select count(*)
                                  from calls
                                 where number - before < case category when 'A' then 5 else 8 end
                                """))
                .as("calls too close to those of the month before")
                .isZero();
    }

    @Test
    @Order(2)
    void aMonthInTheMiddleIsPlannedAnewBetweenItsNeighbours() {
        var before = rows("2026-07", "-");
        var after = rows("2026-09", "-");
        succeed(Map.of("month", "2026-08", "seconds", 1, "force", true));
        assertNorms();
        assertThat(rows("2026-07", "-")).isEqualTo(before);
        assertThat(rows("2026-09", "-")).isEqualTo(after);
    }

    @Test
    @Order(3)
    void forceForOneRepLeavesTheOthersByteForByte() {
        var done = stop("2026-07", 5);
        complete(done);
        var pinned = stop("2026-07", 40);
        assertThat(
                        http.post(
                                        "/api/v1/schedule/moves",
                                        Map.of(
                                                "moves",
                                                List.of(
                                                        Map.of(
                                                                "type",
                                                                "pin",
                                                                "visit_id",
                                                                pinned.get("visit_id")
                                                                        .asString()))))
                                .status())
                .isEqualTo(200);
        for (var rep : List.of("rep-1", done.get("rep_id").asString())) {
            var others = rows("2026-07", rep);
            var everything = rows("2026-07", "-");
            succeed(
                    Map.of(
                            "month",
                            "2026-07",
                            "seconds",
                            1,
                            "force",
                            true,
                            "rep_ids",
                            List.of(rep)));
            assertThat(rows("2026-07", rep)).isEqualTo(others);
            assertThat(everything.keySet())
                    .as("no visit is added or lost")
                    .containsAll(
                            rows("2026-07", "-").keySet().stream()
                                    .filter(key -> !key.contains(" "))
                                    .toList());
        }
        assertNorms();
        var now = states("2026-07");
        assertThat(now.get(done.get("visit_id").asString()))
                .startsWith(done.get("rep_id").asString() + " " + done.get("date").asString() + " ")
                .contains(" completed ");
        assertThat(now.get(pinned.get("visit_id").asString()))
                .startsWith(
                        pinned.get("rep_id").asString()
                                + " "
                                + pinned.get("date").asString()
                                + " ");
    }

    @Test
    @Order(4)
    void aVersionIsComparedAndBroughtBackWithoutWhatIsCompletedSince() {
        int number = version("2026-08");
        var before = states("2026-08");
        var done = stop("2026-08", 10);
        var moved = stop("2026-08", 50);
        String other = moved.get("rep_id").asString().equals("rep-1") ? "rep-2" : "rep-1";
        complete(done);
        var moves =
                List.of(
                        Map.of(
                                "type",
                                "move",
                                "visit_id",
                                moved.get("visit_id").asString(),
                                "rep_id",
                                other),
                        Map.of(
                                "type",
                                "remove",
                                "visit_id",
                                stop("2026-08", 80).get("visit_id").asString()));
        assertThat(http.post("/api/v1/schedule/moves", Map.of("moves", moves)).status())
                .isEqualTo(200);
        var between = states("2026-08");
        int now = version("2026-08");
        assertThat(now).isEqualTo(number + 1);
        var diff =
                http.get(
                                "/api/v1/schedule/versions/diff?month=2026-08&from=%d&to=%d"
                                        .formatted(number, now))
                        .json();
        var told = new HashMap<String, JsonNode>();
        diff.get("items").forEach(item -> told.put(item.get("visit_id").asString(), item));
        // Arrivals aside, what differs is what the version says differs.
        var differing = new TreeSet<String>();
        between.forEach((id, state) -> {
            String was = String.valueOf(before.get(id));
            boolean onlyStatus = id.equals(done.get("visit_id").asString());
            if (!onlyStatus && !withoutTimes(was).equals(withoutTimes(state))) {
                differing.add(id);
            }
        });
        assertThat(new TreeSet<>(told.keySet())).isEqualTo(differing);
        var change = Objects.requireNonNull(told.get(moved.get("visit_id").asString()));
        assertThat(change.at("/before/rep_id").asString())
                .isEqualTo(moved.get("rep_id").asString());
        assertThat(change.at("/after/rep_id").asString()).isEqualTo(other);

        // The third quarter planned anew on top of it, then all of it taken back.
        succeed(Map.of("month", "2026-08", "seconds", 1, "force", true));
        var restored =
                http.post("/api/v1/schedule/versions/" + number + "/restore?month=2026-08", "{}");
        assertThat(restored.status()).as(restored.text()).isEqualTo(200);
        var expected = new TreeMap<>(before);
        String id = done.get("visit_id").asString();
        expected.computeIfPresent(id, (_, words) -> words.replace(" planned ", " completed "));
        var restoredStates = states("2026-08");
        expected.forEach(
                (each, words) -> assertThat(restoredStates).as(each).containsEntry(each, words));
        assertThat(restoredStates).hasSameSizeAs(expected);
        assertNorms();
        var versions = http.get("/api/v1/schedule/versions?month=2026-08").json();
        assertThat(versions.at("/items/0/cause").asString()).isEqualTo("restored");
        assertThat(versions.get("total").asInt()).isEqualTo(now + 2);
    }

    private static String withoutTimes(String words) {
        return words.replaceAll(" \\d+$", "");
    }

    @Test
    @Order(5)
    void aDraftStandsBesideThePlanAndIsPublishedAroundWhatIsDone() {
        var inForce = rows("2026-09", "-");
        var first = stop("2026-09", 3);
        complete(first);
        var plan = states("2026-09");
        var job =
                succeed(
                        Map.of(
                                "month", "2026-09",
                                "seconds", 1,
                                "proposal", "draft",
                                "name", "Осень"));
        assertThat(states("2026-09")).as("the plan in force").isEqualTo(plan);
        assertThat(rows("2026-09", "-").keySet()).isEqualTo(inForce.keySet());
        String id = job.at("/result/months/0/plan_id").asString();
        var taken =
                http.post(
                        "/api/v1/schedule/generate",
                        Map.of("month", "2026-09", "proposal", "what_if", "name", "Осень"));
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.json().at("/errors/0/field").asString()).isEqualTo("name");
        var listed = http.get("/api/v1/schedule/proposals?month=2026-09").json();
        assertThat(listed.size()).isEqualTo(1);
        assertThat(listed.get(0).get("based_on").asInt()).isEqualTo(version("2026-09"));
        var comparison = http.get("/api/v1/schedule/proposals/" + id + "/comparison").json();
        assertThat(comparison.at("/proposed/distance_km").asDouble()).isPositive();
        assertThat(comparison.at("/current/distance_km").asDouble()).isPositive();
        var drafted = http.get("/api/v1/schedule?month=2026-09&plan_id=" + id).json();
        assertThat(drafted.at("/plan/kind").asString()).isEqualTo("draft");

        // Another visit is made meanwhile, on a day on which the draft does not have it.
        var draftedDays = new TreeSet<String>();
        drafted.get("visits")
                .forEach(visit ->
                        draftedDays.add(
                                visit.get("store_id").asString() + visit.get("date").asString()));
        JsonNode second = null;
        for (int i = 0; second == null; i++) {
            var visit = stop("2026-09", i);
            if (!draftedDays.contains(
                    visit.get("store_id").asString() + visit.get("date").asString())) {
                second = visit;
            }
        }
        complete(second);
        var published = http.post("/api/v1/schedule/proposals/" + id + "/publish", "{}");
        assertThat(published.status()).as(published.text()).isEqualTo(200);
        for (var done : List.of(first, second)) {
            assertThat(states("2026-09").get(done.get("visit_id").asString()))
                    .startsWith(
                            done.get("rep_id").asString() + " " + done.get("date").asString() + " ")
                    .contains(" completed ");
        }
        assertNorms();

        // It is no longer needed, although it has copies of completed visits.
        assertThat(http.delete("/api/v1/schedule/proposals/" + id).status()).isEqualTo(204);
        assertThat(http.get("/api/v1/schedule/proposals/" + id + "/comparison").status())
                .isEqualTo(404);
        assertNorms();
    }
}

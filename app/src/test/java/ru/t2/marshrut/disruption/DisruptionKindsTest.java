package ru.t2.marshrut.disruption;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ru.t2.marshrut.planning.PlanFixture;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// Every kind of disruption against a whole month of the demo data: proposed, applied, taken back.
class DisruptionKindsTest {

    private static TestApplication application;
    private static HttpCalls http;
    private static UUID planId;

    @BeforeAll
    static void makeThePlan() {
        application = TestApplication.start(Map.of());
        http = application.http();
        planId = PlanFixture.publish(application, YearMonth.of(2026, 4));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    static List<Map<String, Object>> requests() {
        return List.of(
                Map.of(
                        "kind",
                        "rep_unavailable",
                        "from",
                        "2026-04-08",
                        "rep_ids",
                        List.of("rep-1")),
                Map.of(
                        "kind",
                        "rep_unavailable",
                        "from",
                        "2026-04-13",
                        "to",
                        "2026-04-17",
                        "rep_ids",
                        List.of("rep-2"),
                        "max_moved",
                        10),
                Map.of(
                        "kind",
                        "rep_unavailable",
                        "from",
                        "2026-04-09",
                        "from_time",
                        "12:30",
                        "rep_ids",
                        List.of("rep-3")),
                Map.of(
                        "kind",
                        "vehicle_broken",
                        "from",
                        "2026-04-14",
                        "to",
                        "2026-04-15",
                        "vehicle_ids",
                        List.of("car-4")),
                Map.of(
                        "kind",
                        "weather",
                        "from",
                        "2026-04-21",
                        "from_time",
                        "09:00",
                        "to_time",
                        "13:00",
                        "districts",
                        List.of("Рузаевский район", "Ковылкинский район")),
                Map.of(
                        "kind",
                        "weather",
                        "from",
                        "2026-04-22",
                        "to",
                        "2026-04-23",
                        "effect",
                        "slower",
                        "slowdown_percent",
                        300,
                        "districts",
                        List.of("Темниковский район", "г.о. Саранск")),
                Map.of(
                        "kind",
                        "store_closed",
                        "from",
                        "2026-04-06",
                        "to",
                        "2026-04-10",
                        "store_ids",
                        List.of("tt-001", "tt-002", "tt-003")),
                Map.of(
                        "kind",
                        "road_closed",
                        "from",
                        "2026-04-15",
                        "to",
                        "2026-04-17",
                        "districts",
                        List.of("Ардатовский район")),
                Map.of(
                        "kind",
                        "other",
                        "from",
                        "2026-04-16",
                        "rep_ids",
                        List.of("rep-4"),
                        "even_spread",
                        true));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void nothingIsLostAndUndoRestoresThePlan(Map<String, Object> request) {
        var before = snapshot();
        var proposed = http.post("/api/v1/force_majeure", request);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        assertThat(snapshot()).as("a proposal changes nothing").isEqualTo(before);
        var disruption = proposed.json();
        String id = disruption.get("id").asString();
        var preview = disruption.get("preview");
        int affected = preview.get("affected").asInt();
        assertThat(preview.get("moved_others").asInt())
                .isLessThanOrEqualTo((int) request.getOrDefault("max_moved", 0));
        boolean even =
                (boolean)
                        request.getOrDefault(
                                "even_spread",
                                List.of("rep_unavailable", "vehicle_broken")
                                        .contains(request.get("kind")));
        int movedAffected = 0;
        for (JsonNode move : preview.get("moves")) {
            movedAffected += move.get("affected").asBoolean() ? 1 : 0;
        }
        assertThat(movedAffected + preview.get("unplaced").size()).isEqualTo(affected);

        var applied = http.post("/api/v1/force_majeure/" + id + "/apply", Map.of());
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        assertThat(applied.json().get("state").asString()).isEqualTo("applied");
        assertThat(visitIds(snapshot())).as("no visit lost or doubled").isEqualTo(visitIds(before));
        assertInvariants();
        assertThat(absences(id)).isEqualTo(expectedAbsences(request));
        if (even && preview.get("unplaced").isEmpty()) {
            EvenShares.assertAsEvenAsPossible(http, preview, request);
        }
        for (JsonNode move : preview.get("moves")) {
            assertThat(
                            application
                                    .jdbc()
                                    .sql(
                                            """
                                            select rep_id || ' ' || visit_date || ' ' || status
                                              from visit
                                             where id = cast(:id as uuid)
                                            """)
                                    .param("id", move.get("visit_id").asString())
                                    .query(String.class)
                                    .single())
                    .isEqualTo(
                            move.get("to_rep_id").asString()
                                    + " "
                                    + move.get("to_date").asString()
                                    + " rescheduled");
        }
        assertThat(http.post("/api/v1/force_majeure/" + id + "/apply", Map.of()).status())
                .as("a second time")
                .isEqualTo(409);

        var undone = http.post("/api/v1/force_majeure/" + id + "/undo", Map.of());
        assertThat(undone.status()).as(undone.text()).isEqualTo(200);
        assertThat(snapshot()).as("byte for byte").isEqualTo(before);
        assertThat(absences(id)).isEmpty();
    }

    private static List<String> absences(String cause) {
        return application
                .jdbc()
                .sql(
                        """
                        select concat_ws(' ', rep_id, kind, first_day, last_day, from_time) as words
                          from absence
                         where cause = cast(:cause as uuid)
                         order by rep_id
                        """)
                .param("cause", cause)
                .query((row, _) -> row.getString("words"))
                .list();
    }

    private static List<String> expectedAbsences(Map<String, Object> request) {
        if (!request.containsKey("rep_ids") && !request.containsKey("vehicle_ids")) {
            return List.of();
        }
        var first = String.valueOf(request.get("from"));
        var last = String.valueOf(request.getOrDefault("to", first));
        var time = request.containsKey("from_time") ? " " + request.get("from_time") + ":00" : "";
        var rep =
                request.get("rep_ids") instanceof List<?> reps
                        ? String.valueOf(reps.getFirst())
                        : "rep-4";
        var why = "rep_unavailable".equals(request.get("kind")) ? "sick" : "other";
        return List.of("%s %s %s %s%s".formatted(rep, why, first, last, time));
    }

    private static Set<String> visitIds(Map<String, String> snapshot) {
        return snapshot.keySet().stream()
                .filter(key -> !key.contains(" "))
                .collect(Collectors.toSet());
    }

    /// Nothing is doubled, late or over its hours; but whoever falls ill at noon finishes the visit
    /// begun, and only that may last beyond them, not the way home.
    private static void assertInvariants() {
        assertThat(
                        application
                                .jdbc()
                                .sql(
                                        """
                                        select count(*)
                                          from (
                                            select store_id, visit_date
                                              from visit
                                             where plan_id = :planId
                                               and visit_date is not null
                                               and status <> 'cancelled'
                                             group by store_id, visit_date
                                            having count(*) > 1
                                          ) as doubled
                                        """)
                                .param("planId", planId)
                                .query(Integer.class)
                                .single())
                .isZero();
        assertThat(
                        application
                                .jdbc()
                                .sql(
                                        """
                                        with shortened as (
                                          select rep_id, first_day as day,
                                                 extract(epoch from from_time)::integer as end_seconds
                                            from absence
                                           where from_time is not null
                                        ), begun as (
                                          select shortened.rep_id, shortened.day,
                                                 max(departure_seconds) - min(shortened.end_seconds)
                                                   as beyond_seconds
                                            from shortened
                                            join visit
                                              on visit.rep_id = shortened.rep_id
                                             and visit.visit_date = shortened.day
                                             and visit.start_seconds < shortened.end_seconds
                                           where visit.plan_id = :planId
                                           group by shortened.rep_id, shortened.day
                                        )
                                        select count(*)
                                          from rep_day
                                          left join begun using (rep_id, day)
                                         where plan_id = :planId
                                           and (late_seconds > 0
                                                or overtime_seconds
                                                   <> greatest(0, coalesce(beyond_seconds, 0))
                                                or overtime_seconds = 0
                                                   and jsonb_array_length(violations) > 0)
                                        """)
                                .param("planId", planId)
                                .query(Integer.class)
                                .single())
                .as("days over their hours or late")
                .isZero();
    }

    /// Each visit and each rep-day in words, without counters of versions and times of change.
    private static Map<String, String> snapshot() {
        var all = new HashMap<String, String>();
        application
                .jdbc()
                .sql(
                        """
                        select id::text as key,
                               (to_jsonb(visit) - 'version' - 'updated_at')::text as words
                          from visit
                         where plan_id = :planId
                        union all
                        select rep_id || ' ' || day,
                               (to_jsonb(rep_day) - 'version')::text
                          from rep_day
                         where plan_id = :planId
                        """)
                .param("planId", planId)
                .query((row, _) -> all.put(row.getString("key"), row.getString("words")))
                .list();
        return all;
    }

    /// A rep-day with its number of visits.
    private record Busy(String repId, LocalDate date, int visits) {}

    /// The fullest day of a span, whatever plan was found.
    private static Busy busiest(String first, String last) {
        return application
                .jdbc()
                .sql(
                        """
                        select rep_id, visit_date, count(*) as visits
                          from visit
                         where plan_id = :planId
                           and visit_date between :first::date and :last::date
                         group by rep_id, visit_date
                         order by visits desc, visit_date, rep_id
                         limit 1
                        """)
                .param("planId", planId)
                .param("first", first)
                .param("last", last)
                .query((row, _) ->
                        new Busy(
                                row.getString("rep_id"),
                                row.getObject("visit_date", LocalDate.class),
                                row.getInt("visits")))
                .single();
    }

    private static Map<String, Object> absence(String repId, String date) {
        return Map.of("kind", "rep_unavailable", "from", date, "rep_ids", List.of(repId));
    }

    @Test
    void aProposalOfAnOldPlanIsRefused() {
        var busy = busiest("2026-04-20", "2026-04-28");
        var request = absence(busy.repId(), busy.date().toString());
        String first = http.post("/api/v1/force_majeure", request).json().get("id").asString();
        String second = http.post("/api/v1/force_majeure", request).json().get("id").asString();
        assertThat(http.post("/api/v1/force_majeure/" + first + "/apply", Map.of()).status())
                .isEqualTo(200);
        var late = http.post("/api/v1/force_majeure/" + second + "/apply", Map.of());
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("code").asString()).isEqualTo("plan_changed");
        assertThat(http.post("/api/v1/force_majeure/" + first + "/undo", Map.of()).status())
                .isEqualTo(200);
    }

    /// The way home after the hours is no broken promise that a later proposal would have to mend.
    @Test
    void whatIsDoneBeforeAnIllnessStaysInALaterProposal() {
        var busy = busiest("2026-04-06", "2026-04-17");
        String date = busy.date().toString();
        var ill =
                http.post(
                                "/api/v1/force_majeure",
                                Map.of(
                                        "kind",
                                        "rep_unavailable",
                                        "from",
                                        date,
                                        "from_time",
                                        endOfHalf(busy).toString(),
                                        "rep_ids",
                                        List.of(busy.repId())))
                        .json();
        String id = ill.get("id").asString();
        assertThat(http.post("/api/v1/force_majeure/" + id + "/apply", Map.of()).status())
                .isEqualTo(200);
        assertInvariants();
        var stay = visitsOf(busy.repId(), date);
        assertThat(stay).hasSizeGreaterThanOrEqualTo((busy.visits() + 1) / 2);
        String other = busy.repId().equals("rep-1") ? "rep-2" : "rep-1";
        var later = http.post("/api/v1/force_majeure", absence(other, date)).json();
        assertThat(later.at("/preview/affected").asInt()).isEqualTo(visitsOf(other, date).size());
        for (JsonNode move : later.at("/preview/moves")) {
            assertThat(stay).doesNotContain(move.get("visit_id").asString());
        }
        assertThat(http.post("/api/v1/force_majeure/" + id + "/undo", Map.of()).status())
                .isEqualTo(200);
    }

    /// The minute in which half of a day's visits are done.
    private static LocalTime endOfHalf(Busy busy) {
        int departureSeconds =
                application
                        .jdbc()
                        .sql(
                                """
                                select departure_seconds
                                  from visit
                                 where plan_id = :planId
                                   and rep_id = :rep
                                   and visit_date = :date
                                   and position = :position
                                """)
                        .param("planId", planId)
                        .param("rep", busy.repId())
                        .param("date", busy.date())
                        .param("position", (busy.visits() + 1) / 2)
                        .query(Integer.class)
                        .single();
        return LocalTime.ofSecondOfDay(departureSeconds / 60 * 60L).plusMinutes(1);
    }

    private static List<String> visitsOf(String rep, String date) {
        return application
                .jdbc()
                .sql(
                        """
                        select id::text as id
                          from visit
                         where plan_id = :planId
                           and rep_id = :rep
                           and visit_date = :date::date
                        """)
                .param("planId", planId)
                .param("rep", rep)
                .param("date", date)
                .query((row, _) -> row.getString("id"))
                .list();
    }

    @Test
    void aProposalToDoNothingIsRefusedOnceThereIsSomethingToDo() {
        var busy = busiest("2026-04-20", "2026-04-28");
        var request = absence(busy.repId(), busy.date().toString());
        String first = http.post("/api/v1/force_majeure", request).json().get("id").asString();
        assertThat(http.post("/api/v1/force_majeure/" + first + "/apply", Map.of()).status())
                .isEqualTo(200);
        var nothing = http.post("/api/v1/force_majeure", request).json();
        assertThat(nothing.get("preview").get("moves")).isEmpty();
        assertThat(http.post("/api/v1/force_majeure/" + first + "/undo", Map.of()).status())
                .isEqualTo(200);
        var late =
                http.post(
                        "/api/v1/force_majeure/" + nothing.get("id").asString() + "/apply",
                        Map.of());
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("code").asString()).isEqualTo("plan_changed");
    }
}

package ru.t2.marshrut.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.planning.PlanFixture;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;

/// What the features below learn from facts and plans.
class FactUsageTest {

    private record Visit(String id, String storeId, String repId, String day) {}

    private static TestApplication application;
    private static HttpCalls http;

    @BeforeAll
    static void makeThePlan() {
        application = TestApplication.start(Map.of());
        http = application.http();
        PlanFixture.publish(application, YearMonth.of(2026, 4));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static List<Visit> visits(String category) {
        return application
                .jdbc()
                .sql(
                        """
                        select visit.id::text as id, store_id, rep_id, visit_date::text as day
                          from visit
                          join store on store.id = visit.store_id
                         where position is not null
                           and category = :category
                         order by store_id, visit_date
                        """)
                .param("category", category)
                .query((row, _) ->
                        new Visit(
                                row.getString("id"),
                                row.getString("store_id"),
                                row.getString("rep_id"),
                                row.getString("day")))
                .list();
    }

    private static void make(Visit visit, int minutes) {
        String from = "%sT10:00:00+03:00".formatted(visit.day);
        String to = "%sT10:%02d:00+03:00".formatted(visit.day, minutes);
        String path = "/api/v1/me/visits/" + visit.id;
        var arrived =
                http.post(path + "/arrive", Map.of("occurred_at", from), "X-Rep-Id", visit.repId);
        assertThat(arrived.status()).as(arrived.text()).isEqualTo(200);
        var left = http.post(path + "/leave", Map.of("occurred_at", to), "X-Rep-Id", visit.repId);
        assertThat(left.status()).as(left.text()).isEqualTo(200);
    }

    @Test
    void aServiceTimeIsSuggestedOfTheStoreElseOfItsCategory() {
        var all = visits("A");
        String store = all.getFirst().storeId();
        var own = all.stream().filter(visit -> visit.storeId.equals(store)).toList();
        assertThat(own).hasSize(3);
        String path = "/api/v1/locations/%s/service-suggestion".formatted(store);
        var before = http.get(path).json();
        assertThat(before.get("basis").asString()).isEqualTo("none");
        assertThat(before.get("suggested_minutes").isNull()).isTrue();

        make(own.get(0), 10);
        make(own.get(1), 30);
        var few = http.get(path).json();
        assertThat(few.get("basis").asString()).as("two visits are too few").isEqualTo("category");
        assertThat(few.get("suggested_minutes").asInt()).isEqualTo(20);

        make(own.get(2), 24);
        var enough = http.get(path).json();
        assertThat(enough.get("basis").asString()).isEqualTo("store");
        assertThat(enough.get("visits").asInt()).isEqualTo(3);
        assertThat(enough.get("suggested_minutes").asInt()).isEqualTo(24);
        assertThat(http.get("/api/v1/locations/" + store).json().get("service_minutes").isNull())
                .as("offered, not imposed")
                .isTrue();

        String other =
                all.stream()
                        .map(Visit::storeId)
                        .filter(id -> !id.equals(store))
                        .findFirst()
                        .orElseThrow();
        var ofCategory =
                http.get("/api/v1/locations/%s/service-suggestion".formatted(other)).json();
        assertThat(ofCategory.get("basis").asString()).isEqualTo("category");
        assertThat(ofCategory.get("visits").asInt()).isEqualTo(3);
        assertThat(ofCategory.get("suggested_minutes").asInt()).isEqualTo(24);
    }

    @Test
    void whatIsInUseIsNotDeletedAndTheAnswerNamesTheUse() {
        var visit = visits("C").getFirst();
        var planned = http.delete("/api/v1/locations/" + visit.storeId);
        assertThat(planned.status()).isEqualTo(409);
        assertThat(planned.json().get("code").asString()).isEqualTo("in_use");
        assertThat(planned.json().get("used_by").toString())
                .isEqualTo("[{\"kind\":\"visits\",\"count\":1}]");

        make(visit, 12);
        var seen = http.delete("/api/v1/locations/" + visit.storeId);
        assertThat(seen.json().get("used_by").toString()).contains("\"facts\"", "\"visits\"");
        assertThat(seen.json().get("detail").asString()).contains("фактов визитов: 1");
        var english = http.delete("/api/v1/locations/" + visit.storeId, "Accept-Language", "en");
        assertThat(english.json().get("detail").asString()).contains("facts of visits: 1");

        var rep = http.delete("/api/v1/reps/" + visit.repId);
        assertThat(rep.status()).isEqualTo(409);
        assertThat(rep.json().get("used_by").toString()).contains("\"facts\"", "\"visits\"");
    }

    @Test
    void aToggledDayTellsHowManyVisitsStandOnIt() {
        String day = PlanFixture.fullest(application, "2026-04-20", "2026-04-24").date().toString();
        int expected =
                application
                        .jdbc()
                        .sql(
                                "select count(*) from visit where visit_date = :day::date and position is not null")
                        .param("day", day)
                        .query(Integer.class)
                        .single();
        assertThat(expected).isPositive();
        var toggled =
                http.put(
                                "/api/v1/holidays/%s?dry_run=true".formatted(day),
                                Map.of("kind", "day_off", "name", "Выходной"))
                        .json();
        assertThat(toggled.get("affected_visits").asInt()).isEqualTo(expected);
    }
}

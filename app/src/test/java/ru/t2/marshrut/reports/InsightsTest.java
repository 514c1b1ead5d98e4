package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.Json;

/// Disruptions and models, the period before, days and the words of refused periods.
class InsightsTest {

    private final RawQuarter raw = RawQuarter.shared();

    @Test
    void disruptionsAndModelsAreCounted() {
        var june = raw.insights("month=2026-06");
        var kinds = june.get("disruptions");
        assertThat(Json.column(kinds, "kind")).containsExactly("rep_unavailable", "weather");
        var applied = kinds.get(0);
        assertThat(applied.get("applied").asInt()).isEqualTo(1);
        assertThat(kinds.get(1).get("applied").asInt()).isZero();
        var shown = raw.http.get("/api/v1/force_majeure?state=applied").json().get("items").get(0);
        var preview = shown.get("preview");
        assertThat(applied.get("moved").asInt()).isEqualTo(preview.get("moves").size());
        assertThat(applied.get("more_km").decimalValue())
                .isEqualByComparingTo(
                        preview.get("after")
                                .get("distance_km")
                                .decimalValue()
                                .subtract(preview.get("before").get("distance_km").decimalValue()));
        var turns = raw.insights("month=2026-04").get("models").get("turns");
        assertThat(Json.column(turns, "model")).containsExactly("llama", "qwen");
        assertThat(turns.get(1).get("turns").asInt()).isEqualTo(60);
        assertThat(turns.get(1).get("answered").asInt()).isEqualTo(48);
        assertThat(turns.get(1).get("failures").get("crashed").asInt()).isEqualTo(12);
        assertThat(turns.get(0).get("failures").get("timed_out").asInt()).isEqualTo(3);
        var millis =
                raw
                        .application
                        .jdbc()
                        .sql(
                                "select duration_millis from model_attempt where model = 'qwen' and detail is null")
                        .query(Long.class)
                        .list()
                        .stream()
                        .sorted()
                        .toList();
        assertThat(turns.get(1).get("p50_ms").asLong()).isEqualTo(millis.get(23));
        assertThat(turns.get(1).get("p95_ms").asLong()).isEqualTo(millis.get(45));
        assertThat(
                        raw.insights("month=2026-04")
                                .get("models")
                                .get("choices")
                                .get(0)
                                .get("times")
                                .asInt())
                .isEqualTo(30);
        assertThat(raw.insights("month=2026-05").get("models").get("turns")).isEmpty();
    }

    @Test
    void thePeriodBeforeIsThatPeriodsOwnReport() {
        var may = raw.insights("month=2026-05");
        var april = raw.insights("month=2026-04");
        assertThat(may.get("before").get("name").asString()).isEqualTo("2026-04");
        for (String section :
                List.of(
                        "coverage",
                        "completion",
                        "time_in_store",
                        "lateness",
                        "outings",
                        "travel")) {
            assertThat(may.get(section).get("before"))
                    .as(section)
                    .isEqualTo(april.get(section).get("total"));
        }
        var span = raw.insights("from=2026-05-11&to=2026-05-15");
        assertThat(span.get("before").get("from").asString()).isEqualTo("2026-05-06");
        assertThat(span.get("before").get("to").asString()).isEqualTo("2026-05-10");
        assertThat(raw.insights("quarter=2026-Q1").get("before").get("name").asString())
                .isEqualTo("2025-Q4");
    }

    @Test
    void daysAddUpToTheMonth() {
        var may = raw.insights("month=2026-05");
        long planned = 0;
        long completed = 0;
        long outings = 0;
        for (var day : may.get("days")) {
            planned += day.get("planned").asLong();
            completed += day.get("completed").asLong();
            outings += day.get("outings").asLong();
        }
        var total = may.get("completion").get("total");
        assertThat(planned).isEqualTo(total.get("planned").asLong());
        assertThat(completed).isEqualTo(total.get("completed").asLong());
        assertThat(outings).isEqualTo(may.get("outings").get("total").get("outings").asLong());
        assertThat(may.get("to_place").asLong())
                .isEqualTo(
                        raw.http
                                .get("/api/v1/schedule/unplaced?month=2026-05")
                                .json()
                                .get("total")
                                .asLong());
    }

    @Test
    void badPeriodsAreNamed() {
        assertThat(wrong("month=2026-13")).containsExactly("month");
        assertThat(wrong("month=x")).containsExactly("month");
        assertThat(wrong("quarter=2026-Q5")).containsExactly("quarter");
        assertThat(wrong("quarter=Q2")).containsExactly("quarter");
        assertThat(wrong("month=2026-04&quarter=2026-Q2")).containsExactly("month");
        assertThat(wrong("to=2026-04-01")).containsExactly("from");
        assertThat(wrong("from=2026-04-02&to=2026-04-01")).containsExactly("to");
        assertThat(wrong("from=2020-01-01&to=2026-04-01")).containsExactly("to");
        assertThat(wrong("from=1900-01-01&to=1900-01-02")).containsExactly("from");
        assertThat(raw.http.get("/api/v1/insights?from=yesterday").status()).isEqualTo(422);
        var stores = raw.http.get("/api/v1/insights/stores?sort=best&limit=0&month=2026-00");
        assertThat(Json.wrongFields(stores)).containsExactlyInAnyOrder("sort", "limit", "month");
    }

    private List<String> wrong(String parameters) {
        var answer = raw.http.get("/api/v1/insights?" + parameters);
        assertThat(answer.status()).as(parameters).isEqualTo(422);
        return Json.wrongFields(answer);
    }
}

package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.HttpCalls.Answer;
import ru.t2.marshrut.testing.TestApplication;

/// A month with a life behind it, its exports and their way back in.
final class ImportFixture implements AutoCloseable {

    static final String MONTH = "2026-06";
    static final String EXPORT = "/api/v1/export/schedule?month=" + MONTH;
    static final String IMPORT = "/api/v1/import/schedule";

    final TestApplication application;
    final HttpCalls http;
    final List<Visit> open; // planned ones that can go to any day; each used once

    record Visit(String id, String storeId, String repId, LocalDate day, int position) {}

    private ImportFixture() {
        application = ReportFixture.start(YearMonth.parse(MONTH));
        http = application.http();
        var planned = visits("planned");
        planned.removeAll(visitedMoreThanOnce(planned));
        open = planned;
    }

    /// In an application of its own.
    static ImportFixture start() {
        return new ImportFixture();
    }

    @Override
    public void close() {
        application.close();
    }

    /// Nobody visits a store twice a day, so these cannot go wherever a test likes.
    private List<Visit> visitedMoreThanOnce(List<Visit> visits) {
        var several =
                application
                        .jdbc()
                        .sql("select store_id from visit group by store_id having count(*) > 1")
                        .query((row, _) -> row.getString(1))
                        .set();
        return visits.stream().filter(visit -> several.contains(visit.storeId())).toList();
    }

    /// Planned visits that nobody has begun, or others with what was recorded of them. A completed
    /// one without any record, as only raw data have, would get one when an import is taken back.
    List<Visit> visits(String status) {
        return new ArrayList<>(
                application
                        .jdbc()
                        .sql(
                                """
                                select v.id::text, v.store_id, v.rep_id, v.visit_date, v.position
                                  from visit v
                                  join plan on plan.id = v.plan_id and plan.kind = 'published'
                                  left join visit_fact f on f.visit_id = v.id
                                 where v.status = :status
                                   and v.visit_date is not null
                                   and (f.visit_id is null) = (v.status = 'planned')
                                 order by v.visit_date desc, v.rep_id, v.position
                                """)
                        .param("status", status)
                        .query((row, _) ->
                                new Visit(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getObject(4, LocalDate.class),
                                        row.getInt(5)))
                        .list());
    }

    /// A planned visit that no other test uses.
    Visit next() {
        return open.removeFirst();
    }

    /// The next one that is on another day.
    Visit nextOff(LocalDate day) {
        var visit = open.stream().filter(v -> !v.day().equals(day)).findFirst().orElseThrow();
        open.remove(visit);
        return visit;
    }

    EditedWorkbook export() {
        return EditedWorkbook.of(exported(EXPORT));
    }

    byte[] exported(String path) {
        return ExportTest.bytes(application, path);
    }

    Answer preview(byte[] file) {
        return http.upload(IMPORT, "план.xlsx", file);
    }

    Answer commit(byte[] file) {
        return http.upload(IMPORT + "?commit=true", "план.xlsx", file);
    }

    /// All that an import may change, as one text. All published visits with their facts, a row
    /// each.
    List<String> state() {
        return application
                .jdbc()
                .sql(
                        """
                        select concat_ws('|', v.id, v.status, v.rep_id, v.visit_date, v.position, v.pinned,
                                 f.outcome, f.arrived_at, f.left_at, f.reason, f.note)
                          from visit v
                          join plan on plan.id = v.plan_id and plan.kind = 'published'
                          left join visit_fact f on f.visit_id = v.id
                         order by v.id
                        """)
                .query((row, _) -> row.getString(1))
                .list();
    }

    Map<String, @Nullable Object> visit(String id) {
        return application
                .jdbc()
                .sql(
                        """
                        select v.status, v.rep_id, v.visit_date::text as day, v.position, v.pinned, f.outcome,
                               to_char(f.arrived_at at time zone 'Europe/Moscow', 'DD.MM HH24:MI:SS') as arrived,
                               to_char(f.left_at at time zone 'Europe/Moscow', 'DD.MM HH24:MI:SS') as left,
                               f.reason, f.note
                          from visit v
                          left join visit_fact f on f.visit_id = v.id
                         where v.id = :id
                        """)
                .param("id", UUID.fromString(id))
                .query()
                .singleRow();
    }

    static void assertNothingChanges(Answer answer, String how) {
        assertThat(answer.status()).as(how + answer.text()).isEqualTo(200);
        var report = answer.json();
        assertThat(report.get("changes")).as(how).isEmpty();
        assertThat(report.get("errors")).as(how).isEmpty();
        assertThat(report.get("conflicts")).as(how).isEmpty();
        assertThat(report.get("unchanged_rows").asInt()).isEqualTo(report.get("rows").asInt());
        assertThat(report.get("rows").asInt()).isGreaterThan(300);
    }
}

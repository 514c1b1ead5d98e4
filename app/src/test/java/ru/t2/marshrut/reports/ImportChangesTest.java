package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.Json;

/// Edited exports: what they change in plans and facts, and how it is taken back.
class ImportChangesTest {

    private static ImportFixture imports;

    @BeforeAll
    static void live() {
        imports = ImportFixture.start();
    }

    @AfterAll
    static void stop() {
        imports.close();
    }

    @Test
    void aMoveIsMadeAndTakenBack() {
        var before = imports.state();
        var visit = imports.nextOff(LocalDate.of(2026, 6, 29));
        var other =
                imports.visits("completed").stream()
                        .filter(v -> !v.day().equals(visit.day()))
                        .findFirst()
                        .orElseThrow();
        byte[] file =
                imports.export()
                        .set(ReportSheet.SCHEDULE, visit.id(), "date", "29.06.2026")
                        .set(ReportSheet.SCHEDULE, visit.id(), "rep_id", "rep-1")
                        .set(ReportSheet.SCHEDULE, visit.id(), "rep_name", "Анна Киселёва")
                        .set(ReportSheet.SCHEDULE, visit.id(), "pinned", "да")
                        .set(ReportSheet.VISITS, other.id(), "note", "=исправлено; «да»")
                        .bytes();
        var preview = imports.preview(file).json();
        assertThat(preview.get("errors")).as(preview.toString()).isEmpty();
        assertThat(Json.column(preview.get("changes"), "field")).contains("pinned", "note");
        assertThat(preview.get("committed").asBoolean()).isFalse();
        assertThat(preview.get("after").get("routes").asInt()).isPositive();
        assertThat(imports.state())
                .as("a preview changes nothing")
                .containsExactlyElementsOf(before);

        var committed = imports.commit(file).json();
        assertThat(committed.get("committed").asBoolean()).as(committed.toString()).isTrue();
        var now = imports.visit(visit.id());
        assertThat(now).containsEntry("day", "2026-06-29").containsEntry("rep_id", "rep-1");
        assertThat(now).containsEntry("pinned", true);
        assertThat(imports.visit(other.id())).containsEntry("note", "=исправлено; «да»");
        String id = committed.get("import_id").asString();
        assertThat(
                        imports.application
                                .jdbc()
                                .sql(
                                        """
                                        select string_agg(distinct action || ' ' || entity, ', ')
                                          from audit_entry
                                         where request_id = (select request_id from audit_entry where entity_id = :id limit 1)
                                        """)
                                .param("id", id)
                                .query(String.class)
                                .single())
                .contains("import schedule", "correct visit");
        assertThat(
                        imports.application
                                .jdbc()
                                .sql("select count(*) from plan_version where cause = 'imported'")
                                .query(Integer.class)
                                .single())
                .isPositive();
        ImportFixture.assertNothingChanges(
                imports.preview(imports.exported(ImportFixture.EXPORT)), "after the import");

        assertThat(imports.http.post(ImportFixture.IMPORT + "/" + id + "/undo", "").status())
                .isEqualTo(204);
        assertThat(imports.state()).containsExactlyElementsOf(before);
        var again = imports.http.post(ImportFixture.IMPORT + "/" + id + "/undo", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(Json.code(again)).isEqualTo("import_undone");
        assertThat(
                        imports.http
                                .post(ImportFixture.IMPORT + "/" + UUID.randomUUID() + "/undo", "")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void factsAreWrittenAndTakenBack() {
        var before = imports.state();
        var done = imports.next();
        var skipped = imports.next();
        var reopened = imports.visits("completed").getLast();
        byte[] file =
                imports.export()
                        .set(ReportSheet.VISITS, done.id(), "status", "Выполнен")
                        .set(ReportSheet.VISITS, done.id(), "arrived_at", "10:05")
                        .set(
                                ReportSheet.VISITS,
                                done.id(),
                                "left_at",
                                "%02d.06.2026 10:31".formatted(done.day().getDayOfMonth()))
                        .set(ReportSheet.VISITS, skipped.id(), "status", "пропущен")
                        .set(ReportSheet.VISITS, skipped.id(), "reason", "Закрыто на учёт")
                        .set(ReportSheet.VISITS, reopened.id(), "status", "запланирован")
                        .set(ReportSheet.VISITS, reopened.id(), "arrived_at", null)
                        .set(ReportSheet.VISITS, reopened.id(), "left_at", null)
                        .set(ReportSheet.VISITS, reopened.id(), "note", null)
                        .bytes();
        var wrong = imports.preview(file).json();
        if (!wrong.get("errors").isEmpty()) {
            // Whose times go with the status needs no words of its own.
            assertThat(Json.column(wrong.get("errors"), "rule")).containsOnly("fact_needs_status");
        }
        byte[] right =
                imports.export()
                        .set(ReportSheet.VISITS, done.id(), "status", "Выполнен")
                        .set(ReportSheet.VISITS, done.id(), "arrived_at", "10:05")
                        .set(
                                ReportSheet.VISITS,
                                done.id(),
                                "left_at",
                                "%02d.06.2026 10:31".formatted(done.day().getDayOfMonth()))
                        .set(ReportSheet.VISITS, skipped.id(), "status", "пропущен")
                        .set(ReportSheet.VISITS, skipped.id(), "reason", "Закрыто на учёт")
                        .set(ReportSheet.SCHEDULE, reopened.id(), "status", "запланирован")
                        .bytes();
        var committed = imports.commit(right).json();
        assertThat(committed.path("committed").asBoolean()).as(committed.toString()).isTrue();
        String day = "%02d.06 ".formatted(done.day().getDayOfMonth());
        assertThat(imports.visit(done.id()))
                .containsEntry("status", "completed")
                .containsEntry("arrived", day + "10:05:00")
                .containsEntry("left", day + "10:31:00");
        assertThat(imports.visit(skipped.id()))
                .containsEntry("status", "skipped")
                .containsEntry("reason", "Закрыто на учёт");
        assertThat(imports.visit(reopened.id()))
                .containsEntry("status", "planned")
                .containsEntry("outcome", null);
        assertThat(
                        imports.http
                                .post(
                                        ImportFixture.IMPORT
                                                + "/"
                                                + committed.get("import_id").asString()
                                                + "/undo",
                                        "")
                                .status())
                .isEqualTo(204);
        assertThat(imports.state()).containsExactlyElementsOf(before);
    }

    @Test
    void visitsAreCancelledTakenOutAndAdded() {
        var cancelled = imports.next();
        var out = imports.next();
        var added =
                imports.application
                        .jdbc()
                        .sql(
                                """
                                select id
                                  from store
                                 where id not in (
                                       select store_id
                                         from visit
                                        where status in ('planned', 'rescheduled')
                                           or visit_date = '2026-06-30')
                                 limit 1
                                """)
                        .query(String.class)
                        .single();
        var workbook =
                imports.export()
                        .set(ReportSheet.SCHEDULE, cancelled.id(), "status", "отменен")
                        .set(ReportSheet.SCHEDULE, out.id(), "date", null)
                        .set(ReportSheet.SCHEDULE, out.id(), "rep_id", null)
                        .set(ReportSheet.SCHEDULE, out.id(), "rep_name", null)
                        .set(ReportSheet.SCHEDULE, out.id(), "position", null);
        var row = new ArrayList<@Nullable Object>();
        for (var column : ReportSheet.SCHEDULE.columns()) {
            row.add(
                    switch (column.key()) {
                        case "date" -> "30.06.2026";
                        case "rep_name" -> "Игорь Маскаев";
                        case "store_id" -> added;
                        default -> null;
                    });
        }
        workbook.rows(ReportSheet.SCHEDULE).add(1, row);
        var committed = imports.commit(workbook.bytes()).json();
        assertThat(committed.path("committed").asBoolean()).as(committed.toString()).isTrue();
        assertThat(imports.visit(cancelled.id())).containsEntry("status", "cancelled");
        assertThat(imports.visit(out.id()))
                .containsEntry("day", null)
                .containsEntry("status", "planned");
        assertThat(
                        imports.application
                                .jdbc()
                                .sql(
                                        "select rep_id || visit_date || extra from visit where store_id = :id and visit_date = '2026-06-30'")
                                .param("id", added)
                                .query(String.class)
                                .list())
                .containsExactly("rep-22026-06-30true");
        // The same table again: the new row finds its visit by store and day.
        var second = imports.preview(workbook.bytes()).json();
        assertThat(second.get("changes")).as(second.get("changes").toString()).isEmpty();
    }
}

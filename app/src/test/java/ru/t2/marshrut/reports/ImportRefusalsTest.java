package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.reports.ImportFixture.Visit;
import ru.t2.marshrut.testing.Json;

/// Exports that are outdated, ambiguous or wrong: told by their cells, and nothing is applied.
class ImportRefusalsTest {

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
    void whatOthersHaveChangedIsToldAndNotOverwritten() {
        var visit = imports.next();
        var workbook = imports.export();
        var untouched = imports.preview(workbook.bytes()).json();
        assertThat(untouched.get("conflicts")).isEmpty();
        int moved = visit.day().getDayOfMonth() == 24 ? 23 : 24;
        var move =
                imports.http.post(
                        "/api/v1/schedule/moves",
                        Map.of(
                                "moves",
                                List.of(
                                        Map.of(
                                                "type",
                                                "move",
                                                "visit_id",
                                                visit.id(),
                                                "rep_id",
                                                "rep-4",
                                                "date",
                                                "2026-06-" + moved))));
        assertThat(move.status()).as(move.text()).isEqualTo(200);
        // The old export as it is: nothing of it is anybody's wish.
        ImportFixture.assertNothingChanges(imports.preview(workbook.bytes()), "an outdated export");
        int day = visit.day().getDayOfMonth() == 26 ? 25 : 26;
        workbook.set(ReportSheet.SCHEDULE, visit.id(), "date", day + ".06.2026");
        var before = imports.state();
        var preview = imports.preview(workbook.bytes()).json();
        assertThat(preview.get("conflicts")).hasSize(1);
        var conflict = preview.get("conflicts").get(0);
        assertThat(conflict.get("field").asString()).isEqualTo("date");
        assertThat(conflict.get("current").asString()).isEqualTo(moved + ".06.2026");
        assertThat(conflict.get("wanted").asString()).isEqualTo(day + ".06.2026");
        var refused = imports.commit(workbook.bytes());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(Json.code(refused)).isEqualTo("import_conflicts");
        assertThat(imports.state()).containsExactlyElementsOf(before);
        var forced =
                imports.http.upload(
                        ImportFixture.IMPORT + "?commit=true&overwrite=true",
                        "x.xlsx",
                        workbook.bytes());
        assertThat(forced.status()).as(forced.text()).isEqualTo(200);
        assertThat(imports.visit(visit.id()))
                .containsEntry("day", "2026-06-" + day)
                .containsEntry("rep_id", "rep-4");
    }

    @Test
    void everyMistakeIsToldByItsCellAndNothingIsApplied() {
        var completed = imports.visits("completed");
        var good = imports.next();
        var workbook = imports.export();
        var expected = new HashMap<String, String>();
        wrong(
                workbook,
                expected,
                imports.next(),
                ReportSheet.SCHEDULE,
                "date",
                "31.02.2026",
                "date");
        wrong(workbook, expected, imports.next(), ReportSheet.SCHEDULE, "date", "скоро", "date");
        wrong(
                workbook,
                expected,
                imports.next(),
                ReportSheet.SCHEDULE,
                "date",
                "01.07.2026",
                "other_month");
        wrong(
                workbook,
                expected,
                imports.next(),
                ReportSheet.SCHEDULE,
                "position",
                "-1",
                "position");
        wrong(
                workbook,
                expected,
                imports.next(),
                ReportSheet.SCHEDULE,
                "position",
                "1.5",
                "position");
        wrong(
                workbook,
                expected,
                imports.next(),
                ReportSheet.SCHEDULE,
                "status",
                "готово",
                "status");
        wrong(
                workbook,
                expected,
                imports.next(),
                ReportSheet.SCHEDULE,
                "pinned",
                "наверное",
                "pinned");
        wrong(
                workbook,
                expected,
                imports.next(),
                ReportSheet.SCHEDULE,
                "rep_name",
                "Никто Никтоев",
                "unknown_rep");
        wrong(
                workbook,
                expected,
                imports.next(),
                ReportSheet.SCHEDULE,
                "store_id",
                "tt-999",
                "other_store");
        wrong(workbook, expected, imports.next(), ReportSheet.SCHEDULE, "date", null, "pair");
        wrong(
                workbook,
                expected,
                completed.get(0),
                ReportSheet.SCHEDULE,
                "date",
                "26.06.2026",
                "final_visit");
        wrong(
                workbook,
                expected,
                completed.get(1),
                ReportSheet.SCHEDULE,
                "status",
                "отменён",
                "transition");
        wrong(
                workbook,
                expected,
                completed.get(2),
                ReportSheet.VISITS,
                "arrived_at",
                "полдень",
                "moment");
        wrong(
                workbook,
                expected,
                completed.get(3),
                ReportSheet.VISITS,
                "arrived_at",
                "25:10",
                "moment");
        wrong(
                workbook,
                expected,
                completed.get(4),
                ReportSheet.VISITS,
                "arrived_at",
                "01.06.2031 10:00",
                "future");
        wrong(
                workbook,
                expected,
                completed.get(5),
                ReportSheet.VISITS,
                "arrived_at",
                "01.06.2019 10:00",
                "too_old");
        wrong(
                workbook,
                expected,
                imports.next(),
                ReportSheet.VISITS,
                "arrived_at",
                "10:00",
                "fact_needs_status");
        wrong(
                workbook,
                expected,
                imports.next(),
                ReportSheet.VISITS,
                "status",
                "пропущен",
                "reason_needed");
        wrong(
                workbook,
                expected,
                completed.get(6),
                ReportSheet.VISITS,
                "note",
                "x".repeat(2_001),
                "too_long");
        workbook.set(ReportSheet.SCHEDULE, good.id(), "pinned", "да");
        var before = imports.state();
        var answer = imports.commit(workbook.bytes());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(Json.code(answer)).isEqualTo("import_has_errors");
        var told = new HashMap<String, String>();
        for (var error : answer.json().get("report").get("errors")) {
            told.put(
                    error.get("sheet").asString() + " " + error.get("cell").asString(),
                    error.get("rule").asString());
            assertThat(error.get("remedy").asString()).containsPattern("[А-Яа-я]{4}");
        }
        assertThat(told).isEqualTo(expected);
        assertThat(imports.state()).containsExactlyElementsOf(before);
        assertThat(imports.visit(good.id())).containsEntry("pinned", false);
    }

    private static void wrong(
            EditedWorkbook workbook,
            Map<String, String> expected,
            Visit visit,
            ReportSheet sheet,
            String key,
            @Nullable String value,
            String rule) {
        int row = workbook.row(sheet, visit.id());
        int column = EditedWorkbook.column(sheet, key);
        workbook.set(sheet, row, column, value);
        expected.put(sheet.title() + " " + (char) ('A' + column) + (row + 1), rule);
    }

    @Test
    void twoOfTheSameNameAreAskedAboutNotGuessed() {
        var jdbc = imports.application.jdbc();
        jdbc.sql(
                        """
                        insert into rep
                          (id, name, status, home_lat, home_lon, work_start_time, work_end_time, lunch_seconds,
                           max_visits_per_day, synthetic, created_at, updated_at)
                        select 'rep-9', name, status, home_lat, home_lon, work_start_time, work_end_time, lunch_seconds,
                               max_visits_per_day, synthetic, created_at, updated_at
                          from rep
                         where id = 'rep-2'
                        """)
                .update();
        try {
            var visit =
                    imports.open.stream()
                            .filter(v -> !v.repId().equals("rep-2"))
                            .findFirst()
                            .orElseThrow();
            imports.open.remove(visit);
            ImportFixture.assertNothingChanges(
                    imports.preview(imports.exported(ImportFixture.EXPORT)), "ids tell them apart");
            var named =
                    imports.export()
                            .set(ReportSheet.SCHEDULE, visit.id(), "rep_name", "Игорь Маскаев");
            var error = imports.preview(named.bytes()).json().get("errors").get(0);
            assertThat(error.get("rule").asString()).isEqualTo("several_reps");
            assertThat(error.get("remedy").asString()).contains("rep-2, rep-9");
            String store =
                    jdbc.sql("select name from store group by name having count(*) > 1 limit 1")
                            .query(String.class)
                            .single();
            byte[] own =
                    ("Дата;Представитель;Точка\n29.06.2026;Анна Киселёва;" + store + "\n")
                            .getBytes(StandardCharsets.UTF_8);
            var asked =
                    imports.http
                            .upload(ImportFixture.IMPORT, "own.csv", own)
                            .json()
                            .get("errors")
                            .get(0);
            assertThat(asked.get("rule").asString()).isEqualTo("several_stores");
            assertThat(asked.get("cell").asString()).isEqualTo("C2");
            assertThat(asked.get("remedy").asString()).contains("tt-");
        } finally {
            jdbc.sql("delete from rep where id = 'rep-9'").update();
        }
    }
}

package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.HttpCalls.Answer;
import ru.t2.marshrut.testing.Json;
import ru.t2.marshrut.testing.TestApplication;

/// Exports that come back: as they were, edited, outdated, wrong.
class ImportTest {

    private static final String MONTH = "2026-06";
    private static final String EXPORT = "/api/v1/export/schedule?month=" + MONTH;
    private static final String IMPORT = "/api/v1/import/schedule";

    private static TestApplication application;
    private static HttpCalls http;
    private static final List<Visit> open = new ArrayList<>(); // planned ones; each used once

    private record Visit(String id, String storeId, String repId, LocalDate day, int position) {}

    @BeforeAll
    static void live() {
        application = ReportFixture.start(YearMonth.parse(MONTH));
        http = application.http();
        open.addAll(visits("planned"));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static List<Visit> visits(String status) {
        return application
                .jdbc()
                .sql(
                        """
                        select v.id::text, v.store_id, v.rep_id, v.visit_date, v.position
                          from visit v
                          join plan on plan.id = v.plan_id and plan.kind = 'published'
                          left join visit_fact f on f.visit_id = v.id
                         where v.status = :status
                           and v.visit_date is not null
                           and (f.visit_id is null or v.status <> 'planned')
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
                .list();
    }

    private static Visit next() {
        return open.removeFirst();
    }

    private static EditedWorkbook export() {
        return EditedWorkbook.of(ExportTest.bytes(application, EXPORT));
    }

    private static Answer preview(byte[] file) {
        return http.upload(IMPORT, "план.xlsx", file);
    }

    private static Answer commit(byte[] file) {
        return http.upload(IMPORT + "?commit=true", "план.xlsx", file);
    }

    /// All that an import may change, as one text.
    private static String state() {
        return application
                .jdbc()
                .sql(
                        """
                        select md5(string_agg(concat_ws('|', v.id, v.status, v.rep_id, v.visit_date, v.position, v.pinned,
                                     f.outcome, f.arrived_at, f.left_at, f.reason, f.note), ';' order by v.id))
                          from visit v
                          join plan on plan.id = v.plan_id and plan.kind = 'published'
                          left join visit_fact f on f.visit_id = v.id
                        """)
                .query(String.class)
                .single();
    }

    private static Map<String, @Nullable Object> visit(String id) {
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

    private static void assertNothingChanges(Answer answer, String how) {
        assertThat(answer.status()).as(how + answer.text()).isEqualTo(200);
        var report = answer.json();
        assertThat(report.get("changes")).as(how).isEmpty();
        assertThat(report.get("errors")).as(how).isEmpty();
        assertThat(report.get("conflicts")).as(how).isEmpty();
        assertThat(report.get("unchanged_rows").asInt()).isEqualTo(report.get("rows").asInt());
        assertThat(report.get("rows").asInt()).isGreaterThan(300);
    }

    @Test
    void whatWasExportedChangesNothing() {
        byte[] file = ExportTest.bytes(application, EXPORT);
        assertNothingChanges(preview(file), "workbook");
        assertNothingChanges(preview(export().bytes()), "without formats");
        for (String sheet : List.of("schedule", "visits")) {
            byte[] csv = ExportTest.bytes(application, EXPORT + "&format=csv&sheet=" + sheet);
            assertNothingChanges(http.upload(IMPORT, "x.csv", csv), sheet);
        }
        String before = state();
        var committed = commit(file).json();
        assertThat(committed.get("committed").asBoolean()).isTrue();
        assertThat(committed.get("import_id").isNull()).isTrue();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void savedByLibreOfficeItChangesNothing() throws Exception {
        var office =
                List.of(Path.of("/usr/bin/soffice"), Path.of("/usr/bin/libreoffice")).stream()
                        .filter(Files::isExecutable)
                        .findFirst();
        if (office.isEmpty()) {
            System.err.println(
                    "NOT TESTED: the round trip through LibreOffice. Install libreoffice-calc-nogui.");
        }
        Assumptions.assumeTrue(office.isPresent(), "LibreOffice is not installed.");
        var folder = TestApplication.temporaryFolder();
        for (String format :
                List.of(
                        "xlsx:Calc MS Excel 2007 XML",
                        "csv:Text - txt - csv (StarCalc):59,34,76")) {
            var source = folder.resolve("plan.xlsx");
            Files.write(source, ExportTest.bytes(application, EXPORT));
            var out = Files.createDirectories(folder.resolve("out"));
            var process =
                    new ProcessBuilder(
                                    office.get().toString(),
                                    "-env:UserInstallation=file://" + folder.resolve("profile"),
                                    "--headless",
                                    "--convert-to",
                                    format,
                                    "--outdir",
                                    out.toString(),
                                    source.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log").toFile())
                            .start();
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            var saved = out.resolve("plan." + format.substring(0, format.indexOf(':')));
            assertThat(saved).as(Files.readString(folder.resolve("log"))).exists();
            assertNothingChanges(preview(Files.readAllBytes(saved)), format);
        }
    }

    @Test
    void aMoveIsMadeAndTakenBack() {
        String before = state();
        var visit = next();
        var other =
                visits("completed").stream()
                        .filter(v -> !v.day().equals(visit.day()))
                        .findFirst()
                        .orElseThrow();
        byte[] file =
                export().set(ReportSheet.SCHEDULE, visit.id(), "date", "29.06.2026")
                        .set(ReportSheet.SCHEDULE, visit.id(), "rep_id", "rep-1")
                        .set(ReportSheet.SCHEDULE, visit.id(), "rep_name", "Анна Киселёва")
                        .set(ReportSheet.SCHEDULE, visit.id(), "pinned", "да")
                        .set(ReportSheet.VISITS, other.id(), "note", "=исправлено; «да»")
                        .bytes();
        var preview = preview(file).json();
        assertThat(preview.get("errors")).as(preview.toString()).isEmpty();
        assertThat(Json.column(preview.get("changes"), "field")).contains("pinned", "note");
        assertThat(preview.get("committed").asBoolean()).isFalse();
        assertThat(preview.get("after").get("routes").asInt()).isPositive();
        assertThat(state()).as("a preview changes nothing").isEqualTo(before);

        var committed = commit(file).json();
        assertThat(committed.get("committed").asBoolean()).as(committed.toString()).isTrue();
        var now = visit(visit.id());
        assertThat(now).containsEntry("day", "2026-06-29").containsEntry("rep_id", "rep-1");
        assertThat(now).containsEntry("pinned", true);
        assertThat(visit(other.id())).containsEntry("note", "=исправлено; «да»");
        String id = committed.get("import_id").asString();
        assertThat(
                        application
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
                        application
                                .jdbc()
                                .sql("select count(*) from plan_version where cause = 'imported'")
                                .query(Integer.class)
                                .single())
                .isPositive();
        assertNothingChanges(preview(ExportTest.bytes(application, EXPORT)), "after the import");

        assertThat(http.post(IMPORT + "/" + id + "/undo", "").status()).isEqualTo(204);
        assertThat(state()).isEqualTo(before);
        var again = http.post(IMPORT + "/" + id + "/undo", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(Json.code(again)).isEqualTo("import_undone");
        assertThat(http.post(IMPORT + "/" + UUID.randomUUID() + "/undo", "").status())
                .isEqualTo(404);
    }

    @Test
    void factsAreWrittenAndTakenBack() {
        String before = state();
        var done = next();
        var skipped = next();
        var reopened = visits("completed").getLast();
        byte[] file =
                export().set(ReportSheet.VISITS, done.id(), "status", "Выполнен")
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
        var wrong = preview(file).json();
        if (!wrong.get("errors").isEmpty()) {
            // Whose times go with the status needs no words of its own.
            assertThat(Json.column(wrong.get("errors"), "rule")).containsOnly("fact_needs_status");
        }
        byte[] right =
                export().set(ReportSheet.VISITS, done.id(), "status", "Выполнен")
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
        var committed = commit(right).json();
        assertThat(committed.path("committed").asBoolean()).as(committed.toString()).isTrue();
        String day = "%02d.06 ".formatted(done.day().getDayOfMonth());
        assertThat(visit(done.id()))
                .containsEntry("status", "completed")
                .containsEntry("arrived", day + "10:05:00")
                .containsEntry("left", day + "10:31:00");
        assertThat(visit(skipped.id()))
                .containsEntry("status", "skipped")
                .containsEntry("reason", "Закрыто на учёт");
        assertThat(visit(reopened.id()))
                .containsEntry("status", "planned")
                .containsEntry("outcome", null);
        assertThat(
                        http.post(
                                        IMPORT
                                                + "/"
                                                + committed.get("import_id").asString()
                                                + "/undo",
                                        "")
                                .status())
                .isEqualTo(204);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void visitsAreCancelledTakenOutAndAdded() {
        var cancelled = next();
        var out = next();
        var added =
                application
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
                export().set(ReportSheet.SCHEDULE, cancelled.id(), "status", "отменен")
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
        var committed = commit(workbook.bytes()).json();
        assertThat(committed.path("committed").asBoolean()).as(committed.toString()).isTrue();
        assertThat(visit(cancelled.id())).containsEntry("status", "cancelled");
        assertThat(visit(out.id())).containsEntry("day", null).containsEntry("status", "planned");
        assertThat(
                        application
                                .jdbc()
                                .sql(
                                        "select rep_id || visit_date || extra from visit where store_id = :id and visit_date = '2026-06-30'")
                                .param("id", added)
                                .query(String.class)
                                .list())
                .containsExactly("rep-22026-06-30true");
        // The same table again: the new row finds its visit by store and day.
        var second = preview(workbook.bytes()).json();
        assertThat(second.get("changes")).as(second.get("changes").toString()).isEmpty();
    }

    @Test
    void whatOthersHaveChangedIsToldAndNotOverwritten() {
        var visit = next();
        var workbook = export();
        var untouched = preview(workbook.bytes()).json();
        assertThat(untouched.get("conflicts")).isEmpty();
        int moved = visit.day().getDayOfMonth() == 24 ? 23 : 24;
        var move =
                http.post(
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
        assertNothingChanges(preview(workbook.bytes()), "an outdated export");
        int day = visit.day().getDayOfMonth() == 26 ? 25 : 26;
        workbook.set(ReportSheet.SCHEDULE, visit.id(), "date", day + ".06.2026");
        String before = state();
        var preview = preview(workbook.bytes()).json();
        assertThat(preview.get("conflicts")).hasSize(1);
        var conflict = preview.get("conflicts").get(0);
        assertThat(conflict.get("field").asString()).isEqualTo("date");
        assertThat(conflict.get("current").asString()).isEqualTo(moved + ".06.2026");
        assertThat(conflict.get("wanted").asString()).isEqualTo(day + ".06.2026");
        var refused = commit(workbook.bytes());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(Json.code(refused)).isEqualTo("import_conflicts");
        assertThat(state()).isEqualTo(before);
        var forced =
                http.upload(IMPORT + "?commit=true&overwrite=true", "x.xlsx", workbook.bytes());
        assertThat(forced.status()).as(forced.text()).isEqualTo(200);
        assertThat(visit(visit.id()))
                .containsEntry("day", "2026-06-" + day)
                .containsEntry("rep_id", "rep-4");
    }

    @Test
    void everyMistakeIsToldByItsCellAndNothingIsApplied() {
        var completed = visits("completed");
        var good = next();
        var workbook = export();
        var expected = new HashMap<String, String>();
        wrong(workbook, expected, next(), ReportSheet.SCHEDULE, "date", "31.02.2026", "date");
        wrong(workbook, expected, next(), ReportSheet.SCHEDULE, "date", "скоро", "date");
        wrong(
                workbook,
                expected,
                next(),
                ReportSheet.SCHEDULE,
                "date",
                "01.07.2026",
                "other_month");
        wrong(workbook, expected, next(), ReportSheet.SCHEDULE, "position", "-1", "position");
        wrong(workbook, expected, next(), ReportSheet.SCHEDULE, "position", "1.5", "position");
        wrong(workbook, expected, next(), ReportSheet.SCHEDULE, "status", "готово", "status");
        wrong(workbook, expected, next(), ReportSheet.SCHEDULE, "pinned", "наверное", "pinned");
        wrong(
                workbook,
                expected,
                next(),
                ReportSheet.SCHEDULE,
                "rep_name",
                "Никто Никтоев",
                "unknown_rep");
        wrong(
                workbook,
                expected,
                next(),
                ReportSheet.SCHEDULE,
                "store_id",
                "tt-999",
                "other_store");
        wrong(workbook, expected, next(), ReportSheet.SCHEDULE, "date", null, "pair");
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
                next(),
                ReportSheet.VISITS,
                "arrived_at",
                "10:00",
                "fact_needs_status");
        wrong(
                workbook,
                expected,
                next(),
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
        String before = state();
        var answer = commit(workbook.bytes());
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
        assertThat(state()).isEqualTo(before);
        assertThat(visit(good.id())).containsEntry("pinned", false);
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
        var jdbc = application.jdbc();
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
                    open.stream().filter(v -> !v.repId().equals("rep-2")).findFirst().orElseThrow();
            open.remove(visit);
            assertNothingChanges(
                    preview(ExportTest.bytes(application, EXPORT)), "ids tell them apart");
            var named = export().set(ReportSheet.SCHEDULE, visit.id(), "rep_name", "Игорь Маскаев");
            var error = preview(named.bytes()).json().get("errors").get(0);
            assertThat(error.get("rule").asString()).isEqualTo("several_reps");
            assertThat(error.get("remedy").asString()).contains("rep-2, rep-9");
            String store =
                    jdbc.sql("select name from store group by name having count(*) > 1 limit 1")
                            .query(String.class)
                            .single();
            byte[] own =
                    ("Дата;Представитель;Точка\n29.06.2026;Анна Киселёва;" + store + "\n")
                            .getBytes(StandardCharsets.UTF_8);
            var asked = http.upload(IMPORT, "own.csv", own).json().get("errors").get(0);
            assertThat(asked.get("rule").asString()).isEqualTo("several_stores");
            assertThat(asked.get("cell").asString()).isEqualTo("C2");
            assertThat(asked.get("remedy").asString()).contains("tt-");
        } finally {
            jdbc.sql("delete from rep where id = 'rep-9'").update();
        }
    }

    @Test
    void aTableOfOnesOwnIsUnderstood() {
        var visit = next();
        String day = visit.day().getDayOfMonth() == 29 ? "30.06.2026" : "29.06.2026";
        int openOfStore =
                application
                        .jdbc()
                        .sql(
                                "select count(*) from visit where store_id = :id and status in ('planned', 'rescheduled')")
                        .param("id", visit.storeId())
                        .query(Integer.class)
                        .single();
        byte[] own =
                "План отдела\n\nID ТТ;Сотрудник;День\n%s;Ольга Тремаскина;%s\n"
                        .formatted(visit.storeId(), day)
                        .getBytes(Charset.forName("windows-1251"));
        var report = http.upload(IMPORT, "own.csv", own).json();
        assertThat(report.path("sheets").get(0).get("header_row").asInt()).isGreaterThan(1);
        if (openOfStore == 1) {
            assertThat(Objects.requireNonNull(report.get("errors"))).isEmpty();
            assertThat(Json.column(report.get("changes"), "field")).contains("date");
        } else {
            assertThat(report.get("errors").get(0).get("rule").asString())
                    .isEqualTo("several_visits");
        }
    }
}

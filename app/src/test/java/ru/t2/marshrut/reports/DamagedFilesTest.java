package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.planning.PlanFixture;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;

/// Files that are not what they should be, each of its own kind: every one is refused in words a
/// person can act on, or told row by row; none changes anything.
class DamagedFilesTest {

    private static final String EXPORT = "/api/v1/export/schedule?month=2026-04";
    private static final String IMPORT = "/api/v1/import/schedule?commit=true";
    private static final long SEED = 31_02;

    private static TestApplication application;
    private static HttpCalls http;
    private static byte[] good = {};

    @BeforeAll
    static void plan() {
        application = TestApplication.start(Map.of());
        http = application.http();
        PlanFixture.publish(application, YearMonth.of(2026, 4));
        good = ExportTest.bytes(application, EXPORT);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String state() {
        return application
                .jdbc()
                .sql(
                        """
                        select concat(
                          (select md5(string_agg(visit::text, ';' order by id)) from visit),
                          (select count(*) from visit_fact),
                          (select count(*) from schedule_import),
                          (select count(*) from plan_version))
                        """)
                .query(String.class)
                .single();
    }

    @Test
    void everyDamagedFileIsRefusedInWordsAndNothingIsApplied() {
        var corpus = corpus();
        assertThat(corpus.size()).isGreaterThanOrEqualTo(200);
        String before = state();
        long most = 0;
        System.gc();
        for (var damaged : corpus.entrySet()) {
            long used = used();
            var answer =
                    http.upload(
                            IMPORT,
                            damaged.getKey().replaceAll("[^a-z0-9]", "_"),
                            damaged.getValue());
            most = Math.max(most, used() - used);
            assertThat(answer.status())
                    .as(damaged.getKey() + ": " + start(answer.text()))
                    .isIn(409, 413, 422);
            var json = answer.json();
            assertThat(json.get("detail").asString())
                    .as(damaged.getKey())
                    .containsPattern("[А-Яа-яё]{4}");
            assertThat(answer.text())
                    .as(damaged.getKey())
                    .doesNotContain("Exception", "java.", "at ru.t2", "NullPointer");
            if (json.has("report")) {
                var errors = json.get("report").get("errors");
                var conflicts = json.get("report").get("conflicts");
                assertThat(errors.size() + conflicts.size()).as(damaged.getKey()).isPositive();
                for (var error : errors) {
                    assertThat(error.get("remedy").asString()).containsPattern("[А-Яа-яё]{4}");
                    assertThat(error.get("row").asInt()).isPositive();
                }
            }
            assertThat(state()).as(damaged.getKey()).isEqualTo(before);
        }
        assertThat(most).as("bytes of heap for one file").isLessThan(400L << 20);
        assertThat(http.upload("/api/v1/import/schedule", "good.xlsx", good).json().get("changes"))
                .as("the undamaged file")
                .isEmpty();
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static String start(String text) {
        return text.substring(0, Math.min(600, text.length()));
    }

    private static Map<String, byte[]> corpus() {
        var corpus = new LinkedHashMap<String, byte[]>();
        notTables(corpus);
        archives(corpus);
        cells(corpus);
        columns(corpus);
        texts(corpus);
        return corpus;
    }

    private static void notTables(Map<String, byte[]> corpus) {
        corpus.put("empty", new byte[0]);
        corpus.put("blanks", "  \n\n  ".getBytes(StandardCharsets.UTF_8));
        corpus.put("png renamed", bytes("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\0\u0001"));
        corpus.put("jpeg renamed", bytes("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0"));
        corpus.put("gif renamed", bytes("GIF89a\u0001\0\u0001\0\0\0"));
        corpus.put("pdf renamed", bytes("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj"));
        corpus.put("elf", bytes("\u007fELF\u0002\u0001\u0001\0\0\0"));
        corpus.put("gzip", bytes("\u001f\u008b\b\0\0\0\0\0"));
        corpus.put("7z", bytes("7z\u00bc\u00af'\u001c\0\u0004"));
        corpus.put("rar", bytes("Rar!\u001a\u0007\u0001\0"));
        corpus.put("html", bytes("<html><body><table><tr><td>1</td></tr></table></body></html>"));
        corpus.put("xml", bytes("<?xml version=\"1.0\"?><Workbook/>"));
        corpus.put("json list", bytes("[{\"visit_id\":1}]"));
        corpus.put("json object", bytes("{\"schedule\":[]}"));
        corpus.put("broken json", bytes("{\"schedule\":["));
        corpus.put("rtf", bytes("{\\rtf1 text}"));
        corpus.put("old xls", bytes("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"));
        corpus.put("only a byte order mark", bytes("\u00ef\u00bb\u00bf"));
        corpus.put("prose", "Здравствуйте! План приложен.".getBytes(StandardCharsets.UTF_8));
        var random = new Random(SEED);
        for (int i = 0; i < 15; i++) {
            byte[] noise = new byte[1 << i];
            random.nextBytes(noise);
            corpus.put("noise of %d bytes".formatted(noise.length), noise);
        }
        byte[] large = new byte[11 << 20];
        Arrays.fill(large, (byte) 'x');
        corpus.put("over the limit", large);
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void archives(Map<String, byte[]> corpus) {
        corpus.put(
                "ods",
                zip(
                        Map.of(
                                "mimetype",
                                bytes("application/vnd.oasis.opendocument.spreadsheet"),
                                "content.xml",
                                bytes("<office/>"))));
        corpus.put("docx", zip(Map.of("word/document.xml", bytes("<w:document/>"))));
        corpus.put("empty zip", zip(Map.of()));
        corpus.put("zip of a picture", zip(Map.of("a.png", bytes("\u0089PNG"))));
        corpus.put("jar", zip(Map.of("META-INF/MANIFEST.MF", bytes("Manifest-Version: 1.0"))));
        corpus.put("macros", changed("xl/vbaProject.bin", _ -> "x"));
        corpus.put("bomb of zeros", bomb("xl/worksheets/sheet1.xml", 300L << 20));
        corpus.put("bomb in the strings", bomb("xl/sharedStrings.xml", 300L << 20));
        corpus.put("bomb in the styles", bomb("xl/styles.xml", 300L << 20));
        corpus.put("bomb beside the sheets", bomb("xl/media/image1.png", 300L << 20));
        var many = new LinkedHashMap<String, byte[]>();
        many.put("xl/workbook.xml", bytes("<workbook/>"));
        for (int i = 0; i < 2_000; i++) {
            many.put("xl/x" + i, bytes("x"));
        }
        corpus.put("two thousand entries", zip(many));
        for (String part :
                List.of(
                        "xl/workbook.xml",
                        "xl/worksheets/sheet1.xml",
                        "xl/styles.xml",
                        "[Content_Types].xml",
                        "xl/_rels/workbook.xml.rels")) {
            corpus.put(
                    "entities in " + part,
                    changed(
                            part,
                            text ->
                                    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">]>"
                                            + text));
        }
        for (String part :
                List.of(
                        "xl/workbook.xml",
                        "xl/_rels/workbook.xml.rels",
                        "xl/worksheets/sheet1.xml")) {
            corpus.put("without " + part, changed(part, _ -> null));
            corpus.put("emptied " + part, changed(part, _ -> ""));
        }
        for (String part :
                List.of(
                        "xl/workbook.xml",
                        "xl/worksheets/sheet1.xml",
                        "xl/_rels/workbook.xml.rels")) {
            corpus.put("cut " + part, changed(part, text -> text.substring(0, text.length() / 2)));
            corpus.put("prose in " + part, changed(part, _ -> "это не XML"));
        }
        for (int i = 1; i <= 20; i++) {
            corpus.put("cut to %d of 21".formatted(i), Arrays.copyOf(good, good.length * i / 21));
        }
        var random = new Random(SEED);
        for (int i = 0; i < 10; i++) {
            byte[] torn = good.clone();
            // The directory at the end is what a reader starts from.
            for (int k = 0; k < 200; k++) {
                torn[torn.length - 1 - random.nextInt(600)] = (byte) random.nextInt(256);
            }
            corpus.put("torn directory " + i, torn);
        }
    }

    private static byte[] zip(Map<String, byte[]> parts) {
        var stream = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(stream)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stream.toByteArray();
    }

    private static byte[] bomb(String part, long bytes) {
        var stream = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(stream)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write(bytes("<workbook/>"));
            zip.putNextEntry(new ZipEntry(part));
            fill(zip, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stream.toByteArray();
    }

    private static void fill(OutputStream stream, long bytes) throws IOException {
        byte[] zeros = new byte[1 << 20];
        for (long left = bytes; left > 0; left -= zeros.length) {
            stream.write(zeros);
        }
    }

    /// The good file with one part changed; null takes it away.
    private static byte[] changed(
            String name, java.util.function.Function<String, @Nullable String> how) {
        var parts = new LinkedHashMap<String, byte[]>();
        try (var zip = ZipFile.builder().setByteArray(good).get()) {
            for (var entry : java.util.Collections.list(zip.getEntries())) {
                try (var content = zip.getInputStream(entry)) {
                    parts.put(entry.getName(), content.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var now =
                how.apply(
                        new String(parts.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8));
        if (now == null) {
            parts.remove(name);
        } else {
            parts.put(name, now.getBytes(StandardCharsets.UTF_8));
        }
        return zip(parts);
    }

    /// One cell of the plan or the journal each, that no reader can take for something else.
    private static void cells(Map<String, byte[]> corpus) {
        for (String date :
                List.of(
                        "31.02.2026",
                        "30.02.2026",
                        "00.04.2026",
                        "32.04.2026",
                        "01.13.2026",
                        "31.04.2026",
                        "2026-02-30",
                        "вчера",
                        "апрель",
                        "01.04.1926",
                        "01.04.26",
                        "1",
                        "-1",
                        "99999999",
                        "#ЗНАЧ!",
                        "#REF!",
                        "=A1",
                        "10:15",
                        "01.05.2026",
                        "31.03.2026")) {
            cell(corpus, ReportSheet.SCHEDULE, "date", date);
        }
        for (String position :
                List.of(
                        "0",
                        "-3",
                        "1,5",
                        "201",
                        "первый",
                        "1e9",
                        "NaN",
                        "=1+1",
                        "#Н/Д",
                        "01.04.2026",
                        "∞")) {
            cell(corpus, ReportSheet.SCHEDULE, "position", position);
        }
        for (String status :
                List.of(
                        "",
                        "готово",
                        "планирован",
                        "выполнен!",
                        "COMPLETE",
                        "1",
                        "да",
                        "=\"выполнен\"",
                        "#ИМЯ?",
                        "отменить")) {
            cell(corpus, ReportSheet.SCHEDULE, "status", status);
        }
        for (String pinned : List.of("может", "2", "#Н/Д", "yes!", "ок")) {
            cell(corpus, ReportSheet.SCHEDULE, "pinned", pinned);
        }
        for (String id :
                List.of(
                        "x",
                        "1",
                        "00000000-0000-0000-0000-000000000000",
                        "не-id",
                        "'; drop table visit; --",
                        "#REF!")) {
            cell(corpus, ReportSheet.SCHEDULE, "visit_id", id);
        }
        for (String rep :
                List.of("Никто", "rep-1", "Анна", "123", "#REF!", "Анна Киселёва Игорь Маскаев")) {
            cell(corpus, ReportSheet.SCHEDULE, "rep_name", rep);
        }
        for (String rep : List.of("rep-0", "REP-1", "Анна Киселёва", "1", "#Н/Д")) {
            cell(corpus, ReportSheet.SCHEDULE, "rep_id", rep);
        }
        for (String store : List.of("", "tt-000", "1", "#REF!", "TT-001")) {
            cell(corpus, ReportSheet.SCHEDULE, "store_id", store);
        }
        for (String time :
                List.of(
                        "24:00",
                        "25:61",
                        "полдень",
                        "10",
                        "10-15",
                        "2026",
                        "#ДЕЛ/0!",
                        "31.02.2026 10:00",
                        "01.04.2026",
                        "01.04.2026 99:99",
                        "01.04.2099 10:00",
                        "01.04.2001 10:00",
                        "=ТДАТА()",
                        "10:15:99",
                        "ten",
                        "-0,5")) {
            cell(corpus, ReportSheet.VISITS, "arrived_at", time);
            cell(corpus, ReportSheet.VISITS, "left_at", time);
        }
        cell(corpus, ReportSheet.VISITS, "status", "пропущен");
        cell(corpus, ReportSheet.VISITS, "reason", "причина без статуса");
        cell(corpus, ReportSheet.VISITS, "note", "заметка без статуса");
    }

    private static void cell(
            Map<String, byte[]> corpus, ReportSheet sheet, String key, String value) {
        var workbook = EditedWorkbook.of(good);
        corpus.put(
                "%s of %s: %s".formatted(key, sheet.word(), value),
                workbook.set(
                                sheet,
                                5,
                                EditedWorkbook.column(sheet, key),
                                value.isEmpty() ? null : value)
                        .bytes());
    }

    private static void columns(Map<String, byte[]> corpus) {
        put(
                corpus,
                "shifted right",
                rows -> rows.stream().map(row -> shifted(row, 1)).toList(),
                true);
        put(
                corpus,
                "shifted by two",
                rows -> rows.stream().map(row -> shifted(row, 2)).toList(),
                true);
        put(
                corpus,
                "shifted left",
                rows -> rows.stream().map(row -> row.subList(1, row.size())).toList(),
                true);
        put(corpus, "stores one row down", DamagedFilesTest::storesDown, true);
        put(
                corpus,
                "rows twice",
                rows -> {
                    var twice = new ArrayList<>(rows);
                    twice.addAll(rows);
                    return twice;
                },
                true);
        put(corpus, "without a header", rows -> rows, false);
        var stranger = new EditedWorkbook();
        stranger.sheets.put("Лист1", List.of(List.of("Имя", "Телефон"), List.of("Анна", "123")));
        corpus.put("another table", stranger.bytes());
        var twice = new EditedWorkbook();
        twice.sheets.put(
                "Лист1", List.of(List.of("ID визита", "Дата", "Дата"), List.of("x", "1", "2")));
        corpus.put("a column twice", twice.bytes());
        var telling = EditedWorkbook.of(good);
        telling.sheets.remove(ReportSheet.SCHEDULE.title());
        telling.sheets.remove(ReportSheet.VISITS.title());
        corpus.put("only sheets that tell", telling.bytes());
    }

    private static List<@Nullable Object> shifted(List<@Nullable Object> row, int by) {
        var shifted = new ArrayList<@Nullable Object>();
        for (int i = 0; i < by; i++) {
            shifted.add("сдвиг");
        }
        shifted.addAll(row);
        return shifted;
    }

    private static List<List<@Nullable Object>> storesDown(List<List<@Nullable Object>> rows) {
        int column = EditedWorkbook.column(ReportSheet.SCHEDULE, "store_id");
        var moved = new ArrayList<List<@Nullable Object>>();
        for (int i = 0; i < rows.size() - 1; i++) {
            var row = new ArrayList<>(rows.get(i));
            row.set(column, rows.get((i + 7) % (rows.size() - 1)).get(column));
            moved.add(row);
        }
        return moved;
    }

    private static void put(
            Map<String, byte[]> corpus,
            String name,
            UnaryOperator<List<List<@Nullable Object>>> body,
            boolean header) {
        var source = EditedWorkbook.of(good).rows(ReportSheet.SCHEDULE);
        var rows = new ArrayList<List<@Nullable Object>>();
        if (header) {
            rows.add(source.getFirst());
        }
        rows.addAll(body.apply(source.subList(1, source.size())));
        var workbook = new EditedWorkbook();
        workbook.sheets.put(ReportSheet.SCHEDULE.title(), rows);
        corpus.put(name, workbook.bytes());
    }

    private static void texts(Map<String, byte[]> corpus) {
        String csv =
                new String(
                        ExportTest.bytes(application, EXPORT + "&format=csv"),
                        StandardCharsets.UTF_8);
        String broken = csv.replaceFirst("\\d\\d\\.04\\.2026", "31.02.2026");
        corpus.put("csv with 31.02", broken.getBytes(StandardCharsets.UTF_8));
        corpus.put("the same in windows-1251", broken.getBytes(Charset.forName("windows-1251")));
        corpus.put("the same in UTF-16", broken.getBytes(StandardCharsets.UTF_16));
        corpus.put(
                "csv without a header",
                csv.substring(csv.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8));
        corpus.put(
                "csv with zeros",
                (csv.substring(0, 500) + "\0\0").getBytes(StandardCharsets.UTF_8));
        corpus.put(
                "70000 rows",
                ("Дата;Представитель;Точка\n" + "01.04.2026;Анна Киселёва;Точка\n".repeat(70_000))
                        .getBytes(StandardCharsets.UTF_8));
        corpus.put(
                "unknown month",
                "Дата;ID ТП;ID ТТ\n01.04.2027;rep-1;tt-001\n".getBytes(StandardCharsets.UTF_8));
        corpus.put(
                "unknown store",
                "Дата;ID ТП;ID ТТ\n01.04.2026;rep-1;tt-777\n".getBytes(StandardCharsets.UTF_8));
        corpus.put(
                "nobody",
                "Дата;ID ТП;ID ТТ\n01.04.2026;;tt-001\n".getBytes(StandardCharsets.UTF_8));
        corpus.put(
                "nowhere",
                "Дата;ID ТП;ID ТТ\n01.04.2026;rep-1;\n".getBytes(StandardCharsets.UTF_8));
        corpus.put("never", "Дата;ID ТП;ID ТТ\n;rep-1;tt-001\n".getBytes(StandardCharsets.UTF_8));
    }
}

package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.Json;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// Every cell of every sheet of a generated month against the tables, in each format.
class ExportTest {

    private static final String MONTH = "2026-04";

    private static TestApplication application;
    private static HttpCalls http;
    private static byte[] workbook = {};

    @BeforeAll
    static void live() {
        application = ReportFixture.start(YearMonth.parse(MONTH));
        http = application.http();
        // Some of the trail in the month: the application's own entries are of today.
        application
                .jdbc()
                .sql(
                        """
                        insert into audit_entry (at, actor, action, entity, entity_id, before, after, note)
                        select '2026-04-10T09:00:00Z'::timestamptz + n * interval '1 hour', '@actor', 'update', 'store',
                               'tt-' || n, '{"a": 1}', '{"a": 2}', '=cmd|'' /C calc''!A' || n
                          from generate_series(1, 40) as n
                        """)
                .update();
        workbook = bytes("/api/v1/export/schedule?month=" + MONTH);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    static byte[] bytes(TestApplication from, String path) {
        try {
            var answer =
                    HttpClient.newHttpClient()
                            .send(
                                    from.http().request(path).GET().build(),
                                    BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String path) {
        return bytes(application, path);
    }

    private static List<Row> rows(String sheet) throws IOException {
        try (var book =
                new ReadableWorkbook(
                        new ByteArrayInputStream(workbook), new ReadingOptions(true, false))) {
            return book.findSheet(sheet).orElseThrow().read();
        }
    }

    @Test
    void theWorkbookHasTheSixSheets() throws IOException {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            assertThat(book.getSheets().map(sheet -> sheet.getName()).toList())
                    .containsExactly(
                            "Расписание",
                            "Журнал визитов",
                            "Статистика по ТТ",
                            "Активность ТП",
                            "Журнал изменений",
                            "Маршруты");
        }
    }

    @Test
    void everyCellOfTheWorkbookIsThatOfTheTables() throws IOException {
        int checked = 0;
        for (var sheet : ReportSheet.values()) {
            var expected = ExpectedSheets.rows(application.jdbc(), sheet, MONTH);
            var rows = rows(sheet.title());
            assertThat(rows.getFirst().stream().map(Cell::getText).toList())
                    .isEqualTo(sheet.columns().stream().map(Column::title).toList());
            assertThat(rows).as(sheet.title()).hasSize(expected.size() + 2);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(canonical(sheet, rows.get(i + 1)))
                        .as("%s, row %d", sheet.title(), i + 2)
                        .isEqualTo(expected.get(i));
                checked += expected.get(i).size();
            }
        }
        assertThat(checked).isGreaterThan(20_000);
    }

    private static List<String> canonical(ReportSheet sheet, Row row) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < sheet.columns().size(); i++) {
            var type = sheet.columns().get(i).type();
            cells.add(row.getOptionalCell(i).map(cell -> canonical(type, cell)).orElse(""));
        }
        return cells;
    }

    private static String canonical(Column.Type type, Cell cell) {
        if (cell.getType() == CellType.EMPTY) {
            return "";
        }
        return switch (type) {
            case TEXT, CATEGORY, STATUS, YES -> ReportWords.unguarded(cell.getText());
            case INTEGER -> cell.asNumber().setScale(0, RoundingMode.UNNECESSARY).toPlainString();
            case PERCENT -> cell.asNumber().setScale(1, RoundingMode.UNNECESSARY).toPlainString();
            case KILOMETRES, ROUBLES ->
                    cell.asNumber().setScale(2, RoundingMode.HALF_EVEN).toPlainString();
            case TIME, DURATION ->
                    cell.asNumber()
                            .multiply(BigDecimal.valueOf(86_400))
                            .setScale(0, RoundingMode.HALF_EVEN)
                            .toPlainString();
            case DATE -> cell.asDate().toLocalDate().toString();
            case MOMENT ->
                    cell.asDate()
                            .plus(500, ChronoUnit.MILLIS)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"));
        };
    }

    @Test
    void datesAndDurationsAreRealOnes() throws IOException {
        for (var sheet : ReportSheet.values()) {
            for (var row : rows(sheet.title()).subList(1, 10)) {
                for (int i = 0; i < sheet.columns().size(); i++) {
                    var column = sheet.columns().get(i);
                    var cell = row.getOptionalCell(i);
                    if (cell.isPresent()
                            && cell.get().getType() != CellType.EMPTY
                            && !column.type().format().isEmpty()) {
                        assertThat(cell.get().getType()).isEqualTo(CellType.NUMBER);
                        if (column.type().format().matches(".*[dh].*")) {
                            assertThat(cell.get().getDataFormatString())
                                    .isEqualTo(column.type().format());
                        }
                    }
                }
            }
        }
    }

    @Test
    void totalsAreTheSumsOfTheirColumns() throws IOException {
        for (var sheet : ReportSheet.values()) {
            var rows = rows(sheet.title());
            var last = rows.getLast();
            assertThat(last.getCellText(0)).isEqualTo("Итого");
            for (int i = 0; i < sheet.columns().size(); i++) {
                var column = sheet.columns().get(i);
                if (column.total() != Column.Total.SUM) {
                    continue;
                }
                BigDecimal sum = BigDecimal.ZERO;
                for (var row : rows.subList(1, rows.size() - 1)) {
                    var cell = row.getOptionalCell(i);
                    if (cell.isPresent() && cell.get().getType() == CellType.NUMBER) {
                        sum = sum.add(cell.get().asNumber());
                    }
                }
                // Kilometres are rounded row by row, their total once.
                assertThat(last.getCell(i).asNumber().doubleValue())
                        .as("%s, %s", sheet.title(), column.title())
                        .isCloseTo(
                                sum.doubleValue(),
                                org.assertj.core.data.Offset.offset(0.01 * rows.size()));
            }
        }
    }

    private static Map<String, String> parts() throws IOException {
        var parts = new HashMap<String, String>();
        try (var zip = ZipFile.builder().setByteArray(workbook).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                try (var content = zip.getInputStream(entry)) {
                    parts.put(
                            entry.getName(),
                            new String(content.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return parts;
    }

    @Test
    void sheetsAreFrozenFilteredAndReadyToPrint() throws IOException {
        var parts = parts();
        for (int i = 1; i <= 6; i++) {
            var sheet = parts.getOrDefault("xl/worksheets/sheet" + i + ".xml", "");
            assertThat(
                            sheet.substring(0, Math.min(4_000, sheet.length()))
                                    + sheet.substring(Math.max(0, sheet.length() - 2_000)))
                    .containsPattern("<pane [^>]*ySplit=\"1\"[^>]*state=\"frozen\"")
                    .containsPattern("<autoFilter ref=\"A1:[A-Z]+\\d+\"")
                    .contains("orientation=\"landscape\"", "fitToPage", "fitToWidth=\"1\"")
                    .contains("<cols>")
                    .doesNotContain("<f>");
        }
        assertThat(parts.get("xl/worksheets/sheet1.xml")).contains("hidden=\"true\"");
        assertThat(parts.get("xl/styles.xml")).contains("C8E6C9", "BBDEFB", "FFF9C4", "E0E0E0");
        assertThat(parts.get("xl/workbook.xml"))
                .contains("_xlnm.Print_Titles", "_xlnm._FilterDatabase");
    }

    @Test
    void noCellCanBecomeAFormula() throws IOException {
        int guarded = 0;
        for (var sheet : ReportSheet.values()) {
            for (var row : rows(sheet.title())) {
                for (var cell : row) {
                    if (cell != null && cell.getType() == CellType.STRING) {
                        assertThat(cell.getText()).doesNotMatch("(?s)^[=+\\-@\\t\\r\\n].*");
                        guarded += cell.getText().startsWith("'=") ? 1 : 0;
                    }
                }
            }
        }
        assertThat(guarded).as("notes that begin like formulas").isGreaterThan(40);
        String csv =
                new String(
                        bytes("/api/v1/export/schedule?format=csv&sheet=changes&month=" + MONTH),
                        StandardCharsets.UTF_8);
        assertThat(csv).contains("'=cmd|").doesNotContain(";=cmd").contains(";'@actor;");
    }

    @Test
    void csvAndJsonSayTheSame() {
        JsonNode all = http.get("/api/v1/export/schedule?format=json&month=" + MONTH).json();
        for (var sheet : ReportSheet.values()) {
            var expected = ExpectedSheets.rows(application.jdbc(), sheet, MONTH);
            var json = all.get(sheet.word());
            assertThat(json).hasSize(expected.size());
            String text =
                    new String(
                            bytes(
                                    "/api/v1/export/schedule?format=csv&month=%s&sheet=%s"
                                            .formatted(MONTH, sheet.word())),
                            StandardCharsets.UTF_8);
            assertThat(text).startsWith("\uFEFF");
            List<CsvRecord> csv =
                    CsvReader.builder().fieldSeparator(';').ofCsvRecord(text.substring(1)).stream()
                            .toList();
            assertThat(csv).hasSize(expected.size() + 1);
            for (int i = 0; i < expected.size(); i++) {
                for (int k = 0; k < sheet.columns().size(); k++) {
                    var column = sheet.columns().get(k);
                    String cell = expected.get(i).get(k);
                    assertThat(fromCsv(column.type(), csv.get(i + 1).getField(k)))
                            .as("%s, row %d, %s", sheet, i, column.title())
                            .isEqualTo(cell);
                    assertThat(fromJson(column.type(), json.get(i).get(column.key())))
                            .as("%s, row %d, %s", sheet, i, column.key())
                            .isEqualTo(inJson(column.type(), cell));
                }
            }
        }
    }

    private static String fromCsv(Column.Type type, String text) {
        if (text.isEmpty()) {
            return "";
        }
        return switch (type) {
            case TIME, DURATION -> {
                var parts = text.split(":", -1);
                yield Long.toString(
                        Long.parseLong(parts[0]) * 3600
                                + Long.parseLong(parts[1]) * 60
                                + Long.parseLong(parts[2]));
            }
            case DATE ->
                    LocalDate.parse(text, DateTimeFormatter.ofPattern("dd.MM.uuuu")).toString();
            case MOMENT ->
                    LocalDateTime.parse(text, DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss"))
                            .format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"));
            case KILOMETRES, ROUBLES, PERCENT -> text.replace(',', '.');
            default -> ReportWords.unguarded(text);
        };
    }

    private static String fromJson(Column.Type type, JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        return switch (type) {
            case STATUS -> ReportWords.status(value.asString());
            case YES -> value.asBoolean() ? "да" : "";
            case DURATION, KILOMETRES, ROUBLES -> value.decimalValue().setScale(2).toPlainString();
            case PERCENT -> value.decimalValue().setScale(1).toPlainString();
            case MOMENT -> value.asString().substring(0, 16);
            default -> value.asString();
        };
    }

    /// JSON has durations in minutes, and times of day without seconds that are zero.
    private static String inJson(Column.Type type, String cell) {
        if (cell.isEmpty()) {
            return "";
        }
        return switch (type) {
            case DURATION ->
                    new BigDecimal(cell)
                            .divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP)
                            .toPlainString();
            case TIME -> java.time.LocalTime.ofSecondOfDay(Long.parseLong(cell)).toString();
            case MOMENT -> cell.substring(0, 16);
            default -> cell;
        };
    }

    @Test
    void aSpanHasItsDaysOnly() {
        var json =
                http.get(
                                "/api/v1/export/schedule?format=json&sheet=visits&from=2026-04-06&to=2026-04-10")
                        .json();
        assertThat(Json.column(json.get("visits"), "date"))
                .isNotEmpty()
                .allMatch(day ->
                        day.compareTo("2026-04-06") >= 0 && day.compareTo("2026-04-10") <= 0);
        assertThat(json.has("schedule")).isFalse();
    }

    @Test
    void anEmptyMonthIsAFileToo() throws IOException {
        byte[] empty = bytes("/api/v1/export/schedule?month=2027-01");
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(empty))) {
            assertThat(book.findSheet("Расписание").orElseThrow().read()).hasSize(2);
        }
    }

    @Test
    void badWishesAreNamed() {
        var answer = http.get("/api/v1/export/schedule?month=2026-04&format=pdf&sheet=all");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(Json.wrongFields(answer)).containsExactly("format", "sheet");
        assertThat(http.get("/api/v1/export/schedule?month=april").status()).isEqualTo(422);
    }
}

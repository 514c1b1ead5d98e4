package ru.t2.marshrut.reports;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Tables that can be opened and say what cannot be meant: cells, columns and texts, by name.
final class DamagedTables {

    private final Map<String, byte[]> corpus = new LinkedHashMap<>();
    private final byte[] good;

    private DamagedTables(byte[] good) {
        this.good = good;
    }

    /// @param good the workbook that is damaged
    /// @param csv its plan as CSV
    static Map<String, byte[]> of(byte[] good, String csv) {
        var damaged = new DamagedTables(good);
        damaged.cells();
        damaged.columns();
        damaged.texts(csv);
        return damaged.corpus;
    }

    /// One cell of the plan or the journal each, that no reader can take for something else.
    private void cells() {
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
            cell(ReportSheet.SCHEDULE, "date", date);
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
            cell(ReportSheet.SCHEDULE, "position", position);
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
            cell(ReportSheet.SCHEDULE, "status", status);
        }
        for (String pinned : List.of("может", "2", "#Н/Д", "yes!", "ок")) {
            cell(ReportSheet.SCHEDULE, "pinned", pinned);
        }
        for (String id :
                List.of(
                        "x",
                        "1",
                        "00000000-0000-0000-0000-000000000000",
                        "не-id",
                        "'; drop table visit; --",
                        "#REF!")) {
            cell(ReportSheet.SCHEDULE, "visit_id", id);
        }
        for (String rep :
                List.of("Никто", "rep-1", "Анна", "123", "#REF!", "Анна Киселёва Игорь Маскаев")) {
            cell(ReportSheet.SCHEDULE, "rep_name", rep);
        }
        for (String rep : List.of("rep-0", "REP-1", "Анна Киселёва", "1", "#Н/Д")) {
            cell(ReportSheet.SCHEDULE, "rep_id", rep);
        }
        for (String store : List.of("", "tt-000", "1", "#REF!", "TT-001")) {
            cell(ReportSheet.SCHEDULE, "store_id", store);
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
            cell(ReportSheet.VISITS, "arrived_at", time);
            cell(ReportSheet.VISITS, "left_at", time);
        }
        cell(ReportSheet.VISITS, "status", "пропущен");
        cell(ReportSheet.VISITS, "reason", "причина без статуса");
        cell(ReportSheet.VISITS, "note", "заметка без статуса");
    }

    private void cell(ReportSheet sheet, String key, String value) {
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

    private void columns() {
        put("shifted right", rows -> rows.stream().map(row -> shifted(row, 1)).toList(), true);
        put("shifted by two", rows -> rows.stream().map(row -> shifted(row, 2)).toList(), true);
        put(
                "shifted left",
                rows -> rows.stream().map(row -> row.subList(1, row.size())).toList(),
                true);
        put("stores one row down", DamagedTables::storesDown, true);
        put(
                "rows twice",
                rows -> {
                    var twice = new ArrayList<>(rows);
                    twice.addAll(rows);
                    return twice;
                },
                true);
        put("without a header", rows -> rows, false);
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

    private void put(
            String name, UnaryOperator<List<List<@Nullable Object>>> body, boolean header) {
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

    private void texts(String csv) {
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

package ru.t2.marshrut.reports;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;

/// A workbook taken apart, to be changed as a person changes it, and put together again.
final class EditedWorkbook {

    /// Rows of cells: `String`, `BigDecimal` or null.
    final Map<String, List<List<@Nullable Object>>> sheets = new LinkedHashMap<>();

    static EditedWorkbook of(byte[] file) {
        var workbook = new EditedWorkbook();
        try (var source = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            for (var sheet : source.getSheets().toList()) {
                var rows = new ArrayList<List<@Nullable Object>>();
                for (var row : sheet.read()) {
                    var cells = new ArrayList<@Nullable Object>();
                    for (var cell : row) {
                        cells.add(value(cell));
                    }
                    rows.add(cells);
                }
                workbook.sheets.put(sheet.getName(), rows);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return workbook;
    }

    private static @Nullable Object value(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return null;
        }
        return cell.getType() == CellType.NUMBER ? cell.asNumber() : cell.getText();
    }

    List<List<@Nullable Object>> rows(ReportSheet sheet) {
        return sheets.getOrDefault(sheet.title(), List.of());
    }

    /// Index of a column.
    static int column(ReportSheet sheet, String key) {
        for (int i = 0; i < sheet.columns().size(); i++) {
            if (sheet.columns().get(i).key().equals(key)) {
                return i;
            }
        }
        throw new IllegalArgumentException(key);
    }

    /// Index of the row of a visit.
    int row(ReportSheet sheet, String visitId) {
        var rows = rows(sheet);
        for (int i = 1; i < rows.size(); i++) {
            if (visitId.equals(rows.get(i).getFirst())) {
                return i;
            }
        }
        throw new IllegalArgumentException(visitId);
    }

    @Nullable Object get(ReportSheet sheet, String visitId, String key) {
        var cells = rows(sheet).get(row(sheet, visitId));
        int column = column(sheet, key);
        return column < cells.size() ? cells.get(column) : null;
    }

    EditedWorkbook set(ReportSheet sheet, String visitId, String key, @Nullable Object value) {
        return set(sheet, row(sheet, visitId), column(sheet, key), value);
    }

    EditedWorkbook set(ReportSheet sheet, int row, int column, @Nullable Object value) {
        var cells = rows(sheet).get(row);
        while (cells.size() <= column) {
            cells.add(null);
        }
        cells.set(column, value);
        return this;
    }

    byte[] bytes() {
        var stream = new ByteArrayOutputStream();
        try (var workbook = new Workbook(stream, "Test", "1.0")) {
            sheets.forEach((name, rows) -> {
                var sheet = workbook.newWorksheet(name);
                for (int i = 0; i < rows.size(); i++) {
                    for (int k = 0; k < rows.get(i).size(); k++) {
                        var cell = rows.get(i).get(k);
                        if (cell instanceof BigDecimal number) {
                            sheet.value(i, k, number);
                        } else if (cell != null) {
                            sheet.value(i, k, cell.toString());
                        }
                    }
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stream.toByteArray();
    }
}

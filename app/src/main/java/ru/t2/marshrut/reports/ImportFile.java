package ru.t2.marshrut.reports;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.tables.FileContent;
import ru.t2.marshrut.tables.TableReader;

/// A file cut into rows with known columns.
///
/// @param format `xlsx` or `csv`
/// @param ignored names of sheets without a header we know
record ImportFile(String format, List<Sheet> sheets, List<String> ignored) {

    private static final int ROWS = 60_000;
    private static final long UNPACKED_BYTES = 192L << 20;
    private static final int HEADER_WITHIN = 20;
    private static final int LETTERS = 26;

    /// Sheets of ours that only tell; what is changed there has no meaning.
    private static final Set<String> TELLING =
            Set.of(
                    ReportSheet.STORES.title(),
                    ReportSheet.REPS.title(),
                    ReportSheet.CHANGES.title(),
                    ReportSheet.ROUTES.title());

    ImportFile {
        sheets = List.copyOf(sheets);
        ignored = List.copyOf(ignored);
    }

    /// A sheet with a header we know.
    ///
    /// @param columns 0-based
    record Sheet(
            String name,
            int headerRow,
            Map<ImportField, Integer> columns,
            List<String> ignoredColumns,
            List<Row> rows) {

        Sheet {
            columns = Map.copyOf(columns);
            ignoredColumns = List.copyOf(ignoredColumns);
            rows = List.copyOf(rows);
        }

        boolean has(ImportField field) {
            return columns.containsKey(field);
        }
    }

    /// A row of a sheet.
    record Row(FileContent.Row cells, Map<ImportField, Integer> columns) {

        int number() {
            return cells.number();
        }

        boolean has(ImportField field) {
            return columns.containsKey(field);
        }

        /// Empty when there is no such column.
        String text(ImportField field) {
            Integer column = columns.get(field);
            return column == null ? "" : ReportWords.unguarded(cells.cell(column));
        }

        /// As in `B12`.
        String address(ImportField field) {
            Integer column = columns.get(field);
            return (column == null ? "" : letters(column)) + cells.number();
        }
    }

    private static String letters(int column) {
        var letters = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / LETTERS - 1) {
            letters.insert(0, (char) ('A' + rest % LETTERS));
        }
        return letters.toString();
    }

    /// Reads a file within bounds of memory.
    ///
    /// @throws ApiException 422 `import_unreadable` that says why it can't be read
    static ImportFile read(byte[] file, Texts texts) {
        return switch (TableReader.read(
                file, new TableReader.Limits(ROWS, UNPACKED_BYTES, TELLING))) {
            case FileContent.Unreadable(var reason) -> throw refusal(reason, texts);
            case FileContent.Json _ -> throw refusal("not_a_table", texts);
            case FileContent.Tables tables -> of(tables, texts);
        };
    }

    private static ImportFile of(FileContent.Tables tables, Texts texts) {
        var sheets = new ArrayList<Sheet>();
        var ignored = new ArrayList<String>();
        for (var table : tables.sheets()) {
            sheet(table, texts).ifPresentOrElse(sheets::add, () -> ignored.add(table.name()));
        }
        if (sheets.isEmpty()) {
            throw refusal("no_header", texts);
        }
        return new ImportFile(tables.format(), sheets, ignored);
    }

    private static Optional<Sheet> sheet(FileContent.Sheet table, Texts texts) {
        var rows = table.rows();
        for (int i = 0; i < Math.min(rows.size(), HEADER_WITHIN); i++) {
            var columns = new EnumMap<ImportField, Integer>(ImportField.class);
            var unknown = new ArrayList<String>();
            for (int k = 0; k < rows.get(i).cells().size(); k++) {
                String header = rows.get(i).cell(k);
                var field = ImportField.ofHeader(header);
                if (field.isPresent() && columns.putIfAbsent(field.get(), k) != null) {
                    throw ApiException.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "import_unreadable",
                            texts.get("reports.import.twice", table.name(), header));
                }
                if (field.isEmpty() && !header.isEmpty()) {
                    unknown.add(header);
                }
            }
            if (isHeader(columns.keySet())) {
                var body =
                        rows.subList(i + 1, rows.size()).stream()
                                .filter(row -> !row.cell(0).equals(ReportWords.TOTAL))
                                .map(row -> new Row(row, columns))
                                .toList();
                return Optional.of(
                        new Sheet(table.name(), rows.get(i).number(), columns, unknown, body));
            }
        }
        return Optional.empty();
    }

    /// A visit by its id, or a store with a day and a rep; and something to say about it.
    private static boolean isHeader(Set<ImportField> fields) {
        boolean known = fields.contains(ImportField.VISIT_ID);
        boolean store =
                fields.contains(ImportField.STORE_ID) || fields.contains(ImportField.STORE_NAME);
        boolean rep = fields.contains(ImportField.REP_ID) || fields.contains(ImportField.REP_NAME);
        boolean says =
                fields.contains(ImportField.DATE)
                        || fields.contains(ImportField.STATUS)
                        || fields.contains(ImportField.ARRIVED);
        return (known && says) || (store && rep && fields.contains(ImportField.DATE));
    }

    private static ApiException refusal(String reason, Texts texts) {
        return ApiException.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "import_unreadable",
                texts.get("reports.import." + reason));
    }
}

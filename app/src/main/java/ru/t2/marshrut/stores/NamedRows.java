package ru.t2.marshrut.stores;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import ru.t2.marshrut.tables.FileContent;

/// Rows of a table that name stores: by the columns of a header, or, without one, by what the first
/// cell with anything in it says.
///
/// @param headers of the known columns as the file writes them; empty: there is no header
record NamedRows(Map<UploadColumn, String> headers, List<Row> rows) {

    /// Where the header is looked for; titles often stand above it.
    private static final int HEADER_DEPTH = 10;

    private static final Set<UploadColumn> TELLING =
            EnumSet.of(
                    UploadColumn.ID,
                    UploadColumn.NAME,
                    UploadColumn.ADDRESS,
                    UploadColumn.CITY,
                    UploadColumn.DISTRICT);

    /// One row.
    ///
    /// @param first the first cell that is not blank
    record Row(int number, Map<UploadColumn, String> cells, String first) {

        /// Empty where the row has none.
        String cell(UploadColumn column) {
            return Objects.requireNonNullElse(cells.get(column), "");
        }
    }

    /// Of the first sheet with a header, else of the first sheet with rows; empty: no sheet has
    /// any.
    static Optional<NamedRows> of(FileContent.Tables tables) {
        return tables.sheets().stream()
                .flatMap(sheet -> withHeader(sheet).stream())
                .findFirst()
                .or(() ->
                        tables.sheets().stream()
                                .filter(sheet -> !sheet.rows().isEmpty())
                                .findFirst()
                                .map(sheet -> rows(sheet, 0, Map.of())));
    }

    private static Optional<NamedRows> withHeader(FileContent.Sheet sheet) {
        for (int i = 0; i < Math.min(HEADER_DEPTH, sheet.rows().size()); i++) {
            var columns = new EnumMap<UploadColumn, Integer>(UploadColumn.class);
            var cells = sheet.rows().get(i).cells();
            for (int c = 0; c < cells.size(); c++) {
                int place = c;
                UploadColumn.ofHeader(cells.get(c))
                        .filter(TELLING::contains)
                        .ifPresent(column -> columns.putIfAbsent(column, place));
            }
            if (columns.containsKey(UploadColumn.ID) || columns.containsKey(UploadColumn.NAME)) {
                return Optional.of(rows(sheet, i + 1, columns));
            }
        }
        return Optional.empty();
    }

    private static NamedRows rows(
            FileContent.Sheet sheet, int from, Map<UploadColumn, Integer> columns) {
        var headers = new EnumMap<UploadColumn, String>(UploadColumn.class);
        columns.forEach(
                (column, place) -> headers.put(column, sheet.rows().get(from - 1).cell(place)));
        return new NamedRows(
                headers,
                sheet.rows().stream()
                        .skip(from)
                        .map(row -> {
                            var cells = new EnumMap<UploadColumn, String>(UploadColumn.class);
                            columns.forEach((column, place) -> cells.put(column, row.cell(place)));
                            return new Row(
                                    row.number(),
                                    cells,
                                    row.cells().stream()
                                            .filter(cell -> !cell.isBlank())
                                            .findFirst()
                                            .orElse(""));
                        })
                        .toList());
    }
}

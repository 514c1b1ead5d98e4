package ru.t2.marshrut.stores;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import ru.t2.marshrut.tables.FileContent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Rows of a file, cell by known column, whatever format they came in.
///
/// @param headers of the known columns as the file writes them
record UploadRows(Map<UploadColumn, String> headers, Set<String> ignored, List<Row> rows) {

    /// Where the header is looked for; titles often stand above it.
    private static final int HEADER_DEPTH = 10;

    private static final int ENOUGH_COLUMNS = 3;

    /// One row.
    ///
    /// @param cells text of the known columns that the row has, blank cells among them
    record Row(int number, Map<UploadColumn, String> cells) {}

    /// The first sheet with a header; empty: none has one.
    static Optional<UploadRows> of(FileContent.Tables tables) {
        return tables.sheets().stream().flatMap(sheet -> of(sheet).stream()).findFirst();
    }

    private static Optional<UploadRows> of(FileContent.Sheet sheet) {
        for (int i = 0; i < Math.min(HEADER_DEPTH, sheet.rows().size()); i++) {
            var columns = new LinkedHashMap<Integer, UploadColumn>();
            var ignored = new LinkedHashSet<String>();
            var cells = sheet.rows().get(i).cells();
            for (int c = 0; c < cells.size(); c++) {
                int place = c;
                UploadColumn.ofHeader(cells.get(c))
                        .filter(column -> !columns.containsValue(column))
                        .ifPresentOrElse(
                                column -> columns.put(place, column),
                                () -> ignored.add(cells.get(place)));
            }
            ignored.remove("");
            if (columns.size() >= ENOUGH_COLUMNS && columns.containsValue(UploadColumn.NAME)) {
                return Optional.of(
                        new UploadRows(
                                headers(columns, cells),
                                ignored,
                                sheet.rows().stream()
                                        .skip(i + 1L)
                                        .map(row -> new Row(row.number(), cells(columns, row)))
                                        .toList()));
            }
        }
        return Optional.empty();
    }

    private static Map<UploadColumn, String> headers(
            Map<Integer, UploadColumn> columns, List<String> cells) {
        var headers = new EnumMap<UploadColumn, String>(UploadColumn.class);
        columns.forEach((place, column) -> headers.put(column, cells.get(place)));
        return headers;
    }

    private static Map<UploadColumn, String> cells(
            Map<Integer, UploadColumn> columns, FileContent.Row row) {
        var cells = new EnumMap<UploadColumn, String>(UploadColumn.class);
        columns.forEach((place, column) -> cells.put(column, row.cell(place)));
        return cells;
    }

    /// A list of objects, alone or as the first list of an object; empty: it is something else.
    static Optional<UploadRows> of(JsonNode tree) {
        var list =
                tree.isArray()
                        ? Optional.of(tree)
                        : tree.properties().stream()
                                .map(Map.Entry::getValue)
                                .filter(JsonNode::isArray)
                                .findFirst();
        if (list.isEmpty() || list.get().isEmpty()) {
            return Optional.empty();
        }
        var headers = new EnumMap<UploadColumn, String>(UploadColumn.class);
        var ignored = new LinkedHashSet<String>();
        var rows = new ArrayList<Row>();
        for (JsonNode item : list.get()) {
            var cells = new EnumMap<UploadColumn, String>(UploadColumn.class);
            if (item instanceof ObjectNode object) {
                for (var member : object.properties()) {
                    UploadColumn.ofHeader(member.getKey())
                            .ifPresentOrElse(
                                    column -> {
                                        headers.putIfAbsent(column, member.getKey());
                                        cells.put(column, text(member.getValue()));
                                    },
                                    () -> ignored.add(member.getKey()));
                }
            }
            rows.add(new Row(rows.size() + 1, cells));
        }
        return Optional.of(new UploadRows(headers, ignored, rows));
    }

    /// As a cell would have it: lists with `;` between, windows as `09:00-18:00`.
    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(UploadRows::text)
                    .collect(Collectors.joining("; "));
        }
        if (value.has("start") && value.has("end")) {
            return value.get("start").asString() + "-" + value.get("end").asString();
        }
        return value.isObject() ? value.toString() : value.asString().strip();
    }
}

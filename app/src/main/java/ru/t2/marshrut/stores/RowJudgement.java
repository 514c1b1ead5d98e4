package ru.t2.marshrut.stores;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.JsonInput;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.stores.UploadReport.RowError;
import ru.t2.marshrut.stores.Wanted.Candidate;

/// Judges the rows of a file one by one. Not thread-safe.
final class RowJudgement {

    private final UploadRows rows;
    private final KnownStores known;
    private final JsonInput input;
    private final Texts texts;

    RowJudgement(UploadRows rows, KnownStores known, JsonInput input, Texts texts) {
        this.rows = rows;
        this.known = known;
        this.input = input;
        this.texts = texts;
    }

    /// Stores as the rows say they are to be, and what is wrong with the others.
    Wanted wanted(UploadReport frame, Instant now) {
        var errors = new ArrayList<RowError>();
        var missing = new ArrayList<UploadColumn>();
        for (var column : List.of(UploadColumn.LAT, UploadColumn.LON, UploadColumn.CATEGORY)) {
            if (!rows.headers().containsKey(column)) {
                missing.add(column);
            }
        }
        var candidates = new ArrayList<Candidate>();
        var seen = new HashMap<String, Integer>();
        for (var row : rows.rows()) {
            var current = known.find(row);
            var reader = new UploadRow(row.cells(), current.map(StoreInput::of));
            String id = current.map(Store::id).orElseGet(() -> KnownStores.id(row));
            var read = reader.read(id);
            var problems = problems(row, reader, read, current.isPresent() ? List.of() : missing);
            errors.addAll(problems);
            if (!problems.isEmpty()) {
                continue;
            }
            var store =
                    read.toStore(
                            id,
                            current.map(Store::synthetic).orElse(false),
                            current.map(one -> one.version() + 1).orElse(1),
                            current.map(Store::createdAt).orElse(now),
                            current.map(one -> later(now, one.updatedAt())).orElse(now));
            if (isDouble(row, store, seen, errors)) {
                continue;
            }
            candidates.add(new Candidate(row.number(), store, current));
        }
        return new Wanted(
                new UploadReport(
                        frame.format(),
                        frame.encoding(),
                        frame.separator(),
                        rows.rows().size(),
                        0,
                        0,
                        0,
                        false,
                        false,
                        List.copyOf(rows.ignored()),
                        0,
                        List.of(),
                        List.of()),
                candidates,
                errors);
    }

    private boolean isDouble(
            UploadRows.Row row, Store store, Map<String, Integer> seen, List<RowError> errors) {
        var keys = new ArrayList<>(List.of("id\n" + store.id()));
        if (!store.address().isEmpty()) {
            keys.add(StoreRepository.told(store.city(), store.address(), store.name()));
        }
        for (String key : keys) {
            var earlier = seen.putIfAbsent(key, row.number());
            if (earlier != null) {
                boolean byId = key.startsWith("id\n") && row.cells().containsKey(UploadColumn.ID);
                errors.add(
                        new RowError(
                                row.number(),
                                Objects.requireNonNullElse(
                                        rows.headers()
                                                .get(byId ? UploadColumn.ID : UploadColumn.NAME),
                                        ""),
                                byId ? store.id() : store.name(),
                                "duplicate",
                                texts.get("stores.upload.rule.duplicate", earlier)));
                return true;
            }
        }
        return false;
    }

    private List<RowError> problems(
            UploadRows.Row row, UploadRow reader, StoreInput read, List<UploadColumn> missing) {
        var problems = new EnumMap<UploadColumn, RowError>(UploadColumn.class);
        reader.broken()
                .forEach((column, rule) ->
                        problems.put(
                                column,
                                error(row, column, rule, texts.get("stores.upload.rule." + rule))));
        var fields = new ArrayList<FieldProblem>(input.problems(read));
        fields.addAll(read.problems());
        for (var field : fields) {
            var column = column(field.field());
            boolean required = required(column, read);
            problems.putIfAbsent(
                    column,
                    error(
                            row,
                            column,
                            required ? "required" : "allowed_value",
                            texts.get(field.messageKey(), field.arguments().toArray())));
        }
        missing.forEach(column ->
                problems.putIfAbsent(
                        column,
                        error(row, column, "required", texts.get("stores.upload.rule.required"))));
        return List.copyOf(problems.values());
    }

    private static boolean required(UploadColumn column, StoreInput read) {
        return switch (column) {
            case NAME -> read.name() == null || read.name().isBlank();
            case LAT -> read.lat() == null;
            case LON -> read.lon() == null;
            case CATEGORY -> read.category() == null;
            default -> false;
        };
    }

    private UploadColumn column(String field) {
        String top = field.replaceFirst("[\\[.].*", "");
        for (var column : UploadColumn.values()) {
            if (column.field().equals(top) && rows.headers().containsKey(column)) {
                return column;
            }
        }
        for (var column : UploadColumn.values()) {
            if (column.field().equals(top)) {
                return column;
            }
        }
        return UploadColumn.NAME;
    }

    private RowError error(UploadRows.Row row, UploadColumn column, String rule, String remedy) {
        return new RowError(
                row.number(),
                Objects.requireNonNullElse(rows.headers().get(column), column.field()),
                Objects.requireNonNullElse(row.cells().get(column), ""),
                rule,
                remedy);
    }

    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}

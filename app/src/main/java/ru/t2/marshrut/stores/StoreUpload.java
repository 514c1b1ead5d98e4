package ru.t2.marshrut.stores;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.t2.marshrut.audit.AuditTrail;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.JsonInput;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.stores.UploadReport.Action;
import ru.t2.marshrut.stores.UploadReport.Item;
import ru.t2.marshrut.stores.UploadReport.RowError;
import ru.t2.marshrut.tables.FileContent;
import ru.t2.marshrut.tables.TableReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Takes stores from a file: a preview of what would change, or all of it at once. A row is known
/// again by its id, else by name and address, else by name and place; so a repeated upload changes
/// nothing. Thread-safe.
@Service
class StoreUpload {

    private static final int ID_BYTES = 6;

    private final StoreRepository repository;
    private final JsonInput input;
    private final JsonMapper json;
    private final Texts texts;
    private final AuditTrail audit;
    private final Clock clock;

    StoreUpload(
            StoreRepository repository,
            JsonInput input,
            JsonMapper json,
            Texts texts,
            AuditTrail audit,
            Clock clock) {
        this.repository = repository;
        this.input = input;
        this.json = json;
        this.texts = texts;
        this.audit = audit;
        this.clock = clock;
    }

    /// What a file says.
    ///
    /// @param candidates stores as they are to be, by row
    private record Wanted(UploadReport frame, List<Candidate> candidates, List<RowError> errors) {}

    /// One store as it is to be.
    ///
    /// @param current as it is; empty: new
    private record Candidate(int row, Store store, Optional<Store> current) {

        Action action() {
            if (current.isEmpty()) {
                return Action.CREATE;
            }
            return StoreInput.of(current.get()).equals(StoreInput.of(store))
                    ? Action.NONE
                    : Action.CHANGE;
        }
    }

    /// Reads a file and tells, or does, what it says.
    ///
    /// @param commit whether to apply it; with errors in it, nothing is
    /// @throws ApiException 422 if the file can't be read, or is to be applied and has errors
    @Transactional
    public UploadReport upload(byte[] file, boolean commit) {
        if (commit) {
            repository.lockForUpload();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var wanted =
                switch (TableReader.read(file)) {
                    case FileContent.Unreadable(var reason) ->
                            throw unreadable("stores.upload." + reason);
                    case FileContent.Tables tables -> fromTables(tables, now);
                    case FileContent.Json(var text, var encoding) -> fromJson(text, encoding, now);
                };
        var report = report(wanted, commit && wanted.errors().isEmpty());
        if (commit) {
            if (!wanted.errors().isEmpty()) {
                throw ApiException.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "upload_has_errors",
                                wanted.errors().size())
                        .with("report", report);
            }
            apply(wanted, report);
        }
        return report;
    }

    private Wanted fromTables(FileContent.Tables tables, Instant now) {
        var frame =
                frame(
                        tables.format(),
                        tables.encoding().orElse(null),
                        tables.separator().map(String::valueOf).orElse(null));
        var organiser = OrganiserWorkbook.of(tables);
        if (organiser.isPresent()) {
            return synthetic(organiser.get(), frame, now);
        }
        var rows = UploadRows.of(tables).orElseThrow(() -> unreadable("stores.upload.no_header"));
        return wanted(rows, frame, now);
    }

    private Wanted fromJson(String text, String encoding, Instant now) {
        try {
            var rows =
                    UploadRows.of(json.readTree(text))
                            .orElseThrow(() -> unreadable("stores.upload.no_header"));
            if (rows.rows().size() > TableReader.ROW_LIMIT) {
                throw unreadable("stores.upload.too_many_rows");
            }
            return wanted(rows, frame("json", encoding, null), now);
        } catch (JacksonException _) {
            throw unreadable("stores.upload.broken");
        }
    }

    private Wanted synthetic(OrganiserWorkbook workbook, UploadReport frame, Instant now) {
        var stores = workbook.stores(now);
        var known = repository.mapByIds(stores.stream().map(Store::id).toList());
        var errors = new ArrayList<>(workbook.errors().stream().map(this::withRemedy).toList());
        var candidates = new ArrayList<Candidate>();
        for (var store : stores) {
            var current = Optional.ofNullable(known.get(store.id()));
            if (current.isPresent() && !current.get().synthetic()) {
                errors.add(withRemedy(new RowError(0, "", store.id(), "real_store", "")));
            }
            candidates.add(new Candidate(0, next(store, current), current));
        }
        return new Wanted(
                new UploadReport(
                        frame.format(),
                        null,
                        null,
                        stores.size(),
                        0,
                        0,
                        0,
                        true,
                        false,
                        List.of(),
                        0,
                        List.of(),
                        List.of()),
                candidates,
                errors);
    }

    /// A made-up store with the version that comes after the current one's.
    private static Store next(Store store, Optional<Store> current) {
        return current.map(known ->
                        StoreInput.of(store)
                                .toStore(
                                        store.id(),
                                        true,
                                        known.version() + 1,
                                        known.createdAt(),
                                        later(store.updatedAt(), known.updatedAt())))
                .orElse(store);
    }

    private Wanted wanted(UploadRows rows, UploadReport frame, Instant now) {
        var errors = new ArrayList<RowError>();
        var missing = new ArrayList<UploadColumn>();
        for (var column : List.of(UploadColumn.LAT, UploadColumn.LON, UploadColumn.CATEGORY)) {
            if (!rows.headers().containsKey(column)) {
                missing.add(column);
            }
        }
        var known = new KnownStores(rows);
        var candidates = new ArrayList<Candidate>();
        var seen = new HashMap<String, Integer>();
        for (var row : rows.rows()) {
            var current = known.find(row);
            var reader = new UploadRow(row.cells(), current.map(StoreInput::of));
            String id = current.map(Store::id).orElseGet(() -> id(row));
            var read = reader.read(id);
            var problems =
                    problems(rows, row, reader, read, current.isPresent() ? List.of() : missing);
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
            if (isDouble(row, store, seen, rows, errors)) {
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
            UploadRows.Row row,
            Store store,
            Map<String, Integer> seen,
            UploadRows rows,
            List<RowError> errors) {
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
            UploadRows rows,
            UploadRows.Row row,
            UploadRow reader,
            StoreInput read,
            List<UploadColumn> missing) {
        var problems = new EnumMap<UploadColumn, RowError>(UploadColumn.class);
        reader.broken()
                .forEach((column, rule) ->
                        problems.put(
                                column,
                                error(
                                        rows,
                                        row,
                                        column,
                                        rule,
                                        texts.get("stores.upload.rule." + rule))));
        var fields = new ArrayList<FieldProblem>(input.problems(read));
        fields.addAll(read.problems());
        for (var field : fields) {
            var column = column(field.field(), rows);
            boolean required = required(column, read);
            problems.putIfAbsent(
                    column,
                    error(
                            rows,
                            row,
                            column,
                            required ? "required" : "allowed_value",
                            texts.get(field.messageKey(), field.arguments().toArray())));
        }
        missing.forEach(column ->
                problems.putIfAbsent(
                        column,
                        error(
                                rows,
                                row,
                                column,
                                "required",
                                texts.get("stores.upload.rule.required"))));
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

    private static UploadColumn column(String field, UploadRows rows) {
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

    private static RowError error(
            UploadRows rows, UploadRows.Row row, UploadColumn column, String rule, String remedy) {
        return new RowError(
                row.number(),
                Objects.requireNonNullElse(rows.headers().get(column), column.field()),
                Objects.requireNonNullElse(row.cells().get(column), ""),
                rule,
                remedy);
    }

    private RowError withRemedy(RowError error) {
        return new RowError(
                error.row(),
                error.column(),
                error.value(),
                error.rule(),
                texts.get("stores.upload.rule." + error.rule()));
    }

    private void apply(Wanted wanted, UploadReport report) {
        var created =
                wanted.candidates().stream()
                        .filter(candidate -> candidate.action() == Action.CREATE)
                        .map(Candidate::store)
                        .toList();
        if (!created.isEmpty()) {
            repository.insert(created);
        }
        for (var candidate : wanted.candidates()) {
            if (candidate.action() == Action.CHANGE) {
                var current = candidate.current().orElseThrow();
                if (!repository.update(candidate.store(), current.version())) {
                    throw ApiException.staleVersion(candidate.store().version());
                }
                audit.record(
                        "update",
                        "store",
                        current.id(),
                        StoreView.of(current),
                        StoreView.of(candidate.store()));
            }
        }
        if (!created.isEmpty()) {
            audit.recordMany(
                    "upload",
                    "store",
                    "upload",
                    Map.of(
                            "created", created.stream().map(Store::id).toList(),
                            "changed", report.changed(),
                            "unchanged", report.unchanged()));
        }
    }

    private static UploadReport report(Wanted wanted, boolean committed) {
        var frame = wanted.frame();
        var counts = new EnumMap<Action, Integer>(Action.class);
        var items = new ArrayList<Item>();
        for (var candidate : wanted.candidates()) {
            counts.merge(candidate.action(), 1, Integer::sum);
            if (items.size() < UploadReport.ITEMS_SHOWN) {
                items.add(
                        new Item(
                                candidate.row(),
                                candidate.store().id(),
                                candidate.store().name(),
                                candidate.action()));
            }
        }
        return new UploadReport(
                frame.format(),
                frame.encoding(),
                frame.separator(),
                frame.rows(),
                counts.getOrDefault(Action.CREATE, 0),
                counts.getOrDefault(Action.CHANGE, 0),
                counts.getOrDefault(Action.NONE, 0),
                frame.synthetic(),
                committed,
                frame.ignoredColumns(),
                wanted.errors().size(),
                wanted.errors().stream().limit(UploadReport.ERRORS_SHOWN).toList(),
                items);
    }

    private static UploadReport frame(
            String format, @Nullable String encoding, @Nullable String separator) {
        return new UploadReport(
                format, encoding, separator, 0, 0, 0, 0, false, false, List.of(), 0, List.of(),
                List.of());
    }

    /// An id that the same row always gets.
    private static String id(UploadRows.Row row) {
        String given = cell(row, UploadColumn.ID);
        if (!given.isEmpty()) {
            return given;
        }
        String address = cell(row, UploadColumn.ADDRESS);
        String place =
                address.isEmpty()
                        ? cell(row, UploadColumn.LAT) + "/" + cell(row, UploadColumn.LON)
                        : address;
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    StoreRepository.told(
                                                    cell(row, UploadColumn.CITY),
                                                    place,
                                                    cell(row, UploadColumn.NAME))
                                            .getBytes(StandardCharsets.UTF_8));
            return "tt-" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    private static String cell(UploadRows.Row row, UploadColumn column) {
        return Objects.requireNonNullElse(row.cells().get(column), "");
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static ApiException unreadable(String message) {
        return ApiException.invalidInput(List.of(FieldProblem.of("file", message)));
    }

    /// The stores that rows may mean.
    private final class KnownStores {

        private final Map<String, Store> byId;
        private final Map<String, String> idsByAddress;

        KnownStores(UploadRows rows) {
            idsByAddress = repository.mapIdsByNameAndAddress(addresses(rows));
            var ids = new HashSet<String>(idsByAddress.values());
            rows.rows().forEach(row -> ids.add(id(row)));
            byId = repository.mapByIds(ids.stream().filter(Store::isId).toList());
        }

        Optional<Store> find(UploadRows.Row row) {
            String given = cell(row, UploadColumn.ID);
            if (!given.isEmpty()) {
                return Optional.ofNullable(byId.get(given));
            }
            String address =
                    StoreRepository.told(
                            cell(row, UploadColumn.CITY),
                            cell(row, UploadColumn.ADDRESS),
                            cell(row, UploadColumn.NAME));
            return Optional.ofNullable(
                    byId.get(Objects.requireNonNullElse(idsByAddress.get(address), id(row))));
        }

        private static List<StoreRepository.Told> addresses(UploadRows rows) {
            return rows.rows().stream()
                    .map(row ->
                            new StoreRepository.Told(
                                    cell(row, UploadColumn.CITY),
                                    cell(row, UploadColumn.ADDRESS),
                                    cell(row, UploadColumn.NAME)))
                    .filter(told -> !told.address().isEmpty())
                    .toList();
        }
    }
}

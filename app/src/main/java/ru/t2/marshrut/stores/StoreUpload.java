package ru.t2.marshrut.stores;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
import ru.t2.marshrut.stores.Wanted.Candidate;
import ru.t2.marshrut.tables.FileContent;
import ru.t2.marshrut.tables.TableReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Takes stores from a file: a preview of what would change, or all of it at once. A row is known
/// again by its id, else by name and address, else by name and place; so a repeated upload changes
/// nothing. Thread-safe.
@Service
class StoreUpload {

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
        return rows(rows, frame, now);
    }

    private Wanted fromJson(String text, String encoding, Instant now) {
        try {
            var rows =
                    UploadRows.of(json.readTree(text))
                            .orElseThrow(() -> unreadable("stores.upload.no_header"));
            if (rows.rows().size() > TableReader.ROW_LIMIT) {
                throw unreadable("stores.upload.too_many_rows");
            }
            return rows(rows, frame("json", encoding, null), now);
        } catch (JacksonException _) {
            throw unreadable("stores.upload.broken");
        }
    }

    private Wanted rows(UploadRows rows, UploadReport frame, Instant now) {
        return new RowJudgement(rows, KnownStores.of(rows, repository), input, texts)
                .wanted(frame, now);
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
                                        RowJudgement.later(store.updatedAt(), known.updatedAt())))
                .orElse(store);
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

    private static ApiException unreadable(String message) {
        return ApiException.invalidInput(List.of(FieldProblem.of("file", message)));
    }
}

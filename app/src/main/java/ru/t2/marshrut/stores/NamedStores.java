package ru.t2.marshrut.stores;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.stores.NamedStoresReport.Choice;
import ru.t2.marshrut.stores.NamedStoresReport.Found;
import ru.t2.marshrut.stores.NamedStoresReport.Question;
import ru.t2.marshrut.stores.UploadReport.RowError;
import ru.t2.marshrut.tables.FileContent;
import ru.t2.marshrut.tables.TableReader;

/// Tells which stores a file names, by code or by name. Nothing is guessed: a name counts if it is
/// the same but for case, ё and blanks, and one that several stores have is asked about unless the
/// row's address, town or district leaves one of them. Thread-safe.
@Service
class NamedStores {

    private static final int CHOICES_SHOWN = 50;

    private final StoreRepository repository;
    private final Texts texts;

    NamedStores(StoreRepository repository, Texts texts) {
        this.repository = repository;
        this.texts = texts;
    }

    /// @throws ApiException 422 if the file is no table
    NamedStoresReport read(byte[] file) {
        return switch (TableReader.read(file)) {
            case FileContent.Unreadable(var reason) -> throw unreadable("stores.upload." + reason);
            case FileContent.Json _ -> throw unreadable("stores.named.json");
            case FileContent.Tables tables ->
                    new Reading(
                                    NamedRows.of(tables)
                                            .orElseThrow(() -> unreadable("stores.upload.empty")))
                            .report(tables.format());
        };
    }

    private static ApiException unreadable(String message) {
        return ApiException.invalidInput(List.of(FieldProblem.of("file", message)));
    }

    /// One file's reading.
    private final class Reading {

        private final NamedRows table;
        private final Map<String, StorePoint> byId = new HashMap<>();
        private final Map<String, List<StorePoint>> byName = new HashMap<>();
        private final List<Found> found = new ArrayList<>();
        private final List<Question> questions = new ArrayList<>();
        private final List<RowError> errors = new ArrayList<>();
        private final Set<String> taken = new HashSet<>();
        private int repeated;

        Reading(NamedRows table) {
            this.table = table;
            for (var store : repository.listPoints()) {
                byId.put(SearchText.normalised(store.id()), store);
                byName.computeIfAbsent(SearchText.normalised(store.name()), _ -> new ArrayList<>())
                        .add(store);
            }
        }

        NamedStoresReport report(String format) {
            table.rows().forEach(this::read);
            return new NamedStoresReport(
                    format,
                    table.rows().size(),
                    repeated,
                    found,
                    questions,
                    errors.size(),
                    errors.stream().limit(UploadReport.ERRORS_SHOWN).toList());
        }

        private void read(NamedRows.Row row) {
            String code = row.cell(UploadColumn.ID);
            String name = row.cell(UploadColumn.NAME);
            if (table.headers().isEmpty()) {
                boolean isCode = byId.containsKey(SearchText.normalised(row.first()));
                byCodeOrName(row, isCode ? row.first() : "", isCode ? "" : row.first());
            } else if (code.isEmpty() && name.isEmpty()) {
                error(row, UploadColumn.NAME, "", "no_name");
            } else {
                byCodeOrName(row, code, name);
            }
        }

        private void byCodeOrName(NamedRows.Row row, String code, String name) {
            if (code.isEmpty()) {
                byName(row, name);
                return;
            }
            var store = byId.get(SearchText.normalised(code));
            if (store == null) {
                error(row, UploadColumn.ID, code, "unknown_code");
            } else if (!name.isEmpty() && !same(name, store.name())) {
                error(row, UploadColumn.NAME, name, "other_name", store.name());
            } else {
                take(row, store);
            }
        }

        private void byName(NamedRows.Row row, String name) {
            var named = byName.getOrDefault(SearchText.normalised(name), List.of());
            var meant =
                    named.stream()
                            .filter(store -> fits(row, UploadColumn.ADDRESS, store.address()))
                            .filter(store -> fits(row, UploadColumn.CITY, store.city()))
                            .filter(store -> fits(row, UploadColumn.DISTRICT, store.district()))
                            .toList();
            if (named.isEmpty()) {
                error(row, UploadColumn.NAME, name, "unknown_name");
            } else if (meant.isEmpty()) {
                error(row, UploadColumn.NAME, name, "elsewhere", named.size());
            } else if (meant.size() == 1) {
                take(row, meant.getFirst());
            } else {
                questions.add(
                        new Question(
                                row.number(),
                                name,
                                meant.stream()
                                        .limit(CHOICES_SHOWN)
                                        .map(store ->
                                                new Choice(
                                                        store.id(),
                                                        store.name(),
                                                        store.address(),
                                                        store.district()))
                                        .toList()));
            }
        }

        private static boolean fits(NamedRows.Row row, UploadColumn column, String value) {
            String given = row.cell(column);
            return given.isEmpty() || same(given, value);
        }

        private static boolean same(String a, String b) {
            return SearchText.normalised(a).equals(SearchText.normalised(b));
        }

        private void take(NamedRows.Row row, StorePoint store) {
            if (taken.add(store.id())) {
                found.add(new Found(row.number(), store.id(), store.name()));
            } else {
                repeated++;
            }
        }

        private void error(
                NamedRows.Row row,
                UploadColumn column,
                String value,
                String rule,
                Object... arguments) {
            errors.add(
                    new RowError(
                            row.number(),
                            table.headers().getOrDefault(column, ""),
                            value,
                            rule,
                            texts.get("stores.named." + rule, arguments)));
        }
    }
}

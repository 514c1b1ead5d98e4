package ru.t2.marshrut.reports;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.reports.ImportRepository.Current;

/// Finds which visits are meant by rows without a visit's id: a store, a day and a rep. Not
/// thread-safe.
final class ImportMatching {

    /// A new call.
    record Addition(
            String storeId,
            String repId,
            LocalDate date,
            @Nullable Integer position,
            ImportPlace place) {}

    final List<Addition> additions = new ArrayList<>();

    /// Of the days that the rows name.
    final Set<YearMonth> months = new TreeSet<>();

    private final ImportRepository repository;
    private final ImportNames names;
    private final ImportComparison comparison;
    private final ImportWishes wishes;
    private final ImportFindings findings;

    ImportMatching(
            ImportRepository repository,
            ImportNames names,
            ImportComparison comparison,
            ImportWishes wishes,
            ImportFindings findings) {
        this.repository = repository;
        this.names = names;
        this.comparison = comparison;
        this.wishes = wishes;
        this.findings = findings;
    }

    /// @param seen visits of the sheet that have rows already; those found join them
    void match(List<ImportPlace> fresh, Set<UUID> seen) {
        for (var place : fresh) {
            var row = place.row();
            int errorsBefore = findings.errors.size();
            var store =
                    meant(
                            place,
                            names.store(
                                    row.text(ImportField.STORE_ID),
                                    row.text(ImportField.STORE_NAME)),
                            ImportField.STORE_ID,
                            ImportField.STORE_NAME,
                            "store");
            var rep =
                    meant(
                            place,
                            names.rep(row.text(ImportField.REP_ID), row.text(ImportField.REP_NAME)),
                            ImportField.REP_ID,
                            ImportField.REP_NAME,
                            "rep");
            var date = ImportCells.date(row.text(ImportField.DATE));
            if (date.isEmpty()) {
                findings.error(place, ImportField.DATE, "date");
            }
            if (findings.errors.size() > errorsBefore) {
                continue;
            }
            match(place, store.orElseThrow(), rep.orElseThrow(), date.orElseThrow(), seen);
        }
    }

    private Optional<String> meant(
            ImportPlace place,
            ImportNames.Meant meant,
            ImportField id,
            ImportField name,
            String kind) {
        var at = place.text(id).isEmpty() && place.has(name) ? name : id;
        switch (meant) {
            case ImportNames.Meant.Id(var found) -> {
                return Optional.of(found);
            }
            case ImportNames.Meant.Unknown() -> findings.error(place, at, "unknown_" + kind);
            case ImportNames.Meant.Several(var candidates) ->
                    findings.error(
                            place, at, "several_" + kind + "s", String.join(", ", candidates));
        }
        return Optional.empty();
    }

    /// The store's visit on that day, or its only open one, or a new one; never a guess among
    /// several.
    private void match(
            ImportPlace place, String storeId, String repId, LocalDate date, Set<UUID> seen) {
        months.add(YearMonth.from(date));
        var visits =
                repository.listOfStores(List.of(storeId), YearMonth.from(date)).stream()
                        .filter(visit -> !seen.contains(visit.id()))
                        .toList();
        var onDay =
                visits.stream().filter(visit -> visit.date().equals(Optional.of(date))).findFirst();
        var open = visits.stream().filter(visit -> visit.status().isOpen()).toList();
        if (onDay.isEmpty() && open.size() > 1) {
            findings.error(
                    place,
                    place.has(ImportField.STORE_NAME)
                            ? ImportField.STORE_NAME
                            : ImportField.STORE_ID,
                    "several_visits",
                    String.join(", ", open.stream().map(this::dayOf).toList()));
            return;
        }
        var found = onDay.or(() -> open.stream().findFirst());
        var position = ImportCells.position(place.text(ImportField.POSITION));
        if (found.isEmpty()) {
            additions.add(
                    new Addition(
                            storeId,
                            repId,
                            date,
                            position.isPresent() ? position.getAsInt() : null,
                            place));
            findings.addition(place, storeId, repId, date);
            return;
        }
        var visit = found.get();
        seen.add(visit.id());
        int before = findings.count();
        var wish = wishes.of(visit);
        wishes.add(place, wish, Optional.empty(), ImportField.DATE, date);
        wishes.add(place, wish, Optional.empty(), ImportField.REP_ID, repId);
        comparison.field(place, wish, Optional.empty(), ImportField.STATUS);
        if (place.has(ImportField.PINNED)) {
            comparison.field(place, wish, Optional.empty(), ImportField.PINNED);
        }
        if (before == findings.count()) {
            findings.unchangedRows++;
        }
    }

    private String dayOf(Current visit) {
        return visit.date().map(date -> findings.show(ImportField.DATE, date)).orElse("–")
                + " – "
                + visit.id();
    }
}

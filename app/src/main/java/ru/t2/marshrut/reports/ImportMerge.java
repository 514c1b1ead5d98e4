package ru.t2.marshrut.reports;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.reports.ImportMatching.Addition;
import ru.t2.marshrut.reports.ImportRepository.Current;

/// Compares a file with what is so now: reads its rows, finds the visits they are about and checks
/// what it wants of them. Changes nothing. Not thread-safe.
final class ImportMerge {

    final ImportFindings findings;
    final ImportWishes wishes;
    final Set<YearMonth> months = new TreeSet<>();
    int rows;

    private final ImportRepository repository;
    private final ImportComparison comparison;
    private final ImportMatching matching;
    private final Instant now;
    private Map<UUID, Current> known = Map.of();

    /// @param overwrite the file wins over what others have changed since the export
    ImportMerge(
            ImportRepository repository,
            ImportNames names,
            Texts texts,
            ZoneId zone,
            Instant now,
            boolean overwrite) {
        this.repository = repository;
        this.now = now;
        findings = new ImportFindings(names, texts, zone);
        wishes = new ImportWishes(findings, overwrite);
        comparison = new ImportComparison(wishes, findings, names, zone);
        matching = new ImportMatching(repository, names, comparison, wishes, findings);
    }

    void read(ImportFile file) {
        var ids = new HashSet<UUID>();
        for (var sheet : file.sheets()) {
            for (var row : sheet.rows()) {
                ImportCells.id(row.text(ImportField.VISIT_ID)).ifPresent(ids::add);
            }
        }
        known = repository.mapVisits(ids);
        known.values().forEach(visit -> months.add(visit.month()));
        for (var sheet : file.sheets()) {
            var seen = new HashSet<UUID>();
            var fresh = new ArrayList<ImportPlace>();
            for (var row : sheet.rows()) {
                rows++;
                read(new ImportPlace(sheet, row), seen, fresh);
            }
            matching.match(fresh, seen);
        }
        months.addAll(matching.months);
        wishes.dropEmpty();
    }

    private void read(ImportPlace place, Set<UUID> seen, List<ImportPlace> fresh) {
        String text = place.text(ImportField.VISIT_ID);
        if (text.isEmpty()) {
            fresh.add(place);
            return;
        }
        var id = ImportCells.id(text);
        if (id.isEmpty()) {
            findings.error(place, ImportField.VISIT_ID, "visit_id");
            return;
        }
        var visit = known.get(id.get());
        if (visit == null) {
            findings.error(place, ImportField.VISIT_ID, "unknown_visit");
            return;
        }
        if (!seen.add(visit.id())) {
            findings.error(place, ImportField.VISIT_ID, "repeated_visit");
            return;
        }
        comparison.compare(place, visit);
    }

    /// Checks what the file wants as a whole, visit by visit.
    void check() {
        new ImportRules(findings, now).check(wishes.all());
    }

    List<Addition> additions() {
        return matching.additions;
    }
}

package ru.t2.marshrut.reports;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import ru.t2.marshrut.planning.VisitStatus;
import ru.t2.marshrut.reports.ImportRepository.Current;

/// Compares a row of a file with the visit it is about, cell by cell. Not thread-safe.
final class ImportComparison {

    private final ImportWishes wishes;
    private final ImportFindings findings;
    private final ImportNames names;
    private final ZoneId zone;

    ImportComparison(ImportWishes wishes, ImportFindings findings, ImportNames names, ZoneId zone) {
        this.wishes = wishes;
        this.findings = findings;
        this.names = names;
        this.zone = zone;
    }

    void compare(ImportPlace place, Current visit) {
        int before = findings.count();
        if (!sameStore(place, visit)) {
            return;
        }
        var wish = wishes.of(visit);
        var stamp = ImportStamp.parse(place.text(ImportField.STAMP));
        // The journal tells the plan's day and rep again; the plan's own sheet is where they
        // change.
        boolean journal =
                place.sheet().has(ImportField.ARRIVED) || place.sheet().has(ImportField.LEFT);
        if (!journal) {
            field(place, wish, stamp, ImportField.DATE);
            rep(place, wish, stamp);
            field(place, wish, stamp, ImportField.POSITION);
            field(place, wish, stamp, ImportField.PINNED);
        }
        field(place, wish, stamp, ImportField.STATUS);
        if (journal) {
            field(place, wish, stamp, ImportField.ARRIVED);
            field(place, wish, stamp, ImportField.LEFT);
            field(place, wish, stamp, ImportField.REASON);
            field(place, wish, stamp, ImportField.NOTE);
        }
        if (before == findings.count()) {
            findings.unchangedRows++;
        }
    }

    /// A visit belongs to its store: a row that names another one has slipped.
    private boolean sameStore(ImportPlace place, Current visit) {
        String id = place.text(ImportField.STORE_ID);
        if (place.has(ImportField.STORE_ID) && !id.equals(visit.storeId())) {
            findings.error(place, ImportField.STORE_ID, "other_store", visit.storeId());
            return false;
        }
        String name = place.text(ImportField.STORE_NAME);
        if (place.has(ImportField.STORE_NAME)
                && !ReportWords.plain(name).equals(ReportWords.plain(visit.storeName()))) {
            findings.error(place, ImportField.STORE_NAME, "other_store", visit.storeName());
            return false;
        }
        return true;
    }

    /// Adds what the cell of a field says, if it can be read.
    void field(ImportPlace place, ImportWish wish, Optional<ImportStamp> stamp, ImportField field) {
        if (!place.has(field)) {
            return;
        }
        String text = place.text(field);
        Object value = null;
        if (!text.isEmpty() || field == ImportField.PINNED) {
            var parsed = parse(place, wish.current, field, text);
            if (parsed.isEmpty()) {
                return;
            }
            value = parsed.get();
        } else if (field == ImportField.STATUS) {
            findings.error(place, field, "status", ReportWords.statuses());
            return;
        }
        wishes.add(place, wish, stamp, field, value);
    }

    private Optional<Object> parse(
            ImportPlace place, Current visit, ImportField field, String text) {
        Optional<?> value =
                switch (field) {
                    case DATE -> ImportCells.date(text);
                    case POSITION -> {
                        var position = ImportCells.position(text);
                        yield position.isPresent()
                                ? Optional.of(position.getAsInt())
                                : Optional.empty();
                    }
                    case STATUS ->
                            ReportWords.parseStatus(text)
                                    .map(word ->
                                            VisitStatus.valueOf(word.toUpperCase(Locale.ROOT)));
                    case PINNED -> ImportCells.yes(text);
                    case ARRIVED, LEFT -> ImportCells.moment(text, visit.date(), zone);
                    case REASON, NOTE -> Optional.of(ImportCells.note(text));
                    default -> throw new IllegalArgumentException("Nobody edits " + field + ".");
                };
        if (value.isEmpty()) {
            findings.error(
                    place,
                    field,
                    field == ImportField.LEFT || field == ImportField.ARRIVED
                            ? "moment"
                            : field.word(),
                    ReportWords.statuses());
        }
        return value.map(found -> found);
    }

    /// A rep is told by his id and by his name; whichever the file changed is meant.
    private void rep(ImportPlace place, ImportWish wish, Optional<ImportStamp> stamp) {
        var row = place.row();
        if (!row.has(ImportField.REP_ID) && !row.has(ImportField.REP_NAME)) {
            return;
        }
        String id = row.text(ImportField.REP_ID);
        String name = row.text(ImportField.REP_NAME);
        String base =
                stamp.flatMap(known -> known.find(ImportField.REP_ID))
                        .orElse(wish.current.repId().orElse(""));
        boolean idIsOld = !row.has(ImportField.REP_ID) || id.equals(base);
        boolean nameSays =
                row.has(ImportField.REP_NAME)
                        && !name.isEmpty()
                        && !ReportWords.plain(name)
                                .equals(ReportWords.plain(names.findRepName(id).orElse("")));
        if (id.isEmpty() && name.isEmpty()) {
            wishes.add(place, wish, stamp, ImportField.REP_ID, null);
            return;
        }
        if (nameSays && !idIsOld) {
            findings.error(place, ImportField.REP_ID, "rep_mismatch", names.rep(id));
            return;
        }
        switch (names.rep(nameSays ? "" : id, name)) {
            case ImportNames.Meant.Id(var meant) ->
                    wishes.add(place, wish, stamp, ImportField.REP_ID, meant);
            case ImportNames.Meant.Unknown() ->
                    findings.error(
                            place,
                            nameSays ? ImportField.REP_NAME : ImportField.REP_ID,
                            "unknown_rep");
            case ImportNames.Meant.Several(var candidates) ->
                    findings.error(
                            place,
                            ImportField.REP_NAME,
                            "several_reps",
                            String.join(", ", candidates));
        }
    }
}

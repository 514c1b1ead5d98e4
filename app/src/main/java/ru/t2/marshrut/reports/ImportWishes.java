package ru.t2.marshrut.reports;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.reports.ImportRepository.Current;

/// What a file wants, visit by visit: a cell counts where it differs from what is so now and from
/// what the file was exported with. Not thread-safe.
final class ImportWishes {

    private final Map<UUID, ImportWish> wishes = new LinkedHashMap<>();
    private final ImportFindings findings;
    private final boolean overwrite;

    /// @param overwrite the file wins over what others have changed since the export
    ImportWishes(ImportFindings findings, boolean overwrite) {
        this.findings = findings;
        this.overwrite = overwrite;
    }

    ImportWish of(Current visit) {
        return wishes.computeIfAbsent(visit.id(), _ -> new ImportWish(visit));
    }

    Collection<ImportWish> all() {
        return wishes.values();
    }

    void dropEmpty() {
        wishes.values().removeIf(wish -> wish.edits.isEmpty());
    }

    /// Adds what a cell says to a wish, unless nothing is meant by it.
    ///
    /// @param stamp what the row was exported with; without one, all that differs is meant
    void add(
            ImportPlace place,
            ImportWish wish,
            Optional<ImportStamp> stamp,
            ImportField field,
            @Nullable Object wanted) {
        var current = ImportWish.now(wish.current, field);
        String currentForm = ImportStamp.form(field, current);
        String wantedForm = ImportStamp.form(field, wanted);
        if (wantedForm.equals(currentForm) || sameText(current, wanted)) {
            return;
        }
        String base = stamp.flatMap(known -> known.find(field)).orElse(currentForm);
        if (wantedForm.equals(base)) {
            // Others have changed it, the file has not.
            return;
        }
        var other = wish.edits.get(field);
        if (other != null && !Objects.equals(other.after(), wanted)) {
            findings.error(place, field, "said_twice", findings.show(field, other.after()));
            return;
        }
        if (!base.equals(currentForm) && !overwrite) {
            findings.conflict(place, wish.current, field, base, current, wanted);
            return;
        }
        wish.edits.put(field, new ImportWish.Edit(current, wanted, place));
        findings.change(place, wish.current, field, current, wanted);
    }

    /// Spaces at the ends and kinds of line breaks do not survive a spreadsheet.
    private static boolean sameText(@Nullable Object current, @Nullable Object wanted) {
        return (current instanceof String || wanted instanceof String)
                && ImportCells.note(current == null ? "" : current.toString())
                        .equals(wanted == null ? "" : ImportCells.note(wanted.toString()));
    }
}

package ru.t2.marshrut.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.planning.VisitStatus;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.reports.ImportReport.CellChange;
import ru.t2.marshrut.reports.ImportReport.CellError;
import ru.t2.marshrut.reports.ImportReport.Conflict;
import ru.t2.marshrut.reports.ImportRepository.Current;

/// What is told of the cells of a file: what they change, what others have changed since the
/// export, what can't be read; and of how many rows nothing. Not thread-safe.
final class ImportFindings {

    private static final int SHOWN_CHARACTERS = 200;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    final List<CellChange> changes = new ArrayList<>();
    final List<Conflict> conflicts = new ArrayList<>();
    final List<CellError> errors = new ArrayList<>();
    int unchangedRows;

    private final ImportNames names;
    private final Texts texts;
    private final ZoneId zone;

    ImportFindings(ImportNames names, Texts texts, ZoneId zone) {
        this.names = names;
        this.texts = texts;
        this.zone = zone;
    }

    int count() {
        return changes.size() + conflicts.size() + errors.size();
    }

    /// Of a field of a visit that the file changes.
    void change(
            ImportPlace place,
            Current visit,
            ImportField field,
            @Nullable Object current,
            @Nullable Object wanted) {
        changes.add(
                new CellChange(
                        place.sheet().name(),
                        place.row().number(),
                        place.address(field),
                        visit.id(),
                        visit.storeName(),
                        word(field),
                        show(field, current),
                        show(field, wanted)));
    }

    /// Of a visit that the file adds.
    void addition(ImportPlace place, String storeId, String repId, LocalDate date) {
        changes.add(
                new CellChange(
                        place.sheet().name(),
                        place.row().number(),
                        place.address(ImportField.STORE_NAME),
                        null,
                        names.storeName(storeId),
                        "added",
                        "",
                        DATE.format(date) + ", " + names.rep(repId)));
    }

    /// Of a field that others have changed since the export and the file wants otherwise.
    ///
    /// @param base what the file came with
    void conflict(
            ImportPlace place,
            Current visit,
            ImportField field,
            String base,
            @Nullable Object current,
            @Nullable Object wanted) {
        conflicts.add(
                new Conflict(
                        place.sheet().name(),
                        place.row().number(),
                        place.address(field),
                        visit.id(),
                        visit.storeName(),
                        word(field),
                        field == ImportField.REASON || field == ImportField.NOTE ? "" : base,
                        show(field, current),
                        show(field, wanted)));
    }

    /// Adds an error to a cell; the remedy is in the language of the request.
    void error(ImportPlace place, ImportField field, String rule, Object... arguments) {
        String value = place.text(field);
        errors.add(
                new CellError(
                        place.sheet().name(),
                        place.row().number(),
                        place.address(field),
                        field.word(),
                        value.length() > SHOWN_CHARACTERS
                                ? value.substring(0, SHOWN_CHARACTERS) + "…"
                                : value,
                        rule,
                        texts.get("reports.import.rule." + rule, arguments)));
    }

    /// An error whose text is there already.
    void refusal(ImportPlace place, ImportField field, String rule, String remedy) {
        errors.add(
                new CellError(
                        place.sheet().name(),
                        place.row().number(),
                        place.address(field),
                        field.word(),
                        place.text(field),
                        rule,
                        remedy));
    }

    private static String word(ImportField field) {
        return switch (field) {
            case REP_ID -> "rep";
            case ARRIVED -> "arrived_at";
            case LEFT -> "left_at";
            default -> field.word();
        };
    }

    /// A value as the reader writes it; empty where there is none.
    String show(ImportField field, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        return switch (value) {
            case LocalDate date -> DATE.format(date);
            case Instant at -> MOMENT.format(at.atZone(zone));
            case VisitStatus status -> ReportWords.status(status.word());
            case Boolean yes -> yes ? ReportWords.YES : "";
            default -> field == ImportField.REP_ID ? names.rep(value.toString()) : value.toString();
        };
    }
}

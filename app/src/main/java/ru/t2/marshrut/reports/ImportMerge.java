package ru.t2.marshrut.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.planning.VisitStatus;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.reports.ImportReport.CellChange;
import ru.t2.marshrut.reports.ImportReport.CellError;
import ru.t2.marshrut.reports.ImportReport.Conflict;
import ru.t2.marshrut.reports.ImportRepository.Current;
import ru.t2.marshrut.tracking.FactState;

/// Compares a file with what is so now, cell by cell: what the file changes, what others have
/// changed since the export, what can't be read. Changes nothing. Not thread-safe.
final class ImportMerge {

    private static final int SHOWN_CHARACTERS = 200;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    /// Where a wish was written.
    record Place(ImportFile.Sheet sheet, ImportFile.Row row) {}

    /// A field that the file changes.
    record Edit(@Nullable Object before, @Nullable Object after, Place place) {}

    /// All that a file wants of one visit.
    static final class Wish {
        final Current current;
        final Map<ImportField, Edit> edits = new EnumMap<>(ImportField.class);

        Wish(Current current) {
            this.current = current;
        }

        @Nullable Object value(ImportField field) {
            var edit = edits.get(field);
            return edit != null ? edit.after() : ImportMerge.now(current, field);
        }

        boolean changes(ImportField... fields) {
            for (var field : fields) {
                if (edits.containsKey(field)) {
                    return true;
                }
            }
            return false;
        }

        VisitStatus status() {
            return (VisitStatus) Objects.requireNonNull(value(ImportField.STATUS));
        }

        Optional<LocalDate> date() {
            return Optional.ofNullable((LocalDate) value(ImportField.DATE));
        }

        Optional<String> repId() {
            return Optional.ofNullable((String) value(ImportField.REP_ID));
        }

        FactState fact() {
            return new FactState(
                    status(),
                    (Instant) value(ImportField.ARRIVED),
                    (Instant) value(ImportField.LEFT),
                    (String) value(ImportField.REASON),
                    (String) value(ImportField.NOTE));
        }

        Place place() {
            return edits.values().iterator().next().place();
        }
    }

    /// A new call.
    record Addition(
            String storeId,
            String repId,
            LocalDate date,
            @Nullable Integer position,
            Place place) {}

    final List<CellChange> changes = new ArrayList<>();
    final List<Conflict> conflicts = new ArrayList<>();
    final List<CellError> errors = new ArrayList<>();
    final Map<UUID, Wish> wishes = new LinkedHashMap<>();
    final List<Addition> additions = new ArrayList<>();
    final Set<YearMonth> months = new TreeSet<>();
    int rows;
    int unchangedRows;

    private final ImportRepository repository;
    private final ImportNames names;
    private final Texts texts;
    private final ZoneId zone;
    private final Instant now;
    private final boolean overwrite;
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
        this.names = names;
        this.texts = texts;
        this.zone = zone;
        this.now = now;
        this.overwrite = overwrite;
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
            var fresh = new ArrayList<Place>();
            for (var row : sheet.rows()) {
                rows++;
                read(new Place(sheet, row), seen, fresh);
            }
            addAll(fresh, seen);
        }
        wishes.values().removeIf(wish -> wish.edits.isEmpty());
    }

    private void read(Place place, Set<UUID> seen, List<Place> fresh) {
        String text = place.row().text(ImportField.VISIT_ID);
        if (text.isEmpty()) {
            fresh.add(place);
            return;
        }
        var id = ImportCells.id(text);
        if (id.isEmpty()) {
            error(place, ImportField.VISIT_ID, "visit_id");
            return;
        }
        var visit = known.get(id.get());
        if (visit == null) {
            error(place, ImportField.VISIT_ID, "unknown_visit");
            return;
        }
        if (!seen.add(visit.id())) {
            error(place, ImportField.VISIT_ID, "repeated_visit");
            return;
        }
        compare(place, visit);
    }

    private void compare(Place place, Current visit) {
        int before = changes.size() + conflicts.size() + errors.size();
        if (!sameStore(place, visit)) {
            return;
        }
        var wish = wishes.computeIfAbsent(visit.id(), _ -> new Wish(visit));
        var stamp = ImportStamp.parse(place.row().text(ImportField.STAMP));
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
        if (before == changes.size() + conflicts.size() + errors.size()) {
            unchangedRows++;
        }
    }

    /// A visit belongs to its store: a row that names another one has slipped.
    private boolean sameStore(Place place, Current visit) {
        String id = place.row().text(ImportField.STORE_ID);
        if (place.row().has(ImportField.STORE_ID) && !id.equals(visit.storeId())) {
            error(place, ImportField.STORE_ID, "other_store", visit.storeId());
            return false;
        }
        String name = place.row().text(ImportField.STORE_NAME);
        if (place.row().has(ImportField.STORE_NAME)
                && !ReportWords.plain(name).equals(ReportWords.plain(visit.storeName()))) {
            error(place, ImportField.STORE_NAME, "other_store", visit.storeName());
            return false;
        }
        return true;
    }

    private void field(Place place, Wish wish, Optional<ImportStamp> stamp, ImportField field) {
        if (!place.row().has(field)) {
            return;
        }
        String text = place.row().text(field);
        Object value = null;
        if (!text.isEmpty() || field == ImportField.PINNED) {
            var parsed = parse(place, wish.current, field, text);
            if (parsed.isEmpty()) {
                return;
            }
            value = parsed.get();
        } else if (field == ImportField.STATUS) {
            error(place, field, "status", ReportWords.statuses());
            return;
        }
        merge(place, wish, stamp, field, value);
    }

    private Optional<Object> parse(Place place, Current visit, ImportField field, String text) {
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
            error(
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
    private void rep(Place place, Wish wish, Optional<ImportStamp> stamp) {
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
            merge(place, wish, stamp, ImportField.REP_ID, null);
            return;
        }
        if (nameSays && !idIsOld) {
            error(place, ImportField.REP_ID, "rep_mismatch", names.rep(id));
            return;
        }
        switch (names.rep(nameSays ? "" : id, name)) {
            case ImportNames.Meant.Id(var meant) ->
                    merge(place, wish, stamp, ImportField.REP_ID, meant);
            case ImportNames.Meant.Unknown() ->
                    error(
                            place,
                            nameSays ? ImportField.REP_NAME : ImportField.REP_ID,
                            "unknown_rep");
            case ImportNames.Meant.Several(var candidates) ->
                    error(
                            place,
                            ImportField.REP_NAME,
                            "several_reps",
                            String.join(", ", candidates));
        }
    }

    private void merge(
            Place place,
            Wish wish,
            Optional<ImportStamp> stamp,
            ImportField field,
            @Nullable Object wanted) {
        var current = now(wish.current, field);
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
            error(place, field, "said_twice", show(field, other.after()));
            return;
        }
        if (!base.equals(currentForm) && !overwrite) {
            conflicts.add(
                    new Conflict(
                            place.sheet().name(),
                            place.row().number(),
                            address(place, field),
                            wish.current.id(),
                            wish.current.storeName(),
                            word(field),
                            field == ImportField.REASON || field == ImportField.NOTE ? "" : base,
                            show(field, current),
                            show(field, wanted)));
            return;
        }
        wish.edits.put(field, new Edit(current, wanted, place));
        changes.add(
                new CellChange(
                        place.sheet().name(),
                        place.row().number(),
                        address(place, field),
                        wish.current.id(),
                        wish.current.storeName(),
                        word(field),
                        show(field, current),
                        show(field, wanted)));
    }

    /// Spaces at the ends and kinds of line breaks do not survive a spreadsheet.
    private static boolean sameText(@Nullable Object current, @Nullable Object wanted) {
        return (current instanceof String || wanted instanceof String)
                && ImportCells.note(current == null ? "" : current.toString())
                        .equals(wanted == null ? "" : ImportCells.note(wanted.toString()));
    }

    private static String word(ImportField field) {
        return switch (field) {
            case REP_ID -> "rep";
            case ARRIVED -> "arrived_at";
            case LEFT -> "left_at";
            default -> field.word();
        };
    }

    private static @Nullable Object now(Current visit, ImportField field) {
        return switch (field) {
            case DATE -> visit.date().orElse(null);
            case REP_ID -> visit.repId().orElse(null);
            case POSITION -> visit.position() == 0 ? null : visit.position();
            case STATUS -> visit.status();
            case PINNED -> visit.pinned();
            case ARRIVED -> visit.fact().arrivedAt();
            case LEFT -> visit.fact().leftAt();
            case REASON -> visit.fact().reason();
            case NOTE -> visit.fact().note();
            default -> null;
        };
    }

    private String show(ImportField field, @Nullable Object value) {
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

    /// Rows without a visit's id: a store, a day and a rep.
    private void addAll(List<Place> fresh, Set<UUID> seen) {
        for (var place : fresh) {
            var row = place.row();
            int errorsBefore = errors.size();
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
                error(place, ImportField.DATE, "date");
            }
            if (errors.size() > errorsBefore) {
                continue;
            }
            match(place, store.orElseThrow(), rep.orElseThrow(), date.orElseThrow(), seen);
        }
    }

    private Optional<String> meant(
            Place place, ImportNames.Meant meant, ImportField id, ImportField name, String kind) {
        var at = place.row().text(id).isEmpty() && place.row().has(name) ? name : id;
        switch (meant) {
            case ImportNames.Meant.Id(var found) -> {
                return Optional.of(found);
            }
            case ImportNames.Meant.Unknown() -> error(place, at, "unknown_" + kind);
            case ImportNames.Meant.Several(var candidates) ->
                    error(place, at, "several_" + kind + "s", String.join(", ", candidates));
        }
        return Optional.empty();
    }

    /// The store's visit on that day, or its only open one, or a new one; never a guess among
    /// several.
    private void match(Place place, String storeId, String repId, LocalDate date, Set<UUID> seen) {
        months.add(YearMonth.from(date));
        var visits =
                repository.listOfStores(List.of(storeId), YearMonth.from(date)).stream()
                        .filter(visit -> !seen.contains(visit.id()))
                        .toList();
        var onDay =
                visits.stream().filter(visit -> visit.date().equals(Optional.of(date))).findFirst();
        var open = visits.stream().filter(visit -> visit.status().isOpen()).toList();
        if (onDay.isEmpty() && open.size() > 1) {
            error(
                    place,
                    place.row().has(ImportField.STORE_NAME)
                            ? ImportField.STORE_NAME
                            : ImportField.STORE_ID,
                    "several_visits",
                    String.join(", ", open.stream().map(this::dayOf).toList()));
            return;
        }
        var found = onDay.or(() -> open.stream().findFirst());
        var position = ImportCells.position(place.row().text(ImportField.POSITION));
        if (found.isEmpty()) {
            additions.add(
                    new Addition(
                            storeId,
                            repId,
                            date,
                            position.isPresent() ? position.getAsInt() : null,
                            place));
            changes.add(
                    new CellChange(
                            place.sheet().name(),
                            place.row().number(),
                            address(place, ImportField.STORE_NAME),
                            null,
                            names.storeName(storeId),
                            "added",
                            "",
                            DATE.format(date) + ", " + names.rep(repId)));
            return;
        }
        var visit = found.get();
        seen.add(visit.id());
        int before = changes.size() + errors.size();
        var wish = wishes.computeIfAbsent(visit.id(), _ -> new Wish(visit));
        merge(place, wish, Optional.empty(), ImportField.DATE, date);
        merge(place, wish, Optional.empty(), ImportField.REP_ID, repId);
        field(place, wish, Optional.empty(), ImportField.STATUS);
        if (place.row().has(ImportField.PINNED)) {
            field(place, wish, Optional.empty(), ImportField.PINNED);
        }
        if (before == changes.size() + errors.size()) {
            unchangedRows++;
        }
    }

    private String dayOf(Current visit) {
        return visit.date().map(DATE::format).orElse("–") + " – " + visit.id();
    }

    /// Checks what the file wants as a whole, visit by visit.
    void check() {
        new ImportRules(this, now).check(wishes.values());
    }

    private static String address(Place place, ImportField field) {
        return place.row()
                .address(
                        field == ImportField.REP_ID && !place.row().has(ImportField.REP_ID)
                                ? ImportField.REP_NAME
                                : field);
    }

    /// Adds an error to a cell; the remedy is in the language of the request.
    void error(Place place, ImportField field, String rule, Object... arguments) {
        String value = place.row().text(field);
        errors.add(
                new CellError(
                        place.sheet().name(),
                        place.row().number(),
                        address(place, field),
                        field.word(),
                        value.length() > SHOWN_CHARACTERS
                                ? value.substring(0, SHOWN_CHARACTERS) + "…"
                                : value,
                        rule,
                        texts.get("reports.import.rule." + rule, arguments)));
    }

    /// An error whose text is there already.
    void refusal(Place place, ImportField field, String rule, String remedy) {
        errors.add(
                new CellError(
                        place.sheet().name(),
                        place.row().number(),
                        address(place, field),
                        field.word(),
                        place.row().text(field),
                        rule,
                        remedy));
    }

    Collection<Wish> wishes() {
        return wishes.values();
    }
}

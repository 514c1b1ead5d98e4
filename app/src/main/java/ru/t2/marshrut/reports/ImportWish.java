package ru.t2.marshrut.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.planning.VisitStatus;
import ru.t2.marshrut.reports.ImportRepository.Current;
import ru.t2.marshrut.tracking.FactState;

/// All that a file wants of one visit. Not thread-safe.
final class ImportWish {

    /// A field that the file changes.
    record Edit(@Nullable Object before, @Nullable Object after, ImportPlace place) {}

    final Current current;
    final Map<ImportField, Edit> edits = new EnumMap<>(ImportField.class);

    ImportWish(Current current) {
        this.current = current;
    }

    @Nullable Object value(ImportField field) {
        var edit = edits.get(field);
        return edit != null ? edit.after() : now(current, field);
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

    ImportPlace place() {
        return edits.values().iterator().next().place();
    }

    /// What a field of a visit is now.
    static @Nullable Object now(Current visit, ImportField field) {
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
}

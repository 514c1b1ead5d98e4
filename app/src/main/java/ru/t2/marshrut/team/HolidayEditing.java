package ru.t2.marshrut.team;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.t2.marshrut.audit.AuditTrail;
import ru.t2.marshrut.platform.ApiException;

/// Toggles days of the production calendar. Thread-safe.
@Service
class HolidayEditing {

    private static final String ENTITY = "holiday";

    private final HolidayRepository repository;
    private final AuditTrail audit;
    private final Optional<PlannedVisits> visits;

    HolidayEditing(HolidayRepository repository, AuditTrail audit, Optional<PlannedVisits> visits) {
        this.repository = repository;
        this.audit = audit;
        this.visits = visits;
    }

    /// What a change of the calendar means.
    ///
    /// @param before what the day was
    /// @param after what it is now, or would be
    /// @param affectedVisits that stand on the day and lose it or some of its hours; zero if it
    ///   gets longer
    record Change(CalendarDay before, CalendarDay after, int affectedVisits) {}

    @Transactional
    public Change put(Holiday holiday, boolean dryRun) {
        var known = repository.find(holiday.day());
        var change = change(holiday.day(), known, Optional.of(holiday));
        if (!dryRun && !known.equals(Optional.of(holiday))) {
            repository.put(holiday);
            audit.record(
                    known.isPresent() ? "update" : "create",
                    ENTITY,
                    holiday.day().toString(),
                    known.orElse(null),
                    holiday);
        }
        return change;
    }

    @Transactional
    public Change delete(LocalDate day, boolean dryRun) {
        var known = repository.find(day);
        if (known.isEmpty()) {
            throw ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", day.toString());
        }
        var change = change(day, known, Optional.empty());
        if (!dryRun) {
            repository.delete(day);
            audit.record("delete", ENTITY, day.toString(), known.get(), null);
        }
        return change;
    }

    /// What it means for a day to become something else; nothing is changed.
    Change change(LocalDate day, Optional<Holiday> known, Optional<Holiday> wanted) {
        var before = CalendarDay.of(day, known);
        var after = CalendarDay.of(day, wanted);
        boolean shrinks =
                before.isWorking()
                        && (!after.isWorking()
                                || after.shorterBy().compareTo(before.shorterBy()) > 0);
        int affected = shrinks ? visits.map(planned -> planned.countOn(day)).orElse(0) : 0;
        return new Change(before, after, affected);
    }
}

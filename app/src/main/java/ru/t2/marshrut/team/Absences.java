package ru.t2.marshrut.team;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ru.t2.marshrut.audit.AuditTrail;

/// Absences that other features make known: whatever is planned or evaluated from then on knows of
/// them. They may lie over others. Thread-safe.
@Service
public class Absences {

    private final AbsenceRepository repository;
    private final AuditTrail audit;
    private final Clock clock;

    Absences(AbsenceRepository repository, AuditTrail audit, Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.clock = clock;
    }

    /// Who is away and when.
    ///
    /// @param firstDay inclusive
    /// @param lastDay inclusive
    /// @param fromTime on the first day they work until then; empty: not at all
    public record Span(
            Set<String> repIds,
            Absence.Kind kind,
            LocalDate firstDay,
            LocalDate lastDay,
            Optional<LocalTime> fromTime,
            Optional<String> note) {

        public Span {
            repIds = Set.copyOf(repIds);
        }
    }

    /// Adds absences in the transaction of what makes them known.
    ///
    /// @param cause to take them back by
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(UUID cause, Span span) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        span.repIds().stream()
                .sorted()
                .forEach(rep -> {
                    var absence =
                            new Absence(
                                    UUID.randomUUID(),
                                    rep,
                                    span.kind(),
                                    span.firstDay(),
                                    span.lastDay(),
                                    span.fromTime()
                                            .map(time -> time.truncatedTo(ChronoUnit.MINUTES)),
                                    span.note(),
                                    Optional.of(cause),
                                    1,
                                    now,
                                    now);
                    repository.insert(absence);
                    audit.record(
                            "create",
                            "absence",
                            absence.id().toString(),
                            null,
                            AbsenceView.of(absence));
                });
    }

    /// Takes back what is left of the absences of a cause.
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(UUID cause) {
        for (var absence : repository.listOfCause(cause)) {
            if (repository.delete(absence.id(), absence.version())) {
                audit.record(
                        "delete",
                        "absence",
                        absence.id().toString(),
                        AbsenceView.of(absence),
                        null);
            }
        }
    }
}

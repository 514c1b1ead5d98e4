package ru.t2.marshrut.integration;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.disruption.DisruptionApplied;
import ru.t2.marshrut.disruption.DisruptionUndone;
import ru.t2.marshrut.planning.ChangeSet;
import ru.t2.marshrut.planning.PlanChanged;
import ru.t2.marshrut.planning.PlanPublished;
import ru.t2.marshrut.planning.VisitStatus;
import ru.t2.marshrut.planning.VisitStatusChanged;
import ru.t2.marshrut.tracking.LatenessExpected;
import ru.t2.marshrut.tracking.VisitStarted;

/// What an event tells besides its kind. These records are a promise to other systems, apart from
/// those that features tell each other: new fields may come, none goes or changes its meaning. They
/// hold ids, never names or addresses.
sealed interface EventData {

    /// Of `plan.published`.
    record Published(UUID planId, YearMonth month, int version, int visits, int unplaced)
            implements EventData {
        static Published of(PlanPublished event) {
            return new Published(
                    event.planId(),
                    event.month(),
                    event.version(),
                    event.visits(),
                    event.unplaced());
        }
    }

    /// A rep's day whose route has changed.
    record Day(String repId, LocalDate date) {}

    /// Of `plan.changed`.
    record Changed(
            UUID planId,
            YearMonth month,
            int version,
            UUID changeId,
            ChangeSet.Cause cause,
            List<Day> days)
            implements EventData {
        static Changed of(PlanChanged event) {
            return new Changed(
                    event.planId(),
                    event.month(),
                    event.version(),
                    event.changeId(),
                    event.cause(),
                    event.days().stream().map(day -> new Day(day.repId(), day.date())).toList());
        }
    }

    /// Of `visit.started`.
    record Started(UUID visitId, String storeId, String repId, Instant arrivedAt)
            implements EventData {
        static Started of(VisitStarted event) {
            return new Started(event.visitId(), event.storeId(), event.repId(), event.arrivedAt());
        }
    }

    /// Of the kinds that tell a visit's new status.
    ///
    /// @param repId null: it waits to be placed
    /// @param correction a final status was put right
    /// @param version of the visit
    record Status(
            UUID visitId,
            String storeId,
            @Nullable String repId,
            @Nullable LocalDate date,
            VisitStatus status,
            VisitStatus statusBefore,
            boolean correction,
            String author,
            int version)
            implements EventData {
        static Status of(VisitStatusChanged event) {
            var visit = event.visit();
            return new Status(
                    visit.id(),
                    visit.storeId(),
                    visit.day().map(day -> day.repId()).orElse(null),
                    visit.day().map(day -> day.date()).orElse(null),
                    visit.status(),
                    event.before(),
                    event.correction(),
                    event.author(),
                    visit.version());
        }
    }

    /// Of `visit.lateness_expected`.
    record Late(UUID visitId, String storeId, String repId, Instant expectedAt, int lateMinutes)
            implements EventData {
        static Late of(LatenessExpected event) {
            return new Late(
                    event.visitId(),
                    event.storeId(),
                    event.repId(),
                    event.expectedAt(),
                    event.lateMinutes());
        }
    }

    /// Of `disruption.applied`.
    record Applied(
            UUID disruptionId, String kind, LocalDate from, LocalDate to, int moved, int unplaced)
            implements EventData {
        static Applied of(DisruptionApplied event) {
            return new Applied(
                    event.id(),
                    event.kind(),
                    event.from(),
                    event.to(),
                    event.moved(),
                    event.unplaced());
        }
    }

    /// Of `disruption.undone`.
    record Undone(UUID disruptionId, String kind, LocalDate from, LocalDate to)
            implements EventData {
        static Undone of(DisruptionUndone event) {
            return new Undone(event.id(), event.kind(), event.from(), event.to());
        }
    }
}

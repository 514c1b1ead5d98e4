package ru.t2.marshrut.planning;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.planning.ChangeOutcome.StaleThing;

/// Makes sets of changes. Thread-safe.
///
/// Reads what is touched, works the changes out and evaluates the routes outside of any
/// transaction; then locks the plans, checks that nothing of what it read has changed, and writes.
/// If something has, it starts again; only what the author himself says he has seen makes a set
/// stale. All writers lock the plans' rows first and in the same order, so there are no deadlocks.
@Component
class PlanChanges {

    private static final int ATTEMPTS = 20;

    private final PlanExcerpts excerpts;
    private final ChangeWriting writing;
    private final DayRoutes dayRoutes;
    private final TransactionOperations transaction;
    private final Clock clock;

    PlanChanges(
            PlanExcerpts excerpts,
            ChangeWriting writing,
            DayRoutes dayRoutes,
            TransactionOperations transaction,
            Clock clock) {
        this.excerpts = excerpts;
        this.writing = writing;
        this.dayRoutes = dayRoutes;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What making a set would do; nothing is changed.
    ChangeOutcome preview(ChangeSet set) {
        return make(set, true, UUID.randomUUID(), _ -> {});
    }

    ChangeOutcome make(ChangeSet set) {
        return make(set, false, UUID.randomUUID(), _ -> {});
    }

    /// @param changeId names the set in the plans' histories
    ChangeOutcome make(ChangeSet set, UUID changeId) {
        return make(set, false, changeId, _ -> {});
    }

    /// @param finish a last touch before the routes are evaluated
    ChangeOutcome make(ChangeSet set, Consumer<PlanEdit> finish) {
        return make(set, false, UUID.randomUUID(), finish);
    }

    private ChangeOutcome make(
            ChangeSet set, boolean dryRun, UUID changeId, Consumer<PlanEdit> finish) {
        for (int attempt = 1; ; attempt++) {
            var before = excerpts.read(set);
            var stale = before.stale(set);
            if (!stale.isEmpty()) {
                return new ChangeOutcome.Stale(stale);
            }
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var edit =
                    new PlanEdit(
                            before.region(),
                            dayRoutes,
                            before.plans(),
                            List.copyOf(before.visits().values()),
                            now);
            edit.make(set.changes());
            edit.refuseDoubles();
            if (!edit.refusals().isEmpty()) {
                return new ChangeOutcome.Refused(edit.refusals());
            }
            finish.accept(edit);
            var work = ChangedPlans.of(before, edit, dayRoutes, now);
            if (dryRun) {
                return new ChangeOutcome.Applied(
                        Optional.empty(), work.dayChanges(before), work.requested(edit));
            }
            Boolean written = transaction.execute(_ -> writing.write(set, before, work, changeId));
            if (Boolean.TRUE.equals(written)) {
                return new ChangeOutcome.Applied(
                        Optional.of(changeId), work.dayChanges(before), work.requested(edit));
            }
            if (attempt == ATTEMPTS) {
                return new ChangeOutcome.Stale(
                        before.visits().values().stream()
                                .filter(visit -> edit.changed().contains(visit.id()))
                                .map(visit -> new StaleThing(visit.id(), null, visit.version()))
                                .toList());
            }
        }
    }
}

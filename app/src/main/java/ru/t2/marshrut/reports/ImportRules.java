package ru.t2.marshrut.reports;

import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.planning.VisitStatus;
import ru.t2.marshrut.reports.ImportWish.Edit;

/// Checks what a file wants of each visit as a whole: its status, its place in the plan, its facts.
/// Not thread-safe.
final class ImportRules {

    private static final int BEHIND_DAYS = 370;
    private static final int MAX_REASON = 200;
    private static final int MAX_NOTE = 2_000;

    private final ImportFindings findings;
    private final Instant now;

    /// @param findings gets the errors
    ImportRules(ImportFindings findings, Instant now) {
        this.findings = findings;
        this.now = now;
    }

    void check(Collection<ImportWish> wishes) {
        for (var wish : wishes) {
            checkStatus(wish);
            checkPlace(wish);
            checkFact(wish);
        }
    }

    private void checkStatus(ImportWish wish) {
        var from = wish.current.status();
        var to = wish.status();
        if (from == to) {
            return;
        }
        boolean correction = from == VisitStatus.COMPLETED && to != VisitStatus.CANCELLED;
        if (!correction && !from.allowedTransitions().contains(to)) {
            error(
                    wish.edits.get(ImportField.STATUS),
                    ImportField.STATUS,
                    "transition",
                    ReportWords.status(from.word()),
                    String.join(
                            ", ",
                            from.allowedTransitions().stream()
                                    .map(status -> ReportWords.status(status.word()))
                                    .toList()));
        }
    }

    private void checkPlace(ImportWish wish) {
        boolean moves = wish.changes(ImportField.DATE, ImportField.REP_ID, ImportField.POSITION);
        if (!moves && !wish.changes(ImportField.PINNED)) {
            return;
        }
        if (wish.current.status().isFinal() && !wish.status().isOpen()) {
            error(
                    wish.edits.values().iterator().next(),
                    firstMove(wish),
                    "final_visit",
                    ReportWords.status(wish.current.status().word()));
            return;
        }
        if (wish.date().isPresent() != wish.repId().isPresent()) {
            var field = wish.changes(ImportField.DATE) ? ImportField.DATE : ImportField.REP_ID;
            error(wish.edits.get(field), field, "pair");
        }
        if (wish.date().isEmpty() && wish.value(ImportField.POSITION) != null && moves) {
            // A place in a route needs a route; clearing a day clears the place with it.
            wish.edits.remove(ImportField.POSITION);
        }
        if (wish.changes(ImportField.POSITION)
                && wish.value(ImportField.POSITION) == null
                && wish.date().isPresent()) {
            error(wish.edits.get(ImportField.POSITION), ImportField.POSITION, "position");
        }
        wish.date()
                .filter(date -> !YearMonth.from(date).equals(wish.current.month()))
                .ifPresent(_ ->
                        error(
                                wish.edits.get(ImportField.DATE),
                                ImportField.DATE,
                                "other_month",
                                wish.current.month().toString()));
        if (wish.changes(ImportField.PINNED)
                && Boolean.TRUE.equals(wish.value(ImportField.PINNED))
                && wish.date().isEmpty()) {
            error(wish.edits.get(ImportField.PINNED), ImportField.PINNED, "pin_needs_day");
        }
    }

    private static ImportField firstMove(ImportWish wish) {
        return wish.edits.keySet().iterator().next();
    }

    private void checkFact(ImportWish wish) {
        boolean timed = wish.changes(ImportField.ARRIVED, ImportField.LEFT);
        boolean told = timed || wish.changes(ImportField.REASON, ImportField.NOTE);
        var status = wish.status();
        if (told && status != VisitStatus.COMPLETED && status != VisitStatus.SKIPPED) {
            var field = firstFact(wish);
            error(wish.edits.get(field), field, "fact_needs_status");
            return;
        }
        var fact = wish.fact();
        if (status == VisitStatus.SKIPPED
                && (told || wish.changes(ImportField.STATUS))
                && (fact.reason() == null || fact.reason().isBlank())) {
            var field = wish.changes(ImportField.STATUS) ? ImportField.STATUS : ImportField.REASON;
            error(wish.edits.get(field), field, "reason_needed");
        }
        if (timed
                && fact.arrivedAt() != null
                && fact.leftAt() != null
                && fact.leftAt().isBefore(fact.arrivedAt())) {
            var field = wish.changes(ImportField.LEFT) ? ImportField.LEFT : ImportField.ARRIVED;
            error(wish.edits.get(field), field, "left_before_arrival");
        }
        for (var field : List.of(ImportField.ARRIVED, ImportField.LEFT)) {
            var edit = wish.edits.get(field);
            if (edit != null && edit.after() instanceof Instant at) {
                if (at.isAfter(now.plus(5, ChronoUnit.MINUTES))) {
                    error(edit, field, "future");
                } else if (at.isBefore(now.minus(BEHIND_DAYS, ChronoUnit.DAYS))) {
                    error(edit, field, "too_old", BEHIND_DAYS);
                }
            }
        }
        tooLong(wish, ImportField.REASON, MAX_REASON);
        tooLong(wish, ImportField.NOTE, MAX_NOTE);
    }

    private void tooLong(ImportWish wish, ImportField field, int limit) {
        var edit = wish.edits.get(field);
        if (edit != null && edit.after() instanceof String text && text.length() > limit) {
            error(edit, field, "too_long", limit);
        }
    }

    private static ImportField firstFact(ImportWish wish) {
        for (var field :
                List.of(
                        ImportField.ARRIVED,
                        ImportField.LEFT,
                        ImportField.REASON,
                        ImportField.NOTE)) {
            if (wish.changes(field)) {
                return field;
            }
        }
        return ImportField.STATUS;
    }

    private void error(@Nullable Edit edit, ImportField field, String rule, Object... arguments) {
        if (edit != null) {
            findings.error(edit.place(), field, rule, arguments);
        }
    }
}

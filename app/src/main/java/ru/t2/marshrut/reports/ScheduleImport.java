package ru.t2.marshrut.reports;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.t2.marshrut.audit.AuditTrail;
import ru.t2.marshrut.planning.ChangeOutcome;
import ru.t2.marshrut.planning.ChangeSet;
import ru.t2.marshrut.planning.PlanHead;
import ru.t2.marshrut.planning.Planning;
import ru.t2.marshrut.planning.RepDay;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.CurrentActor;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.reports.ImportReport.RouteFigures;
import ru.t2.marshrut.reports.ImportReport.SheetRead;
import ru.t2.marshrut.reports.ImportRepository.FactBefore;
import ru.t2.marshrut.team.Team;
import ru.t2.marshrut.tracking.FactState;
import ru.t2.marshrut.tracking.Tracking;

/// Takes an edited export, or a table of one's own: tells what it would change, or changes it as a
/// whole or not at all, by the same services as a click. Thread-safe.
///
/// A commit locks the plans of its months first and compares again with what is so then; so of two
/// imports the second sees what the first has done, and whoever plans at the same time starts
/// again.
@Service
class ScheduleImport {

    private static final Logger log = LoggerFactory.getLogger(ScheduleImport.class);

    private final ImportRepository repository;
    private final Planning planning;
    private final Tracking tracking;
    private final Team team;
    private final AuditTrail audit;
    private final CurrentActor actor;
    private final Texts texts;
    private final Clock clock;

    ScheduleImport(
            ImportRepository repository,
            Planning planning,
            Tracking tracking,
            Team team,
            AuditTrail audit,
            CurrentActor actor,
            Texts texts,
            Clock clock) {
        this.repository = repository;
        this.planning = planning;
        this.tracking = tracking;
        this.team = team;
        this.audit = audit;
        this.actor = actor;
        this.texts = texts;
        this.clock = clock;
    }

    /// What a file would change. Changes nothing.
    ImportReport preview(byte[] file, boolean overwrite) {
        var read = ImportFile.read(file, texts);
        var merge = merge(read, overwrite);
        var figures = new RouteFigures[] {RouteFigures.NONE, RouteFigures.NONE};
        if (merge.findings.errors.isEmpty()) {
            var actions = actions(merge);
            if (merge.findings.errors.isEmpty() && !actions.changes().isEmpty()) {
                figures = tryOut(merge, actions);
            }
        }
        return report(read, merge, figures);
    }

    /// A visit that is completed can be moved only once it is taken back, which a preview does not
    /// do; the rest is tried out.
    private RouteFigures[] tryOut(ImportMerge merge, ImportActions actions) {
        if (!actions.takenBack().isEmpty()) {
            return new RouteFigures[] {RouteFigures.NONE, RouteFigures.NONE};
        }
        return switch (planning.preview(changeSet(actions, ""))) {
            case ChangeOutcome.Applied applied ->
                    new RouteFigures[] {
                        figures(
                                applied.days().stream()
                                        .flatMap(day -> day.before().stream())
                                        .toList()),
                        figures(
                                applied.days().stream()
                                        .flatMap(day -> day.after().stream())
                                        .toList())
                    };
            case ChangeOutcome.Refused refused -> {
                refuse(merge, actions, refused);
                yield new RouteFigures[] {RouteFigures.NONE, RouteFigures.NONE};
            }
            case ChangeOutcome.Stale _ -> throw changed();
        };
    }

    private static RouteFigures figures(List<RepDay> days) {
        return new RouteFigures(
                days.size(),
                InsightAnswers.kilometres(
                        days.stream().mapToLong(day -> day.figures().distanceMetres()).sum()),
                BigDecimal.valueOf(
                        days.stream().mapToLong(day -> day.figures().cost().kopecks()).sum(), 2),
                days.stream().mapToInt(day -> day.figures().violations().size()).sum());
    }

    /// Changes what a file changes, or nothing.
    ///
    /// @param fileName for the audit trail
    /// @throws ApiException 422 with errors, 409 with what others have changed since the export
    @Transactional
    public ImportReport commit(byte[] file, String fileName, boolean overwrite) {
        long started = System.nanoTime();
        var read = ImportFile.read(file, texts);
        // Which months it is about is known once it is read; what is so there only under the lock.
        planning.lock(merge(read, overwrite).months);
        var merge = merge(read, overwrite);
        var actions =
                merge.findings.errors.isEmpty()
                        ? actions(merge)
                        : new ImportActions(List.of(), List.of(), List.of(), List.of());
        var none = new RouteFigures[] {RouteFigures.NONE, RouteFigures.NONE};
        if (!merge.findings.errors.isEmpty()) {
            throw withErrors(report(read, merge, none));
        }
        if (!merge.findings.conflicts.isEmpty()) {
            var report = report(read, merge, none);
            throw ApiException.of(HttpStatus.CONFLICT, "import_conflicts", report.conflictCount())
                    .with("report", report);
        }
        if (actions.isEmpty()) {
            return report(read, merge, none).committedAs(null);
        }
        var facts = new ArrayList<FactBefore>();
        String why = texts.get("reports.import.why", fileName);
        for (var wish : actions.takenBack()) {
            put(wish, new FactState(wish.status(), null, null, null, null), true, why, facts);
        }
        UUID changeId = null;
        if (!actions.changes().isEmpty()) {
            switch (planning.apply(changeSet(actions, why))) {
                case ChangeOutcome.Applied applied -> {
                    changeId = applied.changeId().orElse(null);
                    none[0] = beforeOf(applied);
                    none[1] = afterOf(applied);
                }
                case ChangeOutcome.Refused refused -> {
                    refuse(merge, actions, refused);
                    throw withErrors(report(read, merge, none));
                }
                case ChangeOutcome.Stale _ -> throw changed();
            }
        }
        for (var wish : actions.facts()) {
            put(wish, wish.fact(), false, why, facts);
        }
        var id = UUID.randomUUID();
        var months = List.copyOf(merge.months);
        repository.insert(
                id,
                actor.name(),
                fileName,
                months,
                changeId,
                facts,
                merge.findings.changes.size(),
                clock.instant());
        audit.recordMany(
                "import",
                "schedule",
                id.toString(),
                Map.of(
                        "file", fileName,
                        "months", months.stream().map(YearMonth::toString).toList(),
                        "changes", merge.findings.changes.size(),
                        "facts", facts.size()));
        log.info(
                "Imported {} changes of {} rows in {} ms",
                merge.findings.changes.size(),
                merge.rows,
                (System.nanoTime() - started) / 1_000_000);
        return report(read, merge, none).committedAs(id);
    }

    private static RouteFigures beforeOf(ChangeOutcome.Applied applied) {
        return figures(applied.days().stream().flatMap(day -> day.before().stream()).toList());
    }

    private static RouteFigures afterOf(ChangeOutcome.Applied applied) {
        return figures(applied.days().stream().flatMap(day -> day.after().stream()).toList());
    }

    private void put(
            ImportWish wish,
            FactState after,
            boolean takenBack,
            String why,
            List<FactBefore> facts) {
        tracking.put(wish.current.id(), after, why);
        facts.add(new FactBefore(wish.current.id(), takenBack, wish.current.fact(), after));
    }

    private ImportMerge merge(ImportFile file, boolean overwrite) {
        var names = new ImportNames(team.listReps(), repository.listStores());
        var merge =
                new ImportMerge(
                        repository, names, texts, clock.getZone(), clock.instant(), overwrite);
        merge.read(file);
        merge.check();
        return merge;
    }

    private ImportActions actions(ImportMerge merge) {
        var plans = new HashMap<YearMonth, UUID>();
        for (var month : merge.months) {
            planning.findPlan(month).map(PlanHead::id).ifPresent(id -> plans.put(month, id));
        }
        for (var addition : merge.additions()) {
            var month = YearMonth.from(addition.date());
            if (!plans.containsKey(month)) {
                merge.findings.error(
                        addition.place(), ImportField.DATE, "no_plan", month.toString());
            }
        }
        return ImportActions.of(merge, plans);
    }

    private ChangeSet changeSet(ImportActions actions, String comment) {
        return ChangeSet.of(ChangeSet.Cause.IMPORTED, actor.name(), actions.changes())
                .because(Optional.of(comment).filter(text -> !text.isEmpty()));
    }

    private void refuse(ImportMerge merge, ImportActions actions, ChangeOutcome.Refused refused) {
        for (var refusal : refused.refusals()) {
            String rule = refusal.rule().name().toLowerCase(Locale.ROOT);
            merge.findings.refusal(
                    actions.origins().get(refusal.index()),
                    ImportField.DATE,
                    rule,
                    texts.get(
                            "planning.refused." + rule,
                            refusal.arguments().stream().map(String::valueOf).toArray()));
        }
    }

    private static ApiException withErrors(ImportReport report) {
        return ApiException.of(
                        HttpStatus.UNPROCESSABLE_CONTENT, "import_has_errors", report.errorCount())
                .with("report", report);
    }

    private static ApiException changed() {
        return ApiException.of(HttpStatus.CONFLICT, "import_changed");
    }

    private static ImportReport report(
            ImportFile file, ImportMerge merge, @Nullable RouteFigures[] figures) {
        return new ImportReport(
                false,
                null,
                file.format(),
                file.sheets().stream()
                        .map(sheet ->
                                new SheetRead(
                                        sheet.name(),
                                        sheet.headerRow(),
                                        sheet.rows().size(),
                                        sheet.ignoredColumns()))
                        .toList(),
                file.ignored(),
                merge.rows,
                merge.findings.unchangedRows,
                merge.findings.changes.size(),
                first(merge.findings.changes),
                merge.findings.conflicts.size(),
                first(merge.findings.conflicts),
                merge.findings.errors.size(),
                first(merge.findings.errors),
                Objects.requireNonNull(figures[0]),
                Objects.requireNonNull(figures[1]));
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(ImportReport.SHOWN, all.size()));
    }

    /// Takes an import back, completely or not at all.
    ///
    /// @throws ApiException 404; 409 if it is taken back already, or what it changed has changed
    ///   since
    @Transactional
    public void undo(UUID id) {
        var done =
                repository
                        .lock(id)
                        .orElseThrow(() ->
                                ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id.toString()));
        if (done.undone()) {
            throw ApiException.of(HttpStatus.CONFLICT, "import_undone");
        }
        planning.lock(done.months());
        requireUntouched(done.facts());
        String why = texts.get("reports.import.undone");
        for (var fact : done.facts().reversed()) {
            if (!fact.takenBack()) {
                tracking.put(fact.visitId(), fact.before(), why);
            }
        }
        if (done.changeId().isPresent()
                && !(planning.undo(done.changeId().get(), actor.name(), Optional.of(why))
                        instanceof ChangeOutcome.Applied)) {
            throw changed();
        }
        for (var fact : done.facts().reversed()) {
            if (fact.takenBack()) {
                tracking.put(fact.visitId(), fact.before(), why);
            }
        }
        repository.markUndone(id, clock.instant());
        audit.recordMany("undo", "schedule", id.toString(), Map.of("facts", done.facts().size()));
        log.info("Took an import back");
    }

    private void requireUntouched(List<FactBefore> facts) {
        var now = repository.mapVisits(facts.stream().map(FactBefore::visitId).toList());
        for (var fact : facts) {
            var current = now.get(fact.visitId());
            if (current == null || !current.fact().equals(fact.after())) {
                throw changed();
            }
        }
    }
}

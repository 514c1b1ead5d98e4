package ru.t2.marshrut.team;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.t2.marshrut.audit.AuditTrail;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.tables.TableReader;
import tools.jackson.databind.json.JsonMapper;

/// Takes years of the production calendar from a file: a preview, or all of it at once. The years
/// that the file has are replaced; names of days that stay what they are stay too. Thread-safe.
@Service
class CalendarImport {

    private final HolidayRepository repository;
    private final HolidayEditing editing;
    private final AuditTrail audit;
    private final Texts texts;
    private final JsonMapper json;

    CalendarImport(
            HolidayRepository repository,
            HolidayEditing editing,
            AuditTrail audit,
            Texts texts,
            JsonMapper json) {
        this.repository = repository;
        this.editing = editing;
        this.audit = audit;
        this.texts = texts;
        this.json = json;
    }

    /// What an import would do, or has done.
    ///
    /// @param changes days that become something else
    /// @param affectedVisits planned visits on them that lose the day or some of its hours
    @Schema(name = "CalendarReport")
    record Report(
            List<Integer> years,
            int days,
            boolean committed,
            List<Change> changes,
            int affectedVisits,
            List<Problem> errors) {

        Report {
            years = List.copyOf(years);
            changes = List.copyOf(changes);
            errors = List.copyOf(errors);
        }
    }

    /// A day that becomes something else.
    @Schema(name = "CalendarChange")
    record Change(LocalDate day, String before, String after, int affectedVisits) {}

    /// What is wrong in one place of the file.
    @Schema(name = "CalendarError")
    record Problem(int row, String column, String value, String rule, String remedy) {}

    /// Reads a file and tells, or does, what it says.
    ///
    /// @param commit whether to apply it; with errors in it, nothing is
    @Transactional
    public Report load(byte[] file, boolean commit) {
        var calendar = CalendarFile.of(TableReader.read(file), json);
        var known = new HashMap<LocalDate, Holiday>();
        for (Year year : calendar.years()) {
            repository
                    .list(year.atDay(1), year.atDay(year.length()))
                    .forEach(holiday -> known.put(holiday.day(), holiday));
        }
        var wanted = new HashMap<LocalDate, Holiday>();
        for (var holiday : calendar.holidays()) {
            var current = known.get(holiday.day());
            wanted.put(
                    holiday.day(),
                    current != null && current.kind() == holiday.kind() ? current : holiday);
        }
        var changes = changes(known, wanted);
        var errors =
                calendar.errors().stream()
                        .map(error ->
                                new Problem(
                                        error.row(),
                                        error.column(),
                                        error.value(),
                                        error.rule(),
                                        texts.get("team.calendar." + error.rule())))
                        .toList();
        boolean applied = commit && errors.isEmpty();
        var report =
                new Report(
                        calendar.years().stream().map(Year::getValue).toList(),
                        calendar.holidays().size(),
                        applied,
                        changes,
                        changes.stream().mapToInt(Change::affectedVisits).sum(),
                        errors);
        if (commit && !applied) {
            throw ApiException.of(
                            HttpStatus.UNPROCESSABLE_CONTENT, "calendar_has_errors", errors.size())
                    .with("report", report);
        }
        if (applied && !known.equals(wanted)) {
            known.keySet().stream()
                    .filter(day -> !wanted.containsKey(day) && changesKind(day, known, wanted))
                    .forEach(repository::delete);
            wanted.values().forEach(repository::put);
            audit.recordMany("import", "holiday", report.years().toString(), report);
        }
        return report;
    }

    private List<Change> changes(Map<LocalDate, Holiday> known, Map<LocalDate, Holiday> wanted) {
        var days = new TreeSet<>(known.keySet());
        days.addAll(wanted.keySet());
        var changes = new ArrayList<Change>();
        for (var day : days) {
            if (changesKind(day, known, wanted)) {
                var change =
                        editing.change(
                                day,
                                Optional.ofNullable(known.get(day)),
                                Optional.ofNullable(wanted.get(day)));
                changes.add(
                        new Change(
                                day,
                                change.before().kind().word(),
                                change.after().kind().word(),
                                change.affectedVisits()));
            }
        }
        return changes;
    }

    /// A public holiday on a weekend is a day off with or without an entry of its own.
    private static boolean changesKind(
            LocalDate day, Map<LocalDate, Holiday> known, Map<LocalDate, Holiday> wanted) {
        return CalendarDay.of(day, Optional.ofNullable(known.get(day))).kind()
                != CalendarDay.of(day, Optional.ofNullable(wanted.get(day))).kind();
    }
}

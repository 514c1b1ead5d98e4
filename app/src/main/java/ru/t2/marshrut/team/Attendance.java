package ru.t2.marshrut.team;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Who works when, for other features: working hours, the calendar with its short days, absences.
/// Thread-safe.
@Service
public class Attendance {

    private final TeamRepository team;
    private final AbsenceRepository absences;
    private final WorkCalendar calendar;

    Attendance(TeamRepository team, AbsenceRepository absences, WorkCalendar calendar) {
        this.team = team;
        this.absences = absences;
        this.calendar = calendar;
    }

    /// Every day of every rep who works on it, from the first to the last, both included; in order
    /// of day, then of rep. A rep whose status is not active works on none.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<PresentDay> listPresent(LocalDate first, LocalDate last) {
        var reps = team.listReps();
        var away = absences.list(first, last);
        return calendar.listDays(first, last).stream()
                .flatMap(
                        day -> reps.stream().flatMap(rep -> PresentDay.of(rep, day, away).stream()))
                .toList();
    }

    /// Absences that cover any day from the first to the last, both included; in order of first
    /// day.
    public List<Absence> listAbsences(LocalDate first, LocalDate last) {
        return absences.list(first, last);
    }
}

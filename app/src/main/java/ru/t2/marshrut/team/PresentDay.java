package ru.t2.marshrut.team;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import ru.t2.marshrut.kernel.DailyWindow;

/// A day on which a rep works, and when.
///
/// @param hours what the calendar and absences leave of his working hours, lunch included; longer
///   than nothing
public record PresentDay(String repId, LocalDate date, DailyWindow hours) {

    /// Empty if he does not work on that day.
    static Optional<PresentDay> of(Rep rep, CalendarDay day, List<Absence> absences) {
        if (rep.status() != Rep.Status.ACTIVE || !day.isWorking()) {
            return Optional.empty();
        }
        LocalTime start = rep.workingHours().start();
        LocalTime end = shortened(rep.workingHours(), day);
        for (var absence : absences) {
            if (absence.repId().equals(rep.id()) && absence.covers(day.date())) {
                LocalTime until =
                        absence.fromTime()
                                .filter(_ -> absence.firstDay().equals(day.date()))
                                .orElse(start);
                end = until.isBefore(end) ? until : end;
            }
        }
        return end.isAfter(start)
                ? Optional.of(new PresentDay(rep.id(), day.date(), new DailyWindow(start, end)))
                : Optional.empty();
    }

    /// Hours so short that nothing is left of them on an eve end where they begin.
    private static LocalTime shortened(DailyWindow hours, CalendarDay day) {
        return hours.end().toSecondOfDay() - day.shorterBy().toSeconds()
                        <= hours.start().toSecondOfDay()
                ? hours.start()
                : hours.end().minus(day.shorterBy());
    }
}

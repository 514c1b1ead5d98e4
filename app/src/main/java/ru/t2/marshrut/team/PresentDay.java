package ru.t2.marshrut.team;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import ru.t2.marshrut.kernel.DailyWindow;

/// A day on which a rep works, and when.
///
/// @param hours what the calendar and absences leave of his working hours, lunch included; longer
///   than nothing
/// @param homeBy the end of the hours that the calendar leaves him: who leaves earlier, because an
///   absence begins, visits nobody after his hours but drives home after them
public record PresentDay(String repId, LocalDate date, DailyWindow hours, LocalTime homeBy) {

    public PresentDay {
        if (homeBy.isBefore(hours.end())) {
            throw new IllegalArgumentException(
                    "homeBy (%s) must not precede the end of the hours (%s) of rep %s on %s."
                            .formatted(homeBy, hours.end(), repId, date));
        }
    }

    /// Empty if he does not work on that day.
    static Optional<PresentDay> of(Rep rep, CalendarDay day, List<Absence> absences) {
        if (rep.status() != Rep.Status.ACTIVE || !day.isWorking()) {
            return Optional.empty();
        }
        LocalTime start = rep.workingHours().start();
        LocalTime homeBy = shortened(rep.workingHours(), day);
        LocalTime end = homeBy;
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
                ? Optional.of(
                        new PresentDay(rep.id(), day.date(), new DailyWindow(start, end), homeBy))
                : Optional.empty();
    }

    /// How much of the way home may lie after the hours without being overtime: none of it on a day
    /// that no absence cuts short.
    public int unboundSeconds(int wayHomeSeconds) {
        return Math.min(wayHomeSeconds, homeBy.toSecondOfDay() - hours.end().toSecondOfDay());
    }

    /// How long he may be on his way, from leaving home to being back.
    ///
    /// @param wayHomeSeconds from his last stop
    public Duration limit(int wayHomeSeconds) {
        return Duration.between(hours.start(), hours.end())
                .plusSeconds(unboundSeconds(wayHomeSeconds));
    }

    /// Hours so short that nothing is left of them on an eve end where they begin.
    private static LocalTime shortened(DailyWindow hours, CalendarDay day) {
        return hours.end().toSecondOfDay() - day.shorterBy().toSeconds()
                        <= hours.start().toSecondOfDay()
                ? hours.start()
                : hours.end().minus(day.shorterBy());
    }
}

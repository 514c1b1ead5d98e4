package ru.t2.marshrut.planning;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.ui.MapContent;

/// What the drawer of a rep's day shows.
///
/// @param route null: no route on that day
/// @param limitHours of the rep on that day, with a way home that may lie after them; 0: he does
///   not work
/// @param previous the rep's last working day before, in the month; null: none
/// @param next the rep's next working day, in the month; null: none
public record PlanDayPage(
        LocalDate date,
        String repId,
        String repName,
        int colour,
        double limitHours,
        ScheduleAnswers.@Nullable RouteAnswer route,
        @Nullable LocalDate previous,
        @Nullable LocalDate next,
        MapContent map) {}

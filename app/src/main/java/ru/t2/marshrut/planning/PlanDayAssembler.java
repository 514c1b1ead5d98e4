package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.team.Attendance;
import ru.t2.marshrut.team.PresentDay;
import ru.t2.marshrut.team.Rep;
import ru.t2.marshrut.team.Team;
import ru.t2.marshrut.ui.MapContent;

/// Puts a rep's day together for its drawer. Thread-safe.
@Component
class PlanDayAssembler {

    private final Planning planning;
    private final ScheduleAnswers answers;
    private final Team team;
    private final Attendance attendance;

    PlanDayAssembler(Planning planning, ScheduleAnswers answers, Team team, Attendance attendance) {
        this.planning = planning;
        this.answers = answers;
        this.team = team;
        this.attendance = attendance;
    }

    PlanDayPage page(LocalDate date, String repId) {
        var reps = team.listReps();
        var rep =
                reps.stream()
                        .filter(each -> each.id().equals(repId))
                        .findFirst()
                        .orElseThrow(
                                () -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", repId));
        int colour = reps.indexOf(rep) % PlanPageAssembler.COLOURS;
        var month = YearMonth.from(date);
        var present = attendance.listPresent(month.atDay(1), month.atEndOfMonth());
        var mine = present.stream().filter(day -> day.repId().equals(repId)).toList();
        var planned = planning.findDay(new DayKey(repId, date));
        int wayHomeSeconds = planned.map(day -> day.figures().homeTravelSeconds()).orElse(0);
        var route = planned.map(day -> answers.routes(List.of(day)).getFirst()).orElse(null);
        return new PlanDayPage(
                date,
                repId,
                rep.name(),
                colour,
                mine.stream()
                        .filter(day -> day.date().equals(date))
                        .mapToDouble(day -> day.limit(wayHomeSeconds).toMinutes() / 60.0)
                        .findFirst()
                        .orElse(0),
                route,
                mine.stream()
                        .map(PresentDay::date)
                        .filter(day -> day.isBefore(date))
                        .reduce((a, b) -> b)
                        .orElse(null),
                mine.stream()
                        .map(PresentDay::date)
                        .filter(day -> day.isAfter(date))
                        .findFirst()
                        .orElse(null),
                map(rep, colour, route));
    }

    private static MapContent map(
            Rep rep, int colour, ScheduleAnswers.@Nullable RouteAnswer route) {
        var home = new MapContent.Home(colour, rep.home().lat(), rep.home().lon(), rep.name());
        if (route == null) {
            return new MapContent(List.of(), List.of(), List.of(home), List.of());
        }
        var points = new ArrayList<double[]>();
        var stops = new ArrayList<MapContent.Stop>();
        points.add(MapContent.point(rep.home()));
        for (var stop : route.stops()) {
            var position = stop.visit().position();
            if (position == null) {
                continue;
            }
            points.add(new double[] {stop.lat(), stop.lon()});
            var late = stop.visit().lateMinutes();
            stops.add(
                    new MapContent.Stop(
                            stop.visit().visitId().toString(),
                            colour,
                            stop.lat(),
                            stop.lon(),
                            Integer.toString(position),
                            stop.name(),
                            stop.address(),
                            stop.visit().status().name().toLowerCase(Locale.ROOT),
                            late != null && late > 0));
        }
        points.add(MapContent.point(rep.home()));
        return new MapContent(
                List.of(new MapContent.Route(colour, rep.name(), points, false)),
                stops,
                List.of(home),
                List.of());
    }
}

package ru.t2.marshrut.team;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.ui.NavigationEntry;
import ru.t2.marshrut.ui.Pages;

/// The pages of the team and of its calendar.
@Hidden
@Controller
class TeamPageController {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;
    private static final int MONTHS = 12;

    private final Pages pages;
    private final Team team;
    private final WorkCalendar calendar;
    private final Clock clock;

    TeamPageController(Pages pages, Team team, WorkCalendar calendar, Clock clock) {
        this.pages = pages;
        this.team = team;
        this.calendar = calendar;
        this.clock = clock;
    }

    @GetMapping("/team")
    View team() {
        var reps =
                team.listReps().stream()
                        .map(rep -> new TeamPage.Named(rep.id(), rep.name()))
                        .toList();
        var vehicles =
                team.listVehicles().stream()
                        .map(car -> new TeamPage.Named(car.id(), car.name()))
                        .toList();
        return pages.page("team/team", Map.of("page", new TeamPage(reps, vehicles)));
    }

    @GetMapping("/calendar")
    View calendar(@RequestParam(required = false) @Nullable Integer year) {
        int wanted = year == null ? Year.now(clock).getValue() : year;
        if (wanted < FIRST_YEAR || wanted > LAST_YEAR) {
            throw ApiException.invalidInput(
                    List.of(FieldProblem.of("year", "team.year", wanted, FIRST_YEAR, LAST_YEAR)));
        }
        return pages.page("team/calendar", Map.of("page", year(wanted)));
    }

    private CalendarPage year(int year) {
        var months =
                IntStream.rangeClosed(1, MONTHS)
                        .mapToObj(month -> month(YearMonth.of(year, month)))
                        .toList();
        return new CalendarPage(
                year,
                LocalDate.now(clock),
                months.stream().mapToInt(CalendarPage.Month::workingDays).sum(),
                months);
    }

    private CalendarPage.Month month(YearMonth month) {
        var days = calendar.listDays(month.atDay(1), month.atEndOfMonth());
        return new CalendarPage.Month(
                month,
                month.atDay(1).getDayOfWeek().getValue() - 1,
                (int) days.stream().filter(CalendarDay::isWorking).count(),
                days.stream()
                        .map(day ->
                                new CalendarPage.Day(
                                        day.date(),
                                        day.kind().word(),
                                        day.because().isPresent(),
                                        day.because().map(Holiday::name).orElse("")))
                        .toList());
    }

    /// The pages' places in the navigation.
    @Configuration(proxyBeanMethods = false)
    static class Entries {

        @Bean
        NavigationEntry teamEntry() {
            return new NavigationEntry(52, "/team", "team.title", "team", false);
        }

        @Bean
        NavigationEntry calendarEntry() {
            return new NavigationEntry(54, "/calendar", "team.calendar", "calendar", false);
        }
    }
}

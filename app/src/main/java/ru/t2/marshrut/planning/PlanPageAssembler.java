package ru.t2.marshrut.planning;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.platform.Jobs;
import ru.t2.marshrut.stores.StoreFilter;
import ru.t2.marshrut.stores.Stores;
import ru.t2.marshrut.team.Attendance;
import ru.t2.marshrut.team.CalendarDay;
import ru.t2.marshrut.team.Holiday;
import ru.t2.marshrut.team.PresentDay;
import ru.t2.marshrut.team.Team;
import ru.t2.marshrut.team.WorkCalendar;

/// Puts a month's plan together for its page. Thread-safe.
@Component
class PlanPageAssembler {

    static final int COLOURS = 8;

    /// Reps on one page of the calendar.
    static final int REPS_SHOWN = 25;

    /// Up to so many percent above the bound a plan is told to be very good, good. Above that it
    /// may as well be the bound that is weak, so nothing is told.
    private static final double VERY_GOOD = 15;

    private static final double GOOD = 40;

    private final PlanRepository plans;
    private final VisitRepository visits;
    private final PlanReading reading;
    private final Team team;
    private final Attendance attendance;
    private final WorkCalendar calendar;
    private final Stores stores;
    private final Jobs jobs;
    private final Clock clock;

    PlanPageAssembler(
            PlanRepository plans,
            VisitRepository visits,
            PlanReading reading,
            Team team,
            Attendance attendance,
            WorkCalendar calendar,
            Stores stores,
            Jobs jobs,
            Clock clock) {
        this.plans = plans;
        this.visits = visits;
        this.reading = reading;
        this.team = team;
        this.attendance = attendance;
        this.calendar = calendar;
        this.stores = stores;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// @param number of the page of reps, from 1; one beyond the last is the last
    PlanPage page(
            YearMonth month,
            PlanPage.Filter filter,
            int number,
            @Nullable LocalDate openDay,
            @Nullable String openRep) {
        var first = month.atDay(1);
        var last = month.atEndOfMonth();
        var plan = plans.findPublished(month);
        var days = plan.map(head -> reading.byDates(head.id(), first, last)).orElse(List.of());
        var columns = calendar.listDays(first, last);
        var rows = rows(days, columns, marked(filter));
        var shown =
                rows.stream()
                        .filter(row -> filter.rep().isEmpty() || row.repId().equals(filter.rep()))
                        .toList();
        int pages = Math.max(1, Math.ceilDiv(shown.size(), REPS_SHOWN));
        int page = openRep == null ? Math.clamp(number, 1, pages) : pageOf(openRep, shown, number);
        return new PlanPage(
                month,
                plan.map(PlanHead::id).orElse(null),
                plan.map(PlanHead::version).orElse(0),
                jobs.findUnfinished(Generation.KIND, Quarters.name(month)).orElse(null),
                plan.map(head -> summary(head, days, rows, stores.count(StoreFilter.ALL)))
                        .orElse(null),
                filter,
                rows.stream().map(row -> new PlanPage.RepChoice(row.repId(), row.name())).toList(),
                stores.listDistricts(),
                columns.stream().map(this::column).toList(),
                shown.subList((page - 1) * REPS_SHOWN, Math.min(shown.size(), page * REPS_SHOWN)),
                page,
                pages,
                openDay,
                openRep);
    }

    /// The page that has this rep, so that his day can be opened.
    private static int pageOf(String rep, List<PlanPage.Row> shown, int otherwise) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).repId().equals(rep)) {
                return i / REPS_SHOWN + 1;
            }
        }
        return Math.clamp(otherwise, 1, Math.max(1, Math.ceilDiv(shown.size(), REPS_SHOWN)));
    }

    /// Ids of the stores that are to stand out.
    private Set<String> marked(PlanPage.Filter filter) {
        return filter.marks()
                ? stores.listIds(
                        StoreFilter.of(
                                Category.parse(filter.category()).orElse(null),
                                filter.district(),
                                null,
                                null))
                : Set.of();
    }

    private PlanPage.Column column(CalendarDay day) {
        return new PlanPage.Column(
                day.date(),
                day.isWorking(),
                day.kind() == Holiday.Kind.SHORT,
                day.date().equals(LocalDate.now(clock)),
                day.because().map(Holiday::name).orElse(""));
    }

    private List<PlanPage.Row> rows(
            List<RepDay> days, List<CalendarDay> columns, Set<String> marked) {
        var routes = days.stream().collect(Collectors.toMap(RepDay::key, Function.identity()));
        var first = columns.getFirst().date();
        var last = columns.getLast().date();
        var present =
                attendance.listPresent(first, last).stream()
                        .collect(
                                Collectors.toMap(
                                        day -> new DayKey(day.repId(), day.date()),
                                        Function.identity()));
        var reps = team.listReps();
        var rows = new ArrayList<PlanPage.Row>();
        for (int i = 0; i < reps.size(); i++) {
            var rep = reps.get(i);
            var cells =
                    columns.stream()
                            .map(day -> {
                                var key = new DayKey(rep.id(), day.date());
                                return cell(day.date(), routes.get(key), present.get(key), marked);
                            })
                            .toList();
            double limit = cells.stream().mapToDouble(PlanPage.Cell::limitHours).sum();
            double hours = cells.stream().mapToDouble(PlanPage.Cell::hours).sum();
            rows.add(
                    new PlanPage.Row(
                            rep.id(),
                            rep.name(),
                            i % COLOURS,
                            cells.stream().mapToInt(PlanPage.Cell::stops).sum(),
                            hours,
                            cells.stream().mapToDouble(PlanPage.Cell::km).sum(),
                            limit == 0 ? 0 : hours / limit,
                            cells));
        }
        return rows;
    }

    private static PlanPage.Cell cell(
            LocalDate date,
            @Nullable RepDay day,
            @Nullable PresentDay present,
            Set<String> marked) {
        double limit =
                present == null
                        ? 0
                        : present.limit(day == null ? 0 : day.figures().homeTravelSeconds())
                                        .toMinutes()
                                / 60.0;
        if (day == null) {
            return new PlanPage.Cell(
                    date, present != null, 0, 0, 0, limit, 0, 0, 0, false, false, 0);
        }
        var stops = day.visits().stream().filter(PlannedVisit::isInRoute).toList();
        double hours = day.figures().durationSeconds() / 3600.0;
        return new PlanPage.Cell(
                date,
                present != null,
                stops.size(),
                (int) stops.stream().filter(v -> v.status() == VisitStatus.COMPLETED).count(),
                hours,
                limit,
                limit == 0 ? (stops.isEmpty() ? 0 : 2) : hours / limit,
                day.figures().distanceMetres() / 1000.0,
                day.figures().violations().size(),
                stops.stream().anyMatch(PlannedVisit::pinned),
                day.ownOrder(),
                (int) stops.stream().filter(v -> marked.contains(v.storeId())).count());
    }

    private PlanPage.Summary summary(
            PlanHead plan, List<RepDay> days, List<PlanPage.Row> rows, long storesTotal) {
        var quality = ScheduleAnswers.quality(plan, days);
        var planned = new HashSet<String>();
        days.stream()
                .flatMap(day -> day.visits().stream())
                .filter(PlannedVisit::isInRoute)
                .forEach(visit -> planned.add(visit.storeId()));
        var above = quality.aboveBoundPercent();
        int all = rows.stream().mapToInt(PlanPage.Row::visits).sum();
        long seconds = days.stream().mapToLong(day -> day.figures().durationSeconds()).sum();
        long inStores = days.stream().mapToLong(day -> day.figures().serviceSeconds()).sum();
        var loads =
                rows.stream()
                        .filter(row -> row.visits() > 0)
                        .mapToDouble(PlanPageAssembler::hoursADay)
                        .summaryStatistics();
        return new PlanPage.Summary(
                all,
                quality.distanceKm(),
                quality.boundKm(),
                above,
                verdict(above),
                all == 0 ? 0 : quality.distanceKm().doubleValue() / all,
                seconds == 0 ? 0 : 100.0 * inStores / seconds,
                ScheduleAnswers.cost(days).roubles(),
                ScheduleAnswers.hours(seconds),
                planned.size(),
                storesTotal,
                visits.listToPlace(plan.id()).size(),
                days.stream().mapToInt(day -> day.figures().violations().size()).sum(),
                (int) days.stream().filter(day -> !day.figures().violations().isEmpty()).count(),
                BigDecimal.valueOf(loads.getCount() == 0 ? 0 : loads.getMax() - loads.getMin()));
    }

    private static double hoursADay(PlanPage.Row row) {
        long worked = row.cells().stream().filter(PlanPage.Cell::present).count();
        return worked == 0 ? 0 : row.hours() / worked;
    }

    static String verdict(@Nullable BigDecimal above) {
        if (above == null) {
            return "unknown";
        }
        double percent = above.doubleValue();
        return percent <= VERY_GOOD ? "very_good" : percent <= GOOD ? "good" : "weak_bound";
    }
}

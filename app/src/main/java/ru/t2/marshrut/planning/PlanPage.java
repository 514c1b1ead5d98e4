package ru.t2.marshrut.planning;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// What the page of a month's plan shows.
///
/// @param planId null: there is no plan
/// @param running the job that makes one at the moment
/// @param rows reps of this page
/// @param page from 1
public record PlanPage(
        YearMonth month,
        @Nullable UUID planId,
        int version,
        @Nullable UUID running,
        @Nullable Summary summary,
        Filter filter,
        List<RepChoice> reps,
        List<String> districts,
        List<Column> columns,
        List<Row> rows,
        int page,
        int pages,
        @Nullable LocalDate openDay,
        @Nullable String openRep) {

    public PlanPage {
        reps = List.copyOf(reps);
        districts = List.copyOf(districts);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// Widths of the calendar's columns for a style sheet: days off are narrow unless somebody
    /// works.
    public String gridColumns() {
        var widths = new StringBuilder();
        for (int d = 0; d < columns.size(); d++) {
            int day = d;
            boolean used =
                    columns.get(d).working()
                            || rows.stream().anyMatch(row -> !row.cells().get(day).isEmpty());
            widths.append(used ? "minmax(38px,1fr) " : "16px ");
        }
        return widths.toString().strip();
    }

    /// The first column that has days to open: the tab key enters the calendar there.
    public int firstColumn() {
        for (int d = 0; d < columns.size(); d++) {
            if (columns.get(d).working()) {
                return d;
            }
        }
        return 0;
    }

    /// The address of another page of reps, with the same filter.
    public String pageAddress(int number) {
        return UriComponentsBuilder.fromPath("/plan")
                .queryParam("month", month)
                .queryParam("district", "{district}")
                .queryParam("category", "{category}")
                .queryParam("page", number)
                .encode()
                .buildAndExpand(filter.district(), filter.category())
                .toUriString();
    }

    /// A rep to choose.
    public record RepChoice(String id, String name) {}

    /// What of the plan is to stand out; empty texts: all of it.
    public record Filter(String rep, String district, String category) {

        public boolean marks() {
            return !district.isEmpty() || !category.isEmpty();
        }

        public boolean isEmpty() {
            return rep.isEmpty() && !marks();
        }
    }

    /// The month in figures.
    ///
    /// @param abovePercent of the way above the bound; null: no bound is known
    /// @param verdict key of what that means, in words; `weak_bound`: the bound says too little
    /// @param kmPerVisit way for each visit
    /// @param storePercent share of the hours that is spent in stores
    /// @param spreadHours between the busiest and the freest rep, by hours a working day
    public record Summary(
            int visits,
            BigDecimal km,
            @Nullable BigDecimal boundKm,
            @Nullable BigDecimal abovePercent,
            String verdict,
            double kmPerVisit,
            double storePercent,
            BigDecimal costRub,
            BigDecimal hours,
            int storesPlanned,
            long storesTotal,
            int waiting,
            int violations,
            int violatedDays,
            BigDecimal spreadHours) {}

    /// A day of the month.
    ///
    /// @param note why it is off or short, or empty
    public record Column(
            LocalDate date, boolean working, boolean shortened, boolean today, String note) {

        public boolean monday() {
            return date.getDayOfWeek() == DayOfWeek.MONDAY;
        }
    }

    /// A rep's month.
    ///
    /// @param colour 0 to 7
    public record Row(
            String repId,
            String name,
            int colour,
            int visits,
            double hours,
            double km,
            double share,
            List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// A rep's day in the calendar.
    ///
    /// @param present whether he works on that day
    /// @param share of his hours that are used; more than 1: over them
    /// @param marked stops that the filter lets stand out
    public record Cell(
            LocalDate date,
            boolean present,
            int stops,
            int done,
            double hours,
            double limitHours,
            double share,
            double km,
            int violations,
            boolean pinned,
            boolean ownOrder,
            int marked) {

        public boolean isEmpty() {
            return stops == 0;
        }
    }
}

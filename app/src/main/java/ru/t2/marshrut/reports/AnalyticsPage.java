package ru.t2.marshrut.reports;

import java.util.List;

/// What the page of analytics shows, in words and numbers of the reader's language.
///
/// @param bar the days it is about and the ways to others
/// @param empty whether nothing was planned or done on these days
/// @param days the course of the days, for the chart and its table
/// @param stores the first lines of the list of stores
public record AnalyticsPage(
        PeriodBar bar,
        boolean empty,
        List<Figure> figures,
        List<DayLine> days,
        List<Bars> coverage,
        List<Grid> grids,
        StoreList stores) {

    public AnalyticsPage {
        figures = List.copyOf(figures);
        days = List.copyOf(days);
        coverage = List.copyOf(coverage);
        grids = List.copyOf(grids);
    }

    /// The days and the ways to others, as queries of the page's address.
    ///
    /// @param kind `month`, `quarter` or `span`
    /// @param query that of these days
    /// @param month of the first day
    /// @param quarter of the first day
    public record PeriodBar(
            String kind,
            String title,
            String beforeTitle,
            String query,
            String previous,
            String next,
            String month,
            String quarter,
            String from,
            String to,
            List<Choice> quarters) {

        public PeriodBar {
            quarters = List.copyOf(quarters);
        }
    }

    /// One of several values.
    public record Choice(String value, String name) {}

    /// One figure with that of the period before.
    public record Figure(String name, String value, String note, String tone) {}

    /// One day of the chart.
    public record DayLine(
            String date, String name, long planned, long completed, long skipped, long outings) {}

    /// Shares beside each other.
    public record Bars(String id, String title, List<Bar> bars) {
        public Bars {
            bars = List.copyOf(bars);
        }
    }

    /// One share.
    ///
    /// @param percent 0 to 100
    public record Bar(String name, int percent, String value, String note) {}

    /// A table; the first cell of each row is its name.
    ///
    /// @param none what to say when there are no rows
    public record Grid(
            String id, String title, List<String> head, List<List<String>> rows, String none) {
        public Grid {
            head = List.copyOf(head);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /// Some lines of the list of stores.
    ///
    /// @param query of the period
    /// @param before offset of the page before; negative: there is none
    /// @param after offset of the page after; negative: there is none
    public record StoreList(
            Grid grid, String query, String sort, long total, String span, int before, int after) {}
}

package ru.t2.marshrut.reports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.reports.InsightAnswers.Completion;
import ru.t2.marshrut.reports.InsightAnswers.Lateness;
import ru.t2.marshrut.reports.InsightAnswers.StoreTime;

/// SQL over the sums of days: plan and fact, time in stores, lateness.
@Repository
class DayFigureRepository {

    private static final int SECONDS = 60;

    private final JdbcClient jdbc;

    DayFigureRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Each by everything, category, district and rep; only groups that have any.
    record DayFigures(
            List<Grouped<Completion>> completion,
            List<Grouped<StoreTime>> storeTimes,
            List<Grouped<Lateness>> lateness) {}

    private record Row(
            Grouped.Level level,
            Optional<String> key,
            Completion completion,
            StoreTime storeTime,
            Lateness lateness) {

        boolean isTotal() {
            return level == Grouped.Level.TOTAL;
        }

        <T> Grouped<T> with(T figures) {
            return new Grouped<>(level, key, figures);
        }
    }

    DayFigures list(Period period, LocalDate today) {
        var rows =
                new ArrayList<>(
                        jdbc.sql(
                                        """
                                        select level, nullif(key, '') as key,
                                               sum(planned) as planned, sum(completed) as completed,
                                               sum(skipped) as skipped,
                                               coalesce(sum(open) filter (where day < :today), 0) as overdue,
                                               coalesce(sum(open) filter (where day >= :today), 0) as open,
                                               sum(cancelled) as cancelled, sum(extra) as extra,
                                               sum(timed) as timed,
                                               sum(timed_planned_seconds) as timed_planned_seconds,
                                               sum(spent_seconds) as spent_seconds,
                                               string_agg(spent_each, ''::bytea) as spent_each,
                                               sum(arrivals) as arrivals, sum(late) as late,
                                               sum(after_window) as after_window,
                                               sum(late_seconds) as late_seconds,
                                               max(worst_late_seconds) as worst_late_seconds
                                          from report_day_figure
                                         where day between :from and :to
                                         group by level, report_day_figure.key
                                         order by level, report_day_figure.key
                                        """)
                                .param("from", period.from())
                                .param("to", period.to())
                                .param("today", today)
                                .query((row, _) ->
                                        new Row(
                                                Grouped.Level.ofBits(row.getInt("level")),
                                                Optional.ofNullable(row.getString("key")),
                                                completion(row),
                                                storeTime(row),
                                                lateness(row)))
                                .list());
        if (rows.isEmpty()) {
            rows.add(
                    new Row(
                            Grouped.Level.TOTAL,
                            Optional.empty(),
                            new Completion(0, 0, 0, 0, 0, 0, 0, null, null),
                            new StoreTime(0, null, null, null, null),
                            new Lateness(0, 0, 0, null, null, null)));
        }
        return new DayFigures(
                rows.stream().map(row -> row.with(row.completion())).toList(),
                rows.stream()
                        .filter(row -> row.isTotal() || row.completion().completed() > 0)
                        .map(row -> row.with(row.storeTime()))
                        .toList(),
                rows.stream()
                        .filter(row -> row.isTotal() || row.lateness().measured() > 0)
                        .map(row -> row.with(row.lateness()))
                        .toList());
    }

    private static Completion completion(ResultSet row) throws SQLException {
        long planned = row.getLong("planned");
        long completed = row.getLong("completed");
        long open = row.getLong("open");
        return new Completion(
                planned,
                completed,
                row.getLong("skipped"),
                row.getLong("overdue"),
                open,
                row.getLong("cancelled"),
                row.getLong("extra"),
                InsightAnswers.percent(completed, planned),
                InsightAnswers.percent(completed, planned - open));
    }

    private static StoreTime storeTime(ResultSet row) throws SQLException {
        long timed = row.getLong("timed");
        if (timed == 0) {
            return new StoreTime(0, null, null, null, null);
        }
        int[] seconds = new int[(int) timed];
        ByteBuffer.wrap(row.getBytes("spent_each")).asIntBuffer().get(seconds);
        Arrays.sort(seconds);
        return new StoreTime(
                timed,
                minutes(row.getBigDecimal("timed_planned_seconds"), timed),
                minutes(row.getBigDecimal("spent_seconds"), timed),
                quantile(seconds, 0.5),
                quantile(seconds, 0.9));
    }

    private static Lateness lateness(ResultSet row) throws SQLException {
        long arrivals = row.getLong("arrivals");
        long late = row.getLong("late");
        return new Lateness(
                arrivals,
                late,
                row.getLong("after_window"),
                InsightAnswers.percent(late, arrivals),
                late == 0 ? null : minutes(row.getBigDecimal("late_seconds"), late),
                late == 0 ? null : minutes(row.getBigDecimal("worst_late_seconds"), 1));
    }

    private static BigDecimal minutes(@Nullable BigDecimal seconds, long times) {
        var sum = seconds == null ? BigDecimal.ZERO : seconds;
        return sum.divide(BigDecimal.valueOf(times * SECONDS), 1, RoundingMode.HALF_UP);
    }

    /// Between two values it lies as far as its rank does, as SQL's `percentile_cont`; in minutes.
    private static BigDecimal quantile(int[] sorted, double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        double seconds = sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
        return new BigDecimal(seconds / SECONDS, MathContext.DECIMAL32)
                .setScale(1, RoundingMode.HALF_UP);
    }
}

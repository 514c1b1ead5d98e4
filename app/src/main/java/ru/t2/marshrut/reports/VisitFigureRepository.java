package ru.t2.marshrut.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.reports.InsightAnswers.Completion;
import ru.t2.marshrut.reports.InsightAnswers.Lateness;
import ru.t2.marshrut.reports.InsightAnswers.StoreLine;
import ru.t2.marshrut.reports.InsightAnswers.StoreTime;

/// SQL over visits: plan and fact, time in stores, lateness.
@Repository
class VisitFigureRepository {

    /// A start so much later than planned is late.
    static final int LATE_SECONDS = 15 * 60;

    /// The visits of a period. Their months come first: they lead to the plans.
    private static final String IN_PERIOD =
            """
             where month between :firstMonth and :lastMonth
               and visit_date between :from and :to
            """;

    private static final String GROUPS =
            """
             group by grouping sets ((), (category), (district), (rep_id))
             order by level, key
            """;

    private static final String LEVEL =
            """
            select grouping(category, district, rep_id) as level,
                   coalesce(category, district, rep_id) as key,
            """;

    private final JdbcClient jdbc;

    VisitFigureRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private JdbcClient.StatementSpec in(Period period, String sql) {
        return jdbc.sql(sql)
                .param("firstMonth", period.firstMonth())
                .param("lastMonth", period.lastMonth())
                .param("from", period.from())
                .param("to", period.to());
    }

    List<Grouped<Completion>> listCompletion(Period period, LocalDate today) {
        return in(
                        period,
                        LEVEL
                                + """
                                  count(*) filter (where status <> 'cancelled') as planned,
                                  count(*) filter (where status = 'completed') as completed,
                                  count(*) filter (where status = 'skipped') as skipped,
                                  count(*) filter (where status in ('planned', 'rescheduled')
                                                     and visit_date < :today) as overdue,
                                  count(*) filter (where status in ('planned', 'rescheduled')
                                                     and visit_date >= :today) as open,
                                  count(*) filter (where status = 'cancelled') as cancelled,
                                  count(*) filter (where extra and status <> 'cancelled') as extra
                                  from report_visit
                                """
                                + IN_PERIOD
                                + GROUPS)
                .param("today", today)
                .query((row, _) -> grouped(row, completion(row)))
                .list();
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

    List<Grouped<StoreTime>> listStoreTimes(Period period) {
        return in(
                        period,
                        LEVEL
                                + """
                                  count(*) filter (where spent_seconds is not null) as measured,
                                  round(avg(planned_service_seconds)
                                          filter (where spent_seconds is not null) / 60, 1) as planned_minutes,
                                  round(avg(spent_seconds) / 60, 1) as minutes,
                                  round((percentile_cont(0.5) within group (order by spent_seconds) / 60)::numeric, 1)
                                    as median_minutes,
                                  round((percentile_cont(0.9) within group (order by spent_seconds) / 60)::numeric, 1)
                                    as p90_minutes
                                  from report_visit
                                """
                                + IN_PERIOD
                                + " and status = 'completed'"
                                + GROUPS)
                .query((row, _) ->
                        grouped(
                                row,
                                new StoreTime(
                                        row.getLong("measured"),
                                        row.getBigDecimal("planned_minutes"),
                                        row.getBigDecimal("minutes"),
                                        row.getBigDecimal("median_minutes"),
                                        row.getBigDecimal("p90_minutes"))))
                .list();
    }

    /// @param zone of the region: planned times are times of its days
    List<Grouped<Lateness>> listLateness(Period period, ZoneId zone) {
        return in(
                        period,
                        """
                        with arrival as (
                          select category, district, rep_id,
                                 extract(epoch from arrived_at
                                   - ((visit_date + make_interval(secs => start_seconds)) at time zone :zone))
                                   as late_seconds,
                                 (arrived_at at time zone :zone)::time > closing.closes
                                   or (arrived_at at time zone :zone)::date > visit_date as after_window
                            from report_visit
                            left join (
                                 select store_id, max(end_time) as closes
                                   from store_window
                                  group by store_id
                                 ) as closing
                              using (store_id)
                        """
                                + IN_PERIOD
                                + """
                                   and arrived_at is not null
                                   and start_seconds is not null
                                )
                                """
                                + LEVEL
                                + """
                                  count(*) as measured,
                                  count(*) filter (where late_seconds > :late) as late,
                                  count(*) filter (where after_window) as after_window,
                                  round(avg(late_seconds) filter (where late_seconds > :late) / 60, 1)
                                    as late_minutes,
                                  round(max(late_seconds) filter (where late_seconds > :late) / 60, 1)
                                    as worst_minutes
                                  from arrival
                                """
                                + GROUPS)
                .param("zone", zone.getId())
                .param("late", LATE_SECONDS)
                .query((row, _) -> grouped(row, lateness(row)))
                .list();
    }

    private static Lateness lateness(ResultSet row) throws SQLException {
        long measured = row.getLong("measured");
        long late = row.getLong("late");
        return new Lateness(
                measured,
                late,
                row.getLong("after_window"),
                InsightAnswers.percent(late, measured),
                row.getBigDecimal("late_minutes"),
                row.getBigDecimal("worst_minutes"));
    }

    /// Visits that wait for a day in the months that the period touches.
    long countToPlace(Period period) {
        return jdbc.sql(
                        """
                        select count(*)
                          from report_visit
                         where month between :firstMonth and :lastMonth
                           and (visit_date is null or status = 'skipped')
                           and status <> 'cancelled'
                        """)
                .param("firstMonth", period.firstMonth())
                .param("lastMonth", period.lastMonth())
                .query(Long.class)
                .single();
    }

    /// What a list of stores is ordered by.
    enum StoreOrder {
        /// The worst first.
        COVERAGE("covered::numeric / due, store_id"),
        NAME("name, store_id"),
        /// The longest first.
        MINUTES("minutes desc nulls last, store_id"),
        /// The most frequently skipped first.
        SKIPPED("skipped desc, store_id"),
        LATE("late desc, store_id");

        private final String sql;

        StoreOrder(String sql) {
            this.sql = sql;
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Stores with what became of their visits.
    List<StoreLine> listStores(Period period, ZoneId zone, StoreOrder order) {
        return in(
                        period,
                        CoverageRepository.PER_STORE
                                + """
                                , visits as (
                                  select store_id,
                                         count(*) filter (where status <> 'cancelled') as planned,
                                         count(*) filter (where status = 'completed') as completed,
                                         count(*) filter (where status = 'skipped') as skipped,
                                         count(*) filter (where status = 'cancelled') as cancelled,
                                         max(visit_date) filter (where status = 'completed') as last_visit,
                                         round(avg(spent_seconds) filter (where status = 'completed') / 60, 1)
                                           as minutes,
                                         round(avg(planned_service_seconds)
                                                 filter (where status = 'completed' and spent_seconds is not null)
                                                 / 60, 1) as planned_minutes,
                                         count(*) filter (
                                           where arrived_at > (visit_date
                                                   + make_interval(secs => start_seconds + :late))
                                                   at time zone :zone) as late
                                    from report_visit
                                """
                                + IN_PERIOD
                                + """
                                   group by store_id
                                )
                                select per_store.store_id, store.name, per_store.district, per_store.category,
                                       per_store.rep_id, per_store.due, per_store.done, per_store.covered,
                                       coalesce(visits.planned, 0) as planned,
                                       coalesce(visits.completed, 0) as completed,
                                       coalesce(visits.skipped, 0) as skipped,
                                       coalesce(visits.cancelled, 0) as cancelled,
                                       visits.last_visit, visits.minutes, visits.planned_minutes,
                                       coalesce(visits.late, 0) as late
                                  from per_store
                                  join store
                                    on store.id = per_store.store_id
                                  left join visits
                                    on visits.store_id = per_store.store_id
                                """
                                + " order by "
                                + order.sql.replace("store_id", "per_store.store_id"))
                .param("zone", zone.getId())
                .param("late", LATE_SECONDS)
                .query((row, _) -> store(row))
                .list();
    }

    private static StoreLine store(ResultSet row) throws SQLException {
        return new StoreLine(
                row.getString("store_id"),
                row.getString("name"),
                row.getString("district"),
                row.getString("category"),
                row.getString("rep_id"),
                row.getLong("due"),
                row.getLong("done"),
                InsightAnswers.percent(row.getLong("covered"), row.getLong("due")),
                row.getLong("planned"),
                row.getLong("completed"),
                row.getLong("skipped"),
                row.getLong("cancelled"),
                date(row, "last_visit"),
                row.getBigDecimal("minutes"),
                row.getBigDecimal("planned_minutes"),
                row.getLong("late"));
    }

    private static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private static <T> Grouped<T> grouped(ResultSet row, T figures) throws SQLException {
        return new Grouped<>(
                Grouped.Level.ofBits(row.getInt("level")),
                Optional.ofNullable(row.getString("key")),
                figures);
    }
}

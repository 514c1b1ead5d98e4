package ru.t2.marshrut.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.reports.InsightAnswers.StoreLine;

/// SQL over stores with what became of their visits.
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

    /// CTE with what became of the visits of each store, from the visits: for any period.
    private static final String VISITS =
            """
            , visits as (
              select store_id,
                     count(*) filter (where status <> 'cancelled') as planned,
                     count(*) filter (where status = 'completed') as completed,
                     count(*) filter (where status = 'skipped') as skipped,
                     count(*) filter (where status = 'cancelled') as cancelled,
                     max(visit_date) filter (where status = 'completed') as last_visit,
                     count(spent_seconds) filter (where status = 'completed') as timed,
                     sum(planned_service_seconds)
                       filter (where status = 'completed' and spent_seconds is not null)
                       as timed_planned_seconds,
                     sum(spent_seconds) filter (where status = 'completed') as spent_seconds,
                     count(*) filter (
                       where arrived_at > (visit_date + make_interval(secs => start_seconds + :late))
                               at time zone :zone) as late
                from report_visit
            """
                    + IN_PERIOD
                    + """
                       group by store_id
                    )
                    """;

    /// The same from the sums of months: for whole months.
    private static final String VISITS_OF_MONTHS =
            """
            , visits as (
              select store_id, sum(planned) as planned, sum(completed) as completed,
                     sum(skipped) as skipped, sum(cancelled) as cancelled,
                     max(last_visit) as last_visit, sum(timed) as timed,
                     sum(timed_planned_seconds) as timed_planned_seconds,
                     sum(spent_seconds) as spent_seconds, sum(late) as late
                from report_store_month
               where month between :firstMonth and :lastMonth
               group by store_id
            )
            """;

    /// Stores with what became of their visits.
    List<StoreLine> listStores(Period period, ZoneId zone, StoreOrder order) {
        boolean whole = period.isWholeMonths();
        var statement =
                in(
                        period,
                        CoverageRepository.perStore(period)
                                + (whole ? VISITS_OF_MONTHS : VISITS)
                                + """
                                select per_store.store_id, store.name, per_store.district, per_store.category,
                                       per_store.rep_id, per_store.due, per_store.done, per_store.covered,
                                       coalesce(visits.planned, 0) as planned,
                                       coalesce(visits.completed, 0) as completed,
                                       coalesce(visits.skipped, 0) as skipped,
                                       coalesce(visits.cancelled, 0) as cancelled,
                                       visits.last_visit,
                                       round(visits.spent_seconds / (60.0 * nullif(visits.timed, 0)), 1) as minutes,
                                       round(visits.timed_planned_seconds / (60.0 * nullif(visits.timed, 0)), 1)
                                         as planned_minutes,
                                       coalesce(visits.late, 0) as late
                                  from per_store
                                  join store
                                    on store.id = per_store.store_id
                                  left join visits
                                    on visits.store_id = per_store.store_id
                                """
                                + " order by "
                                + order.sql.replace("store_id", "per_store.store_id"));
        if (!whole) {
            statement = statement.param("zone", zone.getId()).param("late", LATE_SECONDS);
        }
        return statement.query((row, _) -> store(row)).list();
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
}

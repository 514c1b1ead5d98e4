package ru.t2.marshrut.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.reports.InsightAnswers.Coverage;

/// SQL over what the norm asks of each store and what it got.
///
/// The norm is counted over its own periods: the months and quarters that the report touches, each
/// from its beginning to the report's last day. Neither extra calls count nor cancelled ones.
@Repository
class CoverageRepository {

    /// CTE with the calls of each store by month and rep, from the visits: for any period.
    private static final String CALLS_OF_VISITS =
            """
            with call as (
              select visit.store_id, visit.month, visit.rep_id,
                     count(*) filter (where status = 'completed' and not extra) as done,
                     count(*) filter (where status <> 'completed' and not extra) as open,
                     count(*) filter (where status = 'completed' and visit_date >= :from) as visited,
                     count(*) as calls
                from plan
                join visit
                  on visit.plan_id = plan.id
               where plan.kind = 'published'
                 and plan.month between date_trunc('quarter', :from::timestamp)::date and :to
                 and visit_date between date_trunc('quarter', :from::timestamp)::date and :to
                 and status in ('completed', 'planned', 'rescheduled')
               group by visit.store_id, visit.month, visit.rep_id
            ),
            """;

    /// The same from the sums of months: for whole months.
    private static final String CALLS_OF_MONTHS =
            """
            with call as (
              select store_id, month, rep_id, done, open,
                     case when month >= :from then completed else 0 end as visited, calls
                from report_store_month
               where month between date_trunc('quarter', :from::timestamp)::date and :to
                 and calls > 0
            ),
            """;

    private static final String COVER =
            """
            due as (
              select norm.category, norm.visits, span.first_day::date as first_day
                from norm
               cross join lateral generate_series(
                     date_trunc(norm.period, :from::timestamp), :to::timestamp,
                     case norm.period when 'quarter' then interval '3 months' else interval '1 month' end
                     ) as span (first_day)
            ),
            span as (
              select call.store_id, date_trunc(norm.period, call.month::timestamp)::date as first_day,
                     sum(done) as done, sum(done + open) as expected
                from call
                join store
                  on store.id = call.store_id
                join norm
                  on norm.category = store.category
               group by 1, 2
            ),
            cover as (
              select store.id as store_id, store.category, store.district, sum(due.visits)::bigint as due,
                     coalesce(sum(span.done), 0)::bigint as done,
                     sum(least(coalesce(span.done, 0), due.visits))::bigint as covered,
                     sum(least(coalesce(span.expected, 0), due.visits))::bigint as expected
                from store
                join due
                  on due.category = store.category
                left join span
                  on span.store_id = store.id
                 and span.first_day = due.first_day
               group by store.id
            ),
            own_rep as (
              select distinct on (store_id) store_id, rep_id,
                     sum(visited) over (partition by store_id) as visited
                from (
                     select store_id, rep_id, sum(calls) as calls, sum(visited) as visited
                       from call
                      group by store_id, rep_id
                     ) as of_rep
               order by store_id, calls desc, rep_id
            ),
            per_store as (
              select cover.store_id, cover.category, cover.district, own_rep.rep_id,
                     coalesce(own_rep.visited, 0) as visited,
                     cover.due, cover.done, cover.covered, cover.expected
                from cover
                left join own_rep
                  on own_rep.store_id = cover.store_id
            )
            """;

    /// CTEs that end with `per_store`: one row for each store.
    static final String PER_STORE = CALLS_OF_VISITS + COVER;

    /// The same, quicker where sums of months are enough.
    static String perStore(Period period) {
        return period.isWholeMonths() ? CALLS_OF_MONTHS + COVER : PER_STORE;
    }

    private final JdbcClient jdbc;

    CoverageRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// By everything, category, district and rep; a store belongs to the rep who has most of its
    /// calls.
    List<Grouped<Coverage>> list(Period period) {
        return jdbc.sql(
                        perStore(period)
                                + """
                                select grouping(category, district, rep_id) as level,
                                       coalesce(category, district, rep_id) as key,
                                       count(*) as stores,
                                       count(*) filter (where visited > 0) as visited,
                                       count(*) filter (where covered = due) as met,
                                       sum(due)::bigint as due, sum(done)::bigint as done,
                                       sum(covered)::bigint as covered, sum(expected)::bigint as expected
                                  from per_store
                                 group by grouping sets ((), (category), (district), (rep_id))
                                 order by level, key
                                """)
                .param("from", period.from())
                .param("to", period.to())
                .query(CoverageRepository::coverage)
                .list();
    }

    private static Grouped<Coverage> coverage(ResultSet row, int number) throws SQLException {
        return new Grouped<>(
                Grouped.Level.ofBits(row.getInt("level")),
                Optional.ofNullable(row.getString("key")),
                Coverage.of(
                        row.getLong("stores"),
                        row.getLong("visited"),
                        row.getLong("met"),
                        row.getLong("due"),
                        row.getLong("done"),
                        row.getLong("covered"),
                        row.getLong("expected")));
    }
}

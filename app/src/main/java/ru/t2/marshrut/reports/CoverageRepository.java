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

    /// CTEs that end with `per_store`: one row for each store.
    static final String PER_STORE =
            """
            with due as (
              select norm.category, norm.visits, span.first_day::date as first_day,
                     least((span.first_day + step.length)::date - 1, :to::date) as last_day
                from norm
               cross join lateral (
                     select case norm.period when 'quarter' then interval '3 months' else interval '1 month' end
                     ) as step (length)
               cross join lateral generate_series(
                     date_trunc(norm.period, :from::timestamp), :to::timestamp, step.length
                     ) as span (first_day)
            ),
            call as (
              select store_id, visit_date, status, rep_id, extra
                from report_visit
               where month between date_trunc('quarter', :from::timestamp)::date and :to
                 and visit_date between date_trunc('quarter', :from::timestamp)::date and :to
                 and status in ('completed', 'planned', 'rescheduled')
            ),
            cover as (
              select store.id as store_id, store.category, store.district, due.visits as due,
                     count(*) filter (where call.status = 'completed' and not call.extra) as done,
                     count(*) filter (where call.status <> 'completed' and not call.extra) as open
                from store
                join due
                  on due.category = store.category
                left join call
                  on call.store_id = store.id
                 and call.visit_date between due.first_day and due.last_day
               group by store.id, due.first_day, due.visits
            ),
            own_rep as (
              select store_id, mode() within group (order by rep_id) as rep_id,
                     count(*) filter (where status = 'completed' and visit_date >= :from) as visited
                from call
               group by store_id
            ),
            per_store as (
              select cover.store_id, cover.category, cover.district, own_rep.rep_id,
                     coalesce(own_rep.visited, 0) as visited,
                     sum(due)::bigint as due, sum(done)::bigint as done,
                     sum(least(done, due))::bigint as covered,
                     sum(least(done + open, due))::bigint as expected
                from cover
                left join own_rep
                  on own_rep.store_id = cover.store_id
               group by cover.store_id, cover.category, cover.district, own_rep.rep_id, own_rep.visited
            )
            """;

    private final JdbcClient jdbc;

    CoverageRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// By everything, category, district and rep; a store belongs to the rep who has most of its
    /// calls.
    List<Grouped<Coverage>> list(Period period) {
        return jdbc.sql(
                        PER_STORE
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

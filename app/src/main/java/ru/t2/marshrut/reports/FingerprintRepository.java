package ru.t2.marshrut.reports;

import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// SQL that tells whether anything that insights are made of has changed. It reads versions and
/// times of change only; visits and facts have theirs in the state of the sums.
@Repository
class FingerprintRepository {

    private final JdbcClient jdbc;

    FingerprintRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Equal texts: a report on the period and on the one before is the same.
    String of(Period period, ZoneId zone) {
        var before = period.before();
        // A quarterly norm counts from the quarter's beginning, an arrival can come a month late.
        return jdbc.sql(
                        """
                        select concat_ws('|',
                                 (select version from report_rollup),
                                 (select string_agg(concat(id, version), ' ' order by id)
                                    from plan
                                   where kind = 'published'
                                     and month between :first and :last),
                                 (select concat(count(*), ' ', sum(version), ' ', max(updated_at)) from store),
                                 (select concat(count(*), ' ', sum(version), ' ', max(updated_at)) from rep),
                                 (select string_agg(concat(category, visits, period), ' ' order by category) from norm),
                                 (select concat(count(*), ' ', count(applied_at), ' ', count(undone_at)) from disruption),
                                 (select concat(count(*), ' ', max(created_at)) from model_run
                                   where created_at >= :from at time zone :zone),
                                 (select concat(count(*), ' ', max(created_at)) from route
                                   where created_at >= :from at time zone :zone))
                        """)
                .param("first", before.firstMonth().minusMonths(3))
                .param("last", period.lastMonth().plusMonths(2).minusDays(1))
                .param("from", before.from().atStartOfDay())
                .param("zone", zone.getId())
                .query(String.class)
                .single();
    }
}

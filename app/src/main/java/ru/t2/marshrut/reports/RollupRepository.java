package ru.t2.marshrut.reports;

import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// SQL that adds up visits by day, outing and store, for what has been marked as changed.
///
/// The migration's triggers leave the marks. All of [#recount] belongs in one transaction at the
/// level "read committed": its first statements take marks away, the later ones see all that was
/// committed along with those.
@Repository
class RollupRepository {

    /// Names the lock that lets one transaction at a time work marks off.
    private static final long LOCK = 0x726f6c6c7570L;

    private final JdbcClient jdbc;

    RollupRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whether there is nothing to count anew.
    boolean isFresh(ZoneId zone) {
        return jdbc.sql(
                        """
                        select zone = :zone and (select min(id) from report_stale) is null
                          from report_rollup
                        """)
                .param("zone", zone.getId())
                .query(Boolean.class)
                .single();
    }

    /// Counts the times that marks were worked off.
    long version() {
        return jdbc.sql("select version from report_rollup").query(Long.class).single();
    }

    /// Waits for others who work marks off, until the end of the transaction.
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, _) -> row.getRow())
                .list();
    }

    void recount(ZoneId zone) {
        if (changeZone(zone)) {
            markAll();
        }
        if (takeMarks() == 0) {
            return;
        }
        countDays(zone);
        countOutings(zone);
        countStores(zone);
        jdbc.sql("delete from report_recount").update();
        jdbc.sql("update report_rollup set version = version + 1").update();
    }

    private boolean changeZone(ZoneId zone) {
        return jdbc.sql("update report_rollup set zone = :zone where zone <> :zone")
                        .param("zone", zone.getId())
                        .update()
                > 0;
    }

    private void markAll() {
        jdbc.sql(
                        """
                        insert into report_stale (month, store_id, day)
                        select distinct month, store_id, coalesce(visit_date, month - 1)
                          from visit
                        """)
                .update();
    }

    private int takeMarks() {
        return jdbc.sql(
                        """
                        with gone as (
                          delete from report_stale
                          returning month, store_id, day
                        )
                        insert into report_recount (month, store_id, day)
                        select distinct month, store_id, day
                          from gone
                        """)
                .update();
    }

    private void countDays(ZoneId zone) {
        jdbc.sql(
                        """
                        delete from report_day_figure
                         where (month, day) in (select month, day from report_recount)
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into report_day_figure
                          (month, day, level, key, planned, completed, skipped, open, cancelled, extra, timed,
                           timed_planned_seconds, spent_seconds, spent_each, arrivals, late, after_window,
                           late_seconds, worst_late_seconds)
                        with visit as (
                          select month, visit_date as day, category, district, rep_id, status, extra,
                                 planned_service_seconds,
                                 case when status = 'completed' then spent_seconds end as spent,
                                 arrived_at,
                                 extract(epoch from arrived_at
                                   - ((visit_date + make_interval(secs => start_seconds)) at time zone :zone))
                                   as late_seconds,
                                 (arrived_at at time zone :zone)::time > closing.closes
                                   or (arrived_at at time zone :zone)::date > visit_date as after_window
                            from (select distinct month, day from report_recount) as again
                            join report_visit
                              using (month)
                            left join (
                                 select store_id, max(end_time) as closes
                                   from store_window
                                  group by store_id
                                 ) as closing
                              using (store_id)
                           where visit_date = again.day
                        )
                        select month, day, grouping(category, district, rep_id),
                               coalesce(category, district, rep_id, ''),
                               count(*) filter (where status <> 'cancelled'),
                               count(*) filter (where status = 'completed'),
                               count(*) filter (where status = 'skipped'),
                               count(*) filter (where status in ('planned', 'rescheduled')),
                               count(*) filter (where status = 'cancelled'),
                               count(*) filter (where extra and status <> 'cancelled'),
                               count(spent),
                               coalesce(sum(planned_service_seconds) filter (where spent is not null), 0),
                               coalesce(sum(spent), 0),
                               coalesce(string_agg(int4send(spent), ''::bytea) filter (where spent is not null), ''),
                               count(late_seconds),
                               count(*) filter (where late_seconds > :late),
                               count(*) filter (where late_seconds is not null and after_window),
                               coalesce(sum(late_seconds) filter (where late_seconds > :late), 0),
                               max(late_seconds) filter (where late_seconds > :late)
                          from visit
                         group by grouping sets (
                               (month, day), (month, day, category), (month, day, district), (month, day, rep_id))
                        """)
                .param("zone", zone.getId())
                .param("late", VisitFigureRepository.LATE_SECONDS)
                .update();
    }

    private void countOutings(ZoneId zone) {
        jdbc.sql(
                        """
                        delete from report_outing
                         where (month, bucket) in (select month, day from report_recount)
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into report_outing
                          (month, bucket, rep_id, day, stops, visits, first_at, last_at, told_at, store_ids, visit_ids)
                        with again as (
                          select distinct month, day from report_recount
                        ),
                        presence as (
                          select report_presence.*, again.day as bucket
                            from again
                            join report_presence
                              using (month)
                           where visit_date = again.day
                           union all
                          select report_presence.*, again.day as bucket
                            from again
                            join report_presence
                              using (month)
                           where visit_date is null
                             and again.day = month - 1
                        )
                        select month, bucket, rep_id, coalesce((arrived_at at time zone :zone)::date, planned_day) as day,
                               count(*), count(*) filter (where completed), min(arrived_at),
                               max(coalesce(left_at, arrived_at)), max(told_at), array_agg(distinct store_id),
                               array_agg(visit_id)
                          from presence
                         group by month, bucket, rep_id, 4
                        """)
                .param("zone", zone.getId())
                .update();
    }

    private void countStores(ZoneId zone) {
        jdbc.sql(
                        """
                        delete from report_store_month
                         where (month, store_id) in (select month, store_id from report_recount)
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into report_store_month
                          (month, store_id, rep_id, planned, completed, skipped, cancelled, done, open, calls,
                           last_visit, timed, timed_planned_seconds, spent_seconds, late)
                        select month, store_id, rep_id,
                               count(*) filter (where status <> 'cancelled'),
                               count(*) filter (where status = 'completed'),
                               count(*) filter (where status = 'skipped'),
                               count(*) filter (where status = 'cancelled'),
                               count(*) filter (where status = 'completed' and not extra),
                               count(*) filter (where status in ('planned', 'rescheduled') and not extra),
                               count(*) filter (where status in ('completed', 'planned', 'rescheduled')),
                               max(visit_date) filter (where status = 'completed'),
                               count(spent_seconds) filter (where status = 'completed'),
                               coalesce(sum(planned_service_seconds)
                                 filter (where status = 'completed' and spent_seconds is not null), 0),
                               coalesce(sum(spent_seconds) filter (where status = 'completed'), 0),
                               count(*) filter (
                                 where arrived_at > (visit_date + make_interval(secs => start_seconds + :late))
                                         at time zone :zone)
                          from (select distinct month, store_id from report_recount) as again
                          join report_visit
                            using (month, store_id)
                         where visit_date is not null
                         group by month, store_id, rep_id
                        """)
                .param("zone", zone.getId())
                .param("late", VisitFigureRepository.LATE_SECONDS)
                .update();
    }
}

package ru.t2.marshrut.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of each sheet, read through a cursor: a few hundred are in memory at a time.
@Repository
class ExportRepository {

    /// A cursor needs a transaction, and a fetch size.
    private static final int FETCH = 500;

    private static final String ARRIVALS =
            """
            with presence as (
              select rep_id, completed, arrived_at, left_at,
                     coalesce((arrived_at at time zone :zone)::date, planned_day) as day
                from report_presence
               where month between :firstMonth::date - interval '1 month' and :lastMonth::date + interval '1 month'
            ),
            """;

    private static final Map<ReportSheet, String> ROWS =
            Map.of(
                    ReportSheet.SCHEDULE,
                    """
                    select visit_id::text,
                           concat(report_visit.version, '|', visit_date, '|', rep_id, '|', position, '|',
                             report_visit.status, '|', pinned::integer) as stamp,
                           visit_date, rep_id, rep.name, position, store_id,
                           store_name, store.address, report_visit.district, report_visit.category, arrival_seconds,
                           start_seconds, departure_seconds, travel_seconds, distance_metres, late_seconds,
                           report_visit.status, pinned, extra, deferred_until
                      from report_visit
                      join store
                        on store.id = store_id
                      left join rep
                        on rep.id = rep_id
                     where month between :firstMonth and :lastMonth
                       and (visit_date between :from and :to or visit_date is null)
                     order by visit_date nulls last, rep_id, position nulls last, visit_id
                    """,
                    ReportSheet.VISITS,
                    """
                    select visit_id::text,
                           concat(report_visit.status, '|', floor(extract(epoch from arrived_at))::bigint, '|',
                             floor(extract(epoch from left_at))::bigint, '|', md5(coalesce(reason, '')), '|',
                             md5(coalesce(note, ''))) as stamp,
                           report_visit.visit_date, report_visit.rep_id, rep.name, report_visit.store_id, store_name,
                           district, category, report_visit.status, date_trunc('second', report_visit.arrived_at),
                           date_trunc('second', report_visit.left_at), spent_seconds, planned_service_seconds,
                           case when report_visit.arrived_at is not null then
                             greatest(0, extract(epoch from report_visit.arrived_at
                               - ((report_visit.visit_date + make_interval(secs => start_seconds)) at time zone :zone)))
                               ::bigint
                           end,
                           report_visit.reason, report_visit.note
                      from report_visit
                      join rep
                        on rep.id = rep_id
                     where month between :firstMonth and :lastMonth
                       and report_visit.visit_date between :from and :to
                       and report_visit.status <> 'cancelled'
                     order by report_visit.visit_date, report_visit.rep_id, position, report_visit.visit_id
                    """,
                    ReportSheet.STORES,
                    CoverageRepository.PER_STORE
                            + """
                            , visits as (
                              select store_id,
                                     count(*) filter (where status <> 'cancelled') as planned,
                                     count(*) filter (where status = 'completed') as completed,
                                     count(*) filter (where status = 'skipped') as skipped,
                                     count(*) filter (where status = 'cancelled') as cancelled,
                                     max(visit_date) filter (where status = 'completed') as last_visit,
                                     sum(spent_seconds) filter (where status = 'completed') as spent,
                                     round(avg(spent_seconds) filter (where status = 'completed')) as mean,
                                     round(avg(planned_service_seconds) filter (
                                       where status = 'completed' and spent_seconds is not null)) as mean_planned,
                                     count(*) filter (
                                       where arrived_at > (visit_date + make_interval(secs => start_seconds + :late))
                                         at time zone :zone) as late
                                from report_visit
                               where month between :firstMonth and :lastMonth
                                 and visit_date between :from and :to
                               group by store_id
                            )
                            select per_store.store_id, store.name, store.address, per_store.district,
                                   per_store.category, due, covered, round(100.0 * covered / due, 1),
                                   coalesce(planned, 0), coalesce(completed, 0), coalesce(skipped, 0),
                                   coalesce(cancelled, 0), last_visit, spent, mean, mean_planned, coalesce(late, 0)
                              from per_store
                              join store
                                on store.id = per_store.store_id
                              left join visits
                                on visits.store_id = per_store.store_id
                             order by per_store.district, store.name, per_store.store_id
                            """,
                    ReportSheet.REPS,
                    ARRIVALS
                            + """
                            outing as (
                              select rep_id, day, count(*) filter (where completed) as completed,
                                     min(arrived_at) as first_arrival, max(left_at) as last_departure,
                                     sum(extract(epoch from left_at - arrived_at))::bigint as spent
                                from presence
                               where day between :from and :to
                               group by rep_id, day
                            ),
                            planned as (
                              select rep_id, visit_date as day,
                                     count(*) filter (where status <> 'cancelled') as planned,
                                     count(*) filter (where status = 'skipped') as skipped
                                from report_visit
                               where month between :firstMonth and :lastMonth
                                 and visit_date between :from and :to
                               group by rep_id, visit_date
                            )
                            select rep_id, rep.name, day, outing.rep_id is not null, coalesce(planned.planned, 0),
                                   coalesce(outing.completed, 0), coalesce(planned.skipped, 0),
                                   date_trunc('second', first_arrival), date_trunc('second', last_departure), spent,
                                   report_rep_day.distance_metres, driven_day.distance_metres,
                                   report_rep_day.cost_kopecks, driven_day.cost_kopecks
                              from planned
                              full join outing
                                using (rep_id, day)
                              left join report_rep_day
                                using (rep_id, day)
                              left join driven_day
                                using (rep_id, day)
                              join rep
                                on rep.id = rep_id
                             order by rep_id, day
                            """,
                    ReportSheet.CHANGES,
                    """
                    select date_trunc('second', at), actor, action, entity, entity_id, note, before::text, after::text,
                           request_id
                      from audit_entry
                     where at >= :from::timestamp at time zone :zone
                       and at < (:to::timestamp + interval '1 day') at time zone :zone
                     order by at, id
                    """,
                    ReportSheet.ROUTES,
                    """
                    select day, rep_id, rep.name,
                           (select count(*)
                              from report_visit
                             where report_visit.month = report_rep_day.month
                               and report_visit.rep_id = report_rep_day.rep_id
                               and visit_date = day
                               and status <> 'cancelled'),
                           start_seconds, end_seconds, lunch_start_seconds, distance_metres, travel_seconds,
                           service_seconds, span_seconds, cost_kopecks, distance_source, own_order, violation_count
                      from report_rep_day
                      join rep
                        on rep.id = rep_id
                     where month between :firstMonth and :lastMonth
                       and day between :from and :to
                     order by day, rep_id
                    """);

    private final JdbcClient jdbc;

    ExportRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Reads a sheet's rows in order, inside the caller's transaction. A cell is a `String`,
    /// `Boolean`, `Long`, `BigDecimal`, `LocalDate`, `Instant` or null, as its column's type says.
    void read(ReportSheet sheet, Period period, ZoneId zone, Consumer<@Nullable Object[]> row) {
        var columns = sheet.columns();
        jdbc.sql(String.valueOf(ROWS.get(sheet)))
                .withFetchSize(FETCH)
                .param("firstMonth", period.firstMonth())
                .param("lastMonth", period.lastMonth())
                .param("from", period.from())
                .param("to", period.to())
                .param("zone", zone.getId())
                .param("late", VisitFigureRepository.LATE_SECONDS)
                .query((ResultSet result) -> row.accept(cells(columns, result)));
    }

    private static @Nullable Object[] cells(List<Column> columns, ResultSet row)
            throws SQLException {
        var cells = new @Nullable Object[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell(columns.get(i).type(), row, i + 1);
        }
        return cells;
    }

    private static @Nullable Object cell(Column.Type type, ResultSet row, int index)
            throws SQLException {
        return switch (type) {
            case TEXT, CATEGORY, STATUS -> row.getString(index);
            case YES -> row.getBoolean(index);
            case INTEGER, TIME, DURATION, KILOMETRES, ROUBLES -> {
                long value = row.getLong(index);
                yield row.wasNull() ? null : value;
            }
            case PERCENT -> row.getBigDecimal(index);
            case DATE -> row.getObject(index, LocalDate.class);
            case MOMENT -> {
                var at = row.getObject(index, OffsetDateTime.class);
                yield at == null ? null : at.toInstant();
            }
        };
    }
}

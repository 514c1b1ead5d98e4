package ru.t2.marshrut.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the sheets of a month must say, asked of the tables themselves. Each cell is a plain text:
/// times and durations in seconds, dates and moments as ISO 8601 has them, in the region's zone.
final class ExpectedSheets {

    private static final String LOCAL = "'YYYY-MM-DD\"T\"HH24:MI:SS'";

    private static final Map<String, String> STATUS =
            Map.of(
                    "planned", "запланирован",
                    "completed", "выполнен",
                    "skipped", "пропущен",
                    "cancelled", "отменён",
                    "rescheduled", "перенесён");

    private ExpectedSheets() {}

    private static final String PUBLISHED =
            " from visit v join plan p on p.id = v.plan_id and p.kind = 'published' and p.month = :month"
                    + " join store s on s.id = v.store_id left join rep r on r.id = v.rep_id"
                    + " left join visit_fact f on f.visit_id = v.id ";

    private static final String KNOWN = "(f.outcome = 'in_progress' or f.outcome = v.status)";

    static List<List<String>> rows(JdbcClient jdbc, ReportSheet sheet, String month) {
        var rows = new ArrayList<List<String>>();
        jdbc.sql(sql(sheet))
                .param("month", java.sql.Date.valueOf(month + "-01"))
                .query((java.sql.ResultSet row) -> {
                    var cells = new ArrayList<String>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        var text = row.getString(i);
                        String column = row.getMetaData().getColumnName(i);
                        if (text == null) {
                            cells.add("");
                        } else if (column.equals("status")) {
                            cells.add(STATUS.getOrDefault(text, text));
                        } else if (column.startsWith("is_")) {
                            cells.add(text.equals("t") ? "да" : "");
                        } else {
                            cells.add(text);
                        }
                    }
                    rows.add(cells);
                });
        return rows;
    }

    private static String sql(ReportSheet sheet) {
        return switch (sheet) {
            case SCHEDULE ->
                    """
                    select v.id,
                           v.version || '|' || coalesce(v.visit_date::text, '') || '|' || coalesce(v.rep_id, '') || '|'
                             || coalesce(v.position::text, '') || '|' || v.status || '|' || v.pinned::int,
                           v.visit_date, v.rep_id, r.name, v.position, s.id, s.name, s.address,
                           s.district, s.category, v.arrival_seconds, v.start_seconds, v.departure_seconds,
                           v.travel_seconds, round(v.distance_metres / 1000.0, 2), v.late_seconds, v.status as status,
                           v.pinned as is_pinned, v.extra as is_extra, v.deferred_until
                    """
                            + PUBLISHED
                            + " order by v.visit_date is null, v.visit_date, v.rep_id, v.position is null, v.position, v.id";
            case VISITS ->
                    """
                    select v.id,
                           v.status || '|'
                             || coalesce(case when %1$s then floor(extract(epoch from f.arrived_at))::bigint::text end, '')
                             || '|'
                             || coalesce(case when %1$s then floor(extract(epoch from f.left_at))::bigint::text end, '')
                             || '|' || md5(coalesce(case when %1$s then f.reason end, ''))
                             || '|' || md5(coalesce(case when %1$s then f.note end, '')),
                           v.visit_date, v.rep_id, r.name, s.id, s.name, s.district, s.category, v.status as status,
                           case when %1$s then to_char(f.arrived_at at time zone 'Europe/Moscow', %2$s) end,
                           case when %1$s then to_char(f.left_at at time zone 'Europe/Moscow', %2$s) end,
                           case when %1$s then extract(epoch from f.left_at - f.arrived_at)::int end,
                           v.departure_seconds - v.start_seconds,
                           case when %1$s and f.arrived_at is not null then greatest(0,
                             extract(epoch from (f.arrived_at at time zone 'Europe/Moscow') - v.visit_date)::bigint
                               - v.start_seconds) end,
                           case when %1$s then f.reason end,
                           case when %1$s then f.note end
                    """
                                    .formatted(KNOWN, LOCAL)
                            + PUBLISHED
                            + " where v.visit_date is not null and v.status <> 'cancelled'"
                            + " order by v.visit_date, v.rep_id, v.position, v.id";
            case STORES ->
                    """
                    with c as (
                      select v.*, f.arrived_at, f.left_at, p.month as m, %s as known
                        from visit v
                        join plan p on p.id = v.plan_id and p.kind = 'published'
                        left join visit_fact f on f.visit_id = v.id
                       where v.visit_date < :month::date + interval '1 month'
                    ),
                    n as (
                      select s.id, case s.category when 'A' then 3 when 'B' then 2 else 1 end as due,
                             (select count(*) from c where c.store_id = s.id and c.status = 'completed' and not c.extra
                                 and c.m >= case s.category when 'D' then date_trunc('quarter', :month::date)
                                                            else :month::date end) as done
                        from store s
                    )
                    select s.id, s.name, s.address, s.district, s.category, n.due, least(n.done, n.due),
                           round(least(n.done, n.due) * 100.0 / n.due, 1),
                           (select count(*) from c where c.store_id = s.id and c.m = :month and c.status <> 'cancelled'),
                           (select count(*) from c where c.store_id = s.id and c.m = :month and c.status = 'completed'),
                           (select count(*) from c where c.store_id = s.id and c.m = :month and c.status = 'skipped'),
                           (select count(*) from c where c.store_id = s.id and c.m = :month and c.status = 'cancelled'),
                           (select max(visit_date) from c where c.store_id = s.id and c.m = :month and c.status = 'completed'),
                           (select sum(extract(epoch from left_at - arrived_at))::bigint from c
                             where c.store_id = s.id and c.m = :month and c.status = 'completed' and known),
                           (select round(avg(extract(epoch from left_at - arrived_at))) from c
                             where c.store_id = s.id and c.m = :month and c.status = 'completed' and known),
                           (select round(avg(departure_seconds - start_seconds)) from c
                             where c.store_id = s.id and c.m = :month and c.status = 'completed' and known
                               and left_at is not null and arrived_at is not null),
                           (select count(*) from c where c.store_id = s.id and c.m = :month and known
                               and extract(epoch from (arrived_at at time zone 'Europe/Moscow') - visit_date)
                                   > start_seconds + 900)
                      from store s
                      join n using (id)
                     order by s.district, s.name, s.id
                    """
                            .formatted(KNOWN);
            case REPS ->
                    """
                    with o as (
                      select coalesce(f.rep_id, v.rep_id) as rep,
                             coalesce((f.arrived_at at time zone 'Europe/Moscow')::date, f.visit_date, v.visit_date) as day,
                             v.status, f.arrived_at, f.left_at
                        from visit v
                        join plan p on p.id = v.plan_id and p.kind = 'published'
                        left join visit_fact f on f.visit_id = v.id
                       where v.status = 'completed' or f.arrived_at is not null
                    ),
                    d as (
                      select rep, day from o
                       union
                      select rep_id, visit_date from visit v
                        join plan p on p.id = v.plan_id and p.kind = 'published'
                       where visit_date is not null
                    )
                    select d.rep, r.name, d.day, exists (select from o where o.rep = d.rep and o.day = d.day) as is_out,
                           (select count(*) from visit v join plan p on p.id = v.plan_id and p.kind = 'published'
                             where v.rep_id = d.rep and v.visit_date = d.day and v.status <> 'cancelled'),
                           (select count(*) from o where o.rep = d.rep and o.day = d.day and o.status = 'completed'),
                           (select count(*) from visit v join plan p on p.id = v.plan_id and p.kind = 'published'
                             where v.rep_id = d.rep and v.visit_date = d.day and v.status = 'skipped'),
                           (select to_char(min(arrived_at) at time zone 'Europe/Moscow', %1$s) from o
                             where o.rep = d.rep and o.day = d.day),
                           (select to_char(max(left_at) at time zone 'Europe/Moscow', %1$s) from o
                             where o.rep = d.rep and o.day = d.day),
                           (select sum(extract(epoch from left_at - arrived_at))::bigint from o
                             where o.rep = d.rep and o.day = d.day),
                           (select round(distance_metres / 1000.0, 2) from rep_day join plan on plan.id = plan_id
                             where kind = 'published' and rep_day.rep_id = d.rep and rep_day.day = d.day),
                           (select round(distance_metres / 1000.0, 2) from driven_day
                             where rep_id = d.rep and driven_day.day = d.day),
                           (select round(cost_kopecks / 100.0, 2) from rep_day join plan on plan.id = plan_id
                             where kind = 'published' and rep_day.rep_id = d.rep and rep_day.day = d.day),
                           (select round(cost_kopecks / 100.0, 2) from driven_day
                             where rep_id = d.rep and driven_day.day = d.day)
                      from d
                      join rep r on r.id = d.rep
                     where d.day between :month and (:month::date + interval '1 month - 1 day')::date
                     order by d.rep, d.day
                    """
                            .formatted(LOCAL);
            case CHANGES ->
                    """
                    select to_char(at at time zone 'Europe/Moscow', %s), actor, action, entity, entity_id, note,
                           before::text, after::text, request_id
                      from audit_entry
                     where (at at time zone 'Europe/Moscow')::date
                           between :month and (:month::date + interval '1 month - 1 day')::date
                     order by at, id
                    """
                            .formatted(LOCAL);
            case ROUTES ->
                    """
                    select d.day, d.rep_id, r.name,
                           (select count(*) from visit v where v.plan_id = d.plan_id and v.rep_id = d.rep_id
                               and v.visit_date = d.day and v.position is not null),
                           d.start_seconds, d.end_seconds, d.lunch_start_seconds,
                           round(d.distance_metres / 1000.0, 2), d.travel_seconds, d.service_seconds,
                           d.end_seconds - d.start_seconds, round(d.cost_kopecks / 100.0, 2), d.distance_source,
                           d.own_order as is_own, jsonb_array_length(d.violations)
                      from rep_day d
                      join plan p on p.id = d.plan_id and p.kind = 'published' and p.month = :month
                      join rep r on r.id = d.rep_id
                     order by d.day, d.rep_id
                    """;
        };
    }
}

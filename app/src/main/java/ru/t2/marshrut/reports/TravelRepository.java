package ru.t2.marshrut.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.kernel.Money;
import ru.t2.marshrut.reports.InsightAnswers.Day;
import ru.t2.marshrut.reports.InsightAnswers.Line;
import ru.t2.marshrut.reports.InsightAnswers.Outings;
import ru.t2.marshrut.reports.InsightAnswers.Travel;
import ru.t2.marshrut.reports.InsightAnswers.Way;
import ru.t2.marshrut.roads.DistanceSource;

/// SQL over outings and ways, planned and driven.
@Repository
class TravelRepository {

    /// Outings by rep and day. An arrival can be in another month than its plan.
    private static final String PRESENCE =
            """
            with presence as (
              select *
                from report_outing
               where day between :from and :to
                 and month between :firstMonth::date - interval '1 month' and :lastMonth::date + interval '1 month'
            )
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;

    TravelRepository(JdbcClient jdbc, NamedParameterJdbcOperations batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    private JdbcClient.StatementSpec in(Period period, String sql) {
        return jdbc.sql(sql)
                .param("firstMonth", period.firstMonth())
                .param("lastMonth", period.lastMonth())
                .param("from", period.from())
                .param("to", period.to());
    }

    /// The total first, without a key, then by rep.
    List<Line<Outings>> listOutings(Period period) {
        return in(
                        period,
                        PRESENCE
                                + """
                                , outing as (
                                  select rep_id, day, sum(visits) as visits,
                                         coalesce(extract(epoch from max(last_at) - min(first_at)), 0)::bigint
                                           as seconds
                                    from presence
                                   group by rep_id, day
                                ),
                                driven as (
                                  select coalesce(rep_id, '') as key, count(*) as outings,
                                         sum(visits)::bigint as visits, sum(seconds)::bigint as seconds
                                    from outing
                                   group by rollup (rep_id)
                                ),
                                pair as (
                                  select distinct rep_id, store_id
                                    from presence
                                   cross join unnest(store_ids) as store_id
                                ),
                                called_at as (
                                  select rep_id as key, count(*) as stores
                                    from pair
                                   group by rep_id
                                   union all
                                  select '' as key, count(distinct store_id) as stores
                                    from pair
                                ),
                                planned as (
                                  select coalesce(rep_id, '') as key, count(*) as days
                                    from report_rep_day
                                   where month between :firstMonth and :lastMonth
                                     and day between :from and :to
                                   group by rollup (rep_id)
                                )
                                select nullif(key, '') as key,
                                       coalesce(driven.outings, 0) as outings,
                                       coalesce(planned.days, 0) as planned,
                                       coalesce(driven.visits, 0) as visits,
                                       coalesce(called_at.stores, 0) as stores,
                                       coalesce(driven.seconds, 0) as seconds
                                  from driven
                                  full join planned
                                    using (key)
                                  left join called_at
                                    using (key)
                                 order by key nulls first
                                """)
                .query((row, _) -> new Line<>(row.getString("key"), outings(row)))
                .list();
    }

    private static Outings outings(ResultSet row) throws SQLException {
        long outings = row.getLong("outings");
        long visits = row.getLong("visits");
        return new Outings(
                outings,
                row.getLong("planned"),
                visits,
                row.getLong("stores"),
                outings == 0
                        ? null
                        : BigDecimal.valueOf(visits)
                                .divide(BigDecimal.valueOf(outings), 1, RoundingMode.HALF_UP),
                InsightAnswers.hours(row.getLong("seconds")));
    }

    /// The total first, without a key, then by rep.
    List<Line<Travel>> listTravel(Period period) {
        return in(
                        period,
                        """
                        select rep_id as key,
                               count(planned.day) as days,
                               sum(planned.distance_metres)::bigint as metres,
                               sum(planned.travel_seconds)::bigint as travel,
                               sum(planned.span_seconds)::bigint as span,
                               sum(planned.cost_kopecks)::bigint as kopecks,
                               count(planned.day) filter (where driven.day is not null) as then_days,
                               sum(planned.distance_metres) filter (where driven.day is not null)::bigint as then_metres,
                               sum(planned.travel_seconds) filter (where driven.day is not null)::bigint as then_travel,
                               sum(planned.span_seconds) filter (where driven.day is not null)::bigint as then_span,
                               sum(planned.cost_kopecks) filter (where driven.day is not null)::bigint as then_kopecks,
                               count(driven.day) as driven_days,
                               sum(driven.distance_metres)::bigint as driven_metres,
                               sum(driven.travel_seconds)::bigint as driven_travel,
                               sum(driven.span_seconds)::bigint as driven_span,
                               sum(driven.cost_kopecks)::bigint as driven_kopecks
                          from (
                               select *
                                 from report_rep_day
                                where month between :firstMonth and :lastMonth
                                  and day between :from and :to
                               ) as planned
                          full join (
                               select *
                                 from driven_day
                                where day between :from and :to
                               ) as driven
                            using (rep_id, day)
                         group by rollup (rep_id)
                         order by rep_id nulls first
                        """)
                .query((row, _) ->
                        new Line<>(
                                row.getString("key"),
                                new Travel(
                                        way(row, "days", ""),
                                        way(row, "then_days", "then_"),
                                        way(row, "driven_days", "driven_"))))
                .list();
    }

    private static Way way(ResultSet row, String days, String prefix) throws SQLException {
        return new Way(
                row.getLong(days),
                InsightAnswers.kilometres(row.getLong(prefix + "metres")),
                InsightAnswers.hours(row.getLong(prefix + "travel")),
                InsightAnswers.hours(row.getLong(prefix + "span")),
                new Money(row.getLong(prefix + "kopecks")).roubles());
    }

    /// Each day of the period on which something was planned or happened.
    List<Day> listDays(Period period) {
        return in(
                        period,
                        PRESENCE
                                + """
                                , planned as (
                                  select day, planned, completed, skipped, cancelled
                                    from report_day_figure
                                   where day between :from and :to
                                     and level = :total
                                ),
                                driven as (
                                  select day, count(distinct rep_id) as outings
                                    from presence
                                   group by day
                                )
                                select day,
                                       coalesce(planned.planned, 0) as planned,
                                       coalesce(planned.completed, 0) as completed,
                                       coalesce(planned.skipped, 0) as skipped,
                                       coalesce(planned.cancelled, 0) as cancelled,
                                       coalesce(driven.outings, 0) as outings
                                  from planned
                                  full join driven
                                    using (day)
                                 order by day
                                """)
                .param("total", Grouped.Level.TOTAL.bits())
                .query((row, _) ->
                        new Day(
                                row.getObject("day", LocalDate.class),
                                row.getLong("planned"),
                                row.getLong("completed"),
                                row.getLong("skipped"),
                                row.getLong("cancelled"),
                                row.getLong("outings")))
                .list();
    }

    /// A stop of an outing.
    ///
    /// @param arrivedAt null: a dispatcher recorded the visit without times
    record Stop(
            String repId,
            LocalDate day,
            GeoPoint position,
            @Nullable Instant arrivedAt,
            @Nullable Instant leftAt,
            Instant toldAt) {}

    /// The stops of those outings whose facts are newer than what is kept of them, in order of rep,
    /// day and arrival; those without times where the plan has them.
    List<Stop> listUnmeasured(Period period, ZoneId zone) {
        return in(
                        period,
                        PRESENCE
                                + """
                                , outing as (
                                  select rep_id, day, sum(stops) as stops, max(told_at) as told_at
                                    from presence
                                   group by rep_id, day
                                ),
                                unmeasured as (
                                  select outing.rep_id, outing.day, outing.told_at
                                    from outing
                                    left join driven_day
                                      on driven_day.rep_id = outing.rep_id
                                     and driven_day.day = outing.day
                                   where driven_day.rep_id is null
                                      or driven_day.stops <> outing.stops
                                      or driven_day.told_at <> outing.told_at
                                )
                                select unmeasured.rep_id, unmeasured.day, store.lat, store.lon,
                                       report_presence.arrived_at, report_presence.left_at, unmeasured.told_at
                                  from unmeasured
                                  join presence
                                    on presence.rep_id = unmeasured.rep_id
                                   and presence.day = unmeasured.day
                                 cross join unnest(presence.visit_ids) as stop (visit_id)
                                  join report_presence
                                    on report_presence.visit_id = stop.visit_id
                                  join store
                                    on store.id = report_presence.store_id
                                 order by unmeasured.rep_id, unmeasured.day,
                                       coalesce(report_presence.arrived_at,
                                         (unmeasured.day
                                           + make_interval(secs => coalesce(report_presence.start_seconds, 86399)))
                                         at time zone :zone),
                                       report_presence.visit_id
                                """)
                .param("zone", zone.getId())
                .query((row, _) ->
                        new Stop(
                                row.getString("rep_id"),
                                row.getObject("day", LocalDate.class),
                                new GeoPoint(row.getDouble("lat"), row.getDouble("lon")),
                                instant(row, "arrived_at"),
                                instant(row, "left_at"),
                                row.getObject("told_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// An outing on the road.
    ///
    /// @param toldAt of the newest fact it was worked out from
    record DrivenDay(
            String repId,
            LocalDate day,
            int stops,
            long distanceMetres,
            long travelSeconds,
            long spanSeconds,
            Money cost,
            DistanceSource source,
            Instant toldAt) {}

    void save(List<DrivenDay> days) {
        batches.batchUpdate(
                """
                insert into driven_day
                  (rep_id, day, stops, distance_metres, travel_seconds, span_seconds, cost_kopecks,
                   distance_source, told_at)
                values
                  (:repId, :day, :stops, :metres, :travel, :span, :kopecks, :source, :toldAt)
                on conflict (rep_id, day) do update
                   set stops = excluded.stops,
                       distance_metres = excluded.distance_metres,
                       travel_seconds = excluded.travel_seconds,
                       span_seconds = excluded.span_seconds,
                       cost_kopecks = excluded.cost_kopecks,
                       distance_source = excluded.distance_source,
                       told_at = excluded.told_at
                """,
                days.stream()
                        .map(day ->
                                new MapSqlParameterSource("repId", day.repId())
                                        .addValue("day", day.day())
                                        .addValue("stops", day.stops())
                                        .addValue("metres", day.distanceMetres())
                                        .addValue("travel", day.travelSeconds())
                                        .addValue("span", day.spanSeconds())
                                        .addValue("kopecks", day.cost().kopecks())
                                        .addValue(
                                                "source",
                                                day.source()
                                                        .name()
                                                        .toLowerCase(java.util.Locale.ROOT))
                                        .addValue("toldAt", day.toldAt().atOffset(ZoneOffset.UTC)))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /// Forgets days whose facts are gone.
    int deleteGone(Period period) {
        return in(
                        period,
                        PRESENCE
                                + """
                                delete from driven_day
                                 where day between :from and :to
                                   and (rep_id, day) not in (select rep_id, day from presence)
                                """)
                .update();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}

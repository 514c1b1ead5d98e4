package ru.t2.marshrut.planning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.kernel.Money;
import ru.t2.marshrut.roads.DistanceSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// SQL over the figures of rep-days.
@Repository
class DayRepository {

    private static final TypeReference<List<DayFigures.DayViolation>> VIOLATIONS =
            new TypeReference<>() {};

    private static final String SELECT =
            """
            select rep_day.rep_id, rep_day.day, own_order, start_seconds, end_seconds,
                   lunch_start_seconds, lunch_seconds, distance_metres, travel_seconds,
                   service_seconds, wait_seconds, late_seconds, overtime_seconds,
                   home_travel_seconds, home_distance_metres, cost_kopecks, distance_source,
                   violations, version
              from rep_day
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final JsonMapper json;

    DayRepository(JdbcClient jdbc, NamedParameterJdbcOperations batches, JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    /// A rep-day without its visits.
    record Row(DayKey key, int version, boolean ownOrder, DayFigures figures) {}

    List<Row> listByDates(UUID planId, LocalDate from, LocalDate to) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where plan_id = :planId
                                   and day between :from and :to
                                 order by day, rep_id
                                """)
                .param("planId", planId)
                .param("from", from)
                .param("to", to)
                .query(this::row)
                .list();
    }

    List<Row> listByRep(UUID planId, String repId, LocalDate from, LocalDate to) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where plan_id = :planId
                                   and rep_id = :repId
                                   and day between :from and :to
                                 order by day
                                """)
                .param("planId", planId)
                .param("repId", repId)
                .param("from", from)
                .param("to", to)
                .query(this::row)
                .list();
    }

    List<Row> listByDays(UUID planId, Collection<DayKey> days) {
        return jdbc.sql(
                        SELECT
                                + """
                                  join unnest(:reps::text[], :dates::date[]) as wanted (rep, day)
                                    on rep_day.rep_id = wanted.rep
                                   and rep_day.day = wanted.day
                                 where plan_id = :planId
                                """)
                .param("planId", planId)
                .param("reps", days.stream().map(DayKey::repId).toArray(String[]::new))
                .param(
                        "dates",
                        days.stream().map(day -> day.date().toString()).toArray(String[]::new))
                .query(this::row)
                .list();
    }

    /// Inserts or replaces.
    void save(UUID planId, List<Row> days) {
        batches.batchUpdate(
                """
                insert into rep_day
                  (plan_id, rep_id, day, own_order, start_seconds, end_seconds, lunch_start_seconds,
                   lunch_seconds, distance_metres, travel_seconds, service_seconds, wait_seconds,
                   late_seconds, overtime_seconds, home_travel_seconds, home_distance_metres,
                   cost_kopecks, distance_source, violations, version)
                values
                  (:planId, :repId, :day, :ownOrder, :startSeconds, :endSeconds, :lunchStartSeconds,
                   :lunchSeconds, :distanceMetres, :travelSeconds, :serviceSeconds, :waitSeconds,
                   :lateSeconds, :overtimeSeconds, :homeTravelSeconds, :homeDistanceMetres,
                   :costKopecks, :distanceSource, :violations::jsonb, :version)
                on conflict (plan_id, rep_id, day) do update
                   set own_order = excluded.own_order,
                       start_seconds = excluded.start_seconds,
                       end_seconds = excluded.end_seconds,
                       lunch_start_seconds = excluded.lunch_start_seconds,
                       lunch_seconds = excluded.lunch_seconds,
                       distance_metres = excluded.distance_metres,
                       travel_seconds = excluded.travel_seconds,
                       service_seconds = excluded.service_seconds,
                       wait_seconds = excluded.wait_seconds,
                       late_seconds = excluded.late_seconds,
                       overtime_seconds = excluded.overtime_seconds,
                       home_travel_seconds = excluded.home_travel_seconds,
                       home_distance_metres = excluded.home_distance_metres,
                       cost_kopecks = excluded.cost_kopecks,
                       distance_source = excluded.distance_source,
                       violations = excluded.violations,
                       version = excluded.version
                """,
                days.stream()
                        .map(day -> parameters(planId, day))
                        .toArray(MapSqlParameterSource[]::new));
    }

    void delete(UUID planId, Collection<DayKey> days) {
        batches.batchUpdate(
                "delete from rep_day where plan_id = :planId and rep_id = :repId and day = :day",
                days.stream()
                        .map(day ->
                                new MapSqlParameterSource("planId", planId)
                                        .addValue("repId", day.repId())
                                        .addValue("day", day.date()))
                        .toArray(MapSqlParameterSource[]::new));
    }

    private MapSqlParameterSource parameters(UUID planId, Row day) {
        var figures = day.figures();
        var lunchStart = figures.lunchStartSeconds();
        return new MapSqlParameterSource("planId", planId)
                .addValue("repId", day.key().repId())
                .addValue("day", day.key().date())
                .addValue("ownOrder", day.ownOrder())
                .addValue("startSeconds", figures.startSeconds())
                .addValue("endSeconds", figures.endSeconds())
                .addValue(
                        "lunchStartSeconds", lunchStart.isPresent() ? lunchStart.getAsInt() : null)
                .addValue("lunchSeconds", figures.lunchSeconds())
                .addValue("distanceMetres", figures.distanceMetres())
                .addValue("travelSeconds", figures.travelSeconds())
                .addValue("serviceSeconds", figures.serviceSeconds())
                .addValue("waitSeconds", figures.waitSeconds())
                .addValue("lateSeconds", figures.lateSeconds())
                .addValue("overtimeSeconds", figures.overtimeSeconds())
                .addValue("homeTravelSeconds", figures.homeTravelSeconds())
                .addValue("homeDistanceMetres", figures.homeDistanceMetres())
                .addValue("costKopecks", figures.cost().kopecks())
                .addValue("distanceSource", figures.distanceSource().name())
                .addValue("violations", json.writeValueAsString(figures.violations()))
                .addValue("version", day.version());
    }

    private Row row(ResultSet row, int number) throws SQLException {
        Integer lunchStart = row.getObject("lunch_start_seconds", Integer.class);
        return new Row(
                new DayKey(row.getString("rep_id"), row.getObject("day", LocalDate.class)),
                row.getInt("version"),
                row.getBoolean("own_order"),
                new DayFigures(
                        row.getInt("start_seconds"),
                        row.getInt("end_seconds"),
                        lunchStart == null ? OptionalInt.empty() : OptionalInt.of(lunchStart),
                        row.getInt("lunch_seconds"),
                        row.getLong("distance_metres"),
                        row.getInt("travel_seconds"),
                        row.getInt("service_seconds"),
                        row.getInt("wait_seconds"),
                        row.getLong("late_seconds"),
                        row.getInt("overtime_seconds"),
                        row.getInt("home_travel_seconds"),
                        row.getInt("home_distance_metres"),
                        new Money(row.getLong("cost_kopecks")),
                        DistanceSource.valueOf(row.getString("distance_source")),
                        json.readValue(row.getString("violations"), VIOLATIONS)));
    }
}

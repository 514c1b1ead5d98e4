package ru.t2.marshrut.planning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// SQL over visits.
@Repository
class VisitRepository {

    private static final String COLUMNS =
            """
            select visit.id, visit.plan_id, visit.month, visit.store_id, visit.extra, visit.rep_id,
                   visit.visit_date, visit.position, visit.status, visit.pinned, visit.unplaced,
                   visit.deferred_until, visit.travel_seconds, visit.distance_metres,
                   visit.arrival_seconds, visit.start_seconds, visit.departure_seconds,
                   visit.late_seconds, visit.version, visit.created_at, visit.updated_at
              from visit
            """;

    private static final String IN_ORDER =
            " order by visit_date, rep_id, position nulls last, visit.id";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final JsonMapper json;

    VisitRepository(JdbcClient jdbc, NamedParameterJdbcOperations batches, JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    List<PlannedVisit> listByIds(Collection<UUID> ids) {
        return jdbc.sql(COLUMNS + " where id = any(:ids) order by id")
                .param("ids", ids.toArray(UUID[]::new))
                .query(this::visit)
                .list();
    }

    /// All visits of a plan, those without a day last.
    List<PlannedVisit> listByPlan(UUID planId) {
        return jdbc.sql(COLUMNS + " where plan_id = :planId" + IN_ORDER)
                .param("planId", planId)
                .query(this::visit)
                .list();
    }

    /// The visits of a plan on some days.
    List<PlannedVisit> listByDates(UUID planId, LocalDate from, LocalDate to) {
        return jdbc.sql(
                        COLUMNS
                                + """
                                 where plan_id = :planId
                                   and visit_date between :from and :to
                                """
                                + IN_ORDER)
                .param("planId", planId)
                .param("from", from)
                .param("to", to)
                .query(this::visit)
                .list();
    }

    /// The visits of a plan on some days of one rep.
    List<PlannedVisit> listByRep(UUID planId, String repId, LocalDate from, LocalDate to) {
        return jdbc.sql(
                        COLUMNS
                                + """
                                 where plan_id = :planId
                                   and rep_id = :repId
                                   and visit_date between :from and :to
                                """
                                + IN_ORDER)
                .param("planId", planId)
                .param("repId", repId)
                .param("from", from)
                .param("to", to)
                .query(this::visit)
                .list();
    }

    /// The visits of a plan on some rep-days.
    List<PlannedVisit> listByDays(UUID planId, Collection<DayKey> days) {
        return jdbc.sql(
                        COLUMNS
                                + """
                                  join unnest(:reps::text[], :dates::date[]) as wanted (rep, day)
                                    on visit.rep_id = wanted.rep
                                   and visit.visit_date = wanted.day
                                 where plan_id = :planId
                                """
                                + IN_ORDER)
                .param("planId", planId)
                .param("reps", days.stream().map(DayKey::repId).toArray(String[]::new))
                .param(
                        "dates",
                        days.stream().map(day -> day.date().toString()).toArray(String[]::new))
                .query(this::visit)
                .list();
    }

    /// All visits of a plan to some stores.
    List<PlannedVisit> listByStores(UUID planId, Collection<String> storeIds) {
        return jdbc.sql(
                        COLUMNS
                                + """
                                 where plan_id = :planId
                                   and store_id = any(:storeIds)
                                """
                                + IN_ORDER)
                .param("planId", planId)
                .param("storeIds", storeIds.toArray(String[]::new))
                .query(this::visit)
                .list();
    }

    /// The "to place" list, in order of store.
    List<PlannedVisit> listToPlace(UUID planId) {
        return jdbc.sql(
                        COLUMNS
                                + """
                                 where plan_id = :planId
                                   and (visit_date is null or status = 'skipped')
                                   and status <> 'cancelled'
                                 order by store_id, id
                                """)
                .param("planId", planId)
                .query(this::visit)
                .list();
    }

    /// The visits of plans in force to some stores in some months.
    List<PlannedVisit> listPublished(Collection<String> storeIds, YearMonth first, YearMonth last) {
        return jdbc.sql(
                        COLUMNS
                                + """
                                  join plan
                                    on plan.id = visit.plan_id
                                   and plan.kind = 'published'
                                 where visit.store_id = any(:storeIds)
                                   and visit.month between :first and :last
                                 order by visit.store_id, visit.visit_date, visit.id
                                """)
                .param("storeIds", storeIds.toArray(String[]::new))
                .param("first", first.atDay(1))
                .param("last", last.atDay(1))
                .query(this::visit)
                .list();
    }

    void insert(List<PlannedVisit> visits) {
        batches.batchUpdate(
                """
                insert into visit
                  (id, plan_id, month, store_id, extra, rep_id, visit_date, position, status, pinned,
                   unplaced, deferred_until, travel_seconds, distance_metres, arrival_seconds,
                   start_seconds, departure_seconds, late_seconds, version, created_at, updated_at)
                values
                  (:id, :planId, :month, :storeId, :extra, :repId, :date, :position, :status, :pinned,
                   :unplaced::jsonb, :deferredUntil, :travelSeconds, :distanceMetres, :arrivalSeconds,
                   :startSeconds, :departureSeconds, :lateSeconds, :version, :createdAt, :updatedAt)
                """,
                visits.stream().map(this::parameters).toArray(MapSqlParameterSource[]::new));
    }

    /// Writes visits as they are given; their versions must have been counted up.
    void update(List<PlannedVisit> visits) {
        batches.batchUpdate(
                """
                update visit
                   set rep_id = :repId,
                       visit_date = :date,
                       position = :position,
                       status = :status,
                       pinned = :pinned,
                       unplaced = :unplaced::jsonb,
                       deferred_until = :deferredUntil,
                       travel_seconds = :travelSeconds,
                       distance_metres = :distanceMetres,
                       arrival_seconds = :arrivalSeconds,
                       start_seconds = :startSeconds,
                       departure_seconds = :departureSeconds,
                       late_seconds = :lateSeconds,
                       version = :version,
                       updated_at = :updatedAt
                 where id = :id
                """,
                visits.stream().map(this::parameters).toArray(MapSqlParameterSource[]::new));
    }

    /// Lets this transaction change final visits.
    void announceCorrection() {
        jdbc.sql("select set_config('marshrut.correction', 'on', true)")
                .query(String.class)
                .single();
    }

    void insertStatusChange(
            UUID visitId,
            Instant at,
            String author,
            VisitStatus before,
            VisitStatus after,
            Optional<String> reason,
            boolean correction) {
        jdbc.sql(
                        """
                        insert into visit_status_change
                          (visit_id, changed_at, author, status_before, status_after, reason, correction)
                        values
                          (:visitId, :at, :author, :before, :after, :reason, :correction)
                        """)
                .param("visitId", visitId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("author", author)
                .param("before", before.word())
                .param("after", after.word())
                .param("reason", reason.orElse(null))
                .param("correction", correction)
                .update();
    }

    /// How many visits of plans in force a day has.
    int countOn(LocalDate day) {
        return jdbc.sql(
                        """
                        select count(*)
                          from visit
                          join plan
                            on plan.id = visit.plan_id
                           and plan.kind = 'published'
                         where plan.month = date_trunc('month', :day::date)
                           and visit.visit_date = :day
                           and visit.status <> 'cancelled'
                        """)
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    /// How many of them are still to be made.
    int countOpenOn(LocalDate day) {
        return jdbc.sql(
                        """
                        select count(*)
                          from visit
                          join plan
                            on plan.id = visit.plan_id
                           and plan.kind = 'published'
                         where plan.month = date_trunc('month', :day::date)
                           and visit.visit_date = :day
                           and visit.status in ('planned', 'rescheduled')
                        """)
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    /// How many visits of a plan stand in routes, and how many wait or were skipped.
    record Counts(int inRoutes, int toPlace) {}

    Counts count(UUID planId) {
        return jdbc.sql(
                        """
                        select count(*) filter (where position is not null) as in_routes,
                               count(*) filter (
                                 where (visit_date is null or status = 'skipped')
                                   and status <> 'cancelled'
                               ) as to_place
                          from visit
                         where plan_id = :planId
                        """)
                .param("planId", planId)
                .query((row, _) -> new Counts(row.getInt("in_routes"), row.getInt("to_place")))
                .single();
    }

    long countOfStore(String storeId) {
        return jdbc.sql("select count(*) from visit where store_id = :storeId")
                .param("storeId", storeId)
                .query(Long.class)
                .single();
    }

    long countOfRep(String repId) {
        return jdbc.sql("select count(*) from visit where rep_id = :repId")
                .param("repId", repId)
                .query(Long.class)
                .single();
    }

    private MapSqlParameterSource parameters(PlannedVisit visit) {
        var placement = visit.placement();
        var times = visit.times();
        return new MapSqlParameterSource(Map.of("id", visit.id(), "planId", visit.planId()))
                .addValue("month", visit.month().atDay(1))
                .addValue("storeId", visit.storeId())
                .addValue("extra", visit.extra())
                .addValue("repId", placement.map(Placement::repId).orElse(null))
                .addValue("date", placement.map(Placement::date).orElse(null))
                .addValue(
                        "position",
                        placement
                                .map(Placement::position)
                                .filter(position -> position != Placement.OFF_ROUTE)
                                .orElse(null))
                .addValue("status", visit.status().word())
                .addValue("pinned", visit.pinned())
                .addValue("unplaced", visit.unplaced().map(json::writeValueAsString).orElse(null))
                .addValue("deferredUntil", visit.deferredUntil().orElse(null))
                .addValue("travelSeconds", times.map(StopTimes::travelSeconds).orElse(null))
                .addValue("distanceMetres", times.map(StopTimes::distanceMetres).orElse(null))
                .addValue("arrivalSeconds", times.map(StopTimes::arrivalSeconds).orElse(null))
                .addValue("startSeconds", times.map(StopTimes::startSeconds).orElse(null))
                .addValue("departureSeconds", times.map(StopTimes::departureSeconds).orElse(null))
                .addValue("lateSeconds", times.map(StopTimes::lateSeconds).orElse(null))
                .addValue("version", visit.version())
                .addValue("createdAt", visit.createdAt().atOffset(ZoneOffset.UTC))
                .addValue("updatedAt", visit.updatedAt().atOffset(ZoneOffset.UTC));
    }

    private PlannedVisit visit(ResultSet row, int number) throws SQLException {
        String repId = row.getString("rep_id");
        var date = row.getObject("visit_date", LocalDate.class);
        int position = row.getInt("position");
        return new PlannedVisit(
                row.getObject("id", UUID.class),
                row.getObject("plan_id", UUID.class),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getString("store_id"),
                row.getBoolean("extra"),
                repId == null
                        ? Optional.empty()
                        : Optional.of(new Placement(repId, date, position)),
                VisitStatus.ofWord(row.getString("status")),
                row.getBoolean("pinned"),
                Optional.ofNullable(row.getString("unplaced"))
                        .map(text -> json.readValue(text, Unplaced.class)),
                Optional.ofNullable(row.getObject("deferred_until", LocalDate.class)),
                position == Placement.OFF_ROUTE ? Optional.empty() : Optional.of(times(row)),
                row.getInt("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static StopTimes times(ResultSet row) throws SQLException {
        return new StopTimes(
                row.getInt("travel_seconds"),
                row.getInt("distance_metres"),
                row.getInt("arrival_seconds"),
                row.getInt("start_seconds"),
                row.getInt("departure_seconds"),
                row.getInt("late_seconds"));
    }
}

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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.kernel.Money;
import tools.jackson.databind.json.JsonMapper;

/// SQL over plans and their histories.
@Repository
class PlanRepository {

    private static final String SELECT =
            """
            select id, month, kind, name, based_on, version, bound_name, bound_metres, created_at, updated_at
              from plan
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final JsonMapper json;

    PlanRepository(JdbcClient jdbc, NamedParameterJdbcOperations batches, JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    Optional<PlanHead> find(UUID id) {
        return jdbc.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(PlanRepository::head)
                .optional();
    }

    /// A plan that has a version, of whatever kind.
    Optional<PlanHead> findWritten(UUID id) {
        return find(id).filter(plan -> plan.version() > 0);
    }

    Optional<PlanHead> findPublished(YearMonth month) {
        return findRow(month).filter(plan -> plan.version() > 0);
    }

    /// The row of the month's plan, even before its first version.
    Optional<PlanHead> findRow(YearMonth month) {
        return jdbc.sql(SELECT + " where month = :month and kind = 'published'")
                .param("month", month.atDay(1))
                .query(PlanRepository::head)
                .optional();
    }

    void setBound(UUID id, String name, long metres) {
        jdbc.sql("update plan set bound_name = :name, bound_metres = :metres where id = :id")
                .param("id", id)
                .param("name", name)
                .param("metres", metres)
                .update();
    }

    /// Drafts and thought experiments, the newest first.
    List<PlanHead> listProposals(YearMonth month) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where month = :month
                                   and kind <> 'published'
                                   and version > 0
                                 order by created_at desc, id
                                """)
                .param("month", month.atDay(1))
                .query(PlanRepository::head)
                .list();
    }

    /// Adds a plan unless its month has one in force already, or its name is taken.
    boolean insert(PlanHead plan) {
        return jdbc.sql(
                                """
                                insert into plan
                                  (id, month, kind, name, based_on, version, created_at, updated_at)
                                values
                                  (:id, :month, :kind, :name, :basedOn, :version, :createdAt, :createdAt)
                                on conflict do nothing
                                """)
                        .param("id", plan.id())
                        .param("month", plan.month().atDay(1))
                        .param("kind", plan.kind().word())
                        .param("name", plan.name().orElse(null))
                        .param(
                                "basedOn",
                                plan.basedOn().isPresent() ? plan.basedOn().getAsInt() : null)
                        .param("version", plan.version())
                        .param("createdAt", plan.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Deletes a proposal with all of its visits, even copies of completed ones: it lets its own
    /// transaction do so.
    boolean delete(UUID id) {
        return jdbc.sql(
                                """
                                delete from plan
                                 where id = :id
                                   and kind <> 'published'
                                   and set_config('marshrut.correction', 'on', true) = 'on'
                                """)
                        .param("id", id)
                        .update()
                == 1;
    }

    /// Deletes a proposal that has no version yet, so that nobody has seen it.
    void deleteUnwritten(YearMonth month, String name) {
        jdbc.sql(
                        """
                        delete from plan
                         where month = :month
                           and name = :name
                           and version = 0
                           and kind <> 'published'
                           and set_config('marshrut.correction', 'on', true) = 'on'
                        """)
                .param("month", month.atDay(1))
                .param("name", name)
                .update();
    }

    /// Locks plans against other writers until the transaction ends, always in the same order.
    List<PlanHead> lock(Collection<UUID> ids) {
        return jdbc.sql(SELECT + " where id = any(:ids) order by id for update")
                .param("ids", ids.toArray(UUID[]::new))
                .query(PlanRepository::head)
                .list();
    }

    void setVersion(UUID id, int version, Instant now) {
        jdbc.sql("update plan set version = :version, updated_at = :now where id = :id")
                .param("id", id)
                .param("version", version)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// A version's row; what it changed is told by [#insertVisitChanges] and [#insertDayChanges].
    ///
    /// The plan's total way, cost and number of waiting visits are counted as they are now.
    void insertVersion(PlanVersion version) {
        jdbc.sql(
                        """
                        insert into plan_version
                          (plan_id, number, change_id, created_at, author, cause, comment, changed_visits,
                           distance_metres, cost_kopecks, unplaced_visits)
                        values
                          (:planId, :number, :changeId, :createdAt, :author, :cause, :comment, :changedVisits,
                           (select coalesce(sum(distance_metres), 0) from rep_day where plan_id = :planId),
                           (select coalesce(sum(cost_kopecks), 0) from rep_day where plan_id = :planId),
                           (select count(*)
                              from visit
                             where plan_id = :planId
                               and (visit_date is null or status = 'skipped')
                               and status <> 'cancelled'))
                        """)
                .param("planId", version.planId())
                .param("number", version.number())
                .param("changeId", version.changeId())
                .param("createdAt", version.createdAt().atOffset(ZoneOffset.UTC))
                .param("author", version.author())
                .param("cause", version.cause().word())
                .param("comment", version.comment().orElse(null))
                .param("changedVisits", version.changedVisits())
                .update();
    }

    List<PlanVersion> listVersions(UUID planId, int limit, int offset) {
        return jdbc.sql(
                        """
                        select plan_id, number, change_id, created_at, author, cause, comment, changed_visits,
                               distance_metres, cost_kopecks, unplaced_visits
                          from plan_version
                         where plan_id = :planId
                         order by number desc
                         limit :limit
                        offset :offset
                        """)
                .param("planId", planId)
                .param("limit", limit)
                .param("offset", offset)
                .query(PlanRepository::version)
                .list();
    }

    /// The versions that one set of changes made, one for each plan it touched.
    List<PlanVersion> listVersionsOfChange(UUID changeId) {
        return jdbc.sql(
                        """
                        select plan_id, number, change_id, created_at, author, cause, comment, changed_visits,
                               distance_metres, cost_kopecks, unplaced_visits
                          from plan_version
                         where change_id = :changeId
                         order by plan_id
                        """)
                .param("changeId", changeId)
                .query(PlanRepository::version)
                .list();
    }

    /// What happened to one visit from one version to another.
    ///
    /// @param before empty: it did not exist
    record VisitDelta(UUID visitId, Optional<VisitState> before, VisitState after) {}

    /// Whose order a day had before and after.
    record DayDelta(DayKey key, boolean ownBefore, boolean ownAfter) {}

    void insertVisitChanges(UUID planId, int number, List<VisitDelta> deltas) {
        batches.batchUpdate(
                """
                insert into plan_version_visit
                  (plan_id, number, visit_id, before, after)
                values
                  (:planId, :number, :visitId, :before::jsonb, :after::jsonb)
                """,
                deltas.stream()
                        .map(delta ->
                                new MapSqlParameterSource("planId", planId)
                                        .addValue("number", number)
                                        .addValue("visitId", delta.visitId())
                                        .addValue(
                                                "before",
                                                delta.before()
                                                        .map(json::writeValueAsString)
                                                        .orElse(null))
                                        .addValue("after", json.writeValueAsString(delta.after())))
                        .toArray(MapSqlParameterSource[]::new));
    }

    void insertDayChanges(UUID planId, int number, List<DayDelta> deltas) {
        batches.batchUpdate(
                """
                insert into plan_version_day
                  (plan_id, number, rep_id, day, own_order_before, own_order_after)
                values
                  (:planId, :number, :repId, :day, :before, :after)
                """,
                deltas.stream()
                        .map(delta ->
                                new MapSqlParameterSource("planId", planId)
                                        .addValue("number", number)
                                        .addValue("repId", delta.key().repId())
                                        .addValue("day", delta.key().date())
                                        .addValue("before", delta.ownBefore())
                                        .addValue("after", delta.ownAfter()))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /// What changed after version `from` up to version `to`, one row for each visit: its state in
    /// the former and in the latter.
    List<VisitDelta> listVisitChanges(UUID planId, int from, int to) {
        return jdbc.sql(
                        """
                        select visit_id,
                               (array_agg(before order by number))[1] as before,
                               (array_agg(after order by number desc))[1] as after
                          from plan_version_visit
                         where plan_id = :planId
                           and number > :from
                           and number <= :to
                         group by visit_id
                         order by visit_id
                        """)
                .param("planId", planId)
                .param("from", from)
                .param("to", to)
                .query((row, number) ->
                        new VisitDelta(
                                row.getObject("visit_id", UUID.class),
                                Optional.ofNullable(row.getString("before")).map(this::state),
                                state(row.getString("after"))))
                .list();
    }

    List<DayDelta> listDayChanges(UUID planId, int from, int to) {
        return jdbc.sql(
                        """
                        select rep_id, day,
                               (array_agg(own_order_before order by number))[1] as before,
                               (array_agg(own_order_after order by number desc))[1] as after
                          from plan_version_day
                         where plan_id = :planId
                           and number > :from
                           and number <= :to
                         group by rep_id, day
                        """)
                .param("planId", planId)
                .param("from", from)
                .param("to", to)
                .query((row, number) ->
                        new DayDelta(
                                new DayKey(
                                        row.getString("rep_id"),
                                        row.getObject("day", LocalDate.class)),
                                row.getBoolean("before"),
                                row.getBoolean("after")))
                .list();
    }

    private VisitState state(String text) {
        return json.readValue(text, VisitState.class);
    }

    private static PlanHead head(ResultSet row, int number) throws SQLException {
        int basedOn = row.getInt("based_on");
        return new PlanHead(
                row.getObject("id", UUID.class),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                PlanHead.Kind.ofWord(row.getString("kind")),
                Optional.ofNullable(row.getString("name")),
                basedOn == 0 ? OptionalInt.empty() : OptionalInt.of(basedOn),
                row.getInt("version"),
                Optional.ofNullable(row.getString("bound_name")),
                row.getLong("bound_metres"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static PlanVersion version(ResultSet row, int number) throws SQLException {
        return new PlanVersion(
                row.getObject("plan_id", UUID.class),
                row.getInt("number"),
                row.getObject("change_id", UUID.class),
                instant(row, "created_at"),
                row.getString("author"),
                ChangeSet.Cause.ofWord(row.getString("cause")),
                Optional.ofNullable(row.getString("comment")),
                row.getInt("changed_visits"),
                row.getLong("distance_metres"),
                new Money(row.getLong("cost_kopecks")),
                row.getInt("unplaced_visits"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

package ru.t2.marshrut.tracking;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL over facts of visits.
@Repository
class FactRepository {

    private static final String SELECT =
            """
            select visit_id, store_id, rep_id, visit_date, outcome, arrived_at, left_at, reason, note,
                   updated_at
              from visit_fact
            """;

    private final JdbcClient jdbc;

    FactRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// An event that was told before.
    record Known(UUID visitId, String kind) {}

    /// Keeps an event; whoever brings the same one at the same time waits for the first.
    ///
    /// @return false if it was there already
    boolean insertEvent(
            UUID id, UUID visitId, String kind, Instant occurredAt, Instant now, String author) {
        return jdbc.sql(
                                """
                                insert into visit_event
                                  (id, visit_id, kind, occurred_at, received_at, author)
                                values
                                  (:id, :visitId, :kind, :occurredAt, :now, :author)
                                on conflict (id) do nothing
                                """)
                        .param("id", id)
                        .param("visitId", visitId)
                        .param("kind", kind)
                        .param("occurredAt", occurredAt.atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("author", author)
                        .update()
                == 1;
    }

    Optional<Known> findEvent(UUID id) {
        return jdbc.sql("select visit_id, kind from visit_event where id = :id")
                .param("id", id)
                .query((row, _) ->
                        new Known(row.getObject("visit_id", UUID.class), row.getString("kind")))
                .optional();
    }

    Optional<VisitFact> find(UUID visitId) {
        return jdbc.sql(SELECT + " where visit_id = :visitId")
                .param("visitId", visitId)
                .query(FactRepository::fact)
                .optional();
    }

    Map<UUID, VisitFact> mapByVisits(Collection<UUID> visitIds) {
        var facts = new HashMap<UUID, VisitFact>();
        jdbc.sql(SELECT + " where visit_id = any(:ids)")
                .param("ids", visitIds.toArray(UUID[]::new))
                .query(FactRepository::fact)
                .list()
                .forEach(fact -> facts.put(fact.visitId(), fact));
        return facts;
    }

    void save(VisitFact fact) {
        jdbc.sql(
                        """
                        insert into visit_fact
                          (visit_id, store_id, rep_id, visit_date, outcome, arrived_at, left_at, reason,
                           note, updated_at)
                        values
                          (:visitId, :storeId, :repId, :visitDate, :outcome, :arrivedAt, :leftAt, :reason,
                           :note, :updatedAt)
                        on conflict (visit_id) do update
                           set rep_id = excluded.rep_id,
                               visit_date = excluded.visit_date,
                               outcome = excluded.outcome,
                               arrived_at = excluded.arrived_at,
                               left_at = excluded.left_at,
                               reason = excluded.reason,
                               note = excluded.note,
                               updated_at = excluded.updated_at
                        """)
                .param("visitId", fact.visitId())
                .param("storeId", fact.storeId())
                .param("repId", fact.repId())
                .param("visitDate", fact.visitDate())
                .param("outcome", fact.outcome().word())
                .param("arrivedAt", utc(fact.arrivedAt()))
                .param("leftAt", utc(fact.leftAt()))
                .param("reason", fact.reason())
                .param("note", fact.note())
                .param("updatedAt", utc(fact.updatedAt()))
                .update();
    }

    /// A visit is open again.
    void delete(UUID visitId) {
        jdbc.sql("delete from visit_fact where visit_id = :visitId")
                .param("visitId", visitId)
                .update();
    }

    /// Which facts to look at; both days included.
    record Filter(
            LocalDate from,
            LocalDate to,
            Optional<String> repId,
            Optional<String> storeId,
            Optional<String> outcome) {

        private String where() {
            var terms = new ArrayList<String>(List.of("visit_date between :from and :to"));
            repId.ifPresent(_ -> terms.add("visit_fact.rep_id = :repId"));
            storeId.ifPresent(_ -> terms.add("store_id = :storeId"));
            outcome.ifPresent(_ -> terms.add("outcome = :outcome"));
            return " where " + String.join(" and ", terms);
        }

        private Map<String, Object> parameters() {
            var parameters = new HashMap<String, Object>();
            parameters.put("from", from);
            parameters.put("to", to);
            repId.ifPresent(id -> parameters.put("repId", id));
            storeId.ifPresent(id -> parameters.put("storeId", id));
            outcome.ifPresent(word -> parameters.put("outcome", word));
            return parameters;
        }
    }

    long count(Filter filter) {
        return jdbc.sql("select count(*) from visit_fact" + filter.where())
                .params(filter.parameters())
                .query(Long.class)
                .single();
    }

    List<VisitFact> list(Filter filter, int limit, int offset) {
        return jdbc.sql(
                        SELECT
                                + filter.where()
                                + """
                                 order by visit_date, rep_id, arrived_at, visit_id
                                 limit :limit offset :offset
                                """)
                .params(filter.parameters())
                .param("limit", limit)
                .param("offset", offset)
                .query(FactRepository::fact)
                .list();
    }

    /// Facts of one rep or category together.
    ///
    /// @param medianMinutes in the store; null without any visit that has both ends
    record Sum(String key, int completed, int skipped, @Nullable BigDecimal medianMinutes) {}

    List<Sum> sumsByRep(Filter filter) {
        return sums("visit_fact.rep_id", filter);
    }

    List<Sum> sumsByCategory(Filter filter) {
        return sums("store.category", filter);
    }

    List<Sum> sumsByStore(Filter filter) {
        return sums("visit_fact.store_id", filter);
    }

    /// @param column one of ours, never a client's
    private List<Sum> sums(String column, Filter filter) {
        return jdbc.sql(
                        """
                        select %1$s as key,
                               count(*) filter (where outcome = 'completed') as completed,
                               count(*) filter (where outcome = 'skipped') as skipped,
                               round(
                                 (percentile_cont(0.5) within group (
                                   order by extract(epoch from left_at - arrived_at) / 60
                                 ))::numeric,
                                 1
                               ) as median_minutes
                          from visit_fact
                          join store on store.id = visit_fact.store_id
                        %2$s
                         group by %1$s
                         order by %1$s
                        """
                                .formatted(column, filter.where()))
                .params(filter.parameters())
                .query((row, _) ->
                        new Sum(
                                row.getString("key"),
                                row.getInt("completed"),
                                row.getInt("skipped"),
                                row.getBigDecimal("median_minutes")))
                .list();
    }

    long countOfStore(String storeId) {
        return jdbc.sql("select count(*) from visit_fact where store_id = :storeId")
                .param("storeId", storeId)
                .query(Long.class)
                .single();
    }

    long countOfRep(String repId) {
        return jdbc.sql("select count(*) from visit_fact where rep_id = :repId")
                .param("repId", repId)
                .query(Long.class)
                .single();
    }

    /// Times in the store of completed visits that have both ends.
    ///
    /// @param medianSeconds null without any
    record Durations(@Nullable Double medianSeconds, int visits) {}

    Durations durationsAtStore(String storeId) {
        return durations("visit_fact.store_id = :value", storeId);
    }

    Durations durationsOfCategory(String category) {
        return durations("store.category = :value", category);
    }

    /// @param condition one of ours, never a client's
    private Durations durations(String condition, String value) {
        return jdbc.sql(
                        """
                        select percentile_cont(0.5) within group (
                                 order by extract(epoch from left_at - arrived_at)
                               ) as median_seconds,
                               count(*) as visits
                          from visit_fact
                          join store on store.id = visit_fact.store_id
                         where outcome = 'completed'
                           and left_at > arrived_at
                           and %s
                        """
                                .formatted(condition))
                .param("value", value)
                .query((row, _) ->
                        new Durations(
                                row.getObject("median_seconds", Double.class),
                                row.getInt("visits")))
                .single();
    }

    /// Whether lateness at a visit is news: it was not told yet, or was a good deal less.
    boolean noticeLateness(UUID visitId, int minutes, int step, Instant now) {
        return jdbc.sql(
                                """
                                insert into lateness_notice
                                  (visit_id, late_minutes, told_at)
                                values
                                  (:visitId, :minutes, :now)
                                on conflict (visit_id) do update
                                   set late_minutes = excluded.late_minutes, told_at = excluded.told_at
                                 where excluded.late_minutes >= lateness_notice.late_minutes + :step
                                """)
                        .param("visitId", visitId)
                        .param("minutes", minutes)
                        .param("step", step)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static VisitFact fact(ResultSet row, int number) throws SQLException {
        return VisitFact.of(
                row.getObject("visit_id", UUID.class),
                row.getString("store_id"),
                row.getString("rep_id"),
                row.getObject("visit_date", LocalDate.class),
                VisitFact.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                instant(row, "arrived_at"),
                instant(row, "left_at"),
                row.getString("reason"),
                row.getString("note"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}

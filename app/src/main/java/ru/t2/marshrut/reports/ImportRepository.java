package ru.t2.marshrut.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.planning.VisitStatus;
import ru.t2.marshrut.tracking.FactState;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// SQL over what imports compare with, and over the imports themselves.
@Repository
class ImportRepository {

    private static final TypeReference<List<FactBefore>> FACTS = new TypeReference<>() {};

    private static final String CURRENT =
            """
            select visit_id, month, store_id, store_name, visit_date, rep_id, position, status, pinned, extra, outcome,
                   arrived_at, left_at, reason, note
              from report_visit
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ImportRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// A visit as it is now.
    ///
    /// @param position 0: in no route
    record Current(
            UUID id,
            YearMonth month,
            String storeId,
            String storeName,
            Optional<LocalDate> date,
            Optional<String> repId,
            int position,
            VisitStatus status,
            boolean pinned,
            FactState fact) {}

    /// The visits of plans in force among these.
    Map<UUID, Current> mapVisits(Collection<UUID> ids) {
        return jdbc
                .sql(CURRENT + " where visit_id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> current(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Current::id, Function.identity()));
    }

    /// The visits of some stores in a month's plan in force that are not cancelled.
    List<Current> listOfStores(Collection<String> storeIds, YearMonth month) {
        return jdbc.sql(
                        CURRENT
                                + """
                                 where store_id = any(:storeIds)
                                   and month = :month
                                   and status <> 'cancelled'
                                 order by visit_date nulls last, visit_id
                                """)
                .param("storeIds", storeIds.toArray(String[]::new))
                .param("month", month.atDay(1))
                .query((row, _) -> current(row))
                .list();
    }

    private static Current current(ResultSet row) throws SQLException {
        var status = VisitStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
        return new Current(
                row.getObject("visit_id", UUID.class),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getString("store_id"),
                row.getString("store_name"),
                Optional.ofNullable(row.getObject("visit_date", LocalDate.class)),
                Optional.ofNullable(row.getString("rep_id")),
                row.getInt("position"),
                status,
                row.getBoolean("pinned"),
                new FactState(
                        status,
                        instant(row, "arrived_at"),
                        instant(row, "left_at"),
                        row.getString("reason"),
                        row.getString("note")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /// A store by its id or name.
    record NamedStore(String id, String name) {}

    List<NamedStore> listStores() {
        return jdbc.sql("select id, name from store")
                .query((row, _) -> new NamedStore(row.getString("id"), row.getString("name")))
                .list();
    }

    /// A fact as it was before an import changed it.
    ///
    /// @param takenBack the import made a completed visit an open one
    /// @param after as the import left it: who finds it otherwise must not take it back
    record FactBefore(UUID visitId, boolean takenBack, FactState before, FactState after) {}

    /// An import that was carried out.
    record Done(
            UUID id,
            List<YearMonth> months,
            Optional<UUID> changeId,
            List<FactBefore> facts,
            boolean undone) {}

    void insert(
            UUID id,
            String author,
            String fileName,
            List<YearMonth> months,
            @Nullable UUID changeId,
            List<FactBefore> facts,
            int changes,
            Instant now) {
        jdbc.sql(
                        """
                        insert into schedule_import
                          (id, author, file_name, months, change_id, facts, changes, created_at)
                        values
                          (:id, :author, :fileName, :months::date[], :changeId, :facts::jsonb, :changes, :now)
                        """)
                .param("id", id)
                .param("author", author)
                .param("fileName", fileName)
                .param(
                        "months",
                        months.stream()
                                .map(month -> month.atDay(1).toString())
                                .toArray(String[]::new))
                .param("changeId", changeId, Types.OTHER)
                .param("facts", json.writeValueAsString(facts))
                .param("changes", changes)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Nobody else may take it back until the transaction ends.
    Optional<Done> lock(UUID id) {
        return jdbc.sql(
                        """
                        select id, months, change_id, facts, undone_at
                          from schedule_import
                         where id = :id
                           for update
                        """)
                .param("id", id)
                .query((row, _) ->
                        new Done(
                                row.getObject("id", UUID.class),
                                months(row),
                                Optional.ofNullable(row.getObject("change_id", UUID.class)),
                                json.readValue(row.getString("facts"), FACTS),
                                row.getObject("undone_at", OffsetDateTime.class) != null))
                .optional();
    }

    private static List<YearMonth> months(ResultSet row) throws SQLException {
        var dates = (java.sql.Date[]) row.getArray("months").getArray();
        return java.util.Arrays.stream(dates)
                .map(date -> YearMonth.from(date.toLocalDate()))
                .toList();
    }

    void markUndone(UUID id, Instant now) {
        jdbc.sql("update schedule_import set undone_at = :now where id = :id")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}

package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.planning.Region.StoreDay;

/// SQL over hours in which stores take no visit.
@Repository
class ClosureRepository {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;

    ClosureRepository(JdbcClient jdbc, NamedParameterJdbcOperations batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void insert(UUID cause, Collection<ReplanTask.Closure> closures) {
        batches.batchUpdate(
                """
                insert into store_closure
                  (cause, store_id, day, start_time, end_time)
                values
                  (:cause, :storeId, :day, :start, :end)
                on conflict do nothing
                """,
                closures.stream()
                        .flatMap(closure ->
                                closure.storeIds().stream()
                                        .sorted()
                                        .map(storeId ->
                                                new MapSqlParameterSource("cause", cause)
                                                        .addValue("storeId", storeId)
                                                        .addValue("day", closure.date())
                                                        .addValue("start", closure.start())
                                                        .addValue("end", closure.end())))
                        .toArray(MapSqlParameterSource[]::new));
    }

    void delete(UUID cause) {
        jdbc.sql("delete from store_closure where cause = :cause").param("cause", cause).update();
    }

    /// The closed hours of all stores on some days; both days included.
    Map<StoreDay, List<DailyWindow>> map(LocalDate first, LocalDate last) {
        return jdbc
                .sql(
                        """
                        select store_id, day, start_time, end_time
                          from store_closure
                         where day between :first and :last
                         order by store_id, day, start_time
                        """)
                .param("first", first)
                .param("last", last)
                .query((row, _) ->
                        Map.entry(
                                new StoreDay(
                                        row.getString("store_id"),
                                        row.getObject("day", LocalDate.class)),
                                new DailyWindow(
                                        row.getObject("start_time", LocalTime.class),
                                        row.getObject("end_time", LocalTime.class))))
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Map.Entry::getKey,
                                Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }
}

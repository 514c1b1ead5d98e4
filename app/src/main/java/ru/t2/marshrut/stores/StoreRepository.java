package ru.t2.marshrut.stores;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;

/// All SQL over stores.
@Repository
class StoreRepository {

    private static final String SELECT =
            """
            select id, name, address, city, district, lat, lon, category, service_seconds,
                   array(
                     select start_time || '/' || end_time
                       from store_window
                      where store_id = store.id
                      order by start_time
                   ) as windows,
                   closed_weekdays,
                   array(
                     select cast(day as text)
                       from store_closed_day
                      where store_id = store.id
                      order by day
                   ) as closed_days,
                   synthetic, version, created_at, updated_at
              from store
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;

    StoreRepository(JdbcClient jdbc, NamedParameterJdbcOperations batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    Optional<Store> find(String id) {
        return jdbc.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(StoreRepository::store)
                .optional();
    }

    /// The known ones of these ids with their stores.
    Map<String, Store> mapByIds(List<String> ids) {
        return jdbc
                .sql(SELECT + " where id = any(:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query(StoreRepository::store)
                .list()
                .stream()
                .collect(Collectors.toMap(Store::id, Function.identity()));
    }

    long count(StoreFilter filter) {
        var condition = Condition.of(filter);
        return jdbc.sql("select count(*) from store" + condition.where)
                .params(condition.parameters)
                .query(Long.class)
                .single();
    }

    /// In order of id. Ids first, so that nothing else is gathered for the stores that are passed
    /// over on the way to a late page.
    List<Store> list(StoreFilter filter, int limit, int offset) {
        var condition = Condition.of(filter);
        String page =
                "select id from store"
                        + condition.where
                        + " order by id limit :limit offset :offset";
        return jdbc.sql(SELECT + "where id in (" + page + ") order by id")
                .params(condition.parameters)
                .param("limit", limit)
                .param("offset", offset)
                .query(StoreRepository::store)
                .list();
    }

    /// Names of the districts that have stores, in their order.
    List<String> listDistricts() {
        return jdbc.sql(
                        """
                        select distinct district
                          from store
                         where district <> ''
                         order by district
                        """)
                .query((row, _) -> row.getString("district"))
                .list();
    }

    long countSynthetic() {
        return jdbc.sql("select count(*) from store where synthetic").query(Long.class).single();
    }

    /// Ids of the stores that pass the filter.
    List<String> listIds(StoreFilter filter) {
        var condition = Condition.of(filter);
        return jdbc.sql("select id from store" + condition.where)
                .params(condition.parameters)
                .query((row, _) -> row.getString("id"))
                .list();
    }

    /// Another word whenever any store has changed, come or gone.
    String state() {
        return jdbc.sql(
                        """
                        select count(*) || '-' || coalesce(extract(epoch from max(updated_at)), 0)
                          from store
                        """)
                .query(String.class)
                .single();
    }

    /// All stores in order of id, without their times.
    List<StorePoint> listPoints() {
        return jdbc.sql(
                        """
                        select id, name, address, city, district, category, lat, lon
                          from store
                         order by id
                        """)
                .query((row, _) ->
                        new StorePoint(
                                row.getString("id"),
                                row.getString("name"),
                                row.getString("address"),
                                row.getString("city"),
                                row.getString("district"),
                                Category.valueOf(row.getString("category")),
                                new GeoPoint(row.getDouble("lat"), row.getDouble("lon"))))
                .list();
    }

    void insert(List<Store> stores) {
        batches.batchUpdate(
                """
                insert into store
                  (id, name, address, city, district, lat, lon, category, service_seconds,
                   closed_weekdays, search_text, synthetic, version, created_at, updated_at)
                values
                  (:id, :name, :address, :city, :district, :lat, :lon, :category, :serviceSeconds,
                   :closedWeekdays, :searchText, :synthetic, :version, :createdAt, :updatedAt)
                """,
                stores.stream()
                        .map(StoreRepository::parameters)
                        .toArray(MapSqlParameterSource[]::new));
        insertTimes(stores);
    }

    /// Writes all of a store if it still has the earlier version.
    ///
    /// @return whether it had
    boolean update(Store store, int earlierVersion) {
        boolean updated =
                jdbc.sql(
                                        """
                                        update store
                                           set name = :name, address = :address, city = :city,
                                               district = :district, lat = :lat, lon = :lon,
                                               category = :category, service_seconds = :serviceSeconds,
                                               closed_weekdays = :closedWeekdays, search_text = :searchText,
                                               version = :version, updated_at = :updatedAt
                                         where id = :id
                                           and version = :earlierVersion
                                        """)
                                .paramSource(
                                        parameters(store)
                                                .addValue("earlierVersion", earlierVersion))
                                .update()
                        == 1;
        if (updated) {
            deleteTimes(List.of(store.id()));
            insertTimes(List.of(store));
        }
        return updated;
    }

    /// Deletes a store if it still has this version.
    ///
    /// @return whether it had
    boolean delete(String id, int version) {
        return jdbc.sql(
                                """
                                delete from store
                                 where id = :id
                                   and version = :version
                                """)
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    /// Ids of the stores that have these names and addresses, by what [#told] makes of them.
    Map<String, String> mapIdsByNameAndAddress(List<Told> stores) {
        return jdbc
                .sql(
                        """
                        select id, city, address, name
                          from store
                         where (city, address, name) in (
                                 select *
                                   from unnest(
                                          cast(:cities as text[]),
                                          cast(:addresses as text[]),
                                          cast(:names as text[])
                                        )
                               )
                           and address <> ''
                        """)
                .param("cities", column(stores, Told::city))
                .param("addresses", column(stores, Told::address))
                .param("names", column(stores, Told::name))
                .query((row, _) ->
                        Map.entry(
                                told(
                                        row.getString("city"),
                                        row.getString("address"),
                                        row.getString("name")),
                                row.getString("id")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// What tells a store from others when it has no id.
    record Told(String city, String address, String name) {}

    /// The same as one key.
    static String told(String city, String address, String name) {
        return city + '\n' + address + '\n' + name;
    }

    /// Nobody else uploads until the transaction ends.
    void lockForUpload() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('store upload'))")
                .query((_, _) -> true)
                .single();
    }

    private static String[] column(List<Told> stores, Function<Told, String> value) {
        return stores.stream().map(value).toArray(String[]::new);
    }

    private void deleteTimes(List<String> ids) {
        for (String table : List.of("store_window", "store_closed_day")) {
            jdbc.sql("delete from " + table + " where store_id = any(:ids)")
                    .param("ids", ids.toArray(String[]::new))
                    .update();
        }
    }

    private void insertTimes(List<Store> stores) {
        batches.batchUpdate(
                """
                insert into store_closed_day
                  (store_id, day)
                values
                  (:storeId, :day)
                """,
                stores.stream()
                        .flatMap(store ->
                                store.closedDates().stream()
                                        .map(day ->
                                                new MapSqlParameterSource("storeId", store.id())
                                                        .addValue("day", day)))
                        .toArray(MapSqlParameterSource[]::new));
        batches.batchUpdate(
                """
                insert into store_window
                  (store_id, start_time, end_time)
                values
                  (:storeId, :startTime, :endTime)
                """,
                stores.stream()
                        .flatMap(store ->
                                store.windows().stream()
                                        .map(window ->
                                                new MapSqlParameterSource("storeId", store.id())
                                                        .addValue("startTime", window.start())
                                                        .addValue("endTime", window.end())))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /// Whether the demo stores are still to be loaded, which is so once and only into an empty
    /// table. A second caller waits for the transaction of the first, then is told no.
    boolean claimDemo(Instant now) {
        return jdbc.sql(
                                """
                                insert into store_demo
                                  (loaded_at)
                                select :now
                                 where not exists (select from store)
                                on conflict do nothing
                                """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static MapSqlParameterSource parameters(Store store) {
        return new MapSqlParameterSource("id", store.id())
                .addValue("name", store.name())
                .addValue("address", store.address())
                .addValue("city", store.city())
                .addValue("district", store.district())
                .addValue("lat", store.position().lat())
                .addValue("lon", store.position().lon())
                .addValue("category", store.category().name())
                .addValue(
                        "serviceSeconds", store.serviceTime().map(Duration::toSeconds).orElse(null))
                .addValue(
                        "closedWeekdays",
                        store.closedWeekdays().stream()
                                .map(day -> (short) day.getValue())
                                .sorted()
                                .toArray(Short[]::new))
                .addValue("searchText", SearchText.of(store))
                .addValue("synthetic", store.synthetic())
                .addValue("version", store.version())
                .addValue("createdAt", store.createdAt().atOffset(ZoneOffset.UTC))
                .addValue("updatedAt", store.updatedAt().atOffset(ZoneOffset.UTC));
    }

    private static Store store(ResultSet row, int number) throws SQLException {
        return new Store(
                row.getString("id"),
                row.getString("name"),
                row.getString("address"),
                row.getString("city"),
                row.getString("district"),
                new GeoPoint(row.getDouble("lat"), row.getDouble("lon")),
                Category.valueOf(row.getString("category")),
                Optional.ofNullable(row.getObject("service_seconds", Integer.class))
                        .map(Duration::ofSeconds),
                windows(row.getArray("windows")),
                Stream.of((Short[]) row.getArray("closed_weekdays").getArray())
                        .map(day -> DayOfWeek.of(day))
                        .collect(Collectors.toSet()),
                Stream.of((String[]) row.getArray("closed_days").getArray())
                        .map(LocalDate::parse)
                        .toList(),
                row.getBoolean("synthetic"),
                row.getInt("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static List<DailyWindow> windows(Array column) throws SQLException {
        var windows = new ArrayList<DailyWindow>();
        for (String window : (String[]) column.getArray()) {
            int slash = window.indexOf('/');
            windows.add(
                    new DailyWindow(
                            LocalTime.parse(window.substring(0, slash)),
                            LocalTime.parse(window.substring(slash + 1))));
        }
        return windows;
    }

    /// A filter in SQL.
    private record Condition(String where, Map<String, Object> parameters) {

        static Condition of(StoreFilter filter) {
            var terms = new ArrayList<String>();
            var parameters = new HashMap<String, Object>();
            filter.category()
                    .ifPresent(category -> {
                        terms.add("category = :category");
                        parameters.put("category", category.name());
                    });
            filter.district()
                    .ifPresent(district -> {
                        terms.add("district = :district");
                        parameters.put("district", district);
                    });
            filter.city()
                    .ifPresent(city -> {
                        terms.add("city = :city");
                        parameters.put("city", city);
                    });
            filter.box()
                    .ifPresent(box -> {
                        terms.add("lat between :south and :north and lon between :west and :east");
                        parameters.put("south", box.southWest().lat());
                        parameters.put("west", box.southWest().lon());
                        parameters.put("north", box.northEast().lat());
                        parameters.put("east", box.northEast().lon());
                    });
            filter.text()
                    .ifPresent(text -> {
                        terms.add("search_text like all (:patterns)");
                        parameters.put("patterns", SearchText.patterns(text));
                    });
            return new Condition(
                    terms.isEmpty() ? "" : " where " + String.join(" and ", terms), parameters);
        }
    }
}

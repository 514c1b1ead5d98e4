package ru.t2.marshrut.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.kernel.Money;

/// All SQL over reps and vehicles.
@Repository
class TeamRepository {

    private static final String SELECT_REP =
            """
            select id, name, status, home_lat, home_lon, work_start_time, work_end_time,
                   lunch_seconds, max_visits_per_day, vehicle_id, skills, synthetic, version,
                   created_at, updated_at
              from rep
            """;

    private static final String SELECT_VEHICLE =
            """
            select id, name, plate, litres_per_100_km_city, litres_per_100_km_highway,
                   fuel_kopecks_per_litre, synthetic, version, created_at, updated_at
              from vehicle
            """;

    private final JdbcClient jdbc;

    TeamRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Rep> listReps() {
        return jdbc.sql(SELECT_REP + " order by id").query(TeamRepository::rep).list();
    }

    Optional<Rep> findRep(String id) {
        return jdbc.sql(SELECT_REP + " where id = :id")
                .param("id", id)
                .query(TeamRepository::rep)
                .optional();
    }

    List<Vehicle> listVehicles() {
        return jdbc.sql(SELECT_VEHICLE + " order by id").query(TeamRepository::vehicle).list();
    }

    Optional<Vehicle> findVehicle(String id) {
        return jdbc.sql(SELECT_VEHICLE + " where id = :id")
                .param("id", id)
                .query(TeamRepository::vehicle)
                .optional();
    }

    void insert(Rep rep) {
        parameters(
                        jdbc.sql(
                                """
                                insert into rep
                                  (id, name, status, home_lat, home_lon, work_start_time, work_end_time,
                                   lunch_seconds, max_visits_per_day, vehicle_id, skills, synthetic, version,
                                   created_at, updated_at)
                                values
                                  (:id, :name, :status, :homeLat, :homeLon, :workStartTime, :workEndTime,
                                   :lunchSeconds, :maxVisitsPerDay, :vehicleId, :skills, :synthetic, :version,
                                   :createdAt, :updatedAt)
                                """),
                        rep)
                .param("synthetic", rep.synthetic())
                .param("createdAt", rep.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Writes all of a rep if he still has the earlier version.
    ///
    /// @return whether he had
    boolean update(Rep rep, int earlierVersion) {
        return parameters(
                                jdbc.sql(
                                        """
                                        update rep
                                           set name = :name, status = :status, home_lat = :homeLat,
                                               home_lon = :homeLon, work_start_time = :workStartTime,
                                               work_end_time = :workEndTime, lunch_seconds = :lunchSeconds,
                                               max_visits_per_day = :maxVisitsPerDay, vehicle_id = :vehicleId,
                                               skills = :skills, version = :version, updated_at = :updatedAt
                                         where id = :id
                                           and version = :earlierVersion
                                        """),
                                rep)
                        .param("earlierVersion", earlierVersion)
                        .update()
                == 1;
    }

    boolean deleteRep(String id, int version) {
        return delete("rep", id, version);
    }

    void insert(Vehicle vehicle) {
        parameters(
                        jdbc.sql(
                                """
                                insert into vehicle
                                  (id, name, plate, litres_per_100_km_city, litres_per_100_km_highway,
                                   fuel_kopecks_per_litre, synthetic, version, created_at, updated_at)
                                values
                                  (:id, :name, :plate, :cityLitres, :highwayLitres,
                                   :fuelKopecks, :synthetic, :version, :createdAt, :updatedAt)
                                """),
                        vehicle)
                .param("synthetic", vehicle.synthetic())
                .param("createdAt", vehicle.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Writes all of a vehicle if it still has the earlier version.
    ///
    /// @return whether it had
    boolean update(Vehicle vehicle, int earlierVersion) {
        return parameters(
                                jdbc.sql(
                                        """
                                        update vehicle
                                           set name = :name, plate = :plate,
                                               litres_per_100_km_city = :cityLitres,
                                               litres_per_100_km_highway = :highwayLitres,
                                               fuel_kopecks_per_litre = :fuelKopecks,
                                               version = :version, updated_at = :updatedAt
                                         where id = :id
                                           and version = :earlierVersion
                                        """),
                                vehicle)
                        .param("earlierVersion", earlierVersion)
                        .update()
                == 1;
    }

    boolean deleteVehicle(String id, int version) {
        return delete("vehicle", id, version);
    }

    long countDriversOf(String vehicleId) {
        return jdbc.sql("select count(*) from rep where vehicle_id = :id")
                .param("id", vehicleId)
                .query(Long.class)
                .single();
    }

    private boolean delete(String table, String id, int version) {
        return jdbc.sql("delete from " + table + " where id = :id and version = :version")
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    private static JdbcClient.StatementSpec parameters(
            JdbcClient.StatementSpec statement, Rep rep) {
        return statement
                .param("id", rep.id())
                .param("name", rep.name())
                .param("status", rep.status().word())
                .param("homeLat", rep.home().lat())
                .param("homeLon", rep.home().lon())
                .param("workStartTime", rep.workingHours().start())
                .param("workEndTime", rep.workingHours().end())
                .param("lunchSeconds", rep.lunch().toSeconds())
                .param("maxVisitsPerDay", rep.maxVisitsPerDay())
                .param("vehicleId", rep.vehicleId().orElse(null))
                .param("skills", rep.skills().toArray(String[]::new))
                .param("version", rep.version())
                .param("updatedAt", rep.updatedAt().atOffset(ZoneOffset.UTC));
    }

    private static JdbcClient.StatementSpec parameters(
            JdbcClient.StatementSpec statement, Vehicle vehicle) {
        return statement
                .param("id", vehicle.id())
                .param("name", vehicle.name())
                .param("plate", vehicle.plate().orElse(null))
                .param("cityLitres", vehicle.litresPer100KmCity())
                .param("highwayLitres", vehicle.litresPer100KmHighway())
                .param("fuelKopecks", vehicle.fuelPrice().kopecks())
                .param("version", vehicle.version())
                .param("updatedAt", vehicle.updatedAt().atOffset(ZoneOffset.UTC));
    }

    /// Whether the demo team is still to be loaded, which is so once and only into empty tables. A
    /// second caller waits for the transaction of the first, then is told no.
    boolean claimDemo(Instant now) {
        return jdbc.sql(
                                """
                                insert into team_demo
                                  (loaded_at)
                                select :now
                                 where not exists (select from rep)
                                   and not exists (select from vehicle)
                                on conflict do nothing
                                """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static Rep rep(ResultSet row, int number) throws SQLException {
        return new Rep(
                row.getString("id"),
                row.getString("name"),
                Rep.Status.ofWord(row.getString("status")),
                new GeoPoint(row.getDouble("home_lat"), row.getDouble("home_lon")),
                new DailyWindow(
                        row.getObject("work_start_time", LocalTime.class),
                        row.getObject("work_end_time", LocalTime.class)),
                Duration.ofSeconds(row.getInt("lunch_seconds")),
                row.getInt("max_visits_per_day"),
                Optional.ofNullable(row.getString("vehicle_id")),
                List.of((String[]) row.getArray("skills").getArray()),
                row.getBoolean("synthetic"),
                row.getInt("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Vehicle vehicle(ResultSet row, int number) throws SQLException {
        return new Vehicle(
                row.getString("id"),
                row.getString("name"),
                Optional.ofNullable(row.getString("plate")),
                row.getBigDecimal("litres_per_100_km_city"),
                row.getBigDecimal("litres_per_100_km_highway"),
                new Money(row.getLong("fuel_kopecks_per_litre")),
                row.getBoolean("synthetic"),
                row.getInt("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

package ru.t2.marshrut.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.kernel.GeoPoint;

/// All SQL over devices and positions.
@Repository
class PositionRepository {

    private static final String LAST =
            """
            select distinct on (rep_id) rep_id, at, lat, lon, accuracy_metres, speed_kmh
              from rep_position
            """;

    private final JdbcClient jdbc;

    PositionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insertDevice(UUID id, String identifierHash, String repId, String name, Instant now) {
        jdbc.sql(
                        """
                        insert into tracking_device
                          (id, identifier_hash, rep_id, name, created_at)
                        values
                          (:id, :hash, :repId, :name, :now)
                        """)
                .param("id", id)
                .param("hash", identifierHash)
                .param("repId", repId)
                .param("name", name)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Device> listDevices() {
        return jdbc.sql(
                        "select id, rep_id, name, created_at from tracking_device order by rep_id, id")
                .query((row, _) ->
                        new Device(
                                row.getObject("id", UUID.class),
                                row.getString("rep_id"),
                                row.getString("name"),
                                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                                null))
                .list();
    }

    boolean deleteDevice(UUID id) {
        return jdbc.sql("delete from tracking_device where id = :id").param("id", id).update() == 1;
    }

    Optional<String> findRepOfDevice(String identifierHash) {
        return jdbc.sql("select rep_id from tracking_device where identifier_hash = :hash")
                .param("hash", identifierHash)
                .query(String.class)
                .optional();
    }

    /// Keeps a position; false if the rep's position of that moment is there already.
    boolean insert(Position position) {
        return jdbc.sql(
                                """
                                insert into rep_position
                                  (rep_id, at, lat, lon, accuracy_metres, speed_kmh)
                                values
                                  (:repId, :at, :lat, :lon, :accuracy, :speed)
                                on conflict (rep_id, at) do nothing
                                """)
                        .param("repId", position.repId())
                        .param("at", position.at().atOffset(ZoneOffset.UTC))
                        .param("lat", position.position().lat())
                        .param("lon", position.position().lon())
                        .param("accuracy", position.accuracyMetres())
                        .param("speed", position.speedKmh())
                        .update()
                == 1;
    }

    /// The newest of each rep.
    List<Position> listLast() {
        return jdbc.sql(LAST + " order by rep_id, at desc")
                .query(PositionRepository::position)
                .list();
    }

    Optional<Position> findLast(String repId, Instant from, Instant to) {
        return jdbc.sql(
                        LAST
                                + """
                                 where rep_id = :repId
                                   and at between :from and :to
                                 order by rep_id, at desc
                                """)
                .param("repId", repId)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query(PositionRepository::position)
                .optional();
    }

    int deleteOlderThan(Instant limit) {
        return jdbc.sql("delete from rep_position where at < :limit")
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Position position(ResultSet row, int number) throws SQLException {
        return new Position(
                row.getString("rep_id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new GeoPoint(row.getDouble("lat"), row.getDouble("lon")),
                row.getObject("accuracy_metres", Double.class),
                row.getObject("speed_kmh", Double.class));
    }
}

package ru.t2.marshrut.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL over absences.
@Repository
class AbsenceRepository {

    private static final String SELECT =
            """
            select id, rep_id, kind, first_day, last_day, from_time, note, cause, version, created_at,
                   updated_at
              from absence
            """;

    private final JdbcClient jdbc;

    AbsenceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those that cover any day from the first to the last.
    List<Absence> list(LocalDate first, LocalDate last) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where last_day >= :first
                                   and first_day <= :last
                                 order by first_day, rep_id
                                """)
                .param("first", first)
                .param("last", last)
                .query(AbsenceRepository::absence)
                .list();
    }

    /// In order of first day.
    List<Absence> listOf(String repId) {
        return jdbc.sql(SELECT + " where rep_id = :repId order by first_day")
                .param("repId", repId)
                .query(AbsenceRepository::absence)
                .list();
    }

    /// Those that one thing made known.
    List<Absence> listOfCause(UUID cause) {
        return jdbc.sql(SELECT + " where cause = :cause order by rep_id, first_day")
                .param("cause", cause)
                .query(AbsenceRepository::absence)
                .list();
    }

    Optional<Absence> find(UUID id) {
        return jdbc.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(AbsenceRepository::absence)
                .optional();
    }

    void insert(Absence absence) {
        parameters(
                        jdbc.sql(
                                """
                                insert into absence
                                  (id, rep_id, kind, first_day, last_day, from_time, note, cause,
                                   version, created_at, updated_at)
                                values
                                  (:id, :repId, :kind, :firstDay, :lastDay, :fromTime, :note, :cause,
                                   :version, :createdAt, :updatedAt)
                                """),
                        absence)
                .param("repId", absence.repId())
                .param("cause", absence.cause().orElse(null), Types.OTHER)
                .param("createdAt", absence.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Writes all of an absence if it still has the earlier version.
    ///
    /// @return whether it had
    boolean update(Absence absence, int earlierVersion) {
        return parameters(
                                jdbc.sql(
                                        """
                                        update absence
                                           set kind = :kind, first_day = :firstDay, last_day = :lastDay,
                                               from_time = :fromTime, note = :note,
                                               version = :version, updated_at = :updatedAt
                                         where id = :id
                                           and version = :earlierVersion
                                        """),
                                absence)
                        .param("earlierVersion", earlierVersion)
                        .update()
                == 1;
    }

    /// Deletes an absence if it still has this version.
    ///
    /// @return whether it had
    boolean delete(UUID id, int version) {
        return jdbc.sql(
                                """
                                delete from absence
                                 where id = :id
                                   and version = :version
                                """)
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    private static JdbcClient.StatementSpec parameters(
            JdbcClient.StatementSpec statement, Absence absence) {
        return statement
                .param("id", absence.id())
                .param("kind", absence.kind().word())
                .param("firstDay", absence.firstDay())
                .param("lastDay", absence.lastDay())
                .param("fromTime", absence.fromTime().orElse(null))
                .param("note", absence.note().orElse(null))
                .param("version", absence.version())
                .param("updatedAt", absence.updatedAt().atOffset(ZoneOffset.UTC));
    }

    private static Absence absence(ResultSet row, int number) throws SQLException {
        return new Absence(
                row.getObject("id", UUID.class),
                row.getString("rep_id"),
                Absence.Kind.ofWord(row.getString("kind")),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                Optional.ofNullable(row.getObject("from_time", LocalTime.class)),
                Optional.ofNullable(row.getString("note")),
                Optional.ofNullable(row.getObject("cause", UUID.class)),
                row.getInt("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}

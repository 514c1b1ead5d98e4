package ru.t2.marshrut.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All SQL over jobs.
@Repository
class JobRepository {

    private static final String SELECT =
            """
            select id, kind, key, status, author, parameters, percent, progress, checkpoint, result,
                   failure, cancel, attempts, created_at, started_at, finished_at
              from job
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JobRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Job> find(UUID id) {
        return jdbc.sql(SELECT + " where id = :id").param("id", id).query(this::job).optional();
    }

    Optional<Job> findUnfinished(String kind, String key) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where kind = :kind
                                   and key = :key
                                   and status in ('queued', 'running')
                                """)
                .param("kind", kind)
                .param("key", key)
                .query(this::job)
                .optional();
    }

    /// Adds a job unless one of its kind and key is unfinished.
    boolean insert(
            UUID id, String kind, String key, String author, Object parameters, Instant now) {
        return jdbc.sql(
                                """
                                insert into job
                                  (id, kind, key, status, author, parameters, created_at)
                                values
                                  (:id, :kind, :key, 'queued', :author, :parameters::jsonb, :now)
                                on conflict do nothing
                                """)
                        .param("id", id)
                        .param("kind", kind)
                        .param("key", key)
                        .param("author", author)
                        .param("parameters", json.writeValueAsString(parameters))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Notes that a job begins; false if it is finished already.
    boolean start(UUID id, Instant now) {
        return jdbc.sql(
                                """
                                update job
                                   set status = 'running',
                                       attempts = attempts + 1,
                                       started_at = coalesce(started_at, :now)
                                 where id = :id
                                   and status in ('queued', 'running')
                                """)
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Keeps progress and tells whether a client wants to cancel.
    Optional<Job.Cancel> progress(UUID id, int percent, @Nullable Object figures) {
        return jdbc.sql(
                        """
                        update job
                           set percent = :percent,
                               progress = coalesce(:figures::jsonb, progress)
                         where id = :id
                           and status = 'running'
                        returning cancel
                        """)
                .param("id", id)
                .param("percent", percent)
                .param("figures", figures == null ? null : json.writeValueAsString(figures))
                .query((row, number) -> cancel(row))
                .optional()
                .flatMap(cancel -> cancel);
    }

    void checkpoint(UUID id, Object state) {
        jdbc.sql("update job set checkpoint = :state::jsonb where id = :id")
                .param("id", id)
                .param("state", json.writeValueAsString(state))
                .update();
    }

    void finish(
            UUID id,
            Job.Status status,
            @Nullable Object result,
            @Nullable String failure,
            Instant now) {
        jdbc.sql(
                        """
                        update job
                           set status = :status,
                               percent = case when :status = 'succeeded' then 100 else percent end,
                               result = :result::jsonb,
                               failure = :failure,
                               checkpoint = null,
                               finished_at = :now
                         where id = :id
                        """)
                .param("id", id)
                .param("status", status.word())
                .param("result", result == null ? null : json.writeValueAsString(result))
                .param("failure", failure)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Asks a job to stop; false if there is no such unfinished job.
    boolean cancel(UUID id, Job.Cancel cancel) {
        return jdbc.sql(
                                """
                                update job
                                   set cancel = :cancel
                                 where id = :id
                                   and status in ('queued', 'running')
                                """)
                        .param("id", id)
                        .param("cancel", cancel.word())
                        .update()
                == 1;
    }

    /// Lets jobs that an application held when it died be taken up again.
    void releaseAll() {
        jdbc.sql(
                        """
                        update scheduled_tasks
                           set picked = false,
                               picked_by = null,
                               last_heartbeat = null,
                               version = version + 1
                         where picked
                        """)
                .update();
    }

    private static Optional<Job.Cancel> cancel(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("cancel"))
                .map(word -> Job.Cancel.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    private Job job(ResultSet row, int number) throws SQLException {
        return new Job(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("key"),
                Job.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("author"),
                json.readTree(row.getString("parameters")),
                row.getInt("percent"),
                tree(row, "progress"),
                tree(row, "checkpoint"),
                tree(row, "result"),
                Optional.ofNullable(row.getString("failure")),
                cancel(row),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"));
    }

    private Optional<JsonNode> tree(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(json::readTree);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}

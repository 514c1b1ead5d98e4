package ru.t2.marshrut.integration;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL over webhooks and the log of their calls.
@Repository
class WebhookRepository {

    private static final String SELECT =
            """
            select id, url, description, kinds, secret, active, cursor, failures, failing_since,
                   next_attempt_at, disabled_because, version, created_at, updated_at
              from webhook
            """;

    private final JdbcClient jdbc;

    WebhookRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Webhook webhook) {
        jdbc.sql(
                        """
                        insert into webhook
                          (id, url, description, kinds, secret, active, cursor, version, created_at,
                           updated_at)
                        values
                          (:id, :url, :description, cast(:kinds as text[]), :secret, :active, :cursor,
                           :version, :createdAt, :updatedAt)
                        """)
                .params(settable(webhook))
                .param("secret", webhook.secret().text())
                .param("cursor", webhook.cursor())
                .param("createdAt", utc(webhook.createdAt()))
                .update();
    }

    /// Writes what clients can set, and forgives failures.
    ///
    /// @return false if it has another version by now
    boolean update(Webhook webhook, int expectedVersion) {
        return jdbc.sql(
                                """
                                update webhook
                                   set url = :url,
                                       description = :description,
                                       kinds = cast(:kinds as text[]),
                                       active = :active,
                                       failures = 0,
                                       failing_since = null,
                                       next_attempt_at = null,
                                       disabled_because = null,
                                       version = :version,
                                       updated_at = :updatedAt
                                 where id = :id
                                   and version = :expectedVersion
                                """)
                        .params(settable(webhook))
                        .param("expectedVersion", expectedVersion)
                        .update()
                == 1;
    }

    private static Map<String, @Nullable Object> settable(Webhook webhook) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("id", webhook.id());
        parameters.put("url", webhook.url().toString());
        parameters.put("description", webhook.description().orElse(null));
        parameters.put(
                "kinds", webhook.kinds().stream().map(EventKind::word).toArray(String[]::new));
        parameters.put("active", webhook.active());
        parameters.put("version", webhook.version());
        parameters.put("updatedAt", utc(webhook.updatedAt()));
        return parameters;
    }

    boolean setSecret(
            UUID id, WebhookSecret secret, int version, int expectedVersion, Instant now) {
        return jdbc.sql(
                                """
                                update webhook
                                   set secret = :secret,
                                       version = :version,
                                       updated_at = :now
                                 where id = :id
                                   and version = :expectedVersion
                                """)
                        .param("id", id)
                        .param("secret", secret.text())
                        .param("version", version)
                        .param("expectedVersion", expectedVersion)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    boolean delete(UUID id, int version) {
        return jdbc.sql("delete from webhook where id = :id and version = :version")
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    Optional<Webhook> find(UUID id) {
        return jdbc.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(WebhookRepository::webhook)
                .optional();
    }

    /// The oldest first.
    List<Webhook> list() {
        return jdbc.sql(SELECT + " order by created_at, id")
                .query(WebhookRepository::webhook)
                .list();
    }

    /// Those that may have something to deliver now.
    List<UUID> listDue(Instant now) {
        return jdbc.sql(
                        """
                        select id
                          from webhook
                         where active
                           and cursor < (select last_number from event_head)
                           and (next_attempt_at is null or next_attempt_at <= :now)
                        """)
                .param("now", utc(now))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /// An event was delivered, or those up to it are not of its kinds.
    void advance(UUID id, long cursor) {
        jdbc.sql(
                        """
                        update webhook
                           set cursor = :cursor,
                               failures = 0,
                               failing_since = null,
                               next_attempt_at = null
                         where id = :id
                           and cursor < :cursor
                        """)
                .param("id", id)
                .param("cursor", cursor)
                .update();
    }

    void fail(UUID id, Instant now, Instant nextAttemptAt) {
        jdbc.sql(
                        """
                        update webhook
                           set failures = failures + 1,
                               failing_since = coalesce(failing_since, :now),
                               next_attempt_at = :next
                         where id = :id
                        """)
                .param("id", id)
                .param("now", utc(now))
                .param("next", utc(nextAttemptAt))
                .update();
    }

    void disable(UUID id, Webhook.DisabledBecause reason, Instant now) {
        jdbc.sql(
                        """
                        update webhook
                           set active = false,
                               disabled_because = :reason,
                               next_attempt_at = null,
                               version = version + 1,
                               updated_at = :now
                         where id = :id
                        """)
                .param("id", id)
                .param("reason", reason.word())
                .param("now", utc(now))
                .update();
    }

    void insertDelivery(UUID webhookId, DeliveryRecord delivery) {
        jdbc.sql(
                        """
                        insert into webhook_delivery
                          (webhook_id, event_id, event_number, event_type, attempt, at, duration_ms,
                           outcome, status)
                        values
                          (:webhookId, :eventId, :eventNumber, :eventType, :attempt, :at, :durationMs,
                           :outcome, :status)
                        """)
                .param("webhookId", webhookId)
                .param("eventId", delivery.eventId())
                .param("eventNumber", delivery.eventNumber())
                .param("eventType", delivery.eventType())
                .param("attempt", delivery.attempt())
                .param("at", utc(delivery.at()))
                .param("durationMs", delivery.durationMs())
                .param("outcome", delivery.outcome().word())
                .param("status", delivery.status())
                .update();
    }

    long countDeliveries(UUID webhookId) {
        return jdbc.sql("select count(*) from webhook_delivery where webhook_id = :webhookId")
                .param("webhookId", webhookId)
                .query(Long.class)
                .single();
    }

    /// The newest first.
    List<DeliveryRecord> listDeliveries(UUID webhookId, int limit, int offset) {
        return jdbc.sql(
                        """
                        select event_id, event_number, event_type, attempt, at, duration_ms, outcome, status
                          from webhook_delivery
                         where webhook_id = :webhookId
                         order by id desc
                         limit :limit
                        offset :offset
                        """)
                .param("webhookId", webhookId)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, _) ->
                        new DeliveryRecord(
                                row.getObject("event_id", UUID.class),
                                row.getObject("event_number", Long.class),
                                row.getString("event_type"),
                                row.getInt("attempt"),
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getInt("duration_ms"),
                                WebhookSender.Outcome.ofWord(row.getString("outcome")),
                                row.getObject("status", Integer.class)))
                .list();
    }

    int deleteDeliveriesOlderThan(Instant limit) {
        return jdbc.sql("delete from webhook_delivery where at < :limit")
                .param("limit", utc(limit))
                .update();
    }

    private static Webhook webhook(ResultSet row, int number) throws SQLException {
        var kinds = (String[]) row.getArray("kinds").getArray();
        return new Webhook(
                row.getObject("id", UUID.class),
                URI.create(row.getString("url")),
                Optional.ofNullable(row.getString("description")),
                Arrays.stream(kinds).map(word -> EventKind.find(word).orElseThrow()).toList(),
                new WebhookSecret(row.getString("secret")),
                row.getBoolean("active"),
                row.getLong("cursor"),
                row.getInt("failures"),
                instant(row, "failing_since"),
                instant(row, "next_attempt_at"),
                Optional.ofNullable(row.getString("disabled_because"))
                        .map(Webhook.DisabledBecause::ofWord),
                row.getInt("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

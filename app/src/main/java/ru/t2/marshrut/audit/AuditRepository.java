package ru.t2.marshrut.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All SQL over the audit trail: it is added to and read, never changed.
@Repository
class AuditRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(
            Instant at,
            String actor,
            String action,
            String entity,
            String entityId,
            @Nullable Object before,
            @Nullable Object after,
            Optional<String> note,
            Optional<String> requestId) {
        jdbc.sql(
                        """
                        insert into audit_entry
                          (at, actor, action, entity, entity_id, before, after, note, request_id)
                        values
                          (:at, :actor, :action, :entity, :entityId,
                           cast(:before as jsonb), cast(:after as jsonb), :note, :requestId)
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .param("action", action)
                .param("entity", entity)
                .param("entityId", entityId)
                .param("before", before == null ? null : json.writeValueAsString(before))
                .param("after", after == null ? null : json.writeValueAsString(after))
                .param("note", note.orElse(null))
                .param("requestId", requestId.orElse(null))
                .update();
    }

    /// Which entries to look at.
    ///
    /// @param from inclusive
    /// @param to exclusive
    /// @param text somewhere in the entry
    record Filter(
            Instant from,
            Instant to,
            Optional<String> entity,
            Optional<String> entityId,
            Optional<String> text) {

        /// Those of a month; texts that are blank or not given do not matter.
        static Filter of(
                YearMonth month,
                ZoneId zone,
                @Nullable String entity,
                @Nullable String entityId,
                @Nullable String text) {
            return new Filter(
                    month.atDay(1).atStartOfDay(zone).toInstant(),
                    month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant(),
                    given(entity),
                    given(entityId),
                    given(text));
        }

        /// The database refuses a text with a zero character, even in a question.
        private static Optional<String> given(@Nullable String text) {
            return Optional.ofNullable(text)
                    .map(value -> value.replaceAll("\\p{Cntrl}", " ").strip())
                    .filter(value -> !value.isEmpty());
        }
    }

    long count(Filter filter) {
        return jdbc.sql("select count(*) from audit_entry" + where(filter))
                .params(parameters(filter))
                .query(Long.class)
                .single();
    }

    /// The newest first.
    List<AuditEntry> list(Filter filter, int limit, int offset) {
        return jdbc.sql(
                        """
                        select id, at, actor, action, entity, entity_id, before, after, note, request_id
                          from audit_entry
                        """
                                + where(filter)
                                + " order by at desc, id desc limit :limit offset :offset")
                .params(parameters(filter))
                .param("limit", limit)
                .param("offset", offset)
                .query(this::entry)
                .list();
    }

    private static String where(Filter filter) {
        var terms = new ArrayList<String>(List.of("at >= :from", "at < :to"));
        filter.entity().ifPresent(_ -> terms.add("entity = :entity"));
        filter.entityId().ifPresent(_ -> terms.add("entity_id = :entityId"));
        filter.text()
                .ifPresent(_ ->
                        terms.add(
                                """
                                concat_ws(' ', actor, action, entity, entity_id, note, before::text, after::text,
                                          request_id) like any(:texts)
                                """));
        return " where " + String.join(" and ", terms);
    }

    private static Map<String, Object> parameters(Filter filter) {
        var parameters = new HashMap<String, Object>();
        parameters.put("from", filter.from().atOffset(ZoneOffset.UTC));
        parameters.put("to", filter.to().atOffset(ZoneOffset.UTC));
        filter.entity().ifPresent(entity -> parameters.put("entity", entity));
        filter.entityId().ifPresent(id -> parameters.put("entityId", id));
        filter.text().ifPresent(text -> parameters.put("texts", patterns(text)));
        return parameters;
    }

    /// As written, in small letters, in capitals, and with a capital first: what the database makes
    /// of Cyrillic letters depends on its locale.
    private static String[] patterns(String text) {
        String literal = text.replaceAll("([\\\\%_])", "\\\\$1");
        String small = literal.toLowerCase(Locale.ROOT);
        String capital =
                small.isEmpty()
                        ? small
                        : small.substring(0, 1).toUpperCase(Locale.ROOT) + small.substring(1);
        return Stream.of(literal, small, literal.toUpperCase(Locale.ROOT), capital)
                .distinct()
                .map(variant -> "%" + variant + "%")
                .toArray(String[]::new);
    }

    private AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("entity"),
                row.getString("entity_id"),
                tree(row.getString("before")),
                tree(row.getString("after")),
                row.getString("note"),
                row.getString("request_id"));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }
}

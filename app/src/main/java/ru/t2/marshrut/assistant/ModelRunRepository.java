package ru.t2.marshrut.assistant;

import java.sql.ResultSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.marshrut.llm.Failure;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Keeps what models were asked and what they answered.
@Repository
class ModelRunRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ModelRunRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Transactional
    public void insert(
            PromptTemplate prompt, String situation, List<String> options, Decision decision) {
        var chosen = decision instanceof Decision.Chosen c ? c : null;
        jdbc.sql(
                        """
                        insert into model_run
                          (id, request_id, prompt_version, situation, options, chosen_option, confidence)
                        values
                          (:id, :requestId, :promptVersion, :situation, :options, :chosenOption, :confidence)
                        """)
                .param("id", decision.runId())
                .param("requestId", MDC.get("request_id"))
                .param("promptVersion", prompt.version())
                .param("situation", situation)
                .param("options", options.toArray(String[]::new))
                .param("chosenOption", chosen == null ? null : chosen.index())
                .param("confidence", chosen == null ? null : chosen.confidence())
                .update();
        insert(decision.runId(), decision.attempts());
    }

    /// Keeps what models read out of a text.
    ///
    /// @param answer what was understood, by whomever
    @Transactional
    public void insertReading(
            UUID runId,
            PromptTemplate prompt,
            String situation,
            String answer,
            List<Attempt> attempts) {
        jdbc.sql(
                        """
                        insert into model_run
                          (id, request_id, prompt_version, situation, options, answer)
                        values
                          (:id, :requestId, :promptVersion, :situation, '{}', :answer)
                        """)
                .param("id", runId)
                .param("requestId", MDC.get("request_id"))
                .param("promptVersion", prompt.version())
                .param("situation", situation)
                .param("answer", answer)
                .update();
        insert(runId, attempts);
    }

    private void insert(UUID runId, List<Attempt> attempts) {
        for (int position = 0; position < attempts.size(); position++) {
            insert(runId, position, attempts.get(position));
        }
    }

    private void insert(UUID runId, int position, Attempt attempt) {
        var usage = attempt.usage();
        jdbc.sql(
                        """
                        insert into model_attempt
                          (run_id, position, model, outcome, detail, prompt_tokens, cached_tokens, output_tokens,
                           queued_millis, prompting_millis, generating_millis, duration_millis, scores, method)
                        values
                          (:runId, :position, :model, :outcome, :detail, :promptTokens, :cachedTokens, :outputTokens,
                           :queuedMillis, :promptingMillis, :generatingMillis, :durationMillis, :scores::jsonb, :method)
                        """)
                .param("runId", runId)
                .param("position", position)
                .param("model", attempt.model().id())
                .param("outcome", attempt.outcome())
                .param("detail", attempt.failure().map(Failure::detail).orElse(null))
                .param("promptTokens", usage.promptTokens())
                .param("cachedTokens", usage.cachedTokens())
                .param("outputTokens", usage.outputTokens())
                .param("queuedMillis", usage.queued().toMillis())
                .param("promptingMillis", usage.prompting().toMillis())
                .param("generatingMillis", usage.generating().toMillis())
                .param("durationMillis", attempt.duration().toMillis())
                .param("scores", json.writeValueAsString(attempt.scores()))
                .param("method", attempt.method().map(Attempt::word).orElse(null))
                .update();
    }

    /// Turns since a moment, by model and prompt.
    List<ModelFigures> figuresSince(Instant since) {
        var failures = new HashMap<String, Map<String, Long>>();
        jdbc.sql(
                        """
                        select model, prompt_version, outcome, count(*) as turns
                        from model_attempt
                        join model_run on id = run_id
                        where created_at >= :since
                          and outcome <> 'answered'
                        group by model, prompt_version, outcome
                        """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((ResultSet row) -> {
                    var key = row.getString("model") + " " + row.getString("prompt_version");
                    failures.computeIfAbsent(key, _ -> new HashMap<>())
                            .put(row.getString("outcome"), row.getLong("turns"));
                });
        return jdbc.sql(
                        """
                        select model, prompt_version, count(*) as turns,
                          count(*) filter (where outcome = 'answered') as answered,
                          percentile_disc(0.5) within group (order by duration_millis::bigint)
                            filter (where outcome = 'answered') as p50_ms,
                          percentile_disc(0.95) within group (order by duration_millis::bigint)
                            filter (where outcome = 'answered') as p95_ms,
                          sum(prompt_tokens) as prompt_tokens,
                          sum(cached_tokens) as cached_tokens,
                          sum(output_tokens) as output_tokens
                        from model_attempt
                        join model_run on id = run_id
                        where created_at >= :since
                        group by model, prompt_version
                        order by model, prompt_version
                        """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new ModelFigures(
                                row.getString("model"),
                                row.getString("prompt_version"),
                                row.getLong("turns"),
                                row.getLong("answered"),
                                failures.getOrDefault(
                                        row.getString("model")
                                                + " "
                                                + row.getString("prompt_version"),
                                        Map.of()),
                                row.getObject("p50_ms", Long.class),
                                row.getObject("p95_ms", Long.class),
                                row.getLong("prompt_tokens"),
                                row.getLong("cached_tokens"),
                                row.getLong("output_tokens")))
                .list();
    }
}

package ru.t2.marshrut.reports;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.reports.InsightAnswers.Choice;
import ru.t2.marshrut.reports.InsightAnswers.Disruptions;
import ru.t2.marshrut.reports.InsightAnswers.ModelTurns;
import ru.t2.marshrut.reports.InsightAnswers.Models;

/// SQL over what disruptions cost and what models did.
@Repository
class ExperienceRepository {

    private static final int CHOICES = 50;

    private final JdbcClient jdbc;

    ExperienceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Disruptions that touch the period, by kind.
    List<Disruptions> listDisruptions(Period period) {
        return jdbc.sql(
                        """
                        select kind,
                               count(*) as proposed,
                               count(*) filter (where state = 'applied') as applied,
                               count(*) filter (where state = 'undone') as undone,
                               coalesce(sum(affected) filter (where state = 'applied'), 0) as affected,
                               coalesce(sum(moved) filter (where state = 'applied'), 0) as moved,
                               coalesce(sum(unplaced) filter (where state = 'applied'), 0) as unplaced,
                               coalesce(sum(more_km) filter (where state = 'applied'), 0) as more_km,
                               coalesce(sum(more_hours) filter (where state = 'applied'), 0) as more_hours,
                               coalesce(sum(more_rub) filter (where state = 'applied'), 0) as more_rub
                          from report_disruption
                         where first_day <= :to
                           and last_day >= :from
                         group by kind
                         order by kind
                        """)
                .param("from", period.from())
                .param("to", period.to())
                .query((row, _) ->
                        new Disruptions(
                                row.getString("kind"),
                                row.getLong("proposed"),
                                row.getLong("applied"),
                                row.getLong("undone"),
                                row.getLong("affected"),
                                row.getLong("moved"),
                                row.getLong("unplaced"),
                                money(row, "more_km"),
                                money(row, "more_hours"),
                                money(row, "more_rub")))
                .list();
    }

    private static BigDecimal money(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column).setScale(2, java.math.RoundingMode.HALF_UP);
    }

    /// Of the runs from one moment to another.
    Models models(Instant from, Instant to) {
        return new Models(
                turns(from, to),
                counts(
                        """
                        select model_used as word, count(*) as times
                          from route
                         where created_at >= :from
                           and created_at < :to
                         group by model_used
                        """,
                        from,
                        to),
                counts(
                        """
                        select fallback_reason as word, count(*) as times
                          from route
                         where created_at >= :from
                           and created_at < :to
                           and fallback_reason is not null
                         group by fallback_reason
                        """,
                        from,
                        to),
                span(
                                """
                                select prompt_version, options[chosen_option + 1] as option, count(*) as times
                                  from model_run
                                 where created_at >= :from
                                   and created_at < :to
                                   and chosen_option is not null
                                 group by prompt_version, option
                                 order by times desc, prompt_version, option
                                 limit :limit
                                """,
                                from,
                                to)
                        .param("limit", CHOICES)
                        .query((row, _) ->
                                new Choice(
                                        row.getString("prompt_version"),
                                        row.getString("option"),
                                        row.getLong("times")))
                        .list());
    }

    private List<ModelTurns> turns(Instant from, Instant to) {
        var failures = new HashMap<String, Map<String, Long>>();
        span(
                        """
                        select model, outcome, count(*) as times
                          from report_model_turn
                         where created_at >= :from
                           and created_at < :to
                           and outcome <> 'answered'
                         group by model, outcome
                        """,
                        from,
                        to)
                .query((ResultSet row) -> {
                    failures.computeIfAbsent(row.getString("model"), _ -> new TreeMap<>())
                            .put(row.getString("outcome"), row.getLong("times"));
                });
        return span(
                        """
                        select model, count(*) as turns,
                               count(*) filter (where outcome = 'answered') as answered,
                               percentile_disc(0.5) within group (order by duration_millis::bigint)
                                 filter (where outcome = 'answered') as p50_ms,
                               percentile_disc(0.95) within group (order by duration_millis::bigint)
                                 filter (where outcome = 'answered') as p95_ms,
                               percentile_disc(0.99) within group (order by duration_millis::bigint)
                                 filter (where outcome = 'answered') as p99_ms
                          from report_model_turn
                         where created_at >= :from
                           and created_at < :to
                         group by model
                         order by model
                        """,
                        from,
                        to)
                .query((row, _) ->
                        new ModelTurns(
                                row.getString("model"),
                                row.getLong("turns"),
                                row.getLong("answered"),
                                failures.getOrDefault(row.getString("model"), Map.of()),
                                row.getObject("p50_ms", Long.class),
                                row.getObject("p95_ms", Long.class),
                                row.getObject("p99_ms", Long.class)))
                .list();
    }

    private Map<String, Long> counts(String sql, Instant from, Instant to) {
        Map<String, Long> counts = new LinkedHashMap<>();
        span(sql + " order by word", from, to)
                .query((ResultSet row) -> {
                    counts.put(row.getString("word"), row.getLong("times"));
                });
        return counts;
    }

    private JdbcClient.StatementSpec span(String sql, Instant from, Instant to) {
        return jdbc.sql(sql)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC));
    }
}

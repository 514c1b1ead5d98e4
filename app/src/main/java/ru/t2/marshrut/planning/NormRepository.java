package ru.t2.marshrut.planning;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.t2.marshrut.kernel.Category;

/// SQL over norms.
@Repository
class NormRepository {

    private final JdbcClient jdbc;

    NormRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// In order of category.
    List<Norm> list() {
        return jdbc.sql(
                        """
                        select category, visits, period, min_gap_days, service_seconds, version
                          from norm
                         order by category
                        """)
                .query((row, number) ->
                        new Norm(
                                Category.valueOf(row.getString("category")),
                                row.getInt("visits"),
                                Norm.Period.ofWord(row.getString("period")),
                                row.getInt("min_gap_days"),
                                Duration.ofSeconds(row.getInt("service_seconds")),
                                row.getInt("version")))
                .list();
    }

    /// Changes a norm unless somebody else has changed it since.
    boolean update(Norm norm, int seenVersion) {
        return jdbc.sql(
                                """
                                update norm
                                   set visits = :visits,
                                       period = :period,
                                       min_gap_days = :minGapDays,
                                       service_seconds = :serviceSeconds,
                                       version = version + 1
                                 where category = :category
                                   and version = :seenVersion
                                """)
                        .param("visits", norm.visits())
                        .param("period", norm.period().word())
                        .param("minGapDays", norm.minGapDays())
                        .param("serviceSeconds", norm.service().toSeconds())
                        .param("category", norm.category().name())
                        .param("seenVersion", seenVersion)
                        .update()
                == 1;
    }
}

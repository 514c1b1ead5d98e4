package ru.t2.marshrut.planning;

import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;
import ru.t2.marshrut.testing.TestApplication;

/// A whole month's plan of the demo stores, generated over HTTP for tests of what comes after
/// planning.
public final class PlanFixture {

    private PlanFixture() {}

    /// Makes and publishes the plan.
    public static UUID publish(TestApplication application, YearMonth month) {
        var job =
                new PlanningCalls(application)
                        .generate(Map.of("month", month.toString(), "seconds", 3));
        if (!job.get("status").asString().equals("succeeded")) {
            throw new IllegalStateException("The plan was not made: %s".formatted(job));
        }
        return application
                .jdbc()
                .sql("select id from plan where month = :month and kind = 'published'")
                .param("month", month.atDay(1))
                .query(UUID.class)
                .single();
    }
}

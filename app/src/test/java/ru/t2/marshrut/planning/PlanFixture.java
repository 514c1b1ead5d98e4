package ru.t2.marshrut.planning;

import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.t2.marshrut.stores.StoreFilter;
import ru.t2.marshrut.stores.Stores;
import ru.t2.marshrut.testing.TestApplication;

/// A whole month's plan of the demo stores, made with the real solver for tests of what comes after
/// planning: every A, B and C store has its norm, every third D store its call of the quarter.
public final class PlanFixture {

    private PlanFixture() {}

    /// Makes and publishes the plan.
    public static UUID publish(TestApplication application, YearMonth month) {
        var jdbc = application.bean(JdbcClient.class);
        var planId = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into plan (id, month, kind, created_at, updated_at)
                        values (:id, :month, 'published', now(), now())
                        """)
                .param("id", planId)
                .param("month", month.atDay(1))
                .update();
        var ids = new HashSet<UUID>();
        int quarterly = 0;
        for (var store : application.bean(Stores.class).list(StoreFilter.ALL, 10_000, 0).items()) {
            int calls =
                    switch (store.category()) {
                        case A -> 3;
                        case B -> 2;
                        case C -> 1;
                        case D -> quarterly++ % 3 == 0 ? 1 : 0;
                    };
            for (int call = 0; call < calls; call++) {
                var id = UUID.randomUUID();
                ids.add(id);
                jdbc.sql(
                                """
                                insert into visit
                                  (id, plan_id, month, store_id, status, unplaced, created_at, updated_at)
                                values
                                  (:id, :planId, :month, :storeId, 'planned', cast(:why as jsonb),
                                   now(), now())
                                """)
                        .param("id", id)
                        .param("planId", planId)
                        .param("month", month.atDay(1))
                        .param("storeId", store.id())
                        .param(
                                "why",
                                "{\"code\": \"not_planned\", \"blocked\": [], \"relaxation\": null}")
                        .update();
            }
        }
        var proposal =
                application
                        .bean(Replanning.class)
                        .propose(
                                new ReplanTask(
                                        month,
                                        ids,
                                        month.atDay(1),
                                        month.atEndOfMonth(),
                                        Optional.empty(),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        0,
                                        0,
                                        false))
                        .orElseThrow();
        var change =
                new Change.LayOut(
                        planId, proposal.change().routes(), Map.of(), VisitStatus.PLANNED);
        var outcome =
                application
                        .bean(Planning.class)
                        .apply(ChangeSet.of(ChangeSet.Cause.GENERATED, "test", List.of(change)));
        if (!(outcome instanceof ChangeOutcome.Applied)) {
            throw new IllegalStateException("The plan was not made: %s".formatted(outcome));
        }
        return planId;
    }
}

package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ru.t2.marshrut.testing.TestApplication;

/// A whole month's plan of the demo stores, generated over HTTP for tests of what comes after
/// planning.
public final class PlanFixture {

    private PlanFixture() {}

    /// A rep's day on which he has visits.
    public record BusyDay(String rep, LocalDate date) {}

    /// The fullest of these days, whatever plan was found: good plans leave many days empty.
    ///
    /// @param reps whose days to look at
    public static BusyDay fullest(
            TestApplication application, Collection<String> reps, String from, String to) {
        return application
                .jdbc()
                .sql(
                        """
                        select visit.rep_id as rep, visit.visit_date as date
                          from visit
                          join plan
                            on plan.id = visit.plan_id
                         where plan.kind = 'published'
                           and visit.rep_id in (:reps)
                           and visit.visit_date between :from::date and :to::date
                         group by visit.rep_id, visit.visit_date
                         order by count(*) desc, visit.visit_date, visit.rep_id
                         limit 1
                        """)
                .param("reps", reps)
                .param("from", from)
                .param("to", to)
                .query(BusyDay.class)
                .single();
    }

    /// As above, of all four reps of the demo data.
    public static BusyDay fullest(TestApplication application, String from, String to) {
        return fullest(application, List.of("rep-1", "rep-2", "rep-3", "rep-4"), from, to);
    }

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

package ru.t2.marshrut.planning;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.planning.GeneratedPlans.MadeMonth;
import ru.t2.marshrut.planning.MonthsSearch.Pass;
import ru.t2.marshrut.planning.MonthsSearch.Step;
import ru.t2.marshrut.platform.Job;
import ru.t2.marshrut.platform.JobWork;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Makes plans of months on the solver, as a job. Thread-safe.
///
/// The search runs outside of any transaction on what it read at the beginning. If a visit has
/// changed when the plan is to be written, the search goes on from its plan with the new state;
/// what changes during that second search stays as people have it.
@Component
class Generation implements JobWork {

    static final String KIND = "generate_schedule";

    private static final Logger log = LoggerFactory.getLogger(Generation.class);
    private static final int ATTEMPTS = 4;

    /// From this attempt on, changes by hand that come in between are worked around.
    private static final int YIELDING = 2;

    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration QUICK = Duration.ofSeconds(3);
    private static final TypeReference<Map<String, List<String>>> ORDERS = new TypeReference<>() {};

    private final PlanRepository plans;
    private final GenerationReading reading;
    private final MonthsSearch search;
    private final GeneratedPlans generated;
    private final JsonMapper json;

    Generation(
            PlanRepository plans,
            GenerationReading reading,
            MonthsSearch search,
            GeneratedPlans generated,
            JsonMapper json) {
        this.plans = plans;
        this.reading = reading;
        this.search = search;
        this.generated = generated;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// What was made.
    record Made(
            List<MadeMonth> months,
            int unplaced,
            long iterations,
            @Nullable Long firstCompleteMs,
            long searchMs,
            long totalMs) {}

    @Override
    public Result run(Run run) {
        long started = System.nanoTime();
        var written = plans.listVersionsOfChange(run.job().id());
        if (!written.isEmpty()) {
            // An attempt before this one was cut short after it had written the plan.
            return new Result.Succeeded(made(written));
        }
        var order = json.treeToValue(run.job().parameters(), GenerationOrder.class);
        var firstComplete = new FirstComplete(started);
        Map<String, List<String>> orders =
                run.checkpoint().map(tree -> json.convertValue(tree, ORDERS)).orElse(Map.of());
        var time = Duration.ofSeconds(order.seconds());
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var snapshot = reading.read(order);
            if (snapshot.isTaken()) {
                return new Result.Failed("plan_exists");
            }
            if (orders.isEmpty()) {
                // A first plan of all months soon, then a better one of each.
                var first =
                        search.search(
                                run, order, snapshot, orders, Pass.FIRST, QUICK, firstComplete);
                orders = orders(first);
                time = without(time, first);
                run.keepCheckpoint(orders);
            }
            var pass = attempt == 1 ? Pass.BETTER : Pass.AGAIN;
            var steps = search.search(run, order, snapshot, orders, pass, time, firstComplete);
            if (run.stopRequested() && run.cancel().filter(Job.Cancel.KEEP::equals).isEmpty()) {
                run.keepCheckpoint(orders(steps));
                return new Result.Cancelled();
            }
            var months = generated.write(order, snapshot, steps, run.job(), attempt >= YIELDING);
            if (months.isPresent()) {
                var made =
                        new Made(
                                months.get(),
                                steps.stream().mapToInt(Step::left).sum(),
                                steps.stream().mapToLong(Step::iterations).sum(),
                                firstComplete.millis(),
                                steps.stream().mapToLong(Step::searchMillis).sum(),
                                (System.nanoTime() - started) / 1_000_000);
                log.info(
                        "Planned {}: {} visits, {} to place, first complete after {} ms, search {} ms, all {} ms",
                        order.months(),
                        made.months().stream().mapToInt(MadeMonth::visits).sum(),
                        made.unplaced(),
                        made.firstCompleteMs(),
                        made.searchMs(),
                        made.totalMs());
                return new Result.Succeeded(made);
            }
            orders = orders(steps);
            time = AGAIN;
        }
        return new Result.Failed("plan_changed");
    }

    /// What is left of the time after a first search, half of it at least.
    private static Duration without(Duration time, List<Step> first) {
        long used = first.stream().mapToLong(Step::searchMillis).sum();
        return Duration.ofMillis(Math.max(time.toMillis() / 2, time.toMillis() - used));
    }

    /// What an earlier attempt has made, without the figures of its search.
    private Made made(List<PlanVersion> written) {
        var months = written.stream().map(version -> generated.made(version.planId())).toList();
        return new Made(months, months.stream().mapToInt(MadeMonth::unplaced).sum(), 0, null, 0, 0);
    }

    private static Map<String, List<String>> orders(List<Step> steps) {
        var orders = new LinkedHashMap<String, List<String>>();
        steps.forEach(step -> orders.putAll(step.plan().orders()));
        return orders;
    }
}

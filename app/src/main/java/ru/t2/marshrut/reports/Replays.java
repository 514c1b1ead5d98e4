package ru.t2.marshrut.reports;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.audit.AuditTrail;
import ru.t2.marshrut.planning.Replay;
import ru.t2.marshrut.platform.Job;
import ru.t2.marshrut.platform.JobWork;
import ru.t2.marshrut.reports.InsightAnswers.All;
import ru.t2.marshrut.reports.InsightAnswers.Way;
import tools.jackson.databind.json.JsonMapper;

/// What would have been: past months planned anew, as jobs. No plan changes. Thread-safe.
@Component
class Replays implements JobWork {

    static final String KIND = "replay_month";

    private static final Logger log = LoggerFactory.getLogger(Replays.class);

    /// Both sides take the same for granted, so that they compare.
    private static final List<String> ASSUMPTIONS =
            List.of(
                    "same_roads",
                    "measured_times",
                    "who_was_there",
                    "homes_of_today",
                    "rules_kept",
                    "hindsight");

    private final Replay replay;
    private final Insights insights;
    private final ReplayRepository repository;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final JsonMapper json;
    private final Clock clock;

    Replays(
            Replay replay,
            Insights insights,
            ReplayRepository repository,
            AuditTrail audit,
            TransactionOperations transaction,
            JsonMapper json,
            Clock clock) {
        this.replay = replay;
        this.insights = insights;
        this.repository = repository;
        this.audit = audit;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /// What is to be planned anew; the parameters of its job.
    record Order(YearMonth month, int seconds) {}

    /// How far it is.
    ///
    /// @param step `same_visits` or `whole_norm`
    record Step(String step) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Result run(Run run) {
        var known = repository.find(run.job().id());
        if (known.isPresent()) {
            // An attempt before this one was cut short after it had written the result.
            return new Result.Succeeded(known.get());
        }
        var order = json.treeToValue(run.job().parameters(), Order.class);
        var done = repository.listDone(order.month(), clock.getZone());
        if (done.isEmpty()) {
            return new Result.Failed("nothing_driven");
        }
        var rules =
                new Replay.Rules(
                        repository.serviceTimes(order.month()),
                        Duration.ofSeconds(order.seconds()).dividedBy(2),
                        run::stopRequested);
        run.progress(5, new Step("same_visits"));
        var same = replay.ofVisits(order.month(), done, rules);
        if (run.stopRequested()) {
            return new Result.Cancelled();
        }
        run.progress(50, new Step("whole_norm"));
        var norm = replay.ofNorm(order.month(), rules);
        // Half a search would make a comparison that is not one, so nothing of it is kept.
        if (run.stopRequested()) {
            return new Result.Cancelled();
        }
        var answer = answer(run.job(), order, insights.of(Period.of(order.month())), same, norm);
        transaction.executeWithoutResult(_ -> {
            repository.insert(answer);
            audit.recordAs(
                    answer.author(),
                    "replay",
                    "plan",
                    order.month().toString(),
                    null,
                    summary(answer),
                    Optional.empty());
        });
        log.info(
                "Replayed {}: {} visits driven in {} km, anew in {} km",
                order.month(),
                answer.driven().visits(),
                answer.driven().distanceKm(),
                answer.sameVisits().distanceKm());
        return new Result.Succeeded(answer);
    }

    /// What the trail keeps of it.
    record Summary(BigDecimal drivenKm, BigDecimal sameVisitsKm, BigDecimal wholeNormKm) {}

    private static Summary summary(ReplayAnswer answer) {
        return new Summary(
                answer.driven().distanceKm(),
                answer.sameVisits().distanceKm(),
                answer.wholeNorm().distanceKm());
    }

    private ReplayAnswer answer(
            Job job, Order order, All insights, Replay.Figures same, Replay.Figures norm) {
        var driven = driven(insights, same.asked());
        var sameSide = side(same);
        var saved = driven.distanceKm().subtract(sameSide.distanceKm());
        return new ReplayAnswer(
                job.id(),
                order.month().toString(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                job.author(),
                order.seconds(),
                driven,
                sameSide,
                side(norm),
                saved,
                driven.hours().subtract(sameSide.hours()),
                driven.costRub().subtract(sameSide.costRub()),
                InsightAnswers.percent(
                        saved.movePointRight(2).longValue(),
                        driven.distanceKm().movePointRight(2).longValue()),
                assumptions(same));
    }

    private static List<String> assumptions(Replay.Figures same) {
        var words = new ArrayList<>(ASSUMPTIONS);
        if (same.placed() < same.asked()) {
            words.add("some_left_out");
        }
        return words;
    }

    private static ReplayAnswer.Side driven(All insights, int done) {
        Way way = insights.travel().total().driven();
        long planned = Math.max(done, insights.completion().total().planned());
        return new ReplayAnswer.Side(
                done,
                planned,
                InsightAnswers.percent(done, planned),
                insights.outings().total().outings(),
                way.distanceKm(),
                way.travelHours(),
                way.hours(),
                way.costRub());
    }

    private static ReplayAnswer.Side side(Replay.Figures figures) {
        return new ReplayAnswer.Side(
                figures.placed(),
                figures.asked(),
                InsightAnswers.percent(figures.placed(), figures.asked()),
                figures.outings(),
                InsightAnswers.kilometres(figures.distanceMetres()),
                InsightAnswers.hours(figures.travelSeconds()),
                InsightAnswers.hours(figures.durationSeconds()),
                figures.cost().roubles());
    }
}

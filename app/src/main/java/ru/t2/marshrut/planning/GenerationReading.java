package ru.t2.marshrut.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Reads what a generation starts from. Thread-safe.
@Component
class GenerationReading {

    /// From this hour on a day has begun and is planned no more.
    private static final int WORK_BEGINS = 9;

    private final PlanRepository plans;
    private final VisitRepository visits;
    private final Regions regions;
    private final Clock clock;

    GenerationReading(PlanRepository plans, VisitRepository visits, Regions regions, Clock clock) {
        this.plans = plans;
        this.visits = visits;
        this.regions = regions;
        this.clock = clock;
    }

    GenerationSnapshot read(GenerationOrder order) {
        Map<YearMonth, PlanHead> published = new HashMap<>();
        var planned = new HashSet<YearMonth>();
        List<PlannedVisit> kept = new ArrayList<>();
        List<PlannedVisit> free = new ArrayList<>();
        List<PlannedVisit> around = new ArrayList<>();
        var from = Quarters.first(order.first()).minusMonths(1);
        var to = Quarters.last(order.last()).plusMonths(1);
        var region = regions.whole(from.atDay(1), to.atEndOfMonth());
        for (var month = from; !month.isAfter(to); month = month.plusMonths(1)) {
            var plan = plans.findPublished(month);
            if (plan.isEmpty()) {
                continue;
            }
            var all =
                    visits.listByPlan(plan.get().id()).stream()
                            .filter(visit -> visit.status() != VisitStatus.CANCELLED)
                            .filter(visit -> region.stores().containsKey(visit.storeId()))
                            .toList();
            if (order.months().contains(month)) {
                published.put(month, plan.get());
                all.forEach(visit -> (stays(visit, order) ? kept : free).add(visit));
            } else {
                planned.add(month);
                around.addAll(all);
            }
        }
        var ownReps = new HashMap<String, String>();
        for (var visit : concat(around, free, kept)) {
            visit.placement()
                    .ifPresent(placement -> ownReps.put(visit.storeId(), placement.repId()));
        }
        return new GenerationSnapshot(
                region,
                new WorkDays(region.days().values(), firstOpen(order)),
                published,
                Set.copyOf(planned),
                List.copyOf(kept),
                List.copyOf(free),
                List.copyOf(around),
                ownReps,
                !published.isEmpty() && !order.force() && order.findProposal().isEmpty());
    }

    @SafeVarargs
    private static List<PlannedVisit> concat(List<PlannedVisit>... lists) {
        var all = new ArrayList<PlannedVisit>();
        for (var list : lists) {
            all.addAll(list);
        }
        return all;
    }

    private static boolean stays(PlannedVisit visit, GenerationOrder order) {
        if (visit.status() == VisitStatus.COMPLETED
                || Demand.isDeferredBeyond(visit, order.last().atEndOfMonth())) {
            return true;
        }
        if (visit.pinned() && order.keep() == GenerationOrder.Keep.COMPLETED) {
            return true;
        }
        return order.isPartial()
                && visit.status().isOpen()
                && visit.placement()
                        .map(placement -> !order.repIds().contains(placement.repId()))
                        .orElse(false);
    }

    /// Of the current month the days to come; of a month that is over, as of one to come, all.
    private LocalDate firstOpen(GenerationOrder order) {
        var now = ZonedDateTime.now(clock);
        var today = now.toLocalDate();
        if (today.isAfter(order.last().atEndOfMonth()) || today.isBefore(order.first().atDay(1))) {
            return order.first().atDay(1);
        }
        return now.getHour() < WORK_BEGINS ? today : today.plusDays(1);
    }
}

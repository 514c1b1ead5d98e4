package ru.t2.marshrut.planning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import ru.t2.marshrut.planning.ChangeOutcome.StaleThing;
import ru.t2.marshrut.planning.PlanEdit.RouteKey;

/// The part of plans that a set of changes touches, as it was read.
///
/// @param days routes that there are, without their stops
/// @param routes all that the changes touch, whether they are there or not
record PlanExcerpt(
        List<PlanHead> plans,
        Map<UUID, PlannedVisit> visits,
        Map<RouteKey, DayRepository.Row> days,
        Set<RouteKey> routes,
        Region region) {

    PlanExcerpt with(Region known) {
        return new PlanExcerpt(plans, visits, days, routes, known);
    }

    PlanHead plan(UUID id) {
        return plans.stream().filter(plan -> plan.id().equals(id)).findFirst().orElseThrow();
    }

    /// The rep-days among routes that belong to a plan.
    static Collection<DayKey> daysOf(Set<RouteKey> routes, UUID planId) {
        return routes.stream()
                .filter(key -> key.planId().equals(planId))
                .map(RouteKey::day)
                .toList();
    }

    /// What the author of a set has seen in another version than was read.
    List<StaleThing> stale(ChangeSet set) {
        var stale = new ArrayList<StaleThing>();
        set.expectedVisits()
                .forEach((id, version) -> {
                    var visit = visits.get(id);
                    if (visit != null && visit.version() != version) {
                        stale.add(new StaleThing(id, null, visit.version()));
                    }
                });
        set.expectedDays()
                .forEach((day, version) -> {
                    var row =
                            days.entrySet().stream()
                                    .filter(entry -> entry.getKey().day().equals(day))
                                    .findFirst();
                    int current = row.map(entry -> entry.getValue().version()).orElse(0);
                    if (current != version) {
                        stale.add(new StaleThing(null, day, current));
                    }
                });
        return stale;
    }

    /// Whether a visit is in the version that was read.
    boolean isAsRead(PlannedVisit visit) {
        var old = visits.get(visit.id());
        return old != null && old.version() == visit.version();
    }
}

package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// How far apart the calls at a store lie. Thread-safe.
@Component
class Spacing {

    private final VisitRepository visits;
    private final Regions regions;

    Spacing(VisitRepository visits, Regions regions) {
        this.visits = visits;
        this.regions = regions;
    }

    /// Which of these visits, as they are to be, are closer to others than the norm allows.
    List<ChangeAnswers.TooClose> tooClose(List<PlannedVisit> changed) {
        var placed = changed.stream().filter(PlannedVisit::isInRoute).toList();
        if (placed.isEmpty()) {
            return List.of();
        }
        var ids = new HashSet<UUID>();
        changed.forEach(visit -> ids.add(visit.id()));
        var months = placed.stream().map(PlannedVisit::month).sorted().toList();
        var first = months.getFirst().minusMonths(1);
        var last = months.getLast().plusMonths(1);
        var storeIds = placed.stream().map(PlannedVisit::storeId).distinct().toList();
        var region = regions.of(storeIds, first.atDay(1), last.atEndOfMonth());
        var workDays = new WorkDays(region.days().values(), LocalDate.MIN);
        var others = new ArrayList<>(placed);
        visits.listPublished(storeIds, first, last).stream()
                .filter(visit -> visit.isInRoute() && !ids.contains(visit.id()))
                .forEach(others::add);
        var found = new ArrayList<ChangeAnswers.TooClose>();
        for (var visit : placed) {
            int gap = region.norm(region.store(visit.storeId()).category()).minGapDays();
            var date = visit.day().orElseThrow().date();
            for (var other : others) {
                if (!other.id().equals(visit.id()) && other.storeId().equals(visit.storeId())) {
                    var there = other.day().orElseThrow().date();
                    int days = Math.abs(workDays.nearest(date) - workDays.nearest(there));
                    if (days < gap) {
                        found.add(
                                new ChangeAnswers.TooClose(
                                        visit.id(), visit.storeId(), date, there, days, gap));
                    }
                }
            }
        }
        return found;
    }
}

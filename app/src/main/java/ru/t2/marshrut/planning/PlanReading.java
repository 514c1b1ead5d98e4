package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Reads routes with their visits, both of the same moment. Thread-safe.
@Component
class PlanReading {

    private final VisitRepository visits;
    private final DayRepository days;

    PlanReading(VisitRepository visits, DayRepository days) {
        this.visits = visits;
        this.days = days;
    }

    /// The routes of a plan on some days, in order of day and rep.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<RepDay> byDates(UUID planId, LocalDate from, LocalDate to) {
        return join(
                planId, days.listByDates(planId, from, to), visits.listByDates(planId, from, to));
    }

    /// The routes of one rep.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<RepDay> byRep(UUID planId, String repId, LocalDate from, LocalDate to) {
        return join(
                planId,
                days.listByRep(planId, repId, from, to),
                visits.listByRep(planId, repId, from, to));
    }

    /// The routes of some rep-days.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<RepDay> byDays(UUID planId, Collection<DayKey> keys) {
        return join(planId, days.listByDays(planId, keys), visits.listByDays(planId, keys));
    }

    private static List<RepDay> join(
            UUID planId, List<DayRepository.Row> rows, List<PlannedVisit> visits) {
        Map<DayKey, List<PlannedVisit>> byDay = new LinkedHashMap<>();
        for (var visit : visits) {
            visit.day()
                    .ifPresent(
                            day -> byDay.computeIfAbsent(day, _ -> new ArrayList<>()).add(visit));
        }
        return rows.stream()
                .map(row ->
                        new RepDay(
                                planId,
                                row.key(),
                                row.version(),
                                row.ownOrder(),
                                row.figures(),
                                byDay.getOrDefault(row.key(), List.of())))
                .toList();
    }
}

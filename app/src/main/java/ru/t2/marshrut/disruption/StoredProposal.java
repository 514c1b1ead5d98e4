package ru.t2.marshrut.disruption;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import ru.t2.marshrut.planning.Change;
import ru.t2.marshrut.planning.ChangeSet;
import ru.t2.marshrut.planning.DayKey;
import ru.t2.marshrut.planning.ReplanProposal;
import ru.t2.marshrut.planning.Unplaced;
import ru.t2.marshrut.planning.VisitStatus;

/// A proposal as it is kept until somebody confirms it.
///
/// @param visits versions it was worked out from
/// @param days versions it was worked out from; 0: there was no route
record StoredProposal(List<Month> months, Map<UUID, Integer> visits, List<DayVersion> days) {

    StoredProposal {
        months = List.copyOf(months);
        visits = Map.copyOf(visits);
        days = List.copyOf(days);
    }

    /// What changes in one plan.
    record Month(UUID planId, List<Route> routes, Map<UUID, Unplaced> rest) {
        Month {
            routes = List.copyOf(routes);
            rest = Map.copyOf(rest);
        }
    }

    /// A route as it will be.
    record Route(String repId, LocalDate date, List<UUID> visits) {
        Route {
            visits = List.copyOf(visits);
        }
    }

    record DayVersion(String repId, LocalDate date, int version) {}

    static StoredProposal of(List<ReplanProposal> proposals) {
        var visits = new HashMap<UUID, Integer>();
        proposals.forEach(proposal -> visits.putAll(proposal.visits()));
        return new StoredProposal(
                proposals.stream().map(proposal -> month(proposal.change())).toList(),
                visits,
                proposals.stream()
                        .flatMap(proposal -> proposal.days().entrySet().stream())
                        .map(day ->
                                new DayVersion(
                                        day.getKey().repId(), day.getKey().date(), day.getValue()))
                        .toList());
    }

    private static Month month(Change.LayOut change) {
        return new Month(
                change.planId(),
                change.routes().entrySet().stream()
                        .map(route ->
                                new Route(
                                        route.getKey().repId(),
                                        route.getKey().date(),
                                        route.getValue()))
                        .toList(),
                change.rest());
    }

    boolean changesNothing() {
        return months.stream()
                .allMatch(month -> month.routes().isEmpty() && month.rest().isEmpty());
    }

    /// The changes, to be made only if nothing they were worked out from has changed.
    ChangeSet changes(String author) {
        List<Change> changes =
                months.stream()
                        .<Change>map(month ->
                                new Change.LayOut(
                                        month.planId(),
                                        month.routes().stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                route ->
                                                                        new DayKey(
                                                                                route.repId(),
                                                                                route.date()),
                                                                Route::visits)),
                                        month.rest(),
                                        VisitStatus.RESCHEDULED))
                        .toList();
        return ChangeSet.of(ChangeSet.Cause.DISRUPTION, author, changes)
                .expecting(visits)
                .expectingDays(
                        days.stream()
                                .collect(
                                        Collectors.toMap(
                                                day -> new DayKey(day.repId(), day.date()),
                                                DayVersion::version)));
    }
}

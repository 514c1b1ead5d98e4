package ru.t2.marshrut.disruption;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.planning.PlannedVisit;
import ru.t2.marshrut.planning.Planning;
import ru.t2.marshrut.planning.ReplanTask;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.stores.Store;
import ru.t2.marshrut.stores.StoreFilter;
import ru.t2.marshrut.stores.Stores;
import ru.t2.marshrut.team.Absence;
import ru.t2.marshrut.team.Absences;
import ru.t2.marshrut.team.Rep;
import ru.t2.marshrut.team.Team;

/// Works out what a disruption touches. Thread-safe.
@Component
class DisruptionScope {

    private static final int MAX_DAYS = 92;

    /// Default price of a kilometre, to turn the price of a move into metres.
    private static final double KOPECKS_PER_METRE = 0.7;

    private static final LocalTime DAY_END = LocalTime.of(23, 59);

    private final Planning planning;
    private final Stores stores;
    private final Team team;

    DisruptionScope(Planning planning, Stores stores, Team team) {
        this.planning = planning;
        this.stores = stores;
        this.team = team;
    }

    /// One task for each month that has a plan.
    ///
    /// @throws ApiException naming each field that makes no sense, or that no month has a plan
    List<ReplanTask> tasks(DisruptionRequest request) {
        var problems = new ArrayList<FieldProblem>();
        check(request, problems);
        var reps = reps(request, problems);
        var places = places(request, problems);
        if (problems.isEmpty() && reps.isEmpty() && places.isEmpty()) {
            problems.add(
                    FieldProblem.of(
                            request.kind().concernsReps() ? "rep_ids" : "store_ids",
                            "disruption.whom"));
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        var tasks = new ArrayList<ReplanTask>();
        for (var month = YearMonth.from(request.from());
                !month.isAfter(YearMonth.from(request.lastDay()));
                month = month.plusMonths(1)) {
            if (planning.findPlan(month).isPresent()) {
                tasks.add(task(request, month, reps, places));
            }
        }
        if (tasks.isEmpty()) {
            throw ApiException.of(
                    org.springframework.http.HttpStatus.CONFLICT,
                    "no_plan",
                    YearMonth.from(request.from()).toString());
        }
        return tasks;
    }

    /// The hours in which places take no visit.
    List<ReplanTask.Closure> closures(DisruptionRequest request) {
        var places = places(request, new ArrayList<>());
        return places.isEmpty() || request.isSlower()
                ? List.of()
                : request.from()
                        .datesUntil(request.lastDay().plusDays(1))
                        .map(date ->
                                new ReplanTask.Closure(places, date, start(request), end(request)))
                        .toList();
    }

    /// Who is away meanwhile; who has left the team since is not.
    Optional<Absences.Span> absence(DisruptionRequest request) {
        var reps = reps(request, new ArrayList<>());
        reps.removeIf(id -> team.findRep(id).isEmpty());
        return reps.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Absences.Span(
                                reps,
                                request.kind() == DisruptionKind.REP_UNAVAILABLE
                                        ? Absence.Kind.SICK
                                        : Absence.Kind.OTHER,
                                request.from(),
                                request.lastDay(),
                                Optional.ofNullable(request.fromTime()),
                                Optional.ofNullable(request.comment())
                                        .map(String::strip)
                                        .filter(text -> !text.isEmpty())));
    }

    private static void check(DisruptionRequest request, List<FieldProblem> problems) {
        if (request.lastDay().isBefore(request.from())) {
            problems.add(FieldProblem.of("to", "disruption.to", request.from().toString()));
        } else if (request.from().plusDays(MAX_DAYS).isBefore(request.lastDay())) {
            problems.add(FieldProblem.of("to", "disruption.too_long", MAX_DAYS));
        }
        var start = request.fromTime();
        var end = request.toTime();
        if (start != null && end != null && !end.isAfter(start)) {
            problems.add(FieldProblem.of("to_time", "disruption.to_time", start.toString()));
        }
        if (end != null && request.kind().concernsReps()) {
            problems.add(FieldProblem.of("to_time", "disruption.no_to_time"));
        }
        if (request.isSlower() && request.kind().concernsReps()) {
            problems.add(FieldProblem.of("effect", "disruption.no_slower"));
        }
    }

    private Set<String> reps(DisruptionRequest request, List<FieldProblem> problems) {
        var reps = new TreeSet<String>();
        for (int i = 0; i < request.repIds().size(); i++) {
            String id = request.repIds().get(i);
            if (team.findRep(id).isEmpty()) {
                problems.add(
                        FieldProblem.of("rep_ids[%d]".formatted(i), "disruption.unknown_rep", id));
            }
            reps.add(id);
        }
        for (int i = 0; i < request.vehicleIds().size(); i++) {
            String id = request.vehicleIds().get(i);
            if (team.findVehicle(id).isEmpty()) {
                problems.add(
                        FieldProblem.of(
                                "vehicle_ids[%d]".formatted(i), "disruption.unknown_vehicle", id));
            }
            team.listReps().stream()
                    .filter(rep -> rep.vehicleId().equals(Optional.of(id)))
                    .map(Rep::id)
                    .forEach(reps::add);
        }
        return reps;
    }

    private Set<String> places(DisruptionRequest request, List<FieldProblem> problems) {
        var places = new TreeSet<String>();
        var selection = stores.listByIds(request.storeIds());
        selection.stores().forEach(store -> places.add(store.id()));
        for (String id : selection.unknownIds()) {
            problems.add(
                    FieldProblem.of(
                            "store_ids[%d]".formatted(request.storeIds().indexOf(id)),
                            "disruption.unknown_store",
                            id));
        }
        for (int i = 0; i < request.districts().size(); i++) {
            String district = request.districts().get(i);
            var there =
                    stores.list(StoreFilter.of(null, district, null, null), Integer.MAX_VALUE, 0)
                            .items();
            if (district.isBlank() || there.isEmpty()) {
                problems.add(
                        FieldProblem.of(
                                "districts[%d]".formatted(i),
                                "disruption.unknown_district",
                                district));
            } else {
                there.stream().map(Store::id).forEach(places::add);
            }
        }
        return places;
    }

    private ReplanTask task(
            DisruptionRequest request, YearMonth month, Set<String> reps, Set<String> places) {
        var from = later(request.from(), month.atDay(1));
        var last = earlier(request.lastDay(), month.atEndOfMonth());
        var to = earlier(request.lastDay().plusDays(request.daysAfter()), month.atEndOfMonth());
        var routes = planning.listDays(from, last);
        var absences = new ArrayList<ReplanTask.Absence>();
        var closures = new ArrayList<ReplanTask.Closure>();
        var slowdowns = new ArrayList<ReplanTask.Slowdown>();
        for (var date : from.datesUntil(last.plusDays(1)).toList()) {
            for (String rep : reps) {
                absences.add(new ReplanTask.Absence(rep, date, since(request, date)));
            }
            if (!places.isEmpty() && request.isSlower()) {
                slowdowns.add(
                        new ReplanTask.Slowdown(
                                places, date, start(request), end(request), request.percent()));
            } else if (!places.isEmpty()) {
                closures.add(new ReplanTask.Closure(places, date, start(request), end(request)));
            }
        }
        Set<UUID> affected =
                routes.stream()
                        .flatMap(route -> route.visits().stream())
                        .filter(visit -> visit.status().isOpen() && visit.isInRoute())
                        .filter(visit ->
                                missesRep(request, reps, visit)
                                        || (!request.isSlower()
                                                && missesPlace(request, places, visit)))
                        .map(PlannedVisit::id)
                        .collect(Collectors.toSet());
        return new ReplanTask(
                month,
                affected,
                from,
                to,
                reps.isEmpty() ? Optional.empty() : since(request, from),
                absences,
                closures,
                slowdowns,
                request.movesAllowed(),
                Math.round(request.movePrice().movePointRight(2).doubleValue() / KOPECKS_PER_METRE),
                request.spreadsEvenly());
    }

    private static boolean missesRep(
            DisruptionRequest request, Set<String> reps, PlannedVisit visit) {
        var day = visit.day().orElseThrow();
        return reps.contains(day.repId())
                && since(request, day.date())
                        .map(time -> startSeconds(visit) >= time.toSecondOfDay())
                        .orElse(true);
    }

    private static boolean missesPlace(
            DisruptionRequest request, Set<String> places, PlannedVisit visit) {
        return places.contains(visit.storeId())
                && startSeconds(visit) >= start(request).toSecondOfDay()
                && startSeconds(visit) <= end(request).toSecondOfDay();
    }

    private static int startSeconds(PlannedVisit visit) {
        return visit.times().orElseThrow().startSeconds();
    }

    private static Optional<LocalTime> since(DisruptionRequest request, LocalDate date) {
        return date.equals(request.from())
                ? Optional.ofNullable(request.fromTime())
                : Optional.empty();
    }

    private static LocalTime start(DisruptionRequest request) {
        var time = request.fromTime();
        return time == null ? LocalTime.MIN : time;
    }

    private static LocalTime end(DisruptionRequest request) {
        var time = request.toTime();
        return time == null ? DAY_END : time;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }
}

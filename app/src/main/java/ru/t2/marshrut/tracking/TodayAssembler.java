package ru.t2.marshrut.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.planning.PlannedVisit;
import ru.t2.marshrut.planning.Planning;
import ru.t2.marshrut.planning.RepDay;
import ru.t2.marshrut.planning.Unplaced;
import ru.t2.marshrut.platform.HealthSource;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.stores.Stores;
import ru.t2.marshrut.team.Attendance;
import ru.t2.marshrut.team.PresentDay;
import ru.t2.marshrut.team.Rep;
import ru.t2.marshrut.team.Team;
import ru.t2.marshrut.ui.MapContent;

/// Puts a day of all reps together for its page. Thread-safe.
@Component
class TodayAssembler {

    private static final int FIRST_HOUR = 8;
    private static final int LAST_HOUR = 20;
    private static final int SHOWN_WAITING = 6;
    private static final int COLOURS = 8;

    private final Planning planning;
    private final ExpectedArrivals arrivals;
    private final PositionRepository positions;
    private final Team team;
    private final Attendance attendance;
    private final Stores stores;
    private final List<HealthSource> health;
    private final Texts texts;
    private final Clock clock;

    TodayAssembler(
            Planning planning,
            ExpectedArrivals arrivals,
            PositionRepository positions,
            Team team,
            Attendance attendance,
            Stores stores,
            List<HealthSource> health,
            Texts texts,
            Clock clock) {
        this.planning = planning;
        this.arrivals = arrivals;
        this.positions = positions;
        this.team = team;
        this.attendance = attendance;
        this.stores = stores;
        this.health = health;
        this.texts = texts;
        this.clock = clock;
    }

    /// A rep with what is known of his day.
    private record Tracked(
            Rep rep, int colour, boolean present, @Nullable RepDay day, List<DayStop> stops) {}

    TodayPage page(LocalDate date) {
        var now = clock.instant();
        boolean today = date.equals(LocalDate.ofInstant(now, clock.getZone()));
        var month = YearMonth.from(date);
        boolean planned = planning.findPlan(month).isPresent();
        var tracked = tracked(date);
        var axis = Axis.of(date, clock);
        var waiting = planning.listToPlace(month);
        var all = tracked.stream().flatMap(each -> each.stops().stream()).toList();
        return new TodayPage(
                date,
                today,
                planned,
                month,
                new TodayPage.Figures(
                        count(all, "completed"),
                        all.size(),
                        (int) all.stream().filter(stop -> stop.status().isOpen()).count(),
                        count(all, "skipped"),
                        (int) all.stream().filter(stop -> stop.lateMinutes() > 0).count(),
                        tracked.stream().mapToDouble(TodayAssembler::kilometres).sum()),
                tracked.stream().map(each -> row(each, axis, today, now)).toList(),
                IntStream.rangeClosed(FIRST_HOUR, LAST_HOUR).boxed().toList(),
                today ? axis.share(now) : -1,
                late(tracked),
                waiting(waiting.stream().limit(SHOWN_WAITING).toList()),
                waiting.size(),
                models(),
                map(tracked, today));
    }

    private List<Tracked> tracked(LocalDate date) {
        var present =
                attendance.listPresent(date, date).stream()
                        .map(PresentDay::repId)
                        .collect(Collectors.toSet());
        var days =
                planning.listDays(date, date).stream()
                        .collect(Collectors.toMap(day -> day.key().repId(), day -> day));
        var reps = team.listReps();
        return IntStream.range(0, reps.size())
                .mapToObj(i -> {
                    var rep = reps.get(i);
                    return new Tracked(
                            rep,
                            i % COLOURS,
                            present.contains(rep.id()),
                            days.get(rep.id()),
                            arrivals.of(rep.id(), date));
                })
                .toList();
    }

    private TodayPage.Row row(Tracked tracked, Axis axis, boolean today, Instant now) {
        var stops = tracked.stops();
        var inStore =
                stops.stream()
                        .filter(stop -> stop.arrivedAt() != null && stop.leftAt() == null)
                        .findFirst();
        var next =
                stops.stream()
                        .filter(stop -> stop.status().isOpen() && stop.arrivedAt() == null)
                        .findFirst();
        String state =
                stops.isEmpty()
                        ? tracked.present() ? "free" : "absent"
                        : inStore.isPresent()
                                ? "in_store"
                                : next.isEmpty() ? "finished" : today ? "on_the_way" : "planned";
        var day = tracked.day();
        return new TodayPage.Row(
                tracked.rep().id(),
                tracked.rep().name(),
                tracked.colour(),
                !tracked.present(),
                state,
                inStore.or(() -> next).map(DayStop::name).orElse(null),
                count(stops, "completed"),
                stops.size(),
                (int) stops.stream().filter(stop -> stop.lateMinutes() > 0).count(),
                day == null ? null : axis.midnight().plusSeconds(day.figures().endSeconds()),
                kilometres(tracked),
                stops.stream().map(stop -> block(stop, axis, now)).toList());
    }

    private static TodayPage.Block block(DayStop stop, Axis axis, Instant now) {
        var length = Duration.between(stop.plannedAt(), stop.plannedEnd());
        var arrived = stop.arrivedAt();
        var left = stop.leftAt();
        var expected = stop.expectedAt();
        var from = arrived != null ? arrived : expected != null ? expected : stop.plannedAt();
        var to = left != null ? left : arrived != null ? later(now, arrived) : from.plus(length);
        double start = Math.clamp(axis.share(from), 0, 1);
        return new TodayPage.Block(
                stop.position(),
                stop.name(),
                stop.status().name().toLowerCase(Locale.ROOT),
                stop.lateMinutes() > 0,
                start,
                Math.max(0.012, Math.min(axis.share(to), 1) - start),
                arrived != null);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static int count(List<DayStop> stops, String status) {
        return (int)
                stops.stream()
                        .filter(stop -> stop.status().name().equalsIgnoreCase(status))
                        .count();
    }

    private static double kilometres(Tracked tracked) {
        return tracked.day() == null ? 0 : tracked.day().figures().distanceMetres() / 1000.0;
    }

    private static List<TodayPage.Late> late(List<Tracked> tracked) {
        return tracked.stream()
                .flatMap(each ->
                        each.stops().stream()
                                .filter(stop -> stop.lateMinutes() > 0)
                                .map(stop ->
                                        new TodayPage.Late(
                                                each.rep().name(),
                                                each.colour(),
                                                stop.name(),
                                                stop.expectedAt(),
                                                stop.lateMinutes())))
                .toList();
    }

    private List<TodayPage.Waiting> waiting(List<PlannedVisit> visits) {
        var known =
                stores
                        .listByIds(visits.stream().map(visit -> visit.storeId()).toList())
                        .stores()
                        .stream()
                        .collect(
                                Collectors.toMap(store -> store.id(), store -> store, (a, b) -> a));
        var list = new ArrayList<TodayPage.Waiting>();
        for (var visit : visits) {
            var store = known.get(visit.storeId());
            var code = visit.unplaced().orElse(Unplaced.of(Unplaced.Code.SKIPPED)).code();
            if (store != null) {
                list.add(
                        new TodayPage.Waiting(
                                store.name(),
                                store.district(),
                                store.category().name(),
                                texts.get(
                                        "planning.unplaced."
                                                + code.name().toLowerCase(Locale.ROOT))));
            }
        }
        return list;
    }

    private List<TodayPage.Model> models() {
        return health.stream()
                .map(source -> {
                    var condition = source.condition();
                    return new TodayPage.Model(
                            source.name(),
                            condition.state(),
                            condition.detail(),
                            condition.usable());
                })
                .toList();
    }

    private MapContent map(List<Tracked> tracked, boolean today) {
        var routes = new ArrayList<MapContent.Route>();
        var stops = new ArrayList<MapContent.Stop>();
        var homes = new ArrayList<MapContent.Home>();
        for (var each : tracked) {
            if (each.stops().isEmpty()) {
                continue;
            }
            var home = each.rep().home();
            var points = new ArrayList<double[]>();
            points.add(MapContent.point(home));
            for (var stop : each.stops()) {
                points.add(MapContent.point(stop.location()));
                stops.add(
                        new MapContent.Stop(
                                stop.visitId().toString(),
                                each.colour(),
                                stop.location().lat(),
                                stop.location().lon(),
                                Integer.toString(stop.position()),
                                stop.name(),
                                each.rep().name(),
                                stop.status().name().toLowerCase(Locale.ROOT),
                                stop.lateMinutes() > 0));
            }
            points.add(MapContent.point(home));
            routes.add(new MapContent.Route(each.colour(), each.rep().name(), points, false));
            homes.add(mark(each, home));
        }
        return new MapContent(routes, stops, homes, today ? here(tracked) : List.of());
    }

    /// Positions of today.
    private List<MapContent.Home> here(List<Tracked> tracked) {
        var midnight = LocalDate.now(clock).atStartOfDay(clock.getZone()).toInstant();
        var here = new ArrayList<MapContent.Home>();
        for (var position : positions.listLast()) {
            tracked.stream()
                    .filter(each -> each.rep().id().equals(position.repId()))
                    .filter(_ -> position.at().isAfter(midnight))
                    .findFirst()
                    .ifPresent(each -> here.add(mark(each, position.position())));
        }
        return here;
    }

    private static MapContent.Home mark(Tracked tracked, GeoPoint place) {
        return new MapContent.Home(
                tracked.colour(), place.lat(), place.lon(), tracked.rep().name());
    }

    /// The timeline.
    private record Axis(Instant midnight, Instant first, Instant last) {

        static Axis of(LocalDate date, Clock clock) {
            var zone = clock.getZone();
            return new Axis(
                    date.atStartOfDay(zone).toInstant(),
                    date.atTime(LocalTime.of(FIRST_HOUR, 0)).atZone(zone).toInstant(),
                    date.atTime(LocalTime.of(LAST_HOUR, 0)).atZone(zone).toInstant());
        }

        double share(Instant instant) {
            return (double) Duration.between(first, instant).toSeconds()
                    / Duration.between(first, last).toSeconds();
        }
    }
}

package ru.t2.marshrut.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.planning.DayKey;
import ru.t2.marshrut.planning.PlannedVisit;
import ru.t2.marshrut.planning.Planning;
import ru.t2.marshrut.planning.RepDay;
import ru.t2.marshrut.roads.Roads;
import ru.t2.marshrut.roads.TransportMode;
import ru.t2.marshrut.stores.Store;
import ru.t2.marshrut.stores.Stores;

/// Works out when a rep will be where: from the last thing that is known of his day, a fact or a
/// newer position, he goes on through the remaining stops in their order. Nothing is known: the
/// plan holds, but nobody leaves in the past. Thread-safe.
@Component
class ExpectedArrivals {

    private final Planning planning;
    private final Stores stores;
    private final FactRepository facts;
    private final PositionRepository positions;
    private final Roads roads;
    private final Clock clock;

    ExpectedArrivals(
            Planning planning,
            Stores stores,
            FactRepository facts,
            PositionRepository positions,
            Roads roads,
            Clock clock) {
        this.planning = planning;
        this.stores = stores;
        this.facts = facts;
        this.positions = positions;
        this.roads = roads;
        this.clock = clock;
    }

    /// The stops of a rep's day in order; none without a route.
    List<DayStop> of(String repId, LocalDate date) {
        return planning.findDay(new DayKey(repId, date)).map(this::stops).orElse(List.of());
    }

    /// Where somebody is at a moment.
    private record Point(Instant at, @Nullable GeoPoint place) {}

    private List<DayStop> stops(RepDay day) {
        var visits = day.visits().stream().filter(PlannedVisit::isInRoute).toList();
        Map<String, Store> byId =
                stores
                        .listByIds(visits.stream().map(PlannedVisit::storeId).toList())
                        .stores()
                        .stream()
                        .collect(Collectors.toMap(Store::id, Function.identity(), (a, b) -> a));
        var known = facts.mapByVisits(visits.stream().map(PlannedVisit::id).toList());
        var midnight = day.key().date().atStartOfDay(clock.getZone()).toInstant();
        var expected = expect(day, visits, byId, known, midnight);
        var stops = new ArrayList<DayStop>();
        for (var visit : visits) {
            var store = Optional.ofNullable(byId.get(visit.storeId())).orElseThrow();
            var fact = known.get(visit.id());
            var times = visit.times().orElseThrow();
            var planned = midnight.plusSeconds(times.arrivalSeconds());
            var arrival = expected.get(visit.id());
            stops.add(
                    new DayStop(
                            visit.placement().orElseThrow().position(),
                            visit.id(),
                            store.id(),
                            store.name(),
                            store.address(),
                            store.position(),
                            store.category().name(),
                            visit.status(),
                            planned,
                            midnight.plusSeconds(times.departureSeconds()),
                            fact == null ? null : fact.arrivedAt(),
                            fact == null ? null : fact.leftAt(),
                            arrival,
                            arrival == null ? 0 : lateMinutes(store, midnight, arrival),
                            arrival == null
                                    ? 0
                                    : (int)
                                            Math.max(
                                                    0,
                                                    Duration.between(planned, arrival).toMinutes()),
                            fact == null ? null : fact.note(),
                            visit.version()));
        }
        return stops;
    }

    private Map<UUID, Instant> expect(
            RepDay day,
            List<PlannedVisit> visits,
            Map<String, Store> byId,
            Map<UUID, VisitFact> known,
            Instant midnight) {
        var here = lastKnown(day, visits, byId, known, midnight);
        var expected = new HashMap<UUID, Instant>();
        for (var visit : visits) {
            var fact = known.get(visit.id());
            boolean arrived = fact != null && fact.arrivedAt() != null;
            if (!visit.status().isOpen() || arrived) {
                continue;
            }
            var store = Optional.ofNullable(byId.get(visit.storeId())).orElseThrow();
            var times = visit.times().orElseThrow();
            var place = here.place();
            int travel =
                    place == null
                            ? times.travelSeconds()
                            : roads.matrix(List.of(place, store.position()), TransportMode.CAR)
                                    .travelSeconds()[1];
            var arrival = here.at().plusSeconds(travel);
            expected.put(visit.id(), arrival);
            var opening = midnight.plusSeconds(opening(store, midnight, arrival));
            var start = arrival.isBefore(opening) ? opening : arrival;
            here =
                    new Point(
                            start.plusSeconds(times.departureSeconds() - times.startSeconds()),
                            store.position());
        }
        return expected;
    }

    private Point lastKnown(
            RepDay day,
            List<PlannedVisit> visits,
            Map<String, Store> byId,
            Map<UUID, VisitFact> known,
            Instant midnight) {
        var now = clock.instant();
        boolean today = day.key().date().equals(LocalDate.ofInstant(now, clock.getZone()));
        var point = new Point(midnight.plusSeconds(day.figures().startSeconds()), null);
        for (var visit : visits) {
            var fact = known.get(visit.id());
            if (fact == null) {
                continue;
            }
            var place = Optional.ofNullable(byId.get(visit.storeId())).orElseThrow().position();
            var times = visit.times().orElseThrow();
            var left = fact.leftAt();
            var arrived = fact.arrivedAt();
            if (left != null && !left.isBefore(point.at())) {
                point = new Point(left, place);
            } else if (left == null && arrived != null) {
                var done = arrived.plusSeconds(times.departureSeconds() - times.startSeconds());
                point = new Point(later(done, today ? now : done), place);
            }
        }
        if (!today) {
            return point;
        }
        var seen = positions.findLast(day.key().repId(), later(point.at(), midnight), now);
        boolean inStore =
                known.values().stream()
                        .anyMatch(fact -> fact.arrivedAt() != null && fact.leftAt() == null);
        if (seen.isPresent() && !inStore) {
            point = new Point(seen.get().at(), seen.get().position());
        }
        // Whoever has not arrived by now is not earlier than now on his way.
        return new Point(later(point.at(), now), point.place());
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /// Seconds of the day at which service may start for an arrival.
    private static long opening(Store store, Instant midnight, Instant arrival) {
        long second = Duration.between(midnight, arrival).toSeconds();
        for (var window : store.windows()) {
            if (second <= window.end().toSecondOfDay()) {
                return Math.max(second, window.start().toSecondOfDay());
            }
        }
        return second;
    }

    private static int lateMinutes(Store store, Instant midnight, Instant arrival) {
        if (store.windows().isEmpty()) {
            return 0;
        }
        long end = store.windows().getLast().end().toSecondOfDay();
        long second = Duration.between(midnight, arrival).toSeconds();
        return second <= end ? 0 : (int) Math.ceilDiv(second - end, 60L);
    }
}

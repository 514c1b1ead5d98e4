package ru.t2.marshrut.disruption;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.disruption.DisruptionPreview.BelowNorm;
import ru.t2.marshrut.disruption.DisruptionPreview.Figures;
import ru.t2.marshrut.disruption.DisruptionPreview.Move;
import ru.t2.marshrut.disruption.DisruptionPreview.Waiting;
import ru.t2.marshrut.kernel.Money;
import ru.t2.marshrut.planning.ChangeOutcome;
import ru.t2.marshrut.planning.PlannedVisit;
import ru.t2.marshrut.planning.Planning;
import ru.t2.marshrut.planning.RepDay;
import ru.t2.marshrut.planning.ReplanProposal;
import ru.t2.marshrut.planning.Unplaced;
import ru.t2.marshrut.stores.Stores;

/// Puts a proposal into the API's words and units. Thread-safe.
@Component
class PreviewAssembler {

    private static final BigDecimal METRES_PER_KM = BigDecimal.valueOf(1_000);
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

    private final Planning planning;
    private final Stores stores;

    PreviewAssembler(Planning planning, Stores stores) {
        this.planning = planning;
        this.stores = stores;
    }

    DisruptionPreview of(List<ReplanProposal> proposals, ChangeOutcome.Applied applied) {
        var moves = new ArrayList<Move>();
        var waiting = new ArrayList<Waiting>();
        var received = new TreeMap<String, Integer>();
        int affected = 0;
        int others = 0;
        for (var proposal : proposals) {
            affected += proposal.affected().size();
            others += proposal.movedOthers().size();
            proposal.received().forEach((rep, n) -> received.merge(rep, n, Integer::sum));
            addMoves(proposal, moves, waiting);
        }
        moves.sort(
                java.util.Comparator.comparing(Move::toDate)
                        .thenComparing(Move::toRepId)
                        .thenComparing(Move::visitId));
        var before = applied.days().stream().flatMap(day -> day.before().stream()).toList();
        var after = applied.days().stream().flatMap(day -> day.after().stream()).toList();
        int spread =
                received.isEmpty()
                        ? 0
                        : received.values().stream().mapToInt(n -> n).max().orElse(0)
                                - received.values().stream().mapToInt(n -> n).min().orElse(0);
        return new DisruptionPreview(
                affected,
                moves,
                waiting,
                figures(before),
                figures(after),
                received,
                spread,
                others,
                belowNorm(waiting));
    }

    private void addMoves(ReplanProposal proposal, List<Move> moves, List<Waiting> waiting) {
        var affected = new HashSet<>(proposal.affected());
        var ids = new HashSet<>(affected);
        ids.addAll(proposal.movedOthers());
        Map<UUID, PlannedVisit> visits =
                planning.listVisits(List.copyOf(ids)).stream()
                        .collect(Collectors.toMap(PlannedVisit::id, Function.identity()));
        proposal.change()
                .routes()
                .forEach((day, route) -> {
                    for (var id : route) {
                        var visit = visits.get(id);
                        if (visit != null && !visit.day().equals(Optional.of(day))) {
                            moves.add(
                                    new Move(
                                            id,
                                            visit.storeId(),
                                            visit.placement()
                                                    .map(place -> place.repId())
                                                    .orElse(null),
                                            visit.placement()
                                                    .map(place -> place.date())
                                                    .orElse(null),
                                            day.repId(),
                                            day.date(),
                                            affected.contains(id)));
                        }
                    }
                });
        proposal.unplaced().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> {
                    var visit = visits.get(entry.getKey());
                    if (visit != null) {
                        waiting.add(
                                new Waiting(
                                        visit.id(), visit.storeId(), blocked(entry.getValue())));
                    }
                });
    }

    private static Map<String, Integer> blocked(Unplaced unplaced) {
        var counts = new TreeMap<String, Integer>();
        unplaced.blocked().forEach(rule -> counts.merge(rule.rule(), rule.days(), Integer::sum));
        return counts;
    }

    private static Figures figures(List<RepDay> days) {
        long metres = days.stream().mapToLong(day -> day.figures().distanceMetres()).sum();
        long seconds = days.stream().mapToLong(day -> day.figures().durationSeconds()).sum();
        var cost = days.stream().map(day -> day.figures().cost()).reduce(Money.ZERO, Money::plus);
        return new Figures(
                BigDecimal.valueOf(metres).divide(METRES_PER_KM, 2, RoundingMode.HALF_UP),
                BigDecimal.valueOf(seconds).divide(SECONDS_PER_HOUR, 2, RoundingMode.HALF_UP),
                cost.roubles(),
                days.stream().mapToInt(day -> day.visits().size()).sum());
    }

    private List<BelowNorm> belowNorm(List<Waiting> waiting) {
        var missing = new TreeMap<String, Integer>();
        waiting.forEach(one -> missing.merge(one.storeId(), 1, Integer::sum));
        return stores.listByIds(List.copyOf(missing.keySet())).stores().stream()
                .map(store ->
                        new BelowNorm(
                                store.id(),
                                store.name(),
                                store.category().name(),
                                missing.getOrDefault(store.id(), 0)))
                .toList();
    }
}

package ru.t2.marshrut.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Makes a set of changes although others have changed the same plan meanwhile: what they have
/// changed stays as it is now, and the rest is tried again. For whoever has locked the plans. Not
/// thread-safe.
final class Yielding {

    private static final int ATTEMPTS = 20;

    private final PlanChanges changes;
    private final Map<UUID, String> storeOf = new HashMap<>();

    /// @param visits that the changes may concern
    Yielding(PlanChanges changes, List<PlannedVisit> visits) {
        this.changes = changes;
        visits.forEach(visit -> storeOf.put(visit.id(), visit.storeId()));
    }

    ChangeOutcome make(ChangeSet whole, UUID changeId) {
        var set = whole;
        for (int attempt = 1; ; attempt++) {
            var outcome = changes.make(set, changeId);
            var contested = contested(outcome, set);
            if (contested.isEmpty() || attempt == ATTEMPTS) {
                return outcome;
            }
            set = without(set, contested);
        }
    }

    /// Visits that others have changed, and those to stores that others visit now on the same day.
    private Set<UUID> contested(ChangeOutcome outcome, ChangeSet set) {
        var contested = new HashSet<UUID>();
        switch (outcome) {
            case ChangeOutcome.Applied _ -> {}
            case ChangeOutcome.Stale(var things) ->
                    things.stream()
                            .map(ChangeOutcome.StaleThing::visitId)
                            .filter(Objects::nonNull)
                            .forEach(contested::add);
            case ChangeOutcome.Refused(var refusals) ->
                    refusals.stream()
                            .filter(one -> one.rule() == ChangeOutcome.Rule.STORE_TWICE_A_DAY)
                            .map(one -> one.arguments().getFirst())
                            .forEach(store -> contested.addAll(visitsTo(store, set)));
        }
        return contested;
    }

    private Set<UUID> visitsTo(Object storeId, ChangeSet set) {
        var ids = new HashSet<UUID>();
        storeOf.forEach((id, store) -> {
            if (store.equals(storeId)) {
                ids.add(id);
            }
        });
        for (var change : set.changes()) {
            if (change instanceof Change.Add add && add.storeId().equals(storeId)) {
                ids.add(add.visitId());
            }
        }
        return ids;
    }

    private static ChangeSet without(ChangeSet set, Set<UUID> visits) {
        var rest = new ArrayList<Change>();
        for (var change : set.changes()) {
            switch (change) {
                case Change.Pin pin when visits.contains(pin.visitId()) -> {}
                case Change.Cancel cancel when visits.contains(cancel.visitId()) -> {}
                case Change.Add add when visits.contains(add.visitId()) -> {}
                case Change.LayOut layOut -> rest.add(without(layOut, visits));
                default -> rest.add(change);
            }
        }
        var expected = new HashMap<>(set.expectedVisits());
        expected.keySet().removeAll(visits);
        return ChangeSet.of(set.cause(), set.author(), rest)
                .because(set.comment())
                .expecting(expected);
    }

    private static Change without(Change.LayOut layOut, Set<UUID> visits) {
        var routes = new LinkedHashMap<DayKey, List<UUID>>();
        layOut.routes()
                .forEach((day, ids) ->
                        routes.put(day, ids.stream().filter(id -> !visits.contains(id)).toList()));
        var rest = new LinkedHashMap<>(layOut.rest());
        rest.keySet().removeAll(visits);
        return new Change.LayOut(layOut.planId(), routes, rest, layOut.movedStatus());
    }
}

package ru.t2.marshrut.routing;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ru.t2.marshrut.assistant.Attempt;
import ru.t2.marshrut.assistant.Decision;
import ru.t2.marshrut.kernel.Money;
import ru.t2.marshrut.roads.DistanceSource;

/// A chosen and verified route.
///
/// @param understood wishes read out of the notes, each granted or refused
/// @param readBy who read them
/// @param candidates all that were offered
/// @param chosen index into the candidates
/// @param decision the models' part; empty when no model was asked
/// @param qualityScore 0 to 100
record OptimizedRoute(
        UUID id,
        OffsetDateTime createdAt,
        RouteTask task,
        List<UnderstoodWish> understood,
        String readBy,
        List<Candidate> candidates,
        int chosen,
        Optional<Decision.Chosen> decision,
        Money cost,
        DistanceSource distanceSource,
        double qualityScore) {

    Candidate route() {
        return candidates.get(chosen);
    }

    /// Who decided: the model that did, or `solver`.
    String modelUsed() {
        return decision.map(d -> d.model().id()).orElse("solver");
    }

    /// Why the first model of the chain did not decide.
    Optional<String> fallbackReason() {
        return decision.map(Decision::attempts)
                .filter(attempts -> attempts.size() > 1)
                .map(List::getFirst)
                .map(Attempt::outcome);
    }
}

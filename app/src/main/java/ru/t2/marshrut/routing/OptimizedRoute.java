package ru.t2.marshrut.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ru.t2.marshrut.assistant.Attempt;
import ru.t2.marshrut.assistant.Decision;

/// A chosen and verified route.
///
/// @param understood wishes read out of the notes, each granted or refused
/// @param readBy who read them
/// @param candidates all that were offered
/// @param chosen index into the candidates
/// @param original the order as given
/// @param decision the models' part; empty when no model was asked
/// @param explanation what speaks for and against it; empty when that was not asked for
/// @param qualityScore 0 to 100
record OptimizedRoute(
        UUID id,
        OffsetDateTime createdAt,
        RouteTask task,
        List<UnderstoodWish> understood,
        String readBy,
        List<Candidate> candidates,
        int chosen,
        Candidate original,
        ChosenBy chosenBy,
        Optional<Decision.Chosen> decision,
        Optional<Explanation> explanation,
        double qualityScore) {

    /// Who picked the route among the candidates.
    enum ChosenBy {
        @JsonProperty("model")
        MODEL,
        /// The figures alone.
        @JsonProperty("solver")
        SOLVER,
        @JsonProperty("person")
        PERSON
    }

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

package ru.t2.marshrut.routing;

import java.util.List;
import java.util.Optional;

/// What speaks for a route and what against it, in the language of the request.
///
/// @param pros up to three sentences
/// @param cons up to three sentences
/// @param source the model that wrote them, or `template`
/// @param refusal why the template's sentences stand where a model was asked
record Explanation(List<String> pros, List<String> cons, String source, Optional<String> refusal) {

    static final String TEMPLATE = "template";

    Explanation {
        pros = List.copyOf(pros);
        cons = List.copyOf(cons);
    }

    /// The same where a model's words would stand, but for a reason.
    Explanation insteadOf(String reason) {
        return new Explanation(pros, cons, source, Optional.of(reason));
    }
}

package ru.t2.marshrut.routing;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import ru.t2.marshrut.assistant.Wish;

/// One wish about at most one stop and what became of it.
///
/// @param kind what is wished for
/// @param store id of the stop
/// @param after for an order of two: id of the stop that comes later
/// @param text the words it was read from
/// @param refusal key of the message that says why it was refused; empty: it was granted
/// @param argument of that message
record UnderstoodWish(
        Wish.Kind kind,
        Optional<String> store,
        Optional<String> after,
        Optional<LocalTime> from,
        Optional<LocalTime> until,
        String text,
        Optional<String> refusal,
        String argument) {

    /// The message about a wish for the order that the chosen route does not keep.
    static final String NOT_CHOSEN = "wish.not_chosen";

    static UnderstoodWish granted(Wish wish, Optional<String> store, Optional<String> after) {
        return new UnderstoodWish(
                wish.kind(),
                store,
                after,
                wish.from(),
                wish.until(),
                wish.text(),
                Optional.empty(),
                "");
    }

    UnderstoodWish refused(String key, String because) {
        return new UnderstoodWish(kind, store, after, from, until, text, Optional.of(key), because);
    }

    /// A wish about the order counts as granted only if the route keeps it.
    UnderstoodWish asKeptBy(List<Integer> order, OrderRules rules) {
        return isGranted() && concernsOrder() && !rules.keptBy(order)
                ? refused(NOT_CHOSEN, "")
                : this;
    }

    boolean isGranted() {
        return refusal.isEmpty();
    }

    boolean concernsOrder() {
        return switch (kind) {
            case FIRST, LAST, ORDER -> true;
            default -> false;
        };
    }
}

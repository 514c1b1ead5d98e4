package ru.t2.marshrut.routing;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.assistant.Wish.Kind;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.routing.RouteAnswer.WishAnswer;

/// Puts what became of wishes into the words of the API.
@Component
class WishAnswers {

    private static final String AMBIGUOUS = "wish.ambiguous";

    private final Texts texts;

    WishAnswers(Texts texts) {
        this.texts = texts;
    }

    /// A wish about the order counts as granted only if the chosen route keeps it.
    List<WishAnswer> of(OptimizedRoute route) {
        return route.understood().stream()
                .map(wish -> wish.asKeptBy(route.route().order(), route.task().rules()))
                .map(wish -> answer(wish, route.readBy()))
                .toList();
    }

    /// Before any route is chosen.
    List<WishAnswer> of(UnderstoodTask task) {
        return task.granted().understood().stream()
                .map(wish -> answer(wish, task.reading().readBy()))
                .toList();
    }

    private WishAnswer answer(UnderstoodWish wish, String readBy) {
        boolean asks = wish.refusal().filter(AMBIGUOUS::equals).isPresent();
        return new WishAnswer(
                word(wish),
                value(wish.kind()),
                wish.store().orElse(null),
                wish.after().orElse(null),
                wish.from().orElse(null),
                wish.until().orElse(null),
                wish.text(),
                wish.isGranted(),
                wish.refusal().map(key -> texts.get(key, wish.argument())).orElse(null),
                asks ? texts.get("wish.question", wish.argument()) : null,
                readBy);
    }

    private static String word(UnderstoodWish wish) {
        return switch (wish.kind()) {
            case TIME ->
                    wish.from().isEmpty() ? "before" : wish.until().isEmpty() ? "after" : "between";
            case PREFER_DISTANCE, PREFER_TIME, PREFER_PRIORITY, PREFER_COST -> "prefer";
            case NONE -> "unknown";
            case FIRST, LAST, ORDER, SKIP, MUST, RETURN_BY, AVOID_DISTRICT ->
                    wish.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    private static @Nullable String value(Kind kind) {
        return switch (kind) {
            case PREFER_DISTANCE -> "distance";
            case PREFER_TIME -> "time";
            case PREFER_PRIORITY -> "priority";
            case PREFER_COST -> "cost";
            default -> null;
        };
    }
}

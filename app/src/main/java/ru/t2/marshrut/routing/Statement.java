package ru.t2.marshrut.routing;

import java.util.List;

/// One computed advantage or drawback of a route.
///
/// @param key of its sentence among the messages
/// @param figures the numbers of the sentence, in its order: each one computed
record Statement(String key, List<Object> figures) {

    Statement {
        figures = List.copyOf(figures);
    }

    static Statement of(String key, Object... figures) {
        return new Statement("route." + key, List.of(figures));
    }
}

package ru.t2.marshrut.stores;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.platform.FieldProblem;

/// Which part of a list a client asks for.
///
/// @param limit 1 to 500
/// @param offset 0 or more
record Paging(int limit, int offset) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    /// Adds a problem for each parameter out of range.
    static Paging of(
            @Nullable Integer limit, @Nullable Integer offset, List<FieldProblem> problems) {
        int wantedLimit = limit == null ? DEFAULT_LIMIT : limit;
        int wantedOffset = offset == null ? 0 : offset;
        if (wantedLimit < 1 || wantedLimit > MAX_LIMIT) {
            problems.add(FieldProblem.of("limit", "stores.limit", wantedLimit, MAX_LIMIT));
        }
        if (wantedOffset < 0) {
            problems.add(FieldProblem.of("offset", "stores.offset", wantedOffset));
        }
        return new Paging(wantedLimit, wantedOffset);
    }
}

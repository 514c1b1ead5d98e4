package ru.t2.marshrut.team;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;

/// A part of a list in the API. The lists here are short, so they are cut in memory.
///
/// @param total length of the whole list
record Page<T>(long total, List<T> items) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    /// @param limit 1 to 500, 50 if not given
    /// @param offset 0 or more, 0 if not given
    /// @throws ApiException naming each parameter out of range
    static <S, T> Page<T> of(
            List<S> all, @Nullable Integer limit, @Nullable Integer offset, Function<S, T> view) {
        int wantedLimit = limit == null ? DEFAULT_LIMIT : limit;
        int wantedOffset = offset == null ? 0 : offset;
        var problems = new ArrayList<FieldProblem>();
        if (wantedLimit < 1 || wantedLimit > MAX_LIMIT) {
            problems.add(FieldProblem.of("limit", "team.limit", wantedLimit, MAX_LIMIT));
        }
        if (wantedOffset < 0) {
            problems.add(FieldProblem.of("offset", "team.offset", wantedOffset));
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        return new Page<>(
                all.size(), all.stream().skip(wantedOffset).limit(wantedLimit).map(view).toList());
    }
}

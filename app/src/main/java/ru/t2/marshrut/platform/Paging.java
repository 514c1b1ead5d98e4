package ru.t2.marshrut.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which part of a list a client asks for.
///
/// @param limit 1 to 500, 50 if not given
/// @param offset 0 or more, 0 if not given
public record Paging(int limit, int offset) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    /// Reads the two parameters.
    ///
    /// @throws ApiException naming each parameter out of range
    public static Paging of(@Nullable Integer limit, @Nullable Integer offset) {
        var problems = new ArrayList<FieldProblem>();
        var paging = of(limit, offset, problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        return paging;
    }

    /// Reads the two parameters, adding a problem for each one out of range.
    public static Paging of(
            @Nullable Integer limit, @Nullable Integer offset, List<FieldProblem> problems) {
        int wantedLimit = Objects.requireNonNullElse(limit, DEFAULT_LIMIT);
        int wantedOffset = Objects.requireNonNullElse(offset, 0);
        if (wantedLimit < 1 || wantedLimit > MAX_LIMIT) {
            problems.add(FieldProblem.of("limit", "paging.limit", wantedLimit, MAX_LIMIT));
        }
        if (wantedOffset < 0) {
            problems.add(FieldProblem.of("offset", "paging.offset", wantedOffset));
        }
        return new Paging(wantedLimit, wantedOffset);
    }

    /// The part of a short list that is in memory anyway.
    public <S, T> ListAnswer<T> cut(List<S> all, Function<S, T> view) {
        return new ListAnswer<>(
                all.size(), all.stream().skip(offset).limit(limit).map(view).toList());
    }
}

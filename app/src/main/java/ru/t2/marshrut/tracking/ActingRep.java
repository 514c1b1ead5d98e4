package ru.t2.marshrut.tracking;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.team.Rep;
import ru.t2.marshrut.team.Team;

/// Which rep a request under `/me` is from. As nobody logs in yet, the request says so itself; with
/// logins this is the one place that changes. Thread-safe.
@Component
class ActingRep {

    static final String HEADER = "X-Rep-Id";
    static final String PARAMETER = "rep_id";

    private final Team team;

    ActingRep(Team team) {
        this.team = team;
    }

    /// The rep that header or parameter names.
    ///
    /// @throws ApiException naming `rep_id` if there is none or it is unknown
    Rep of(@Nullable String header, @Nullable String parameter) {
        String id = header == null || header.isBlank() ? parameter : header;
        if (id == null || id.isBlank()) {
            throw ApiException.invalidInput(
                    List.of(FieldProblem.of(PARAMETER, "tracking.rep_needed")));
        }
        return team.findRep(id.strip())
                .orElseThrow(() ->
                        ApiException.invalidInput(
                                List.of(FieldProblem.of(PARAMETER, "tracking.unknown_rep", id))));
    }
}

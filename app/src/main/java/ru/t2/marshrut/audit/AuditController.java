package ru.t2.marshrut.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Months;
import ru.t2.marshrut.platform.Paging;

/// The audit trail over HTTP, to read.
@RestController
@Tag(name = "audit")
class AuditController {

    static final int MAX_QUESTION = 200;

    private final AuditRepository repository;
    private final Clock clock;

    AuditController(AuditRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    @GetMapping("/api/v1/audit-log")
    @Operation(summary = "Changes of a month, the newest first")
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    ListAnswer<AuditEntry> listChanges(
            @Parameter(description = "As in 2026-04; default: the current month")
                    @RequestParam(required = false)
                    @Nullable String month,
            @Parameter(description = "Kind of record: store, rep, visit …")
                    @RequestParam(required = false)
                    @Nullable String entity,
            @Parameter(description = "One record's id") @RequestParam(required = false)
                    @Nullable String entity_id,
            @Parameter(
                            description =
                                    "Text in actor, action, record, note, before or after; whatever its case")
                    @RequestParam(required = false)
                    @Nullable String q,
            @Parameter(description = "1 to 500, default 50") @RequestParam(required = false)
                    @Nullable Integer limit,
            @Parameter(description = "0 or more, default 0") @RequestParam(required = false)
                    @Nullable Integer offset) {
        var problems = new ArrayList<FieldProblem>();
        if (q != null && q.length() > MAX_QUESTION) {
            problems.add(FieldProblem.of("q", "field.too_long", MAX_QUESTION));
        }
        var paging = Paging.of(limit, offset, problems);
        var wanted = Months.parse("month", month, YearMonth.now(clock), problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        var filter = AuditRepository.Filter.of(wanted, clock.getZone(), entity, entity_id, q);
        return new ListAnswer<>(
                repository.count(filter), repository.list(filter, paging.limit(), paging.offset()));
    }
}

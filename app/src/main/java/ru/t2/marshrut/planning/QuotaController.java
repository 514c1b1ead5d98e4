package ru.t2.marshrut.planning;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Months;
import ru.t2.marshrut.platform.Paging;
import ru.t2.marshrut.stores.StoreFilter;
import ru.t2.marshrut.stores.Stores;

/// The quota ledger over HTTP: what each store is owed, has had, and still gets.
@RestController
@RequestMapping("/api/v1/schedule/quota")
@Tag(name = "planning")
class QuotaController {

    private final Stores stores;
    private final QuotaLedger ledger;
    private final PlanRepository plans;
    private final CatchUp catchUp;
    private final Clock clock;

    QuotaController(
            Stores stores, QuotaLedger ledger, PlanRepository plans, CatchUp catchUp, Clock clock) {
        this.stores = stores;
        this.ledger = ledger;
        this.plans = plans;
        this.catchUp = catchUp;
        this.clock = clock;
    }

    /// A span of the ledger.
    @Schema(name = "QuotaCount")
    record Count(int norm, int done, int planned, int missing) {}

    /// A store in the ledger.
    ///
    /// @param latestDay the last working day on which the first missing call can be made so that
    ///   the others still fit after it; null when nothing is missing, or it is too late
    @Schema(name = "QuotaLine")
    record Line(
            String storeId,
            String name,
            Category category,
            Norm.Period period,
            Count month,
            Count quarter,
            @Nullable LocalDate latestDay) {}

    /// Where one more call costs least.
    @Schema(name = "CatchUpDay")
    record CatchUpDay(String repId, LocalDate date, int position, BigDecimal moreKm) {}

    /// A store in the ledger, with its cheapest day to catch up.
    @Schema(name = "QuotaDetail")
    record Detail(Line line, @Nullable CatchUpDay cheapestCatchUp) {}

    @GetMapping
    @Operation(summary = "Norm, done, planned, missing of each store, this month and this quarter")
    ListAnswer<Line> listQuota(
            @Parameter(description = "As in 2026-04; default: the current month")
                    @RequestParam(required = false)
                    @Nullable String month,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset) {
        var problems = new ArrayList<FieldProblem>();
        var wanted = Months.parse("month", month, YearMonth.now(clock), problems);
        var paging = Paging.of(limit, offset, problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        var page = stores.list(StoreFilter.ALL, paging.limit(), paging.offset());
        return new ListAnswer<>(page.total(), ledger.lines(page.items(), wanted));
    }

    @GetMapping("/{store_id}")
    @Operation(summary = "One store, with the cheapest day to catch up on what is missing")
    Detail getQuota(
            @PathVariable("store_id") String storeId,
            @RequestParam(required = false) @Nullable String month) {
        var problems = new ArrayList<FieldProblem>();
        var wanted = Months.parse("month", month, YearMonth.now(clock), problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        var store =
                stores.find(storeId)
                        .orElseThrow(
                                () -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", storeId));
        var line = ledger.lines(List.of(store), wanted).getFirst();
        int missing =
                line.period() == Norm.Period.MONTH
                        ? line.month().missing()
                        : line.quarter().missing();
        var plan = plans.findPublished(wanted);
        if (missing == 0 || plan.isEmpty()) {
            return new Detail(line, null);
        }
        var now = clock.instant();
        var call =
                PlannedVisit.wanted(
                        UUID.randomUUID(),
                        plan.get().id(),
                        wanted,
                        storeId,
                        false,
                        Optional.empty(),
                        now);
        var place =
                catchUp.cheapest(plan.get(), call)
                        .map(found ->
                                new CatchUpDay(
                                        found.day().repId(),
                                        found.day().date(),
                                        found.position(),
                                        ScheduleAnswers.kilometres(found.moreMetres())))
                        .orElse(null);
        return new Detail(line, place);
    }
}

package ru.t2.marshrut.team;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Paging;

/// The production calendar over HTTP.
@RestController
@Tag(name = "team")
class HolidayController {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private final WorkCalendar calendar;
    private final Clock clock;

    HolidayController(WorkCalendar calendar, Clock clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    /// A holiday in the API.
    @Schema(name = "Holiday")
    record HolidayView(
            LocalDate day,
            @Schema(allowableValues = {"day_off", "working", "short"}) String kind,
            String name,
            String source) {

        static HolidayView of(Holiday holiday) {
            return new HolidayView(
                    holiday.day(), holiday.kind().word(), holiday.name(), holiday.source());
        }
    }

    @GetMapping("/api/v1/holidays")
    @Operation(summary = "Days of a year on which the production calendar departs from the week")
    ListAnswer<HolidayView> listHolidays(
            @Parameter(description = "2000 to 2100, default: the current year")
                    @RequestParam(required = false)
                    @Nullable Integer year,
            @Parameter(description = "1 to 500, default 50") @RequestParam(required = false)
                    @Nullable Integer limit,
            @Parameter(description = "0 or more, default 0") @RequestParam(required = false)
                    @Nullable Integer offset) {
        return Paging.of(limit, offset).cut(calendar.listHolidays(year(year)), HolidayView::of);
    }

    private Year year(@Nullable Integer given) {
        if (given == null) {
            return Year.now(clock);
        }
        if (given < FIRST_YEAR || given > LAST_YEAR) {
            throw ApiException.invalidInput(
                    List.of(FieldProblem.of("year", "team.year", given, FIRST_YEAR, LAST_YEAR)));
        }
        return Year.of(given);
    }
}

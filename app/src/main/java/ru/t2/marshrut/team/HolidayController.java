package ru.t2.marshrut.team;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Paging;
import ru.t2.marshrut.platform.PlainText;

/// The production calendar over HTTP.
@RestController
@Tag(name = "team")
class HolidayController {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private final WorkCalendar calendar;
    private final HolidayEditing editing;
    private final CalendarImport calendarImport;
    private final Clock clock;

    HolidayController(
            WorkCalendar calendar,
            HolidayEditing editing,
            CalendarImport calendarImport,
            Clock clock) {
        this.calendar = calendar;
        this.editing = editing;
        this.calendarImport = calendarImport;
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

    /// What a day is to become.
    @Schema(name = "HolidayInput")
    record HolidayInput(
            @NotNull
                    @Schema(allowableValues = {"day_off", "working", "short"})
                    @Pattern(regexp = "day_off|working|short", message = "{team.holiday_kind}")
                    String kind,
            @NotBlank @Size(max = 200) @PlainText String name,
            @Schema(defaultValue = "API") @Size(max = 200) @PlainText @Nullable String source) {

        Holiday toHoliday(LocalDate day) {
            return new Holiday(
                    day,
                    Holiday.Kind.ofWord(kind),
                    name.strip(),
                    source == null || source.isBlank() ? "API" : source.strip());
        }
    }

    /// What became of a day.
    ///
    /// @param affectedVisits planned visits that lose the day or some of its hours; they stay where
    ///   they are until somebody plans anew
    @Schema(name = "HolidayChange")
    record ChangeView(
            LocalDate day, String before, String after, int affectedVisits, boolean applied) {

        static ChangeView of(HolidayEditing.Change change, boolean dryRun) {
            return new ChangeView(
                    change.before().date(),
                    change.before().kind().word(),
                    change.after().kind().word(),
                    change.affectedVisits(),
                    !dryRun);
        }
    }

    @PostMapping(path = "/api/v1/holidays/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary =
                    "Years of the production calendar from a CSV or JSON file: a preview, or, with commit, all at once")
    CalendarImport.Report importYears(
            @RequestPart MultipartFile file,
            @Parameter(description = "Whether to apply it; nothing is applied if there are errors")
                    @RequestParam(defaultValue = "false")
                    boolean commit)
            throws IOException {
        return calendarImport.load(file.getBytes(), commit);
    }

    @PutMapping("/api/v1/holidays/{day}")
    @Operation(summary = "Makes a day a day off, a working or a short one")
    ChangeView putHoliday(
            @PathVariable LocalDate day,
            @Parameter(description = "Only tells how many visits are affected")
                    @RequestParam(name = "dry_run", defaultValue = "false")
                    boolean dryRun,
            @Valid @RequestBody HolidayInput input) {
        requireKnownYear(day);
        return ChangeView.of(editing.put(input.toHoliday(day), dryRun), dryRun);
    }

    @DeleteMapping("/api/v1/holidays/{day}")
    @Operation(summary = "Leaves a day to the plain week again")
    ChangeView deleteHoliday(
            @PathVariable LocalDate day,
            @Parameter(description = "Only tells how many visits are affected")
                    @RequestParam(name = "dry_run", defaultValue = "false")
                    boolean dryRun) {
        return ChangeView.of(editing.delete(day, dryRun), dryRun);
    }

    private static void requireKnownYear(LocalDate day) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw ApiException.invalidInput(
                    List.of(
                            FieldProblem.of(
                                    "day", "team.year", day.getYear(), FIRST_YEAR, LAST_YEAR)));
        }
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

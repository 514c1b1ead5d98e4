package ru.t2.marshrut.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.reports.ScheduleExport.Format;

/// Reports as files over HTTP.
@RestController
@Tag(name = "reports")
class ExportController {

    private final ScheduleExport export;
    private final Clock clock;

    ExportController(ScheduleExport export, Clock clock) {
        this.export = export;
        this.clock = clock;
    }

    @GetMapping("/api/v1/export/schedule")
    @Operation(
            summary = "A month, a quarter or any span as a file",
            description =
                    "XLSX with six sheets: Расписание, Журнал визитов, Статистика по ТТ, Активность ТП,"
                            + " Журнал изменений, Маршруты. CSV of one sheet, JSON of one or all.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType =
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(mediaType = "application/json", schema = @Schema(type = "object"))
            })
    void export(
            @Parameter(description = "As in 2026-04; default: the current month")
                    @RequestParam(required = false)
                    @Nullable String month,
            @Parameter(description = "As in 2026-Q2") @RequestParam(required = false)
                    @Nullable String quarter,
            @RequestParam(required = false) @Nullable LocalDate from,
            @Parameter(description = "Included; default: today") @RequestParam(required = false)
                    @Nullable LocalDate to,
            @Parameter(description = "xlsx (default), csv, json") @RequestParam(required = false)
                    @Nullable String format,
            @Parameter(
                            description =
                                    "schedule, visits, stores, reps, changes, routes; default: all, of CSV schedule")
                    @RequestParam(required = false)
                    @Nullable String sheet,
            HttpServletResponse response)
            throws IOException {
        var problems = new ArrayList<FieldProblem>();
        var period = Period.parse(month, quarter, from, to, LocalDate.now(clock), problems);
        var wanted = format(format, problems);
        var sheets = sheets(sheet, wanted, problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        response.setContentType(wanted.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(
                                "marshrut-%s%s.%s"
                                        .formatted(
                                                period.name(),
                                                sheets.size() == 1
                                                        ? "-" + sheets.getFirst().word()
                                                        : "",
                                                wanted.word()))
                        .build()
                        .toString());
        export.write(period, wanted, sheets, response.getOutputStream());
    }

    private static Format format(@Nullable String text, List<FieldProblem> problems) {
        if (text == null || text.isBlank()) {
            return Format.XLSX;
        }
        return Arrays.stream(Format.values())
                .filter(known -> known.word().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseGet(() -> {
                    problems.add(FieldProblem.of("format", "reports.format", text));
                    return Format.XLSX;
                });
    }

    private static List<ReportSheet> sheets(
            @Nullable String text, Format format, List<FieldProblem> problems) {
        var all = List.of(ReportSheet.values());
        if (text == null || text.isBlank()) {
            return format == Format.CSV ? List.of(ReportSheet.SCHEDULE) : all;
        }
        Optional<ReportSheet> one = ReportSheet.ofWord(text.strip().toLowerCase(Locale.ROOT));
        if (one.isEmpty()) {
            problems.add(
                    FieldProblem.of(
                            "sheet",
                            "reports.sheet",
                            text,
                            all.stream().map(ReportSheet::word).collect(Collectors.joining(", "))));
        }
        return one.map(List::of).orElse(all);
    }
}

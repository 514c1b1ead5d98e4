package ru.t2.marshrut.tracking;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import ru.t2.marshrut.ui.LiveStream;
import ru.t2.marshrut.ui.Pages;

/// The front page: how the day goes, for all reps at once.
@Hidden
@Controller
class TodayPageController {

    private final Pages pages;
    private final TodayAssembler assembler;
    private final LiveStream dayStream;
    private final Clock clock;

    TodayPageController(Pages pages, TodayAssembler assembler, LiveStream dayStream, Clock clock) {
        this.pages = pages;
        this.assembler = assembler;
        this.dayStream = dayStream;
        this.clock = clock;
    }

    @GetMapping("/")
    View day(@RequestParam(required = false) @Nullable LocalDate date) {
        return pages.page("tracking/today", Map.of("day", page(date)));
    }

    /// What changes during a day.
    @GetMapping("/today/board")
    View board(@RequestParam(required = false) @Nullable LocalDate date) {
        return pages.page("tracking/board", Map.of("day", page(date)));
    }

    @GetMapping("/today/events")
    @ResponseBody
    SseEmitter events() {
        return dayStream.open();
    }

    private TodayPage page(@Nullable LocalDate date) {
        return assembler.page(date == null ? LocalDate.now(clock) : date);
    }
}

package ru.t2.marshrut.audit;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.Months;
import ru.t2.marshrut.ui.NavigationEntry;
import ru.t2.marshrut.ui.Pages;

/// The journal: the trail to look through.
@Hidden
@Controller
class JournalPageController {

    private static final int AT_ONCE = 50;

    private final Pages pages;
    private final AuditRepository repository;
    private final JournalAssembler assembler;
    private final Clock clock;

    JournalPageController(
            Pages pages, AuditRepository repository, JournalAssembler assembler, Clock clock) {
        this.pages = pages;
        this.repository = repository;
        this.assembler = assembler;
        this.clock = clock;
    }

    @GetMapping("/journal")
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    View journal(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(defaultValue = "") String entity,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int offset) {
        var problems = new ArrayList<FieldProblem>();
        if (q.length() > AuditController.MAX_QUESTION) {
            problems.add(FieldProblem.of("q", "field.too_long", AuditController.MAX_QUESTION));
        }
        var wanted = Months.parse("month", month, YearMonth.now(clock), problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        var filter = AuditRepository.Filter.of(wanted, clock.getZone(), entity, null, q);
        long total = repository.count(filter);
        int first = (int) Math.clamp(offset, 0, Math.max(0, total - 1));
        var lines = repository.list(filter, AT_ONCE, first).stream().map(assembler::line).toList();
        return pages.page(
                "audit/journal",
                Map.of(
                        "page",
                        new JournalPage(
                                wanted,
                                entity,
                                q,
                                assembler.kinds(),
                                lines,
                                assembler.span(first, lines.size(), total),
                                first > 0 ? Math.max(0, first - AT_ONCE) : -1,
                                first + lines.size() < total ? first + lines.size() : -1)));
    }

    /// The page's place in the navigation.
    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        NavigationEntry journalEntry() {
            return new NavigationEntry(65, "/journal", "audit.journal", "journal", false);
        }
    }
}

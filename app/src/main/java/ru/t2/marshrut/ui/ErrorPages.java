package ru.t2.marshrut.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.platform.ProblemPage;

/// Shows a problem to whoever opened a page, with the way back.
@Component
class ErrorPages implements ProblemPage {

    private final ObjectProvider<Pages> pages;

    ErrorPages(ObjectProvider<Pages> pages) {
        this.pages = pages;
    }

    @Override
    public String render(HttpServletRequest request, Problem problem) {
        return pages.getObject().text("ui/error", Map.of("problem", problem), request);
    }
}

package ru.t2.marshrut.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;

/// Answers with a problem from a filter, where no controller is near, in the language of the
/// request.
@Component
class FilterProblems {

    private final HandlerExceptionResolver handlerExceptionResolver;
    private final LocaleResolver localeResolver;

    FilterProblems(
            HandlerExceptionResolver handlerExceptionResolver, LocaleResolver localeResolver) {
        this.handlerExceptionResolver = handlerExceptionResolver;
        this.localeResolver = localeResolver;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Exception problem) {
        LocaleContextHolder.setLocale(localeResolver.resolveLocale(request));
        try {
            handlerExceptionResolver.resolveException(request, response, null, problem);
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }
}

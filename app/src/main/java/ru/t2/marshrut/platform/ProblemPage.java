package ru.t2.marshrut.platform;

import jakarta.servlet.http.HttpServletRequest;

/// Shows problems to people: what a client of the API gets as JSON, a browser gets as a page.
public interface ProblemPage {

    /// The page as HTML.
    String render(HttpServletRequest request, Problem problem);

    /// What has gone wrong, in the language of the request.
    ///
    /// @param traceId of the request, for the log
    record Problem(int status, String code, String title, String detail, String traceId) {}
}

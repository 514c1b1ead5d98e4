package ru.t2.marshrut.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.util.HtmlUtils;

/// The model benchmark as one page of HTML that needs nothing else. Not thread-safe.
final class BenchReport {

    private static final String STYLE =
            """
            body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem; color: #222 }
            table { border-collapse: collapse; margin: 1rem 0 }
            th, td { border: 1px solid #ccc; padding: .3rem .6rem; text-align: left }
            th { background: #f3f3f3 }
            td:nth-child(n+3) { text-align: right; font-variant-numeric: tabular-nums }
            """;

    private final List<List<String>> rows = new ArrayList<>();
    private final List<List<String>> orders = new ArrayList<>();

    void row(List<String> cells) {
        rows.add(cells);
    }

    void order(List<String> cells) {
        orders.add(cells);
    }

    /// @param header titles of the first table's columns between bars
    String html(String header, List<String> notes) {
        var page = new StringBuilder();
        page.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">")
                .append("<title>Model benchmark</title><style>")
                .append(STYLE)
                .append("</style><h1>Model benchmark</h1>");
        var titles =
                Arrays.stream(header.split("\\|", -1))
                        .map(String::strip)
                        .filter(title -> !title.isEmpty())
                        .toList();
        table(page, titles, rows);
        page.append(
                        "<p>First place: in how many of a hundred single rotations the option that was ")
                .append(
                        "shown first won, beside what is fair. First rotation alone: what would have ")
                .append("been right without averaging over rotations.</p>")
                .append("<h2>Stops ordered by a model, as multiples of the solver’s way</h2>");
        table(page, List.of("model", "stops", "model’s way", "as given", "at random"), orders);
        page.append("<h2>Not measured, or wrong</h2><ul>");
        notes.forEach(
                note -> page.append("<li>").append(HtmlUtils.htmlEscape(note)).append("</li>"));
        return page.append("</ul></html>\n").toString();
    }

    private static void table(StringBuilder page, List<String> titles, List<List<String>> rows) {
        page.append("<table><tr>");
        titles.forEach(
                title -> page.append("<th>").append(HtmlUtils.htmlEscape(title)).append("</th>"));
        page.append("</tr>");
        for (var row : rows) {
            page.append("<tr>");
            row.forEach(
                    cell -> page.append("<td>").append(HtmlUtils.htmlEscape(cell)).append("</td>"));
            page.append("</tr>\n");
        }
        page.append("</table>");
    }
}

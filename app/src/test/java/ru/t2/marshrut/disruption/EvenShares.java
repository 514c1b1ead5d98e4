package ru.t2.marshrut.disruption;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ru.t2.marshrut.testing.HttpCalls;
import tools.jackson.databind.JsonNode;

/// What a proposal promises of the shares of those who receive visits.
final class EvenShares {

    private static final int DEFAULT_SPREAD_DAYS = 7;

    private EvenShares() {}

    /// Shares differ by one at most, or no affected visit of whoever received more than that could
    /// go to whoever received least: tried on each day of the window, with the proposal applied.
    static void assertAsEvenAsPossible(HttpCalls http, JsonNode preview, Map<String, ?> request) {
        if (preview.get("spread").asInt() <= 1) {
            return;
        }
        var received = new TreeMap<String, Integer>();
        preview.get("received")
                .propertyNames()
                .forEach(rep -> received.put(rep, preview.get("received").get(rep).asInt()));
        int least = Collections.min(received.values());
        var first = LocalDate.parse(String.valueOf(request.get("from")));
        Object to = request.get("to");
        Object spreadDays = request.get("spread_days");
        var last =
                (to == null ? first : LocalDate.parse(String.valueOf(to)))
                        .plusDays(spreadDays instanceof Integer days ? days : DEFAULT_SPREAD_DAYS);
        for (JsonNode move : preview.get("moves")) {
            int share = received.getOrDefault(move.get("to_rep_id").asString(), 0);
            if (!move.get("affected").asBoolean() || share < least + 2) {
                continue;
            }
            received.forEach((rep, count) -> {
                if (count == least) {
                    first.datesUntil(last.plusDays(1))
                            .forEach(date ->
                                    assertThat(fits(http, move, rep, date))
                                            .as("%s could take %s on %s", rep, move, date)
                                            .isFalse());
                }
            });
        }
    }

    private static boolean fits(HttpCalls http, JsonNode move, String rep, LocalDate date) {
        var dry =
                http.post(
                        "/api/v1/schedule/moves",
                        Map.of(
                                "dry_run",
                                true,
                                "moves",
                                List.of(
                                        Map.of(
                                                "type",
                                                "move",
                                                "visit_id",
                                                move.get("visit_id").asString(),
                                                "rep_id",
                                                rep,
                                                "date",
                                                date.toString()))));
        return dry.status() == 200
                && dry.json().at("/after/violations").asInt() == 0
                && dry.json().get("too_close").isEmpty();
    }
}

package ru.t2.marshrut.planning;

import java.util.Map;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// What tests of plans ask a running application.
final class PlanningCalls {

    private static final long LIMIT_MILLIS = 120_000;

    private final HttpCalls http;

    PlanningCalls(TestApplication application) {
        http = application.http();
    }

    PlanningCalls(HttpCalls http) {
        this.http = http;
    }

    /// Generates and waits for the end.
    JsonNode generate(Map<String, ?> request) {
        var accepted = http.post("/api/v1/schedule/generate", request);
        if (accepted.status() != 202) {
            throw new AssertionError(accepted.status() + " " + accepted.text());
        }
        return finished(accepted.header("Location"));
    }

    /// The job once it is over.
    JsonNode finished(String location) {
        long until = System.currentTimeMillis() + LIMIT_MILLIS;
        while (System.currentTimeMillis() < until) {
            var job = http.get(location).json();
            if (!job.get("finished_at").isNull()) {
                return job;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("The job at " + location + " does not end.");
    }
}

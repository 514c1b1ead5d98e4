import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Shows the optimize endpoints on the demo data of a running application: one line for each request, and one
/// route in full.
final class Demo {

    private static final List<Integer> SIZES = List.of(2, 4, 10, 50);
    private static final int SHOWN_IN_FULL = 4;

    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient client = HttpClient.newHttpClient();
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final URI address;
    private final Set<String> told = new HashSet<>();

    private Demo(URI address) {
        this.address = address;
    }

    public static void main(String[] arguments) throws Exception {
        var address = URI.create(arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8000");
        try {
            new Demo(address).run();
        } catch (ConnectException e) {
            System.err.println("Nothing answers at " + address + ". Start the application first: ./run");
            System.exit(1);
        }
    }

    private void run() throws Exception {
        var health = json.readTree(get("/health").body());
        out.printf("%s is %s, models: %s%n%n", address, text(health, "status"), health.get("services"));
        var stores = json.readTree(get("/api/v1/locations?limit=50").body()).get("items");
        out.printf(
                "%-30s %5s %6s %8s %6s %9s %8s %7s  %s%n",
                "endpoint", "stops", "status", "seconds", "model", "km", "hours", "quality", "candidates (chosen *)");
        for (int size : SIZES) {
            var some = StreamSupport.stream(stores.spliterator(), false).limit(size).toList();
            var locations = Map.of("locations", some.stream().map(Demo::location).toList(), "constraints", Map.of());
            var ids = some.stream().map(store -> text(store, "id")).toList();
            line("/api/v1/qwen/optimize", size, locations);
            line("/api/v1/llama/optimize", size, locations);
            line("/api/v1/optimize", size, Map.of("location_ids", ids, "model", "auto"));
            line("/api/v1/optimize", size, Map.of("location_ids", ids, "model", "solver"));
        }
    }

    private void line(String path, int size, Map<String, Object> request) throws Exception {
        long started = System.nanoTime();
        var response = post(path, request);
        double seconds = (System.nanoTime() - started) / 1e9;
        var answer = json.readTree(response.body());
        String endpoint = path + (request.containsKey("model") ? " " + request.get("model") : "");
        if (response.statusCode() != 200) {
            String detail = text(answer, "detail");
            out.printf(
                    "%-30s %5d %6d %8.2f  %s%n",
                    endpoint,
                    size,
                    response.statusCode(),
                    seconds,
                    told.add(detail) ? text(answer, "code") + ": " + detail : text(answer, "code"));
            return;
        }
        var candidates = new StringBuilder();
        for (var candidate : answer.get("candidates")) {
            candidates.append(text(candidate, "name"))
                    .append(candidate.get("chosen").asBoolean() ? "* " : " ");
        }
        String fallback = answer.get("fallback_reason").isNull() ? "" : "(qwen: " + text(answer, "fallback_reason") + ")";
        out.printf(
                "%-30s %5d %6d %8.2f %6s %9s %8s %7s  %s%s%n",
                endpoint,
                size,
                response.statusCode(),
                seconds,
                text(answer, "model_used"),
                text(answer, "total_distance_km"),
                text(answer, "total_time_hours"),
                text(answer, "quality_score"),
                candidates,
                fallback);
        if (size == SHOWN_IN_FULL && "solver".equals(request.get("model"))) {
            full(answer);
        }
    }

    private void full(JsonNode answer) {
        out.printf("%n  %s%n", text(answer, "name"));
        for (var stop : answer.get("locations")) {
            out.printf(
                    "  %s–%s  %s  %s (%s), окно %s–%s%n",
                    text(stop, "arrival"),
                    text(stop, "departure"),
                    text(stop, "priority"),
                    text(stop, "name"),
                    text(stop, "address"),
                    text(stop, "time_window_start"),
                    text(stop, "time_window_end"));
        }
        out.printf("  %s ₽, нарушений: %d%n%n", text(answer, "total_cost_rub"), answer.get("violations").size());
    }

    /// A stored store as a location of a request.
    private static Map<String, Object> location(JsonNode store) {
        var windows = store.get("windows");
        return Map.of(
                "ID", text(store, "id"),
                "name", text(store, "name"),
                "address", text(store, "address"),
                "lat", store.get("lat").asDouble(),
                "lon", store.get("lon").asDouble(),
                "time_window_start", windows.isEmpty() ? "09:00" : text(windows.get(0), "start"),
                "time_window_end", windows.isEmpty() ? "18:00" : text(windows.get(windows.size() - 1), "end"),
                "priority", text(store, "category"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Object body) throws Exception {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}

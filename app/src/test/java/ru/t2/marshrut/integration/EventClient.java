package ru.t2.marshrut.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the stream of events that reads one message after the other.
final class EventClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// What a browser's EventSource would see.
    ///
    /// @param id empty for one without
    record Message(String id, String event, JsonNode data) {
        long number() {
            return Long.parseLong(id);
        }
    }

    private final InputStream body;
    private final BufferedReader lines;
    final List<String> comments = new ArrayList<>();
    final Map<String, List<String>> headers;

    EventClient(TestApplication application, String query, String... requestHeaders) {
        var request =
                HttpRequest.newBuilder(application.address().resolve("/api/v1/events" + query));
        if (requestHeaders.length > 0) {
            request.headers(requestHeaders);
        }
        try {
            // A client of its own, so that closing it closes the connection.
            var response =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .build()
                            .send(request.build(), BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            headers = response.headers().map();
            body = response.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /// The next comment; messages before it are skipped.
    String nextComment() throws IOException {
        while (true) {
            String line = lines.readLine();
            assertThat(line).as("the stream goes on").isNotNull();
            if (line.startsWith(":")) {
                return line.substring(1);
            }
        }
    }

    Message next() throws IOException {
        String id = "";
        String event = "";
        var data = new StringBuilder();
        while (true) {
            String line = lines.readLine();
            assertThat(line).as("the stream goes on").isNotNull();
            if (line.startsWith(":")) {
                comments.add(line.substring(1));
            } else if (line.startsWith("id:")) {
                id = line.substring(3);
            } else if (line.startsWith("event:")) {
                event = line.substring(6);
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5));
            } else if (line.isEmpty() && !data.isEmpty()) {
                return new Message(id, event, JSON.readTree(data.toString()));
            }
        }
    }

    List<Message> next(int count) throws IOException {
        var messages = new ArrayList<Message>();
        while (messages.size() < count) {
            messages.add(next());
        }
        return messages;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}

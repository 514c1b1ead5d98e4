package org.marshrut.llm;

import java.net.URI;
import java.util.Optional;

/// How a model behind an OpenAI-compatible server is reached.
///
/// @param name for status and messages
/// @param endpoint base address up to and including the version, as in `http://llm.example:8080/v1`
/// @param modelId what the server calls the model
/// @param apiKey sent as a bearer token; never logged
/// @param maxConcurrent calls in flight at once
/// @param queueCapacity calls that may wait; a further one is refused
public record RemoteModelSettings(
        String name,
        URI endpoint,
        String modelId,
        Optional<String> apiKey,
        int maxConcurrent,
        int queueCapacity) {

    /// Keeps the key out of logs.
    @Override
    public String toString() {
        return "RemoteModelSettings[name=%s, endpoint=%s, modelId=%s]"
                .formatted(name, endpoint, modelId);
    }
}

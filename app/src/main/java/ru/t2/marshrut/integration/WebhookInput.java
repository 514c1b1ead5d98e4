package ru.t2.marshrut.integration;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.platform.PlainText;

/// A webhook as a client describes it.
///
/// @param kinds of events it gets; none or empty: all
/// @param active default: yes; to switch one on again also forgives its failures
@Schema(name = "WebhookInput")
record WebhookInput(
        @Schema(example = "https://example.org/marshrut") @NotBlank @Size(max = 2_000) @PlainText
                String url,
        @Size(max = 200) @PlainText @Nullable String description,
        @Nullable List<@NotNull EventKind> kinds,
        @Nullable Boolean active) {

    static WebhookInput of(Webhook webhook) {
        return new WebhookInput(
                webhook.url().toString(),
                webhook.description().orElse(null),
                webhook.kinds(),
                webhook.active());
    }

    /// Empty if it is no address.
    Optional<URI> address() {
        try {
            return Optional.of(new URI(url.strip()));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    List<EventKind> distinctKinds() {
        return kinds == null ? List.of() : kinds.stream().distinct().sorted().toList();
    }

    boolean isActive() {
        return active == null || active;
    }

    Optional<String> words() {
        return Optional.ofNullable(description).map(String::strip).filter(text -> !text.isEmpty());
    }
}

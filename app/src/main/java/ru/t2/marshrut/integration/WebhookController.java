package ru.t2.marshrut.integration;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.platform.JsonInput;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Paging;
import tools.jackson.databind.node.ObjectNode;

/// Webhooks over HTTP.
@RestController
@RequestMapping("/api/v1/webhooks")
@Tag(name = "integration")
class WebhookController {

    private static final String LIMIT = "1 to 500, default 50";
    private static final String OFFSET = "0 or more, default 0";

    private final Webhooks webhooks;
    private final WebhookRepository repository;
    private final WebhookDelivery delivery;
    private final JsonInput json;

    WebhookController(
            Webhooks webhooks,
            WebhookRepository repository,
            WebhookDelivery delivery,
            JsonInput json) {
        this.webhooks = webhooks;
        this.repository = repository;
        this.delivery = delivery;
        this.json = json;
    }

    @GetMapping
    @Operation(summary = "Webhooks, the oldest first")
    ListAnswer<WebhookView> listWebhooks(
            @Parameter(description = LIMIT) @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = OFFSET) @RequestParam(required = false)
                    @Nullable Integer offset) {
        return Paging.of(limit, offset).cut(webhooks.list(), WebhookView::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One webhook")
    WebhookView getWebhook(@PathVariable UUID id) {
        return WebhookView.of(webhooks.get(id));
    }

    @PostMapping
    @Operation(
            summary = "A new webhook; its secret is told in this answer only",
            description =
                    "Events are posted as JSON with the headers `webhook-id`, `webhook-timestamp` and"
                            + " `webhook-signature` of Standard Webhooks: at least once, in order, again after 1, 2, 4 …"
                            + " seconds up to an hour when the answer is not 2xx.")
    ResponseEntity<WebhookView> createWebhook(@Valid @RequestBody WebhookInput input) {
        var webhook = webhooks.create(input);
        return ResponseEntity.created(URI.create("/api/v1/webhooks/" + webhook.id()))
                .body(WebhookView.withSecret(webhook));
    }

    @PatchMapping("/{id}")
    @Operation(
            summary =
                    "Changes a webhook: a merge patch with the version it was made for; failures are forgiven")
    WebhookView updateWebhook(
            @PathVariable UUID id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            ref =
                                                                    "#/components/schemas/WebhookInput")))
                    @RequestBody
                    ObjectNode patch) {
        return WebhookView.of(webhooks.update(id, json.patch(patch)));
    }

    @PostMapping("/{id}/secret")
    @Operation(summary = "Another secret, told in this answer only; the old one ends at once")
    WebhookView renewSecret(@PathVariable UUID id) {
        return WebhookView.withSecret(webhooks.renewSecret(id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deletes a webhook and its log")
    void deleteWebhook(
            @PathVariable UUID id,
            @Parameter(description = "If given, only this version is deleted")
                    @RequestParam(required = false)
                    @Nullable Integer version) {
        webhooks.delete(id, version == null ? OptionalInt.empty() : OptionalInt.of(version));
    }

    @PostMapping("/{id}/test")
    @Operation(
            summary =
                    "Calls it now, once, with a `webhook.test`, active or not; tells what came of it")
    DeliveryRecord testWebhook(@PathVariable UUID id) {
        return delivery.test(webhooks.get(id));
    }

    @GetMapping("/{id}/deliveries")
    @Operation(summary = "Calls that were tried, the newest first")
    ListAnswer<DeliveryRecord> listDeliveries(
            @PathVariable UUID id,
            @Parameter(description = LIMIT) @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = OFFSET) @RequestParam(required = false)
                    @Nullable Integer offset) {
        var paging = Paging.of(limit, offset);
        webhooks.get(id);
        return new ListAnswer<>(
                repository.countDeliveries(id),
                repository.listDeliveries(id, paging.limit(), paging.offset()));
    }
}

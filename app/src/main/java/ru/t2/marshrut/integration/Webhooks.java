package ru.t2.marshrut.integration;

import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.t2.marshrut.audit.AuditTrail;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.JsonInput;

/// Creates and changes webhooks, with an entry in the audit trail for each change. Thread-safe.
@Service
class Webhooks {

    private static final String ENTITY = "webhook";

    private final WebhookRepository repository;
    private final EventRepository events;
    private final WebhookTargets targets;
    private final JsonInput json;
    private final AuditTrail audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Webhooks(
            WebhookRepository repository,
            EventRepository events,
            WebhookTargets targets,
            JsonInput json,
            AuditTrail audit,
            Clock clock) {
        this.repository = repository;
        this.events = events;
        this.targets = targets;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    List<Webhook> list() {
        return repository.list();
    }

    Webhook get(UUID id) {
        return repository
                .find(id)
                .orElseThrow(() -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id));
    }

    /// A new one gets what happens from now on.
    ///
    /// @throws ApiException naming `url` if it may not be called
    @Transactional
    public Webhook create(WebhookInput input) {
        var now = now();
        var webhook =
                new Webhook(
                        UUID.randomUUID(),
                        allowed(input),
                        input.words(),
                        input.distinctKinds(),
                        WebhookSecret.generate(random),
                        input.isActive(),
                        events.head(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        now,
                        now);
        repository.insert(webhook);
        audit.record("create", ENTITY, webhook.id().toString(), null, WebhookView.of(webhook));
        return webhook;
    }

    /// Applies a merge patch. It goes on after the newest event it was told of; its failures are
    /// forgiven.
    @Transactional
    public Webhook update(UUID id, JsonInput.Patch patch) {
        var current = get(id);
        if (current.version() != patch.version()) {
            throw ApiException.staleVersion(current.version());
        }
        var input = json.merged(WebhookInput.of(current), patch.changes(), WebhookInput.class);
        var changed =
                new Webhook(
                        id,
                        allowed(input),
                        input.words(),
                        input.distinctKinds(),
                        current.secret(),
                        input.isActive(),
                        current.cursor(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        current.version() + 1,
                        current.createdAt(),
                        now());
        if (!repository.update(changed, current.version())) {
            throw ApiException.staleVersion(get(id).version());
        }
        audit.record(
                "update", ENTITY, id.toString(), WebhookView.of(current), WebhookView.of(changed));
        return changed;
    }

    /// Gives it another secret; the old one signs nothing any more.
    @Transactional
    public Webhook renewSecret(UUID id) {
        var current = get(id);
        var secret = WebhookSecret.generate(random);
        if (!repository.setSecret(id, secret, current.version() + 1, current.version(), now())) {
            throw ApiException.staleVersion(get(id).version());
        }
        var changed = get(id);
        audit.record(
                "renew_secret",
                ENTITY,
                id.toString(),
                WebhookView.of(current),
                WebhookView.of(changed));
        return changed;
    }

    @Transactional
    public void delete(UUID id, OptionalInt version) {
        var current = get(id);
        if (version.isPresent() && version.getAsInt() != current.version()) {
            throw ApiException.staleVersion(current.version());
        }
        if (!repository.delete(id, current.version())) {
            throw ApiException.staleVersion(get(id).version());
        }
        audit.record("delete", ENTITY, id.toString(), WebhookView.of(current), null);
    }

    /// The application's own doing.
    @Transactional
    public void disable(Webhook webhook, Webhook.DisabledBecause reason) {
        repository.disable(webhook.id(), reason, now());
        repository
                .find(webhook.id())
                .ifPresent(disabled ->
                        audit.record(
                                "disable",
                                ENTITY,
                                webhook.id().toString(),
                                WebhookView.of(webhook),
                                WebhookView.of(disabled)));
    }

    private URI allowed(WebhookInput input) {
        var url = input.address().orElseThrow(() -> refused(WebhookTargets.Refusal.NOT_HTTP));
        targets.check(url)
                .ifPresent(refusal -> {
                    throw refused(refusal);
                });
        try {
            targets.resolve(url.getHost());
        } catch (WebhookTargets.NotPublicException _) {
            throw refused(WebhookTargets.Refusal.NOT_PUBLIC);
        } catch (UnknownHostException _) {
            // It may become known; each call looks it up anew.
        }
        return url;
    }

    private static ApiException refused(WebhookTargets.Refusal refusal) {
        return ApiException.invalidInput(List.of(FieldProblem.of("url", refusal.messageKey())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

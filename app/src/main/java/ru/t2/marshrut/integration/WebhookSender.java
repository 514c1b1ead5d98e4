package ru.t2.marshrut.integration;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.platform.AppSettings;

/// Calls a webhook once, signed as Standard Webhooks wants it. Thread-safe.
///
/// Follows no redirect, keeps no cookie, reads no body, uses no proxy, and connects only where
/// [WebhookTargets] lets it: the client asks it for the addresses it connects to, so that there is
/// no second look-up which could lead elsewhere.
@Component
class WebhookSender implements DisposableBean {

    private static final int MOST_CONNECTIONS = 32;
    private static final int REDIRECT = 3;
    private static final int SUCCESS = 2;
    private static final int CLASS = 100;
    private static final int SHORT_BODY_BYTES = 4_096;

    private final WebhookTargets targets;
    private final Duration timeout;
    private final Clock clock;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

    WebhookSender(WebhookTargets targets, AppSettings settings, Clock clock) {
        this.targets = targets;
        this.timeout = settings.integration().webhookTimeout();
        this.clock = clock;
        client = client(targets, Timeout.of(timeout));
    }

    private static CloseableHttpClient client(WebhookTargets targets, Timeout timeout) {
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(
                                new DnsResolver() {
                                    @Override
                                    public InetAddress[] resolve(String host)
                                            throws UnknownHostException {
                                        return targets.resolve(host);
                                    }

                                    @Override
                                    public String resolveCanonicalHostname(String host) {
                                        return host;
                                    }
                                })
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(timeout).build())
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(timeout)
                                        .setSocketTimeout(timeout)
                                        .build())
                        .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setConnectionRequestTimeout(timeout)
                                .setResponseTimeout(timeout)
                                .build())
                .setUserAgent("Marshrut")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /// What can come of a call.
    enum Outcome {
        /// 2xx.
        @JsonProperty("delivered")
        DELIVERED,
        /// Any other status.
        @JsonProperty("refused")
        REFUSED,
        /// 3xx: redirects are not followed.
        @JsonProperty("redirected")
        REDIRECTED,
        @JsonProperty("timed_out")
        TIMED_OUT,
        /// No connection, or it broke.
        @JsonProperty("unreachable")
        UNREACHABLE,
        /// The target must not be called.
        @JsonProperty("forbidden")
        FORBIDDEN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Outcome ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /// A call that was tried.
    ///
    /// @param status of the answer; empty: there was none
    record Attempt(Outcome outcome, OptionalInt status, Instant at, Duration took) {}

    /// Calls and waits for the answer, no longer than the setting allows.
    ///
    /// @param id of the event, the same at each repetition
    Attempt send(URI url, WebhookSecret secret, UUID id, byte[] body) {
        var at = clock.instant();
        long started = System.nanoTime();
        if (targets.check(url).isPresent()) {
            return new Attempt(Outcome.FORBIDDEN, OptionalInt.empty(), at, Duration.ZERO);
        }
        var post = new HttpPost(url);
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        post.setHeader("webhook-id", id.toString());
        post.setHeader("webhook-timestamp", Long.toString(at.getEpochSecond()));
        post.setHeader("webhook-signature", secret.sign(id.toString(), at, body));
        var late = new AtomicBoolean();
        // The client's own limits are for each read: a target that drips would hold us.
        var deadline =
                deadlines.schedule(
                        () -> {
                            late.set(true);
                            post.cancel();
                        },
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS);
        try (var response = client.executeOpen(HttpHost.create(url), post, null)) {
            int status = response.getCode();
            // What it says is of no interest, but a connection can be used again once it is read.
            var entity = response.getEntity();
            if (entity != null
                    && entity.getContentLength() >= 0
                    && entity.getContentLength() <= SHORT_BODY_BYTES) {
                EntityUtils.consume(entity);
            }
            return new Attempt(outcome(status), OptionalInt.of(status), at, since(started));
        } catch (WebhookTargets.NotPublicException _) {
            return new Attempt(Outcome.FORBIDDEN, OptionalInt.empty(), at, since(started));
        } catch (InterruptedIOException _) {
            return new Attempt(Outcome.TIMED_OUT, OptionalInt.empty(), at, since(started));
        } catch (IOException _) {
            return new Attempt(
                    late.get() ? Outcome.TIMED_OUT : Outcome.UNREACHABLE,
                    OptionalInt.empty(),
                    at,
                    since(started));
        } finally {
            deadline.cancel(false);
        }
    }

    private static Outcome outcome(int status) {
        return switch (status / CLASS) {
            case SUCCESS -> Outcome.DELIVERED;
            case REDIRECT -> Outcome.REDIRECTED;
            default -> Outcome.REFUSED;
        };
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}

package ru.t2.marshrut.integration;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key that signs a webhook's calls, in the form of Standard Webhooks (standardwebhooks.com):
/// `whsec_` and the key in base64.
///
/// @param text that form
record WebhookSecret(String text) {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    static WebhookSecret generate(SecureRandom random) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /// The value of `webhook-signature`: version 1, over id, time in seconds and body, joined by
    /// dots.
    String sign(String id, Instant at, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            var key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(
                    "%s.%d.".formatted(id, at.getEpochSecond()).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM + ".", e);
        }
    }

    /// Keeps the key out of logs.
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}

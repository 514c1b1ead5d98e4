package ru.t2.marshrut.integration;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.platform.AppSettings;

/// Whom webhooks may call, so that nobody makes the application knock on doors inside its own
/// network (server-side request forgery). Thread-safe.
///
/// Hosts that the operator lists may be called, whatever their address and scheme, and no others.
/// With an empty list any host may be called by https whose addresses are all public. The addresses
/// are judged where the connection is made, not before: a name may lead elsewhere a second later.
@Component
class WebhookTargets {

    private final List<AppSettings.Target> listed;

    WebhookTargets(AppSettings settings) {
        listed = settings.integration().webhookTargets();
    }

    /// Why an address must not be called.
    enum Refusal {
        NOT_HTTP,
        HAS_USER,
        NOT_LISTED,
        NOT_HTTPS,
        NOT_PUBLIC;

        /// Key of its message.
        String messageKey() {
            return "integration.target." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// A host that leads to an address which must not be called.
    static final class NotPublicException extends UnknownHostException {
        NotPublicException(String host) {
            super(host + " leads to an address that is not public");
        }
    }

    /// Judges an address by its text; [#resolve] judges where it leads.
    Optional<Refusal> check(URI url) {
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        if ((!https && !"http".equalsIgnoreCase(url.getScheme())) || url.getHost() == null) {
            return Optional.of(Refusal.NOT_HTTP);
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of(Refusal.HAS_USER);
        }
        if (listed.isEmpty()) {
            return https ? Optional.empty() : Optional.of(Refusal.NOT_HTTPS);
        }
        int standard = https ? 443 : 80;
        int port = url.getPort() < 0 ? standard : url.getPort();
        String host = plain(url.getHost());
        boolean allowed =
                listed.stream()
                        .anyMatch(target ->
                                plain(target.host()).equals(host)
                                        && (target.port().isEmpty()
                                                || target.port().getAsInt() == port));
        return allowed ? Optional.empty() : Optional.of(Refusal.NOT_LISTED);
    }

    /// The addresses of a host that has passed [#check].
    ///
    /// @throws NotPublicException if one of them is not public and the host is not listed
    InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = InetAddress.getAllByName(plain(host));
        boolean trusted =
                listed.stream().anyMatch(target -> plain(target.host()).equals(plain(host)));
        for (var address : addresses) {
            if (!trusted && !isPublic(address)) {
                throw new NotPublicException(host);
            }
        }
        return addresses;
    }

    private static String plain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /// Whether an address is one of the open internet (IANA's registries of special addresses).
    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = Byte.toUnsignedInt(bytes[0]);
        int second = Byte.toUnsignedInt(bytes[1]);
        int third = Byte.toUnsignedInt(bytes[2]);
        if (address instanceof Inet4Address) {
            boolean sharedByCarriers = first == 100 && second >= 64 && second < 128;
            boolean protocols = first == 192 && second == 0 && (third == 0 || third == 2);
            boolean relays = first == 192 && second == 88 && third == 99;
            boolean benchmarks = first == 198 && (second == 18 || second == 19);
            boolean documents =
                    (first == 198 && second == 51 && third == 100)
                            || (first == 203 && second == 0 && third == 113);
            return first != 0
                    && first < 240
                    && !sharedByCarriers
                    && !protocols
                    && !relays
                    && !benchmarks
                    && !documents;
        }
        // Of IPv6 only 2000::/3 is given out; of that, some ranges carry an IPv4 address or are for
        // documents and tunnels.
        boolean givenOut = (first & 0xe0) == 0x20;
        boolean tunnels = first == 0x20 && second == 0x01 && third < 0x02;
        boolean documents =
                (first == 0x20
                                && second == 0x01
                                && third == 0x0d
                                && Byte.toUnsignedInt(bytes[3]) == 0xb8)
                        || (first == 0x3f && second == 0xff);
        boolean sixToFour = first == 0x20 && second == 0x02;
        return givenOut && !tunnels && !documents && !sixToFour;
    }
}

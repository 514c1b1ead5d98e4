package ru.t2.marshrut.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads settings by name and gathers what is wrong with them, so that all of it is told at once. A
/// wrong value reads as its default. Not thread-safe.
final class SettingsReader {

    private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "0", "no", "off");

    private static final Pattern TARGET =
            Pattern.compile(
                    "(?<host>[\\p{Alnum}][\\p{Alnum}.-]*|\\[[\\p{XDigit}:.]+])(:(?<port>\\d{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();

    SettingsReader(Map<String, String> values) {
        this.values = values;
    }

    /// The value without surrounding blanks; an empty one counts as not given.
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    String text(String name, String fallback) {
        return text(name).orElse(fallback);
    }

    boolean flag(String name, boolean fallback) {
        var given = text(name);
        if (given.isEmpty()) {
            return fallback;
        }
        String lower = given.get().toLowerCase(Locale.ROOT);
        if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
            reject(name, given.get(), "true or false");
            return fallback;
        }
        return TRUE.contains(lower);
    }

    int integer(String name, int fallback, int lowest, int highest) {
        var given = text(name);
        if (given.isEmpty()) {
            return fallback;
        }
        try {
            int value = Integer.parseInt(given.get());
            if (value >= lowest && value <= highest) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, together with numbers out of range
        }
        reject(name, given.get(), "a whole number from %d to %d".formatted(lowest, highest));
        return fallback;
    }

    Path path(String name, String fallback) {
        String given = text(name, fallback);
        try {
            return Path.of(given);
        } catch (InvalidPathException e) {
            reject(name, given, "a path of a folder");
            return Path.of(fallback);
        }
    }

    ZoneId zone(String name, String fallback) {
        String given = text(name, fallback);
        try {
            return ZoneId.of(given);
        } catch (DateTimeException e) {
            reject(name, given, "a time zone such as Europe/Moscow");
            return ZoneId.of(fallback);
        }
    }

    <E extends Enum<E>> E oneOf(String name, E fallback, Class<E> type) {
        var given = text(name);
        if (given.isEmpty()) {
            return fallback;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(given.get())) {
                return constant;
            }
        }
        var allowed = new ArrayList<String>();
        for (E constant : type.getEnumConstants()) {
            allowed.add(constant.name().toLowerCase(Locale.ROOT));
        }
        reject(name, given.get(), String.join(" or ", allowed));
        return fallback;
    }

    /// `local` reads as empty, an address as itself.
    Optional<URI> endpoint(String name) {
        String given = text(name, "local");
        if (given.equalsIgnoreCase("local")) {
            return Optional.empty();
        }
        try {
            var address = new URI(given);
            boolean http =
                    "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (http && address.getHost() != null) {
                return Optional.of(address);
            }
        } catch (URISyntaxException e) {
            // told below, together with addresses of other schemes
        }
        reject(name, given, "local, or the http(s) address of an OpenAI-compatible server");
        return Optional.empty();
    }

    /// Hosts with or without a port, separated by commas.
    List<AppSettings.Target> targets(String name) {
        var targets = new ArrayList<AppSettings.Target>();
        for (var part : text(name, "").split(",", -1)) {
            String given = part.strip();
            var match = TARGET.matcher(given);
            if (given.isEmpty()) {
                continue;
            }
            if (!match.matches()) {
                reject(name, given, "hosts, each with or without a port, separated by commas");
                continue;
            }
            String port = match.group("port");
            int number = port == null ? 0 : Integer.parseInt(port);
            if (number > HIGHEST_PORT) {
                reject(name, given, "ports up to %d".formatted(HIGHEST_PORT));
                continue;
            }
            targets.add(
                    new AppSettings.Target(
                            match.group("host"),
                            port == null ? OptionalInt.empty() : OptionalInt.of(number)));
        }
        return targets;
    }

    /// An http(s) address with the placeholders of map tiles.
    Optional<String> tiles(String name) {
        var given = text(name);
        if (given.isPresent()) {
            String address = given.get();
            try {
                var plain = new URI(address.replaceAll("\\{[szxyr]}", "0"));
                boolean http =
                        "http".equals(plain.getScheme()) || "https".equals(plain.getScheme());
                boolean whole =
                        address.contains("{z}")
                                && address.contains("{x}")
                                && address.contains("{y}");
                if (http && whole && plain.getHost() != null) {
                    return given;
                }
            } catch (URISyntaxException e) {
                // told below, together with addresses that lack a part
            }
            reject(name, address, "an http(s) address with {z}, {x} and {y}");
        }
        return Optional.empty();
    }

    void reject(String name, String value, String allowed) {
        problems.add("%s: '%s' is not allowed. Allowed: %s.".formatted(name, value, allowed));
    }

    void require(String name, String because) {
        problems.add("%s: must be set, because %s.".formatted(name, because));
    }

    /// @throws InvalidSettingsException if anything was wrong
    void throwProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }
}

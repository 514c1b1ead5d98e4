package ru.t2.marshrut.routing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// Names what makes two tasks the same for comparing routes: places, windows and conditions, not
/// names or the order given.
final class Fingerprint {

    private Fingerprint() {}

    /// 64 hexadecimal digits (SHA-256).
    static String of(RouteTask task) {
        String stops =
                task.stops().stream()
                        .map(stop -> stop.point() + " " + stop.windows() + " " + stop.service())
                        .sorted()
                        .collect(Collectors.joining("\n"));
        String text =
                String.join(
                        "\n",
                        stops,
                        task.start().toString(),
                        task.end().toString(),
                        Boolean.toString(task.returnToStart()),
                        task.departAt().toString(),
                        Integer.toString(task.shiftEndSeconds()),
                        task.lunch().toString(),
                        task.transportMode().name());
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}

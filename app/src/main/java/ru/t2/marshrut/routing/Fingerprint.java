package ru.t2.marshrut.routing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ru.t2.marshrut.roads.DistanceSource;

/// Names what makes two tasks the same for comparing routes: places, windows and conditions, not
/// names or the order given.
final class Fingerprint {

    private Fingerprint() {}

    /// By stop, since numbers depend on the order given; empty without rules.
    private static String rules(RouteTask task) {
        var rules = task.rules();
        return Stream.of(
                        rules.first().stream().map(i -> "first " + task.stops().get(i).point()),
                        rules.last().stream().map(i -> "last " + task.stops().get(i).point()),
                        rules.before().stream()
                                .map(pair ->
                                        task.stops().get(pair.earlier()).point()
                                                + " before "
                                                + task.stops().get(pair.later()).point())
                                .sorted())
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    /// 64 hexadecimal digits (SHA-256).
    ///
    /// @param source of the distances: what is known by road and what is estimated is not compared
    static String of(RouteTask task, DistanceSource source) {
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
                        task.transportMode().name(),
                        rules(task) + (source == DistanceSource.ESTIMATE ? "" : "\n" + source));
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

package ru.t2.marshrut.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;

/// Times the hot paths over HTTP in a large region: `./run bench http [SECONDS] [FOLDER]`. One
/// client, one request after the other, for so many seconds on each path, after a warm-up of half
/// of that. Prints a table and writes it to a file of the folder.
final class HttpBench {

    private static final int LEAST = 30;

    private final HttpCalls http;
    private final Duration time;

    private HttpBench(HttpCalls http, Duration time) {
        this.http = http;
        this.time = time;
    }

    public static void main(String[] arguments) throws IOException {
        var time = Duration.ofSeconds(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4);
        String table;
        try (var application = TestApplication.start(Map.of("DEMO_DATA", "false"))) {
            LargeRegion.seed(application);
            table = new HttpBench(application.http(), time).table();
        }
        System.out.println(table);
        if (arguments.length > 1) {
            Files.writeString(Path.of(arguments[1]).resolve("http.md"), table);
        }
        System.exit(0);
    }

    private String table() {
        var table = new StringBuilder();
        table.append(
                """
                # Reading a large region over HTTP

                %,d stores, %d reps, %d months of plans. One client, one request after the other; milliseconds from \
                request to the last byte, on %d cores.

                | request | answers | kB | p50 | p95 | p99 | goal (p95) |
                |---|--:|--:|--:|--:|--:|--:|
                """
                        .formatted(
                                LargeRegion.STORES,
                                LargeRegion.REPS,
                                LargeRegion.MONTHS.size(),
                                Runtime.getRuntime().availableProcessors()));
        HotPaths.all().forEach((name, path) -> table.append(line(name, path)));
        return table.toString();
    }

    private String line(String name, String path) {
        run(path, time.dividedBy(2));
        var measured = run(path, time);
        double[] millis =
                measured.millis().stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.1f | %.1f | %.1f | %d |%n",
                name,
                millis.length,
                measured.bytes() / 1024,
                at(millis, 0.50),
                at(millis, 0.95),
                at(millis, 0.99),
                name.equals(HotPaths.MONTH) ? 300 : 50);
    }

    private record Measured(List<Double> millis, int bytes) {}

    private Measured run(String path, Duration limit) {
        var millis = new ArrayList<Double>();
        int bytes = 0;
        long until = System.nanoTime() + limit.toNanos();
        while (millis.size() < LEAST || System.nanoTime() < until) {
            long started = System.nanoTime();
            var answer = http.get(path);
            millis.add((System.nanoTime() - started) / 1e6);
            if (answer.status() != 200) {
                throw new IllegalStateException(path + ": " + answer.text());
            }
            bytes = answer.text().length();
        }
        return new Measured(millis, bytes);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
    }
}

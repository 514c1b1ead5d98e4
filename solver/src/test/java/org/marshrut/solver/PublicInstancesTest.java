package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.testing.PublicFormats;

/// Public benchmark files, near their best known values after few steps. They are not part of the
/// project: the environment variable `MARSHRUT_INSTANCES` names their folder, and without it these
/// tests are skipped and say so.
class PublicInstancesTest {

    private static Path file(String name) {
        Optional<Path> file =
                Optional.ofNullable(System.getenv("MARSHRUT_INSTANCES"))
                        .map(folder -> Path.of(folder).resolve(name))
                        .filter(Files::exists);
        if (file.isEmpty()) {
            System.err.println(
                    "SKIPPED: " + name + " not found; set MARSHRUT_INSTANCES to run this test.");
        }
        Assumptions.assumeTrue(file.isPresent(), name + " not found");
        return file.orElseThrow();
    }

    private static void near(Problem problem, long iterations, double bestKnown, double share) {
        Outcome outcome = Solver.solve(problem, Settings.of(StopRule.iterations(iterations)));

        assertThat(outcome).isInstanceOf(Outcome.Solved.class);
        assertThat((double) outcome.plan().totalCost())
                .isBetween(bestKnown - 1, bestKnown * (1 + share));
    }

    @Test
    void capacitatedRoutes() throws IOException {
        near(PublicFormats.cvrp(file("x_cvrp/X-n101-k25.vrp")), 30_000, 27_591, 0.02);
    }

    @Test
    void routesWithHardWindows() throws IOException {
        near(PublicFormats.vrptw(file("solomon/R101.txt")), 20_000, 16_377, 0.01);
        near(PublicFormats.vrptw(file("solomon/C101.txt")), 5_000, 8_273, 0.001);
    }

    @Test
    void periodicRoutes() throws IOException {
        near(PublicFormats.pvrp(file("pvrp/p02.txt")), 20_000, 1_322_870, 0.03);
    }

    @Test
    void tourWithWindows() throws IOException {
        near(PublicFormats.tsptw(file("tsptw/Dumas/n100w20.001.txt")), 5_000, 738, 0.01);
    }

    @Test
    void tours() throws IOException {
        near(PublicFormats.tsp(file("tsplib/kroA100.tsp")), 20_000, 21_282, 0.005);
    }
}

package org.marshrut.benchmarks.solver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.marshrut.solver.internal.search.Kernels;
import org.marshrut.solver.testing.PublicFormats;
import org.marshrut.solver.testing.Region;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The inner loops of the search: `./run bench kernels`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SolverKernels {

    /// What is planned: a made-up month, or a public file below `MARSHRUT_INSTANCES`.
    @Param({"month", "solomon/R101.txt", "x_cvrp/X-n101-k25.vrp"})
    public String problem = "month";

    private Kernels kernels = new Kernels(new Region(1, 20, 1, 5).month(), 1);

    @Setup
    public void read() throws IOException {
        String folder = System.getenv("MARSHRUT_INSTANCES");
        Path file = Path.of(folder == null ? "../shared/instances" : folder).resolve(problem);
        if (problem.equals("month")) {
            kernels = new Kernels(new Region(1, 250, 4, 20).month(), 1);
        } else if (Files.exists(file)) {
            kernels =
                    new Kernels(
                            problem.endsWith(".vrp")
                                    ? PublicFormats.cvrp(file)
                                    : PublicFormats.vrptw(file),
                            1);
        } else {
            throw new IllegalStateException(
                    file + " does not exist. Set MARSHRUT_INSTANCES, or give -p problem=month.");
        }
    }

    @Benchmark
    public long insertionScan() {
        return kernels.insertionScan();
    }

    @Benchmark
    public long segmentConcatenation() {
        return kernels.segmentConcatenation();
    }

    @Benchmark
    public int ruin() {
        return kernels.ruin();
    }

    @Benchmark
    public long ruinAndRecreate() {
        return kernels.ruinAndRecreate();
    }
}

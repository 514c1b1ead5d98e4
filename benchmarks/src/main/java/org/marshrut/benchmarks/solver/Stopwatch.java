package org.marshrut.benchmarks.solver;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Takes the time of the same kind of work in one thread, again and again, by the clock on the wall
/// and by the processor, which tells what the work would take on a machine with nothing else to do.
final class Stopwatch {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Long> wall = new ArrayList<>();
    private final List<Long> processor = new ArrayList<>();

    /// Does the work.
    <T> T time(Supplier<T> work) {
        long busy = THREADS.getCurrentThreadCpuTime();
        long begun = System.nanoTime();
        T answer = work.get();
        wall.add(System.nanoTime() - begun);
        processor.add(THREADS.getCurrentThreadCpuTime() - busy);
        return answer;
    }

    /// How long the work done last took on the wall.
    double lastMillis() {
        return wall.getLast() / 1e6;
    }

    /// Repeats the work for so many seconds, so that it is compiled before it is timed.
    static void warmUp(double seconds, Runnable work) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < 1e9 * seconds) {
            work.run();
        }
    }

    Times wall() {
        return times(wall);
    }

    Times processor() {
        return times(processor);
    }

    private static Times times(List<Long> nanos) {
        return Times.ofNanos(nanos.stream().mapToLong(n -> n).toArray());
    }
}

package org.marshrut.llm.internal.gguf;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/// Counts heap bytes that a piece of work allocates on this thread.
final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    static long during(Callable<?> work) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            work.call();
        } catch (GgufFormatException _) {
            // A refusal is as good as an answer here.
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}

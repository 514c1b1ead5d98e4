package org.marshrut.benchmarks.solver;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/// How much of the heap a piece of work takes: at its peak, garbage included, and right after the
/// collections while it runs. The latter still counts what only a full collection frees.
final class Heap implements AutoCloseable, NotificationListener {

    private final AtomicLong kept = new AtomicLong();
    private final Set<String> pools =
            heapPools().map(MemoryPoolMXBean::getName).collect(Collectors.toSet());

    /// Watches from now on.
    static Heap watch() {
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        Heap heap = new Heap();
        heap.kept.set(heapPools().mapToLong(pool -> pool.getUsage().getUsed()).sum());
        emitters().forEach(emitter -> emitter.addNotificationListener(heap, null, null));
        return heap;
    }

    private static Stream<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    private static Stream<NotificationEmitter> emitters() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(NotificationEmitter.class::isInstance)
                .map(NotificationEmitter.class::cast);
    }

    @Override
    public void handleNotification(Notification notification, Object handback) {
        if (notification
                        .getType()
                        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)
                && notification.getUserData() instanceof CompositeData data) {
            long used =
                    GarbageCollectionNotificationInfo.from(data)
                            .getGcInfo()
                            .getMemoryUsageAfterGc()
                            .entrySet()
                            .stream()
                            .filter(entry -> pools.contains(entry.getKey()))
                            .map(java.util.Map.Entry::getValue)
                            .mapToLong(MemoryUsage::getUsed)
                            .sum();
            kept.accumulateAndGet(used, Math::max);
        }
    }

    /// Sum of the pools' peaks so far.
    long peakMegabytes() {
        return heapPools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
    }

    /// Most that was in use right after a collection so far.
    long keptMegabytes() {
        return kept.get() >> 20;
    }

    @Override
    public void close() {
        emitters()
                .forEach(emitter -> {
                    try {
                        emitter.removeNotificationListener(this);
                    } catch (javax.management.ListenerNotFoundException e) {
                        throw new IllegalStateException("The heap was not watched.", e);
                    }
                });
    }
}

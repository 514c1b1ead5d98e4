package ru.t2.marshrut.roads;

import com.carrotsearch.hppc.LongArrayList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes long lines of ways that meet end to end, so that simplifying them has something to leave
/// out.
final class LineJoin {

    private LineJoin() {}

    /// A line of one kind.
    ///
    /// @param nodes ids of its points in order, two or more
    @SuppressWarnings("ArrayRecordComponent") // told apart by identity
    record Part(String kind, long[] nodes) {

        long first() {
            return nodes[0];
        }

        long last() {
            return nodes[nodes.length - 1];
        }
    }

    private record End(String kind, long node) {}

    /// Each part is in one line of the answer, in one of both directions.
    static List<Part> join(List<Part> parts) {
        Map<End, Deque<Part>> byEnd = new HashMap<>();
        for (var part : parts) {
            byEnd.computeIfAbsent(new End(part.kind, part.first()), _ -> new ArrayDeque<>())
                    .add(part);
            byEnd.computeIfAbsent(new End(part.kind, part.last()), _ -> new ArrayDeque<>())
                    .add(part);
        }
        Set<Part> used = Collections.newSetFromMap(new IdentityHashMap<>());
        var lines = new ArrayList<Part>();
        for (var part : parts) {
            if (used.add(part)) {
                var back = side(part.kind, part.first(), byEnd, used);
                var line = new LongArrayList();
                for (int i = back.size() - 1; i >= 0; i--) {
                    line.add(back.get(i));
                }
                line.add(part.nodes);
                line.addAll(side(part.kind, part.last(), byEnd, used));
                lines.add(new Part(part.kind, line.toArray()));
            }
        }
        return lines;
    }

    /// The points that follow a line's end, without it.
    private static LongArrayList side(
            String kind, long from, Map<End, Deque<Part>> byEnd, Set<Part> used) {
        var side = new LongArrayList();
        long end = from;
        for (var next = next(kind, end, byEnd, used);
                next != null;
                next = next(kind, end, byEnd, used)) {
            boolean forth = next.first() == end;
            for (int i = 1; i < next.nodes.length; i++) {
                side.add(next.nodes[forth ? i : next.nodes.length - 1 - i]);
            }
            end = forth ? next.last() : next.first();
        }
        return side;
    }

    private static @Nullable Part next(
            String kind, long end, Map<End, Deque<Part>> byEnd, Set<Part> used) {
        var waiting = byEnd.getOrDefault(new End(kind, end), new ArrayDeque<>());
        for (var part = waiting.poll(); part != null; part = waiting.poll()) {
            if (used.add(part)) {
                return part;
            }
        }
        return null;
    }
}

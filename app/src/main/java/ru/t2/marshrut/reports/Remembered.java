package ru.t2.marshrut.reports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Keeps the last answers, as long as what they were made of is the same. Thread-safe.
final class Remembered<K, V> {

    private record Known<V>(String fingerprint, V value) {}

    private final Map<K, Known<V>> entries;

    /// @param limit that many answers are kept; the one asked for longest ago goes first
    Remembered(int limit) {
        entries =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, Known<V>> eldest) {
                        return size() > limit;
                    }
                };
    }

    synchronized Optional<V> find(K key, String fingerprint) {
        return Optional.ofNullable(entries.get(key))
                .filter(entry -> entry.fingerprint().equals(fingerprint))
                .map(Known::value);
    }

    synchronized void put(K key, String fingerprint, V value) {
        entries.put(key, new Known<>(fingerprint, value));
    }
}

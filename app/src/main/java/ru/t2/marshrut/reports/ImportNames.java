package ru.t2.marshrut.reports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import ru.t2.marshrut.team.Rep;

/// Who and what is meant by an id or a name. Two of the same name are asked about, never guessed.
final class ImportNames {

    /// What came of a name.
    sealed interface Meant {

        record Id(String id) implements Meant {}

        record Unknown() implements Meant {}

        /// More than one has the name.
        ///
        /// @param candidates ids
        record Several(List<String> candidates) implements Meant {
            public Several {
                candidates = List.copyOf(candidates);
            }
        }
    }

    private final Map<String, String> repNames = new HashMap<>();
    private final Map<String, SortedSet<String>> repsByName = new HashMap<>();
    private final Map<String, String> storeNames = new HashMap<>();
    private final Map<String, SortedSet<String>> storesByName = new HashMap<>();

    ImportNames(List<Rep> reps, List<ImportRepository.NamedStore> stores) {
        for (var rep : reps) {
            repNames.put(rep.id(), rep.name());
            repsByName
                    .computeIfAbsent(ReportWords.plain(rep.name()), _ -> new TreeSet<>())
                    .add(rep.id());
        }
        for (var store : stores) {
            storeNames.put(store.id(), store.name());
            storesByName
                    .computeIfAbsent(ReportWords.plain(store.name()), _ -> new TreeSet<>())
                    .add(store.id());
        }
    }

    Meant rep(String id, String name) {
        return meant(id, name, repNames, repsByName);
    }

    Meant store(String id, String name) {
        return meant(id, name, storeNames, storesByName);
    }

    private static Meant meant(
            String id,
            String name,
            Map<String, String> names,
            Map<String, SortedSet<String>> byName) {
        if (!id.isEmpty()) {
            return names.containsKey(id) ? new Meant.Id(id) : new Meant.Unknown();
        }
        var found = byName.get(ReportWords.plain(name));
        if (found == null) {
            return new Meant.Unknown();
        }
        return found.size() == 1
                ? new Meant.Id(found.getFirst())
                : new Meant.Several(List.copyOf(found));
    }

    Optional<String> findRepName(String id) {
        return Optional.ofNullable(repNames.get(id));
    }

    /// `rep-1 (Анна Киселёва)`.
    String rep(String id) {
        return findRepName(id).map(name -> "%s (%s)".formatted(id, name)).orElse(id);
    }

    String storeName(String id) {
        return storeNames.getOrDefault(id, id);
    }
}

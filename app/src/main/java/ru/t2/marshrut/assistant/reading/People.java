package ru.t2.marshrut.assistant.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ru.t2.marshrut.assistant.NamedPlace;

/// Finds in a text the people of a team, by declined or mistyped surnames, given names, pet names
/// and ids. It never guesses: a name that several people have is told as such.
///
/// Immutable; made once for a request.
final class People {

    private static final int LONG_ENOUGH_FOR_A_SLIP = 6;

    /// Of one letter, like an initial.
    private static final Set<String> SMALL_WORDS = Set.of("в", "с", "к", "у", "о", "и", "а", "я");

    private static final Map<String, Set<String>> PET_NAMES = petNames();

    private final List<NamedPlace> people;

    /// Which of the people a form may mean: index in `people`.
    private final Map<String, Set<Integer>> byForm = new HashMap<>();

    private final Map<String, Set<Integer>> byId = new HashMap<>();
    private final Set<String> otherStems;

    /// @param otherStems of words that name something else, and so are no slips of a name
    People(List<NamedPlace> people, Set<String> otherStems) {
        this.people = List.copyOf(people);
        this.otherStems = Set.copyOf(otherStems);
        for (int p = 0; p < people.size(); p++) {
            byId.computeIfAbsent(key(Word.of(people.get(p).id())), _ -> new TreeSet<>()).add(p);
            for (var word : Word.of(people.get(p).name())) {
                addForms(word.text(), p);
                for (var pet : PET_NAMES.getOrDefault(word.text(), Set.of())) {
                    addForms(pet, p);
                }
            }
        }
    }

    private void addForms(String name, int person) {
        if (name.length() > 1) {
            Declension.forms(name)
                    .forEach(
                            form -> byForm.computeIfAbsent(form, _ -> new TreeSet<>()).add(person));
        }
    }

    /// All mentions in the order of the text.
    List<Names.Mention> find(List<Word> words, Set<Integer> taken) {
        // By the people meant: indexes of the words.
        var found = new LinkedHashMap<Set<Integer>, Set<Integer>>();
        int i = 0;
        while (i < words.size()) {
            var start = i;
            var meant = taken.contains(i) ? Set.<Integer>of() : idAt(words, i);
            int length = meant.isEmpty() ? 1 : Word.of(people.get(first(meant)).id()).size();
            if (meant.isEmpty() && !taken.contains(i)) {
                meant = meaning(words.get(i));
                while (!meant.isEmpty() && i + length < words.size()) {
                    var both = narrowed(meant, words.get(i + length));
                    if (both.isEmpty()) {
                        break;
                    }
                    meant = both;
                    length++;
                }
            }
            if (!meant.isEmpty()) {
                for (int w = start; w < start + length; w++) {
                    found.computeIfAbsent(meant, _ -> new TreeSet<>()).add(w);
                }
            }
            i += length;
        }
        dropExplained(found);
        return found.entrySet().stream()
                .map(entry ->
                        new Names.Mention(
                                entry.getKey().stream().map(people::get).toList(),
                                Set.copyOf(entry.getValue())))
                .toList();
    }

    /// «Анна заболела … Киселёва вернётся»: a wider mention that a narrower one explains is none.
    private static void dropExplained(Map<Set<Integer>, Set<Integer>> found) {
        var wider = new ArrayList<Set<Integer>>();
        for (var one : found.keySet()) {
            for (var other : found.keySet()) {
                if (one.size() > other.size() && one.containsAll(other)) {
                    wider.add(one);
                }
            }
        }
        wider.forEach(found::remove);
    }

    private static int first(Set<Integer> people) {
        return people.iterator().next();
    }

    private Set<Integer> idAt(List<Word> words, int start) {
        for (int end = Math.min(words.size(), start + 4); end > start; end--) {
            var key = key(words.subList(start, end));
            if (key.chars().anyMatch(Character::isDigit) && byId.containsKey(key)) {
                return byId.getOrDefault(key, Set.of());
            }
        }
        return Set.of();
    }

    private static String key(List<Word> words) {
        return words.stream().map(Word::text).collect(Collectors.joining("-"));
    }

    /// Whom the next word leaves of those meant so far: it names one of them, or begins like one of
    /// their names as an initial does; nobody if it says nothing.
    private Set<Integer> narrowed(Set<Integer> meant, Word next) {
        var both = new TreeSet<>(meant);
        if (next.text().length() == 1 && meant.size() > 1 && !SMALL_WORDS.contains(next.text())) {
            both.removeIf(person ->
                    Word.of(people.get(person).name()).stream()
                            .noneMatch(word -> word.text().startsWith(next.text())));
        } else {
            both.retainAll(meaning(next));
        }
        return both;
    }

    private Set<Integer> meaning(Word given) {
        var word = given.text();
        var exact = byForm.get(word);
        if (exact != null) {
            return Set.copyOf(exact);
        }
        if (word.length() < LONG_ENOUGH_FOR_A_SLIP || otherStems.contains(given.stem())) {
            return Set.of();
        }
        var near = new HashSet<Integer>();
        for (var entry : byForm.entrySet()) {
            if (entry.getKey().length() >= LONG_ENOUGH_FOR_A_SLIP
                    && Typos.distance(word, entry.getKey()) <= 1) {
                near.addAll(entry.getValue());
            }
        }
        return new TreeSet<>(near);
    }

    private static Map<String, Set<String>> petNames() {
        try (var file = People.class.getResourceAsStream("/reading/given-names.tsv")) {
            if (file == null) {
                throw new IllegalStateException("/reading/given-names.tsv is missing.");
            }
            var names = new HashMap<String, Set<String>>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(line ->
                            names.put(Declension.plain(line[0]), Set.of(line[1].split(" ", -1))));
            return Map.copyOf(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

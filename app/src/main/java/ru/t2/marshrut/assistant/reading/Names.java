package ru.t2.marshrut.assistant.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ru.t2.marshrut.assistant.NamedPlace;

/// Finds in a text the places of a request, by declined, shortened or mistyped words of their names
/// and addresses. It never guesses: words that fit several places equally well are told as such.
///
/// A word weighs the more the fewer places have it. Immutable; made once for a request.
public final class Names {

    /// What some words of a text speak of.
    ///
    /// @param places one, or several that fit equally well
    /// @param words indexes of the words
    public record Mention(List<NamedPlace> places, Set<Integer> words) {

        public boolean isAmbiguous() {
            return places.size() > 1;
        }

        int first() {
            return words.stream().mapToInt(Integer::intValue).min().orElse(0);
        }
    }

    private static final int SHORTEST = 3;
    private static final int LONGEST_ID = 6;
    private static final double PREFIX = 0.7;
    private static final double TYPO = 0.8;
    private static final double ADDRESS = 0.9;
    private static final double LEAST = 0.5;
    private static final double EQUAL = 0.97;

    /// Words that stand in names but name nothing by themselves, or are said of every place.
    private static final Set<String> COMMON =
            Set.of(
                    "точка",
                    "точки",
                    "точку",
                    "точке",
                    "салон",
                    "связи",
                    "магазин",
                    "магазина",
                    "улица",
                    "ул",
                    "дом",
                    "город",
                    "село",
                    "пгт",
                    "район",
                    "района",
                    "районе",
                    "store",
                    "shop",
                    "the",
                    "and",
                    "для",
                    "это",
                    "все",
                    "или",
                    "что",
                    "там",
                    "тут",
                    "после",
                    "перед",
                    "сначала",
                    "потом",
                    "затем",
                    "надо",
                    "нужно",
                    "ехать",
                    "заехать",
                    "поехать",
                    "только",
                    "клиент",
                    "маршрут",
                    "сегодня",
                    "завтра",
                    "mordovia",
                    "мордовия",
                    "республика");

    private final List<NamedPlace> places;

    /// By place: weight factor by stem.
    private final List<Map<String, Double>> stems = new ArrayList<>();

    private final Map<String, Integer> frequency = new HashMap<>();
    private final Map<String, NamedPlace> byId = new HashMap<>();

    public Names(List<NamedPlace> places) {
        this.places = List.copyOf(places);
        for (var place : places) {
            var own = new HashMap<String, Double>();
            for (var word : Word.of(place.address())) {
                if (tells(word)) {
                    own.put(word.stem(), ADDRESS);
                }
            }
            for (var word : Word.of(place.name())) {
                if (tells(word)) {
                    own.put(word.stem(), 1.0);
                }
            }
            own.keySet().forEach(stem -> frequency.merge(stem, 1, Integer::sum));
            stems.add(own);
            byId.put(key(Word.of(place.id())), place);
        }
    }

    /// An id as it is found in a text, whatever stands between its words («tt-001»).
    private static String key(List<Word> words) {
        return words.stream().map(Word::text).collect(Collectors.joining("-"));
    }

    /// Numbers tell places apart («Точка 7»), single letters don't.
    private static boolean tells(Word word) {
        boolean number = Character.isDigit(word.text().charAt(0));
        return number || (word.text().length() >= SHORTEST && !COMMON.contains(word.text()));
    }

    /// All mentions in the order of the text.
    ///
    /// @param taken indexes of words that mean something else, such as times
    public List<Mention> find(List<Word> words, Set<Integer> taken) {
        var mentions = new ArrayList<Mention>();
        var free = new TreeSet<Integer>();
        for (int i = 0; i < words.size(); i++) {
            var id = id(words, i, taken);
            if (id.isPresent()) {
                mentions.add(id.get());
                i += id.get().words().size() - 1;
            } else if (!taken.contains(i) && tells(words.get(i))) {
                free.add(i);
            }
        }
        for (var run : runs(free)) {
            var left = new ArrayList<>(run);
            while (!left.isEmpty()) {
                var mention = best(words, left);
                if (mention.isEmpty()) {
                    break;
                }
                mentions.add(mention.get());
                left.removeAll(mention.get().words());
            }
        }
        mentions.sort(Comparator.comparingInt(Mention::first));
        return merged(mentions);
    }

    /// Every place that one of the words fits at all, such as all of a district.
    public List<NamedPlace> all(List<Word> words) {
        var found = new ArrayList<NamedPlace>();
        for (int p = 0; p < places.size(); p++) {
            var own = stems.get(p);
            if (words.stream().anyMatch(word -> tells(word) && fit(word, own) >= LEAST)) {
                found.add(places.get(p));
            }
        }
        return List.copyOf(found);
    }

    /// A mention by id, which begins at a word; a bare number is none.
    private Optional<Mention> id(List<Word> words, int start, Set<Integer> taken) {
        int most = Math.min(words.size(), start + LONGEST_ID);
        for (int end = most; end > start; end--) {
            var key = key(words.subList(start, end));
            var place = byId.get(key);
            var indexes = IntStream.range(start, end).boxed().collect(Collectors.toSet());
            if (place != null
                    && hasLetterAndDigit(key)
                    && indexes.stream().noneMatch(taken::contains)) {
                return Optional.of(new Mention(List.of(place), indexes));
            }
        }
        return Optional.empty();
    }

    private static boolean hasLetterAndDigit(String id) {
        return id.chars().anyMatch(Character::isDigit) && id.chars().anyMatch(Character::isLetter);
    }

    /// Words with nothing but small words between them speak of one thing, if one place fits them.
    private static List<List<Integer>> runs(SortedSet<Integer> free) {
        var runs = new ArrayList<List<Integer>>();
        for (int i : free) {
            if (!runs.isEmpty() && i - runs.getLast().getLast() <= 2) {
                runs.getLast().add(i);
            } else {
                runs.add(new ArrayList<>(List.of(i)));
            }
        }
        return runs;
    }

    private Optional<Mention> best(List<Word> words, List<Integer> candidates) {
        double top = 0;
        double[] scores = new double[places.size()];
        var used = new ArrayList<Set<Integer>>();
        for (int p = 0; p < scores.length; p++) {
            var matched = new HashSet<Integer>();
            for (int i : candidates) {
                double fit = fit(words.get(i), stems.get(p));
                if (fit >= LEAST) {
                    scores[p] += fit;
                    matched.add(i);
                }
            }
            used.add(matched);
            top = Math.max(top, scores[p]);
        }
        if (top == 0) {
            return Optional.empty();
        }
        var equals = new ArrayList<NamedPlace>();
        var own = new HashSet<Integer>();
        for (int p = 0; p < scores.length; p++) {
            // Places that other words speak of are mentioned beside this one, not instead of it.
            boolean sameWords = own.isEmpty() || used.get(p).stream().anyMatch(own::contains);
            if (scores[p] >= top * EQUAL && sameWords) {
                equals.add(places.get(p));
                own.addAll(used.get(p));
            }
        }
        return Optional.of(new Mention(equals, Set.copyOf(own)));
    }

    /// How well a word fits a place: 0, or [#LEAST] to 1 and more for rare words.
    private double fit(Word word, Map<String, Double> own) {
        double best = 0;
        for (var entry : own.entrySet()) {
            double likeness = likeness(word, entry.getKey());
            if (likeness > 0) {
                int places = frequency.getOrDefault(entry.getKey(), 1);
                double rarity = 1 + 1.0 / places;
                best = Math.max(best, likeness * entry.getValue() * rarity);
            }
        }
        return best;
    }

    private static double likeness(Word word, String stem) {
        if (word.stem().equals(stem)) {
            return 1;
        }
        if (Character.isDigit(word.text().charAt(0)) || Character.isDigit(stem.charAt(0))) {
            return 0;
        }
        if (word.stem().length() >= 4
                && (stem.startsWith(word.stem()) || word.stem().startsWith(stem))
                && stem.length() >= 4) {
            return PREFIX;
        }
        int length = Math.min(word.stem().length(), stem.length());
        int allowed = length >= 8 ? 2 : length >= 5 ? 1 : 0;
        return allowed > 0 && Typos.distance(word.stem(), stem) <= allowed ? TYPO : 0;
    }

    /// Two mentions of one place are one.
    private static List<Mention> merged(List<Mention> mentions) {
        var seen = new ArrayList<Mention>();
        for (var mention : mentions) {
            int same = -1;
            for (int i = 0; i < seen.size(); i++) {
                if (seen.get(i).places().equals(mention.places())) {
                    same = i;
                }
            }
            if (same < 0) {
                seen.add(mention);
            } else {
                var words = new HashSet<>(seen.get(same).words());
                words.addAll(mention.words());
                seen.set(same, new Mention(mention.places(), Set.copyOf(words)));
            }
        }
        return List.copyOf(seen);
    }
}

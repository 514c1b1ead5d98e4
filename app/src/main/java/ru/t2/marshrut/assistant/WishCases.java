package ru.t2.marshrut.assistant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Labelled texts for reading wishes, kept beside the prompt they belong to.
///
/// @param places that the texts speak of
public record WishCases(List<NamedPlace> places, List<Case> cases) {

    private static final String GOLDEN = "cases";

    /// One labelled text.
    ///
    /// @param expected wishes in the notation of [#notation]
    public record Case(String text, String expected) {}

    public WishCases {
        places = List.copyOf(places);
        cases = List.copyOf(cases);
    }

    /// The golden cases, which the keywords were made with.
    public static WishCases load() {
        return load(GOLDEN);
    }

    /// Reads a set from the class path; all sets speak of the golden cases' places.
    static WishCases load(String set) {
        var places = new ArrayList<NamedPlace>();
        var cases = new ArrayList<Case>();
        for (var fields : rows(GOLDEN)) {
            if (fields[0].equals("place")) {
                places.add(new NamedPlace(fields[1], fields[2], fields[3]));
            }
        }
        for (var fields : rows(set)) {
            if (!fields[0].equals("place")) {
                cases.add(new Case(fields[0], fields[1]));
            }
        }
        return new WishCases(places, cases);
    }

    private static List<String[]> rows(String set) {
        var path = "/prompts/assistant/read-wishes-1.%s.tsv".formatted(set);
        try (var resource = WishCases.class.getResourceAsStream(path)) {
            if (resource == null) {
                throw new IllegalStateException("There are no cases at %s.".formatted(path));
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Wishes in short: `first p3; time p4 15:00-; ? skip`, where `?` stands for a question back.
    public static String notation(List<Wish> wishes) {
        return wishes.stream().map(WishCases::notation).collect(Collectors.joining("; "));
    }

    private static String notation(Wish wish) {
        var kind = wish.kind().name().toLowerCase(Locale.ROOT);
        if (wish.doubt().filter(d -> d.reason() == Wish.Doubt.Reason.AMBIGUOUS).isPresent()) {
            return "? " + kind;
        }
        return switch (wish.kind()) {
            case NONE -> "none";
            case RETURN_BY -> kind + " " + span(wish);
            case TIME ->
                    wish.places().stream()
                            .map(place -> "time " + place + " " + span(wish))
                            .collect(Collectors.joining("; "));
            case FIRST, LAST, SKIP, MUST ->
                    wish.places().stream()
                            .map(place -> kind + " " + place)
                            .collect(Collectors.joining("; "));
            case ORDER -> "order " + String.join(" ", wish.places());
            case AVOID_DISTRICT -> "avoid " + String.join(",", wish.places());
            case PREFER_DISTANCE, PREFER_TIME, PREFER_PRIORITY, PREFER_COST -> kind;
        };
    }

    private static String span(Wish wish) {
        return wish.from().map(LocalTime::toString).orElse("")
                + "-"
                + wish.until().map(LocalTime::toString).orElse("");
    }
}

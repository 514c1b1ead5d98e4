package ru.t2.marshrut.assistant;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Labelled texts for reading wishes, kept beside the prompt they belong to.
///
/// @param places that the texts speak of
public record WishCases(List<NamedPlace> places, List<LabelledText> cases) {

    private static final String GOLDEN = "cases";

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
        var cases = new ArrayList<LabelledText>();
        for (var fields : LabelledText.rows("read-wishes-1." + GOLDEN)) {
            if (fields[0].equals("place")) {
                places.add(new NamedPlace(fields[1], fields[2], fields[3]));
            }
        }
        for (var fields : LabelledText.rows("read-wishes-1." + set)) {
            if (!fields[0].equals("place")) {
                cases.add(new LabelledText(fields[0], fields[1]));
            }
        }
        return new WishCases(places, cases);
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

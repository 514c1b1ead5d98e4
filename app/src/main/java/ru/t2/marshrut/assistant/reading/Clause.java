package ru.t2.marshrut.assistant.reading;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ru.t2.marshrut.assistant.NamedPlace;
import ru.t2.marshrut.assistant.Wish;
import ru.t2.marshrut.assistant.Wish.Doubt;
import ru.t2.marshrut.assistant.Wish.Kind;

/// One clause of a text with what code found in it: places and a span of time. What it wants is
/// decided elsewhere, among the kinds that this evidence allows.
///
/// @param mentions places, ambiguous ones included, in the order of the text
/// @param region for a clause about a district: the places in it
/// @param previous the last place that the text named before; what «потом» comes after
public record Clause(
        String text,
        List<Names.Mention> mentions,
        Optional<Times.Span> time,
        Optional<NamedPlace> previous,
        List<NamedPlace> region) {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern THEN =
            Pattern.compile(
                    "^(потом|затем|далее|then)\\b", FLAGS | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern BEFORE =
            Pattern.compile("(^|\\s)(до|перед|прежде|раньше|before)(\\s|$)", FLAGS);
    private static final Pattern AFTER =
            Pattern.compile("(^|\\s)(после|за|позже|after)(\\s|$)", FLAGS);
    private static final Pattern DISTRICT = Pattern.compile("район|district", FLAGS);

    public Clause {
        mentions = List.copyOf(mentions);
        region = List.copyOf(region);
    }

    /// Reads a text clause by clause.
    public static List<Clause> of(String text, Names names) {
        var clauses = new ArrayList<Clause>();
        Optional<NamedPlace> previous = Optional.empty();
        for (var piece : Clauses.of(text)) {
            var words = Word.of(piece);
            var time = Times.find(words);
            var mentions = names.find(words, time.map(Times.Span::words).orElse(Set.of()));
            var region = DISTRICT.matcher(piece).find() ? names.all(words) : List.<NamedPlace>of();
            clauses.add(new Clause(piece, mentions, time, previous, region));
            if (!mentions.isEmpty() && !mentions.getLast().isAmbiguous()) {
                previous = Optional.of(mentions.getLast().places().getFirst());
            }
        }
        return List.copyOf(clauses);
    }

    /// The kinds that what was found can fill; always with [Kind#NONE].
    public Set<Kind> allowed() {
        if (DISTRICT.matcher(text).find()) {
            return EnumSet.of(Kind.AVOID_DISTRICT, Kind.NONE);
        }
        if (!mentions.isEmpty()) {
            if (time.isPresent()) {
                return EnumSet.of(Kind.TIME, Kind.SKIP, Kind.NONE);
            }
            if (mentionsTwoInOrder() || continues()) {
                return EnumSet.of(Kind.ORDER, Kind.SKIP, Kind.NONE);
            }
            return EnumSet.of(Kind.FIRST, Kind.LAST, Kind.SKIP, Kind.MUST, Kind.NONE);
        }
        if (time.isPresent()) {
            return EnumSet.of(Kind.RETURN_BY, Kind.NONE);
        }
        return EnumSet.of(
                Kind.PREFER_DISTANCE,
                Kind.PREFER_TIME,
                Kind.PREFER_PRIORITY,
                Kind.PREFER_COST,
                Kind.NONE);
    }

    /// What keywords say of it.
    public Kind kindByRule() {
        return Cues.kind(text, allowed());
    }

    private boolean mentionsTwoInOrder() {
        return mentions.size() == 2 && (BEFORE.matcher(text).find() || AFTER.matcher(text).find());
    }

    private boolean continues() {
        return mentions.size() == 1 && previous.isPresent() && THEN.matcher(text).find();
    }

    /// The wish that this clause is, once its kind is decided.
    public Wish as(Kind kind) {
        var from = kind == Kind.TIME ? time.flatMap(Times.Span::from) : Optional.<LocalTime>empty();
        var until =
                kind == Kind.TIME || kind == Kind.RETURN_BY
                        ? time.flatMap(Times.Span::until)
                                .or(() ->
                                        kind == Kind.RETURN_BY
                                                ? time.flatMap(Times.Span::from)
                                                : Optional.empty())
                        : Optional.<LocalTime>empty();
        boolean whole =
                switch (kind) {
                    case PREFER_DISTANCE,
                            PREFER_TIME,
                            PREFER_PRIORITY,
                            PREFER_COST,
                            RETURN_BY,
                            NONE ->
                            true;
                    default -> false;
                };
        return new Wish(kind, whole ? List.of() : places(kind), from, until, text, doubt(kind));
    }

    private List<String> places(Kind kind) {
        if (kind == Kind.AVOID_DISTRICT) {
            return region.stream().map(NamedPlace::id).toList();
        }
        var named =
                mentions.stream()
                        .filter(mention -> !mention.isAmbiguous())
                        .map(mention -> mention.places().getFirst().id())
                        .toList();
        if (kind != Kind.ORDER) {
            return named;
        }
        if (continues()) {
            return Stream.concat(previous.stream().map(NamedPlace::id), named.stream()).toList();
        }
        boolean reversed = AFTER.matcher(text).find() && !startsWithPreposition();
        return reversed ? named.reversed() : named;
    }

    /// «После Рузаевки Лямбирь» names the earlier one first, «Лямбирь после Рузаевки» the later.
    private boolean startsWithPreposition() {
        var first = AFTER.matcher(text);
        return first.find() && first.start() == 0;
    }

    private Optional<Doubt> doubt(Kind kind) {
        return switch (kind) {
            case NONE -> Optional.of(new Doubt(Doubt.Reason.NOT_UNDERSTOOD, List.of()));
            case FIRST, LAST, TIME, ORDER, SKIP, MUST -> {
                var unclear = mentions.stream().filter(Names.Mention::isAmbiguous).findFirst();
                if (unclear.isPresent()) {
                    yield Optional.of(
                            new Doubt(
                                    Doubt.Reason.AMBIGUOUS,
                                    unclear.get().places().stream()
                                            .map(NamedPlace::name)
                                            .distinct()
                                            .limit(5)
                                            .toList()));
                }
                yield mentions.isEmpty()
                        ? Optional.of(new Doubt(Doubt.Reason.NO_PLACE, List.of()))
                        : Optional.empty();
            }
            case RETURN_BY ->
                    time.isEmpty()
                            ? Optional.of(new Doubt(Doubt.Reason.NO_TIME, List.of()))
                            : Optional.empty();
            case AVOID_DISTRICT ->
                    region.isEmpty()
                            ? Optional.of(new Doubt(Doubt.Reason.NO_PLACE, List.of()))
                            : Optional.empty();
            case PREFER_DISTANCE, PREFER_TIME, PREFER_PRIORITY, PREFER_COST -> Optional.empty();
        };
    }
}

package ru.t2.marshrut.assistant;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.Filled;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Outcome.Answered;
import org.marshrut.llm.Outcome.Failed;

/// Computed facts for a route and against it, to be put into sentences: valid if the application
/// would take them ([GroundedText]: no number but the facts'), right if they name the weightiest
/// fact of each side and nothing that is no fact of that side. The control is the template.
///
/// @param cases text: facts for, tab, facts against, `|` between several; expected: what the
///   weightiest of each side is about, as in `distance / lateness`
record ExplanationTask(List<LabelledText> cases) implements BenchTask {

    private static final Locale RUSSIAN = Locale.of("ru");
    private static final String NOTHING = "nothing";

    /// Beginnings of words by what they are about, ё as е.
    private static final Map<String, List<String>> SUBJECTS = new LinkedHashMap<>();

    static {
        SUBJECTS.put("priority", List.of("важн"));
        SUBJECTS.put("lateness", List.of("опозд", "вовремя", "в срок"));
        SUBJECTS.put("overtime", List.of("переработ", "сверхуроч"));
        SUBJECTS.put("waiting", List.of("ожида", "ждать", "закрыт"));
        SUBJECTS.put("cost", List.of("деш", "дорож", "руб", "стоим", "цен"));
        SUBJECTS.put("distance", List.of("коротк", "длин", "км", "километр", "расстоян"));
        SUBJECTS.put("duration", List.of("быстр", "в дороге", " ч "));
        SUBJECTS.put("finish", List.of("раньше", "позже", "заканчив", "законч", "окончан"));
    }

    ExplanationTask {
        cases = List.copyOf(cases);
    }

    static ExplanationTask load() {
        return new ExplanationTask(
                LabelledText.rows("explain-1.cases").stream()
                        .map(row -> new LabelledText(row[0] + "\t" + row[1], row[2]))
                        .toList());
    }

    @Override
    public String name() {
        return "explanations";
    }

    @Override
    public String control() {
        return "template";
    }

    /// Puts the facts of the one side on both.
    @Override
    public String first(String text) {
        return told(text, side(text, 0), side(text, 0));
    }

    @Override
    public String byRule(String text) {
        return told(text, side(text, 0), side(text, 1));
    }

    @Override
    public Outcome<Told> ask(LanguageModel model, String text, Deadline deadline) {
        var request =
                new ExplainRequest(side(text, 0), side(text, 1), RUSSIAN, List.of(), Duration.ZERO);
        return switch (Explain.ask(model, request, deadline)) {
            case Failed<Filled>(var failure) -> new Failed<>(failure);
            case Answered<Filled>(var filled, var usage) ->
                    // whose name it bears is of no account here
                    switch (Explain.judge(
                            request, ModelName.QWEN, filled, Explain.isCutOff(usage))) {
                        case Explained.Written(_, var pros, var cons) ->
                                new Answered<>(Told.of(told(text, pros, cons)), usage);
                        case Explained.NotWritten(var reason) ->
                                new Failed<>(new Failure(Reason.UNUSABLE_ANSWER, reason));
                    };
        };
    }

    private static List<String> side(String text, int number) {
        return List.of(text.split("\t", -1)[number].split("\\|", -1));
    }

    /// What sentences for and against say, in the notation of the labels.
    static String told(String text, List<String> pros, List<String> cons) {
        return subject(pros, side(text, 0)) + " / " + subject(cons, side(text, 1));
    }

    /// What sentences are about: the weightiest fact's subject, if it is among theirs and all of
    /// them are facts' subjects; else their own.
    private static String subject(List<String> sentences, List<String> facts) {
        var named = subjects(sentences);
        var known = subjects(facts);
        if (!known.isEmpty() && named.contains(known.getFirst()) && known.containsAll(named)) {
            return known.getFirst();
        }
        return named.isEmpty() ? NOTHING : String.join("+", named);
    }

    private static SequencedSet<String> subjects(List<String> sentences) {
        var subjects = new LinkedHashSet<String>();
        for (var sentence : sentences) {
            String plain = sentence.toLowerCase(RUSSIAN).replace('ё', 'е');
            var named =
                    SUBJECTS.entrySet().stream()
                            .filter(subject ->
                                    subject.getValue().stream().anyMatch(plain::contains))
                            .map(Map.Entry::getKey)
                            .toList();
            // Of important stops it is said that they come sooner or later, not of the whole.
            boolean ofStops = named.contains("priority");
            named.stream()
                    .filter(subject -> !ofStops || !subject.equals("finish"))
                    .forEach(subjects::add);
        }
        return subjects;
    }
}

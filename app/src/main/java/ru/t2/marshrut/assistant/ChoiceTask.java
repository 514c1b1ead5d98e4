package ru.t2.marshrut.assistant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.marshrut.llm.Choice;
import org.marshrut.llm.Chooser;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Question;
import ru.t2.marshrut.assistant.reading.Clause;
import ru.t2.marshrut.assistant.reading.Names;
import ru.t2.marshrut.assistant.reading.Word;

/// Wishes with tables of candidates, in which one is right.
///
/// @param tables lines of candidates as models are shown them, by table
/// @param cases text: table, tab, wish; expected: the right candidate's number from 0
record ChoiceTask(Map<String, List<String>> tables, List<LabelledText> cases) implements BenchTask {

    private static final PromptTemplate PROMPT = PromptTemplate.load("routing", "choose-route-1");

    /// Of `fewest kilometres, +1.5 km, -3 min, late 7 min`.
    private static final Pattern FIGURES =
            Pattern.compile("([^,]+), \\+([0-9.]+) km, [+-]\\d+ min, late (\\d+) min");

    ChoiceTask {
        tables = Map.copyOf(tables);
        cases = List.copyOf(cases);
    }

    static ChoiceTask load() {
        var tables = new HashMap<String, List<String>>();
        var cases = new ArrayList<LabelledText>();
        for (var row : LabelledText.rows("choices-1")) {
            if (row[0].equals("table")) {
                tables.put(row[1], Arrays.asList(row).subList(2, row.length));
            } else {
                cases.add(new LabelledText(row[1] + "\t" + row[0], row[2]));
            }
        }
        return new ChoiceTask(tables, cases);
    }

    @Override
    public String name() {
        return "choices";
    }

    @Override
    public String first(String text) {
        return "0";
    }

    /// The candidate of the name that a keyword asks for; else no lateness, then fewer kilometres.
    @Override
    public String byRule(String text) {
        var options = options(text);
        var wanted =
                Clause.of(Word.plain(wish(text)), new Names(List.of())).stream()
                        .map(Clause::kindByRule)
                        .map(ChoiceTask::nameOf)
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse("");
        for (int i = 0; i < options.size(); i++) {
            if (!wanted.isEmpty() && options.get(i).startsWith(wanted)) {
                return Integer.toString(i);
            }
        }
        var best =
                options.stream()
                        .min(
                                Comparator.comparingDouble((String line) -> figure(line, 3))
                                        .thenComparingDouble(line -> figure(line, 2)))
                        .orElseThrow();
        return Integer.toString(options.indexOf(best));
    }

    private static String nameOf(Wish.Kind kind) {
        return switch (kind) {
            case PREFER_DISTANCE -> "fewest kilometres";
            case PREFER_TIME -> "earliest finish";
            case PREFER_PRIORITY -> "important stops first";
            case PREFER_COST -> "lowest cost";
            default -> "";
        };
    }

    private static double figure(String line, int group) {
        Matcher figures = FIGURES.matcher(line);
        if (!figures.matches()) {
            throw new IllegalArgumentException("'%s' is no candidate's line.".formatted(line));
        }
        return Double.parseDouble(figures.group(group));
    }

    @Override
    public Outcome<Told> ask(LanguageModel model, String text, Deadline deadline) {
        var question = new Question(PROMPT.instruction(), "Wish: " + wish(text), options(text), "");
        return Chooser.choose(model, question, deadline)
                .map(choice -> new Told(Integer.toString(choice.index()), places(choice)));
    }

    private static List<Integer> places(Choice choice) {
        return choice.rotations().stream()
                .map(rotation -> {
                    var scores = rotation.logProbabilities();
                    int best = 0;
                    for (int place = 1; place < scores.size(); place++) {
                        best = scores.get(place) > scores.get(best) ? place : best;
                    }
                    return best;
                })
                .toList();
    }

    private static String wish(String text) {
        return text.substring(text.indexOf('\t') + 1);
    }

    private List<String> options(String text) {
        var table = text.substring(0, text.indexOf('\t'));
        return tables.getOrDefault(table, List.of());
    }
}

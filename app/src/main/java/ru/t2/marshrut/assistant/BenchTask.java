package ru.t2.marshrut.assistant;

import java.util.List;
import java.util.stream.IntStream;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.Outcome;
import ru.t2.marshrut.assistant.IncidentReader.Verdict;
import ru.t2.marshrut.assistant.Wish.Kind;
import ru.t2.marshrut.assistant.reading.Clause;
import ru.t2.marshrut.assistant.reading.IncidentNames;
import ru.t2.marshrut.assistant.reading.Names;
import ru.t2.marshrut.assistant.reading.Report;
import ru.t2.marshrut.assistant.reading.Word;

/// A set of labelled cases, with the ways to answer them; an answer is told in the notation of the
/// labels.
interface BenchTask {

    /// As in `wishes, held out`.
    String name();

    List<LabelledText> cases();

    /// The control that knows nothing: always the first that may be.
    String first(String text);

    /// The control that works by rule, such as keywords.
    String byRule(String text);

    /// What that control is called.
    default String control() {
        return "keywords";
    }

    /// What a model answers.
    Outcome<Told> ask(LanguageModel model, String text, Deadline deadline);

    /// An answer.
    ///
    /// @param told in the notation of the labels
    /// @param places for a choice: the place that won in each rotation, taken alone
    record Told(String told, List<Integer> places) {

        public Told {
            places = List.copyOf(places);
        }

        static Told of(String told) {
            return new Told(told, List.of());
        }
    }

    /// All of them.
    static List<BenchTask> all() {
        return List.of(
                new Wishes("wishes", WishCases.load("cases")),
                new Wishes("wishes, held out", WishCases.load("held-out")),
                new Incidents("disruptions", IncidentCases.load("cases")),
                new Incidents("disruptions, held out", IncidentCases.load("held-out")),
                ChoiceTask.load(),
                ExplanationTask.load());
    }

    /// Wishes for a route.
    record Wishes(String name, WishCases set, Names names) implements BenchTask {

        Wishes(String name, WishCases set) {
            this(name, set, new Names(set.places()));
        }

        @Override
        public List<LabelledText> cases() {
            return set.cases();
        }

        @Override
        public String first(String text) {
            var clauses = clauses(text);
            return told(clauses, clauses.stream().map(c -> c.allowed().iterator().next()).toList());
        }

        @Override
        public String byRule(String text) {
            var clauses = clauses(text);
            return told(clauses, clauses.stream().map(Clause::kindByRule).toList());
        }

        @Override
        public Outcome<Told> ask(LanguageModel model, String text, Deadline deadline) {
            var clauses = clauses(text);
            return WishReader.decide(model, clauses, deadline, _ -> {})
                    .map(kinds -> Told.of(told(clauses, kinds)));
        }

        private List<Clause> clauses(String text) {
            return Clause.of(Word.plain(text), names);
        }

        private static String told(List<Clause> clauses, List<Kind> kinds) {
            return WishCases.notation(
                    IntStream.range(0, clauses.size())
                            .mapToObj(i -> clauses.get(i).as(kinds.get(i)))
                            .toList());
        }
    }

    /// Reports of what went wrong.
    record Incidents(String name, IncidentCases set, IncidentNames names) implements BenchTask {

        Incidents(String name, IncidentCases set) {
            this(name, set, new IncidentNames(set.names()));
        }

        @Override
        public List<LabelledText> cases() {
            return set.cases();
        }

        @Override
        public String first(String text) {
            var reports = reports(text);
            return told(
                    reports,
                    reports.stream()
                            .map(report ->
                                    new Verdict(
                                            report.allowed().iterator().next(),
                                            Incident.Effect.CLOSED))
                            .toList());
        }

        @Override
        public String byRule(String text) {
            var reports = reports(text);
            return told(reports, reports.stream().map(IncidentReader::byRule).toList());
        }

        @Override
        public Outcome<Told> ask(LanguageModel model, String text, Deadline deadline) {
            var reports = reports(text);
            return IncidentReader.decide(model, reports, deadline, _ -> {})
                    .map(verdicts -> Told.of(told(reports, verdicts)));
        }

        private List<Report> reports(String text) {
            return Report.of(Word.plain(text), names, set.today());
        }

        private static String told(List<Report> reports, List<Verdict> verdicts) {
            return IncidentCases.notation(IncidentReader.incidents(reports, verdicts));
        }
    }
}

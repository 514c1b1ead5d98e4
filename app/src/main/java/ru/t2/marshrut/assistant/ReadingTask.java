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

/// A set of labelled texts, with the ways to read them; what was read is told in the notation of
/// the labels.
public interface ReadingTask {

    /// As in `wishes, held out`.
    String name();

    List<LabelledText> cases();

    /// The control that knows nothing.
    String firstAllowed(String text);

    /// The control that looks for keywords.
    String byRule(String text);

    /// What a model reads.
    Outcome<String> ask(LanguageModel model, String text, Deadline deadline);

    /// All of them.
    static List<ReadingTask> all() {
        return List.of(
                new Wishes("wishes", WishCases.load("cases")),
                new Wishes("wishes, held out", WishCases.load("held-out")),
                new Incidents("disruptions", IncidentCases.load("cases")),
                new Incidents("disruptions, held out", IncidentCases.load("held-out")));
    }

    /// Wishes for a route.
    record Wishes(String name, WishCases set, Names names) implements ReadingTask {

        Wishes(String name, WishCases set) {
            this(name, set, new Names(set.places()));
        }

        @Override
        public List<LabelledText> cases() {
            return set.cases();
        }

        @Override
        public String firstAllowed(String text) {
            var clauses = clauses(text);
            return told(clauses, clauses.stream().map(c -> c.allowed().iterator().next()).toList());
        }

        @Override
        public String byRule(String text) {
            var clauses = clauses(text);
            return told(clauses, clauses.stream().map(Clause::kindByRule).toList());
        }

        @Override
        public Outcome<String> ask(LanguageModel model, String text, Deadline deadline) {
            var clauses = clauses(text);
            return WishReader.decide(model, clauses, deadline, _ -> {}).map(kinds -> told(clauses, kinds));
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
    record Incidents(String name, IncidentCases set, IncidentNames names) implements ReadingTask {

        Incidents(String name, IncidentCases set) {
            this(name, set, new IncidentNames(set.names()));
        }

        @Override
        public List<LabelledText> cases() {
            return set.cases();
        }

        @Override
        public String firstAllowed(String text) {
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
        public Outcome<String> ask(LanguageModel model, String text, Deadline deadline) {
            var reports = reports(text);
            return IncidentReader.decide(model, reports, deadline, _ -> {})
                    .map(verdicts -> told(reports, verdicts));
        }

        private List<Report> reports(String text) {
            return Report.of(Word.plain(text), names, set.today());
        }

        private static String told(List<Report> reports, List<Verdict> verdicts) {
            return IncidentCases.notation(IncidentReader.incidents(reports, verdicts));
        }
    }
}

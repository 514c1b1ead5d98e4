package ru.t2.marshrut.assistant;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.marshrut.llm.Deadline;
import org.marshrut.llm.Filled;
import org.marshrut.llm.LabelScores.Method;
import org.marshrut.llm.LanguageModel;
import org.marshrut.llm.Outcome;
import org.marshrut.llm.Part;
import org.marshrut.llm.Prompt;
import org.springframework.stereotype.Service;
import ru.t2.marshrut.assistant.Incident.Effect;
import ru.t2.marshrut.assistant.Incident.Kind;
import ru.t2.marshrut.assistant.reading.IncidentNames;
import ru.t2.marshrut.assistant.reading.Report;
import ru.t2.marshrut.assistant.reading.Word;

/// Reads out of free text what went wrong. Thread-safe.
///
/// Code finds people, vehicles, places, days and hours, and with them the few kinds that each
/// report can be. A model decides among those, and whether ways are closed or slower, all reports
/// in one pass, under a mask that lets nothing else through; where no model can be asked, keywords
/// decide.
@Service
public class IncidentReader {

    private static final PromptTemplate PROMPT =
            PromptTemplate.load("assistant", "read-incidents-1");
    private static final int LONGEST_REPORT = 240;

    private static final Map<Kind, String> ANSWERS =
            new EnumMap<>(
                    Map.of(
                            Kind.REP_UNAVAILABLE, "person",
                            Kind.VEHICLE_BROKEN, "vehicle",
                            Kind.WEATHER, "weather",
                            Kind.STORE_CLOSED, "store",
                            Kind.ROAD_CLOSED, "road",
                            Kind.OTHER, "other",
                            Kind.NONE, "none"));

    /// Kinds for which it is asked whether ways are closed or slower.
    private static final Set<Kind> OF_PLACES =
            EnumSet.of(Kind.WEATHER, Kind.STORE_CLOSED, Kind.ROAD_CLOSED);

    private final ModelChain models;

    IncidentReader(ModelChain models) {
        this.models = models;
    }

    /// What was read.
    ///
    /// @param reader the model that decided the kinds; empty when keywords did
    /// @param runId record of the models' part; empty when none was asked
    /// @param attempts every model that was asked
    public record Reading(
            List<Incident> incidents,
            Optional<ModelName> reader,
            Optional<UUID> runId,
            List<Attempt> attempts) {

        public Reading {
            incidents = List.copyOf(incidents);
            attempts = List.copyOf(attempts);
        }

        /// Who decided: `qwen`, `llama` or `rule`.
        public String readBy() {
            return reader.map(ModelName::id).orElse("rule");
        }
    }

    /// What a report turned out to be.
    record Verdict(Kind kind, Effect effect) {}

    /// Reads a text.
    ///
    /// @param today the day it was written
    /// @param chain models to ask in order; empty leaves it to the keywords
    /// @param timeout for all of them together
    public Reading read(
            String text,
            Incident.Names names,
            LocalDate today,
            List<ModelName> chain,
            Duration timeout) {
        var reports = Report.of(Word.plain(text), new IncidentNames(names), today);
        if (reports.isEmpty()) {
            return new Reading(List.of(), Optional.empty(), Optional.empty(), List.of());
        }
        var asked =
                models.ask(
                        PROMPT,
                        chain,
                        timeout,
                        (model, deadline, told) -> decide(model, reports, deadline, told));
        var verdicts =
                asked.answer()
                        .orElseGet(() -> reports.stream().map(IncidentReader::byRule).toList());
        var runId = models.keep(PROMPT, lines(reports), verdicts.toString(), asked.attempts());
        return new Reading(incidents(reports, verdicts), asked.reader(), runId, asked.attempts());
    }

    static List<Incident> incidents(List<Report> reports, List<Verdict> verdicts) {
        return IntStream.range(0, reports.size())
                .mapToObj(i -> reports.get(i).as(verdicts.get(i).kind(), verdicts.get(i).effect()))
                .toList();
    }

    static Verdict byRule(Report report) {
        var kind = report.kindByRule();
        return new Verdict(kind, report.effectByRule(kind));
    }

    /// Has a model decide on all reports.
    static Outcome<List<Verdict>> decide(
            LanguageModel model, List<Report> reports, Deadline deadline, Consumer<Method> told) {
        return model.fill(
                        new Prompt(PROMPT.instruction(), lines(reports)), parts(reports), deadline)
                .map(filled -> {
                    told.accept(filled.method());
                    return verdicts(filled, reports);
                });
    }

    private static String lines(List<Report> reports) {
        var lines = new StringBuilder();
        for (int i = 0; i < reports.size(); i++) {
            var text = reports.get(i).text();
            lines.append(i + 1)
                    .append(": ")
                    .append(text, 0, Math.min(text.length(), LONGEST_REPORT))
                    .append('\n');
        }
        return lines.toString().stripTrailing();
    }

    private static boolean asksEffect(Report report) {
        return report.allowed().stream().anyMatch(OF_PLACES::contains);
    }

    private static List<Part> parts(List<Report> reports) {
        var parts = new ArrayList<Part>();
        for (int i = 0; i < reports.size(); i++) {
            parts.add(new Part.Literal("%s%d: ".formatted(i == 0 ? "" : "\n", i + 1)));
            var options =
                    reports.get(i).allowed().stream()
                            .map(kind -> String.valueOf(ANSWERS.get(kind)))
                            .toList();
            parts.add(new Part.OneOf("k" + i, options));
            if (asksEffect(reports.get(i))) {
                parts.add(new Part.Literal(" "));
                parts.add(
                        new Part.OneOf("e" + i, List.of(word(Effect.CLOSED), word(Effect.SLOWER))));
            }
        }
        return parts;
    }

    private static String word(Effect effect) {
        return effect.name().toLowerCase(Locale.ROOT);
    }

    private static List<Verdict> verdicts(Filled filled, List<Report> reports) {
        return IntStream.range(0, reports.size())
                .mapToObj(i -> {
                    boolean slower = word(Effect.SLOWER).equals(filled.slots().get("e" + i));
                    return new Verdict(
                            kind(String.valueOf(filled.slots().get("k" + i))),
                            slower ? Effect.SLOWER : Effect.CLOSED);
                })
                .toList();
    }

    private static Kind kind(String answer) {
        return ANSWERS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(answer))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Kind.NONE);
    }
}

package ru.t2.marshrut.assistant;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ru.t2.marshrut.assistant.Incident.Kind;
import ru.t2.marshrut.assistant.Incident.Mention;

/// Labelled texts for reading incidents, kept beside the prompt they belong to.
///
/// @param names that the texts speak of
/// @param today the day they were written
public record IncidentCases(Incident.Names names, LocalDate today, List<LabelledText> cases) {

    private static final String GOLDEN = "read-incidents-1.cases";

    public IncidentCases {
        cases = List.copyOf(cases);
    }

    /// Reads a set from the class path: `cases`, which the keywords were made with, or `held-out`;
    /// both speak of the golden cases' names.
    static IncidentCases load(String set) {
        var reps = new ArrayList<NamedPlace>();
        var vehicles = new ArrayList<NamedPlace>();
        var stores = new ArrayList<NamedPlace>();
        var districts = new ArrayList<NamedPlace>();
        var towns = new ArrayList<NamedPlace>();
        var today = Optional.<LocalDate>empty();
        for (var row : LabelledText.rows(GOLDEN)) {
            switch (row[0]) {
                case "today" -> today = Optional.of(LocalDate.parse(row[1]));
                case "rep" -> reps.add(new NamedPlace(row[1], row[2], ""));
                case "vehicle" -> vehicles.add(new NamedPlace(row[1], row[2], row[3]));
                case "store" -> stores.add(new NamedPlace(row[1], row[2], row[3]));
                case "district" -> districts.add(new NamedPlace(row[1], row[1], ""));
                case "town" -> towns.add(new NamedPlace(row[1], row[1], ""));
                default -> {}
            }
        }
        return new IncidentCases(
                new Incident.Names(reps, vehicles, stores, districts, towns),
                today.orElseThrow(),
                LabelledText.rows("read-incidents-1." + set).stream()
                        .filter(row -> row.length == 2 && !row[0].equals("today"))
                        .filter(row -> !row[0].equals("district") && !row[0].equals("town"))
                        .map(row -> new LabelledText(row[0], row[1]))
                        .toList());
    }

    /// Incidents in short: `rep_unavailable rep-1 2026-04-08..2026-04-10 13:00-; weather slower
    /// Рузаевский район`, where `?` stands for a question back and `-` for nobody found.
    static String notation(List<Incident> incidents) {
        return incidents.stream().map(IncidentCases::notation).collect(Collectors.joining("; "));
    }

    private static String notation(Incident incident) {
        var kind = incident.kind().name().toLowerCase(Locale.ROOT);
        if (incident.kind() == Kind.NONE) {
            return kind;
        }
        var meant = incident.meant();
        boolean places =
                meant.stream()
                        .noneMatch(m ->
                                m.group() == Incident.Group.REP
                                        || m.group() == Incident.Group.VEHICLE);
        boolean tellsEffect =
                places
                        && incident.kind() != Kind.REP_UNAVAILABLE
                        && incident.kind() != Kind.VEHICLE_BROKEN;
        return Stream.of(
                        Stream.of(kind),
                        tellsEffect
                                ? Stream.of(incident.effect().name().toLowerCase(Locale.ROOT))
                                : Stream.<String>empty(),
                        Stream.of(
                                meant.isEmpty()
                                        ? "-"
                                        : meant.stream()
                                                .map(IncidentCases::id)
                                                .distinct()
                                                .collect(Collectors.joining(","))),
                        incident.days().stream().map(IncidentCases::days),
                        incident.hours().stream()
                                .map(hours -> time(hours.from()) + "-" + time(hours.until())),
                        incident.slowdownPercent().stream().mapToObj(percent -> percent + "%"))
                .flatMap(parts -> parts)
                .collect(Collectors.joining(" "));
    }

    private static String id(Mention mention) {
        return mention.isAmbiguous() ? "?" : mention.candidates().getFirst().id();
    }

    private static String days(Incident.Period days) {
        return days.isUnclear()
                ? "?days"
                : days.from().map(LocalDate::toString).orElse("")
                        + ".."
                        + days.to().map(LocalDate::toString).orElse("");
    }

    private static String time(Optional<LocalTime> time) {
        return time.map(LocalTime::toString).orElse("");
    }
}

package ru.t2.marshrut.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ru.t2.marshrut.assistant.reading.IncidentNames;
import ru.t2.marshrut.assistant.reading.Report;
import ru.t2.marshrut.assistant.reading.Word;

class IncidentsByRuleTest {

    private static final IncidentCases CASES = IncidentCases.load("cases");
    private static final IncidentNames NAMES = new IncidentNames(CASES.names());

    static Stream<LabelledText> cases() {
        return CASES.cases().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void keywordsReadTheGoldenCases(LabelledText wanted) {
        assertThat(IncidentCases.notation(read(wanted.text()))).isEqualTo(wanted.expected());
    }

    @Test
    void thereAreSixtyCasesAndMore() {
        assertThat(CASES.cases()).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void controlsAndMarksOfDirectionChangeNothing() {
        assertThat(IncidentCases.notation(read("\u200fКиселёва\u0000 заболела\u202c")))
                .isEqualTo("rep_unavailable rep-1");
    }

    @Test
    void aHundredKilobytesAreReadQuickly() {
        assertThat(read("Киселёва заболела, ".repeat(5_000))).hasSizeBetween(1, 12);
        assertThat(read("а".repeat(100_000))).hasSize(1);
    }

    private static List<Incident> read(String text) {
        var reports = Report.of(Word.plain(text), NAMES, CASES.today());
        return IncidentReader.incidents(
                reports, reports.stream().map(IncidentReader::byRule).toList());
    }
}

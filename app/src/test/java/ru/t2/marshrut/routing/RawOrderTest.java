package ru.t2.marshrut.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RawOrderTest {

    @Test
    void theSolversWayIsTheShortestOfFive() {
        for (long seed = 0; seed < 5; seed++) {
            var comparison =
                    RawOrder.of(5, seed).compare((_, _, labels) -> Optional.of(labels.reversed()));
            assertThat(comparison.byModel().orElseThrow())
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(0.999);
            assertThat(comparison.asGiven()).isGreaterThanOrEqualTo(0.999);
            assertThat(comparison.atRandom()).isGreaterThan(1);
        }
    }

    @Test
    void withoutAnAnswerTheControlsAreToldAllTheSame() {
        var comparison = RawOrder.of(10, 1).compare((_, _, _) -> Optional.empty());
        assertThat(comparison.byModel()).isEmpty();
        assertThat(comparison.atRandom()).isGreaterThan(1);
    }

    @Test
    void aReportIsOnePageInWhichNothingIsMarkup() {
        var report = new BenchReport();
        report.row(List.of("<b>", "choices"));
        report.order(List.of("model", "5"));
        assertThat(report.html("| reader | task |", List.of("«<script>»")))
                .contains(
                        "<th>reader</th>",
                        "&lt;b&gt;",
                        "«&lt;script&gt;»".replace("«", "&laquo;").replace("»", "&raquo;"))
                .doesNotContain("<script");
    }
}

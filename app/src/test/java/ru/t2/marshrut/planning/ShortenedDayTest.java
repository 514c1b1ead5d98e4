package ru.t2.marshrut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.planning.DayFigures.DayViolation;
import ru.t2.marshrut.stores.Store;
import ru.t2.marshrut.team.CalendarDay;
import ru.t2.marshrut.team.Holiday;
import ru.t2.marshrut.team.PresentDay;
import ru.t2.marshrut.team.Rep;
import ru.t2.marshrut.testing.TestApplication;

/// A day that an absence cuts short, with one call of an hour some twenty kilometres from home.
class ShortenedDayTest {

    private static final Instant NOW = Instant.parse("2026-04-01T06:00:00Z");
    private static final LocalDate DATE = LocalDate.of(2026, 4, 9);
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalTime SIX = LocalTime.of(18, 0);
    private static final DayKey DAY = new DayKey("rep", DATE);

    /// @param hoursEnd when the rep's hours are over
    /// @param homeBy when they usually are
    /// @param open from when on the store takes the call
    private static DayRoutes.Evaluated evaluate(
            LocalTime hoursEnd, LocalTime homeBy, LocalTime open) {
        var store =
                new Store(
                        "store",
                        "Store",
                        "",
                        "Town",
                        "District",
                        new GeoPoint(54.18, 45.48),
                        Category.A,
                        Optional.of(Duration.ofHours(1)),
                        List.of(new DailyWindow(open, LocalTime.of(20, 0))),
                        Set.of(),
                        List.of(),
                        true,
                        1,
                        NOW,
                        NOW);
        var rep =
                new Rep(
                        "rep",
                        "Rep",
                        Rep.Status.ACTIVE,
                        new GeoPoint(54.18, 45.18),
                        new DailyWindow(NINE, SIX),
                        Duration.ofMinutes(30),
                        14,
                        Optional.empty(),
                        List.of(),
                        true,
                        1,
                        NOW,
                        NOW);
        var region =
                Region.of(
                        List.of(store),
                        List.of(rep),
                        List.of(),
                        List.of(new CalendarDay(DATE, Holiday.Kind.WORKING, Optional.empty())),
                        List.of(
                                new PresentDay(
                                        "rep", DATE, new DailyWindow(NINE, hoursEnd), homeBy)),
                        List.of(),
                        Map.of());
        var visit =
                PlannedVisit.wanted(
                        new UUID(0, 1),
                        new UUID(0, 2),
                        YearMonth.from(DATE),
                        "store",
                        false,
                        Optional.empty(),
                        NOW);
        return TestApplication.shared().bean(DayRoutes.class).evaluate(region, DAY, List.of(visit));
    }

    @Test
    void theWayHomeAfterNoonIsDrivenButIsNoOvertime() {
        var day = evaluate(LocalTime.of(12, 30), SIX, LocalTime.of(11, 30));
        var figures = day.figures();
        var stop = day.times().getFirst();
        assertThat(stop.departureSeconds()).isEqualTo(LocalTime.of(12, 30).toSecondOfDay());
        assertThat(figures.homeTravelSeconds()).isGreaterThan(900).isEqualTo(stop.travelSeconds());
        assertThat(figures.endSeconds())
                .isEqualTo(stop.departureSeconds() + figures.homeTravelSeconds());
        assertThat(figures.travelSeconds()).isEqualTo(2 * stop.travelSeconds());
        assertThat(figures.distanceMetres()).isEqualTo(2L * stop.distanceMetres());
        assertThat(figures.durationSeconds())
                .isEqualTo(
                        figures.travelSeconds() + figures.serviceSeconds() + figures.waitSeconds());
        assertThat(figures.overtimeSeconds()).isZero();
        assertThat(figures.violations()).isEmpty();
    }

    @Test
    void aVisitThatLastsBeyondTheHoursIsOvertime() {
        var figures = evaluate(LocalTime.of(12, 30), SIX, LocalTime.of(11, 45)).figures();
        assertThat(figures.overtimeSeconds()).isEqualTo(15 * 60);
        assertThat(figures.violations()).containsExactly(new DayViolation("hours", null, 15 * 60));
    }

    @Test
    void whoLeavesALittleEarlierIsStillHomeByTheUsualEnd() {
        var figures = evaluate(LocalTime.of(17, 50), SIX, LocalTime.of(16, 50)).figures();
        assertThat(figures.homeTravelSeconds()).isGreaterThan(600);
        assertThat(figures.overtimeSeconds()).isEqualTo(figures.homeTravelSeconds() - 600);
        assertThat(figures.lunchSeconds()).isEqualTo(30 * 60);
    }

    @Test
    void onAnyOtherDayTheWayHomeIsPartOfTheHours() {
        var noon = LocalTime.of(12, 30);
        var figures = evaluate(noon, noon, LocalTime.of(11, 30)).figures();
        assertThat(figures.overtimeSeconds()).isEqualTo(figures.homeTravelSeconds());
        assertThat(figures.violations())
                .containsExactly(new DayViolation("hours", null, figures.homeTravelSeconds()));
    }
}

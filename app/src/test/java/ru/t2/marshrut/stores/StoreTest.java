package ru.t2.marshrut.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;

class StoreTest {

    static final Instant CREATED = Instant.parse("2026-04-01T06:00:00Z");
    static final DailyWindow MORNING = window(9, 13);
    static final DailyWindow AFTERNOON = window(14, 18);

    /// A store of one's own beside the demo stores.
    static Store store(String id, String name, DailyWindow... windows) {
        return new Store(
                id,
                name,
                "Саранск, ул. Лесная, 1",
                "Саранск",
                "г.о. Саранск",
                new GeoPoint(54.19, 45.17),
                Category.C,
                Optional.of(Duration.ofMinutes(20)),
                List.of(windows),
                Set.of(),
                List.of(),
                false,
                1,
                CREATED,
                CREATED);
    }

    static DailyWindow window(int startHour, int endHour) {
        return new DailyWindow(LocalTime.of(startHour, 0), LocalTime.of(endHour, 0));
    }

    @Test
    void aBreakMakesTwoWindows() {
        assertThat(store("s1", "Заря", MORNING, AFTERNOON).windows())
                .containsExactly(MORNING, AFTERNOON);
    }

    @Test
    void windowsMustNotTouchOrGoBack() {
        assertThatThrownBy(() -> store("s1", "Заря", MORNING, window(13, 18)))
                .hasMessage(
                        "window 13:00–18:00 must follow window 09:00–13:00 of store s1. Maybe sort or join them.");
        assertThatThrownBy(() -> store("s1", "Заря", AFTERNOON, MORNING))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tt-001", "ТТ_17", "a.b", "7"})
    void anIdIsAWord(String id) {
        assertThat(store(id, "Заря").id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a\u0000", "a\nb", "a'--"})
    void whatIsNotAWordIsNoId(String id) {
        assertThatThrownBy(() -> store(id, "Заря")).hasMessageContaining("id (" + id + ")");
        assertThat(Store.isId("x".repeat(65))).isFalse();
    }
}

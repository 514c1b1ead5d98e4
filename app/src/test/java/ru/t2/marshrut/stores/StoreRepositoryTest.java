package ru.t2.marshrut.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ru.t2.marshrut.stores.StoreTest.AFTERNOON;
import static ru.t2.marshrut.stores.StoreTest.MORNING;
import static ru.t2.marshrut.stores.StoreTest.store;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import ru.t2.marshrut.kernel.Category;

class StoreRepositoryTest {

    private final StoreDatabase database = new StoreDatabase();
    private final StoreRepository repository = database.repository();

    @Test
    void aStoreComesBackAsItWasWritten() {
        var written = store("s1", "Заря", MORNING, AFTERNOON);
        repository.insert(List.of(written, store("s2", "Рассвет")));
        assertThat(repository.find("s1")).contains(written);
        assertThat(repository.find("s2").orElseThrow().windows()).isEmpty();
        assertThat(repository.find("S1")).isEmpty();
    }

    @Test
    void listsAreInOrderOfIdByCodePoint() {
        repository.insert(
                List.of(store("я", "1"), store("b", "2"), store("B", "3"), store("ё", "4")));
        assertThat(repository.list(StoreFilter.ALL, 10, 0))
                .extracting(Store::id)
                .containsExactly("B", "b", "я", "ё");
        assertThat(repository.list(StoreFilter.ALL, 2, 1))
                .extracting(Store::id)
                .containsExactly("b", "я");
    }

    @Test
    void filtersNarrowTogether() {
        repository.insert(List.of(store("s1", "Магазин «Полёт»"), store("s2", "Киоск 100%")));
        assertThat(ids(StoreFilter.of(Category.C, "г.о. Саранск", "Саранск", "полет")))
                .containsExactly("s1");
        assertThat(ids(StoreFilter.of(Category.D, null, null, null))).isEmpty();
        assertThat(ids(StoreFilter.of(null, "Рузаевский район", null, null))).isEmpty();
        assertThat(ids(StoreFilter.of(null, null, "Рузаевка", null))).isEmpty();
        assertThat(ids(StoreFilter.of(null, null, null, "ЛЕСНАЯ s2"))).containsExactly("s2");
        assertThat(ids(StoreFilter.of(null, null, null, "0%"))).containsExactly("s2");
        assertThat(ids(StoreFilter.of(null, null, null, "0_"))).isEmpty();
        assertThat(ids(StoreFilter.of(null, " ", "\u0000", "\t"))).containsExactly("s1", "s2");
    }

    @Test
    void theSameStoreIsNotKeptTwice() {
        repository.insert(List.of(store("s1", "Заря")));
        assertThatThrownBy(() -> repository.insert(List.of(store("s1", "Рассвет"))))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> repository.insert(List.of(store("s2", "Заря"))))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("store_is_told_once");
    }

    @ParameterizedTest
    @CsvSource({
        "category = 'E', a_category_is_known",
        "lat = 95, a_store_is_on_the_globe",
        "lon = 'nan', a_store_is_on_the_globe",
        "name = ' ', a_store_has_a_name",
        "service_seconds = 0, service_is_in_whole_minutes",
        "service_seconds = 90, service_is_in_whole_minutes",
        "service_seconds = 86400, service_ends_within_a_day",
        "version = 0, versions_count_from_one",
        "updated_at = '2020-01-01', changes_follow_creation",
        "id = 'a/b', an_id_is_a_word"
    })
    void theDatabaseKeepsTheRules(String change, String rule) {
        repository.insert(List.of(store("s1", "Заря", MORNING)));
        assertThatThrownBy(() -> database.jdbc().sql("update store set " + change).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "start_time = '13:01', a_window_starts_before_it_ends",
        "end_time = '24:00', a_window_starts_before_it_ends",
        "end_time = '12:00:30', a_window_is_in_whole_minutes"
    })
    void theDatabaseKeepsTheRulesOfWindows(String change, String rule) {
        repository.insert(List.of(store("s1", "Заря", MORNING)));
        assertThatThrownBy(() -> database.jdbc().sql("update store_window set " + change).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining(rule);
    }

    private List<String> ids(StoreFilter filter) {
        var ids = repository.list(filter, 10, 0).stream().map(Store::id).toList();
        assertThat(repository.count(filter)).isEqualTo(ids.size());
        return ids;
    }
}

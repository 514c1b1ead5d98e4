package ru.t2.marshrut.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.testing.TestApplication;

class StoresTest {

    private final Stores stores = TestApplication.shared().bean(Stores.class);

    @Test
    void aPageTellsTheLengthOfTheWholeList() {
        var page = stores.list(StoreFilter.of(Category.A, null, null, null), 3, 49);
        assertThat(page.total()).isEqualTo(50);
        assertThat(page.items()).hasSize(1);
        assertThat(stores.list(StoreFilter.ALL, 10, 1_000).total()).isEqualTo(250);
    }

    @Test
    void storesComeInTheOrderOfTheIdsAndUnknownIdsAreNamed() {
        var selection =
                stores.listByIds(List.of("tt-007", "нет", "tt-003", "a b", "\u0000", "tt-007"));
        assertThat(selection.stores())
                .extracting(Store::id)
                .containsExactly("tt-007", "tt-003", "tt-007");
        assertThat(selection.unknownIds()).containsExactly("нет", "a b", "\u0000");
        assertThat(stores.listByIds(List.of()).stores()).isEmpty();
    }

    @Test
    void whatIsNoIdIsNotFound() {
        assertThat(stores.find("tt-001")).isPresent();
        assertThat(stores.find("tt-000")).isEmpty();
        assertThat(stores.find("\u0000")).isEmpty();
    }
}

package ru.t2.marshrut.stores;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchTextTest {

    @Test
    void caseAndTheLetterYoDoNotCount() {
        assertThat(SearchText.of(StoreTest.store("ТТ-1", "Магазин  «Полёт»")))
                .isEqualTo("магазин «полет» саранск, ул. лесная, 1 саранск г.о. саранск тт-1");
        assertThat(SearchText.patterns(" ПОЛЁТ  Лесная ")).containsExactly("%полет%", "%лесная%");
    }

    @Test
    void signsOfPatternsAreOrdinaryLetters() {
        assertThat(SearchText.patterns("100%_\\")).containsExactly("%100\\%\\_\\\\%");
    }
}

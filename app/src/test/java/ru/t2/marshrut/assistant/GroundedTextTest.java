package ru.t2.marshrut.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.t2.marshrut.assistant.Explained.Flaw;

/// What of a model's sentences is taken.
class GroundedTextTest {

    private static final List<String> FACTS =
            List.of(
                    "Самый короткий путь: 12,34 км.",
                    "Заканчивается раньше других: в 15:40.",
                    "Опоздание 25 мин, точек с опозданием: 2.",
                    "Дороже самого дешёвого на 120,50 руб.",
                    "В дороге 1,5 ч из 6,2 ч.");

    private static Optional<Flaw> flaw(String text) {
        return new GroundedText(FACTS, true).findFlaw(GroundedText.sentences(text, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Самый короткий маршрут, всего 12,34 км.",
                "Путь 12.34 километра, конец в 15:40!",
                "Опоздание 25 минут. Опоздания в 2 точках.",
                "Дороже на 120,5 рублей, в дороге 1,50 часа.",
                "Короткий путь",
                "Лучше по пути, GPS не нужен.",
            })
    void numbersOfTheFactsAreTaken(String text) {
        assertThat(flaw(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Всего 12,3 км.",
                "Всего 13 км.",
                "Опоздание 25 км.",
                "Опоздание 2 мин.",
                "Конец в 15:45.",
                "Дороже на 25 %.",
                "Короче вдвое.",
                "Опоздание в двух точках.",
                "Экономит двадцать минут.",
                "Быстрее в 2 раза.",
                "Длина 1234 км.",
                "Длина 12,345 км.",
                "Экономит половину пути.",
            })
    void numbersOfOnesOwnAreRefused(String text) {
        assertThat(flaw(text)).contains(Flaw.UNFOUNDED_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "12,34",
                "Хорошо. Хорошо. Хорошо. Хорошо.",
                "The shortest way.",
                "最短的路线。",
                "Короткий путь ² км.",
                "Короткий путь ٣ км.",
                "<b>Короткий</b> путь.",
                "Короткий {путь}.",
                "Короткий\u202e путь.",
            })
    void whatIsNoPlainRussianIsRefused(String text) {
        assertThat(flaw(text)).contains(Flaw.UNUSABLE_TEXT);
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        assertThat(flaw("Путь ".repeat(100))).contains(Flaw.UNUSABLE_TEXT);
    }

    @Test
    void englishHasNoCyrillicInIt() {
        var text = new GroundedText(List.of("The shortest way: 12.34 km."), false);
        assertThat(text.findFlaw(List.of("Only 12.34 kilometres."))).isEmpty();
        assertThat(text.findFlaw(List.of("Only 12.34 hours."))).contains(Flaw.UNFOUNDED_NUMBER);
        assertThat(text.findFlaw(List.of("Saves a dozen minutes.")))
                .contains(Flaw.UNFOUNDED_NUMBER);
        assertThat(text.findFlaw(List.of("Only 12.34 км."))).contains(Flaw.UNUSABLE_TEXT);
    }

    @Test
    void aSentenceThatWasCutOffIsLeftOut() {
        assertThat(GroundedText.sentences("Короткий путь. Опозда", true))
                .containsExactly("Короткий путь.");
        assertThat(GroundedText.sentences("Короткий путь. Опозда", false)).hasSize(2);
        assertThat(GroundedText.sentences("Корот", true)).isEmpty();
    }
}

package ru.t2.marshrut.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;

class DemoStoresTest {

    private static final Instant CREATED = Instant.parse("2026-04-01T06:00:00Z");
    private static final LocalTime NINE = LocalTime.of(9, 0);

    private final List<District> districts = District.listMordovia();
    private final List<Store> stores = DemoStores.of(districts, CREATED);

    @Test
    void eachDistrictHasAsManyAsTheFactsSay() {
        assertThat(stores).hasSize(250);
        assertThat(districts).hasSize(23);
        assertThat(districts)
                .allSatisfy(district ->
                        assertThat(stores)
                                .filteredOn(store -> store.district().equals(district.name()))
                                .hasSize(district.stores()));
        assertThat(stores).filteredOn(store -> store.city().equals("Саранск")).hasSize(30);
    }

    @Test
    void categoriesHaveTheirSharesInTheRegionAndInEachDistrict() {
        assertThat(byCategory(stores))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Category.A, 50L, Category.B, 75L, Category.C, 50L, Category.D, 75L));
        assertThat(stores.stream().collect(Collectors.groupingBy(Store::district)))
                .allSatisfy((district, members) -> {
                    long tenth = members.size() / 10;
                    assertThat(byCategory(members))
                            .containsExactlyInAnyOrderEntriesOf(
                                    Map.of(
                                            Category.A,
                                            2 * tenth,
                                            Category.B,
                                            3 * tenth,
                                            Category.C,
                                            2 * tenth,
                                            Category.D,
                                            3 * tenth));
                });
    }

    @Test
    void theSameFactsGiveTheSameStores() {
        assertThat(DemoStores.of(districts, CREATED)).isEqualTo(stores);
    }

    @Test
    void idsAddressesAndPlacesDiffer() {
        assertThat(stores).extracting(Store::id).doesNotHaveDuplicates();
        assertThat(stores).extracting(Store::address).doesNotHaveDuplicates();
        assertThat(stores).extracting(Store::position).doesNotHaveDuplicates();
        assertThat(stores)
                .extracting(store -> store.district() + store.name())
                .doesNotHaveDuplicates();
        assertThat(stores.getFirst().id()).isEqualTo("tt-001");
        assertThat(stores.getLast().id()).isEqualTo("tt-250");
    }

    @Test
    void storesAreNearTheirCentreAndInsideTheRegion() {
        Map<String, District> byName =
                districts.stream().collect(Collectors.toMap(District::name, Function.identity()));
        assertThat(stores)
                .allSatisfy(store -> {
                    var district = Objects.requireNonNull(byName.get(store.district()));
                    double metres = district.position().greatCircleMetres(store.position());
                    boolean inVillage = !store.city().equals(district.centre());
                    assertThat(metres)
                            .isLessThan(district.isCity() ? 8_050 : inVillage ? 15_000 : 3_050);
                    assertThat(store.position().lat()).isBetween(53.65, 55.20);
                    assertThat(store.position().lon()).isBetween(42.17, 46.75);
                });
    }

    @Test
    void everyDistrictButTheCityHasThreeStoresInVillages() {
        for (District district : districts) {
            var inVillages =
                    stores.stream()
                            .filter(store -> store.district().equals(district.name()))
                            .filter(store -> !store.city().equals(district.centre()))
                            .toList();
            assertThat(inVillages).hasSize(district.isCity() ? 0 : 3);
            assertThat(inVillages)
                    .allSatisfy(store -> {
                        assertThat(store.address()).startsWith("с. " + store.city());
                        assertThat(store.category()).isNotEqualTo(Category.A);
                    });
        }
    }

    @Test
    void largeStoresTakeVisitsEarlyInTheDay() {
        assertThat(windows(Category.A))
                .allSatisfy(w -> assertThat(w.end()).isIn(LocalTime.NOON, LocalTime.of(15, 0)));
        assertThat(windows(Category.A))
                .filteredOn(w -> w.end().equals(LocalTime.NOON))
                .hasSizeGreaterThan(35);
        assertThat(windows(Category.B))
                .allSatisfy(w -> assertThat(w.end()).isEqualTo(LocalTime.of(15, 0)));
        assertThat(stores)
                .filteredOn(store -> store.windows().size() == 2)
                .hasSizeBetween(5, 40)
                .allSatisfy(store ->
                        assertThat(store.windows())
                                .containsExactly(
                                        new DailyWindow(NINE, LocalTime.of(13, 0)),
                                        new DailyWindow(LocalTime.of(14, 0), LocalTime.of(18, 0))));
    }

    @Test
    void allAreMarkedSyntheticAndNew() {
        assertThat(stores)
                .allSatisfy(store -> {
                    assertThat(store.synthetic()).isTrue();
                    assertThat(store.version()).isEqualTo(1);
                    assertThat(store.createdAt()).isEqualTo(CREATED);
                    assertThat(store.name()).matches("[А-Яа-яё ]+ «[А-Яа-яё]+»");
                    assertThat(store.address()).matches(".+, (ул|пр)\\. .+, \\d+");
                });
    }

    @Test
    void anyOtherRegionWorksToo() {
        var district = new District("Дальний район", "Дальнее", new GeoPoint(60, 30), 7);
        var few = DemoStores.of(List.of(district), CREATED);
        assertThat(few).hasSize(7).extracting(Store::district).containsOnly("Дальний район");
        assertThat(DemoStores.of(List.of(), CREATED)).isEmpty();
    }

    private List<DailyWindow> windows(Category category) {
        return stores.stream()
                .filter(store -> store.category() == category)
                .flatMap(store -> store.windows().stream())
                .toList();
    }

    private static Map<Category, Long> byCategory(List<Store> stores) {
        return stores.stream()
                .collect(Collectors.groupingBy(Store::category, Collectors.counting()));
    }
}

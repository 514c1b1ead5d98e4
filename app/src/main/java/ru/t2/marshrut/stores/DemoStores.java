package ru.t2.marshrut.stores;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;

/// Makes up the stores of a region from its districts, the same ones each time.
///
/// Of each district's stores 20 % are A, 30 % B, 20 % C and the rest D. A city has all of them
/// within 8 km of its centre, denser towards it. Another district has 70 % within 3 km of its
/// centre, among them all A, and the rest in two villages 5 to 14 km away, on the side of the
/// region's middle, since its border may be near on the other. Not thread-safe.
final class DemoStores {

    private static final long SEED = 13;
    private static final double CITY_METRES = 8_000;
    private static final double CENTRE_METRES = 3_000;
    private static final double NEAREST_VILLAGE_METRES = 5_000;
    private static final double FARTHEST_VILLAGE_METRES = 14_000;
    private static final double VILLAGE_METRES = 800;
    private static final double VILLAGE_SECTOR_RADIANS = Math.toRadians(120);
    private static final double METRES_PER_DEGREE = 111_195;
    private static final int HIGHEST_HOUSE = 90;

    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalTime TEN = LocalTime.of(10, 0);
    private static final LocalTime NOON = LocalTime.of(12, 0);
    private static final LocalTime ONE = LocalTime.of(13, 0);
    private static final LocalTime TWO = LocalTime.of(14, 0);
    private static final LocalTime THREE = LocalTime.of(15, 0);
    private static final LocalTime SIX = LocalTime.of(18, 0);

    private final Random random = new Random(SEED);
    private final List<String> villageNames = new ArrayList<>(DemoNames.VILLAGES);
    private final Set<String> addresses = new HashSet<>();
    private final List<Store> stores = new ArrayList<>();
    private final GeoPoint middle;
    private final Instant createdAt;
    private int villages;

    private DemoStores(GeoPoint middle, Instant createdAt) {
        this.middle = middle;
        this.createdAt = createdAt;
        Collections.shuffle(villageNames, random);
    }

    /// Ids are `tt-001`, `tt-002` … in order of the districts.
    static List<Store> of(List<District> districts, Instant createdAt) {
        var demo = new DemoStores(middle(districts), createdAt);
        districts.forEach(demo::add);
        return List.copyOf(demo.stores);
    }

    /// A town or village.
    ///
    /// @param prefix of its name in an address
    private record Settlement(
            String prefix,
            String name,
            GeoPoint centre,
            double radiusMetres,
            List<String> streets) {}

    private void add(District district) {
        var settlements = settlements(district);
        var categories = categories(district.stores());
        var names = new ArrayList<>(DemoNames.NAMES);
        Collections.shuffle(names, random);
        for (int i = 0; i < district.stores(); i++) {
            var category = categories.get(i);
            add(
                    district,
                    settlements.get(i),
                    category,
                    "%s «%s»"
                            .formatted(
                                    pick(DemoNames.kinds(category)), names.get(i % names.size())));
        }
    }

    private void add(District district, Settlement place, Category category, String name) {
        stores.add(
                new Store(
                        "tt-%03d".formatted(stores.size() + 1),
                        name,
                        address(place),
                        place.name,
                        district.name(),
                        near(place.centre, random.nextDouble() * place.radiusMetres, anyBearing()),
                        category,
                        serviceTime(category),
                        windows(category),
                        Set.of(),
                        List.of(),
                        true,
                        1,
                        createdAt,
                        createdAt));
    }

    /// Where each store of a district is, the centre's first.
    private List<Settlement> settlements(District district) {
        int count = district.stores();
        var town =
                new Settlement(
                        "",
                        district.centre(),
                        district.position(),
                        district.isCity() ? CITY_METRES : CENTRE_METRES,
                        district.isCity() ? DemoNames.CITY_STREETS : DemoNames.STREETS);
        if (district.isCity()) {
            return Collections.nCopies(count, town);
        }
        int inTown = count * 7 / 10;
        int inFirstVillage = (count - inTown + 1) / 2;
        var places = new ArrayList<>(Collections.nCopies(inTown, town));
        places.addAll(Collections.nCopies(inFirstVillage, village(district)));
        places.addAll(Collections.nCopies(count - places.size(), village(district)));
        return places;
    }

    private Settlement village(District district) {
        double metres = random.nextDouble(NEAREST_VILLAGE_METRES, FARTHEST_VILLAGE_METRES);
        double bearing =
                bearing(district.position(), middle)
                        + (random.nextDouble() - 0.5) * VILLAGE_SECTOR_RADIANS;
        return new Settlement(
                "с. ",
                villageNames.get(villages++ % villageNames.size()),
                near(district.position(), metres, bearing),
                VILLAGE_METRES,
                DemoNames.STREETS);
    }

    /// All A first, since these are in the centre; the others mixed.
    private List<Category> categories(int count) {
        int b = count * 3 / 10;
        int c = count / 5;
        var first = Collections.nCopies(count / 5, Category.A);
        var others = new ArrayList<>(Collections.nCopies(b, Category.B));
        others.addAll(Collections.nCopies(c, Category.C));
        others.addAll(Collections.nCopies(count - first.size() - b - c, Category.D));
        Collections.shuffle(others, random);
        var all = new ArrayList<>(first);
        all.addAll(others);
        return all;
    }

    /// One that no other store has.
    private String address(Settlement place) {
        String address;
        do {
            address =
                    "%s%s, %s, %d"
                            .formatted(
                                    place.prefix,
                                    place.name,
                                    pick(place.streets),
                                    1 + random.nextInt(HIGHEST_HOUSE));
        } while (!addresses.add(address));
        return address;
    }

    /// Longer than usual for a few large ones.
    private Optional<Duration> serviceTime(Category category) {
        return category == Category.A && chance(15)
                ? Optional.of(Duration.ofMinutes(25))
                : Optional.empty();
    }

    private List<DailyWindow> windows(Category category) {
        return switch (category) {
            case A -> List.of(new DailyWindow(NINE, chance(85) ? NOON : THREE));
            case B -> List.of(new DailyWindow(chance(85) ? NINE : TEN, THREE));
            case C, D ->
                    chance(85)
                            ? List.of(new DailyWindow(NINE, SIX))
                            : List.of(new DailyWindow(NINE, ONE), new DailyWindow(TWO, SIX));
        };
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private double anyBearing() {
        return random.nextDouble() * 2 * Math.PI;
    }

    private static GeoPoint middle(List<District> districts) {
        return new GeoPoint(
                districts.stream().mapToDouble(d -> d.position().lat()).average().orElse(0),
                districts.stream().mapToDouble(d -> d.position().lon()).average().orElse(0));
    }

    /// Radians clockwise from north, on a plane: the region is small.
    private static double bearing(GeoPoint from, GeoPoint to) {
        double east = (to.lon() - from.lon()) * Math.cos(Math.toRadians(from.lat()));
        return Math.atan2(east, to.lat() - from.lat());
    }

    private static GeoPoint near(GeoPoint centre, double metres, double bearing) {
        double degrees = metres / METRES_PER_DEGREE;
        double shrink = Math.cos(Math.toRadians(centre.lat()));
        return new GeoPoint(
                rounded(centre.lat() + degrees * Math.cos(bearing)),
                rounded(centre.lon() + degrees * Math.sin(bearing) / shrink));
    }

    /// To 0.1 m, so that last bits that differ between machines don't show.
    private static double rounded(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }
}

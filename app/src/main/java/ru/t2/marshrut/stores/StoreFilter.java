package ru.t2.marshrut.stores;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.GeoPoint;

/// Which stores a list has; what is empty does not restrict it.
///
/// @param district exactly as stores have it
/// @param city exactly as stores have it
/// @param box in which they lie
/// @param text words that a store's name, address, city, district or id all contain, in any case
public record StoreFilter(
        Optional<Category> category,
        Optional<String> district,
        Optional<String> city,
        Optional<String> text,
        Optional<Box> box) {

    /// A part of the globe that does not cross the 180th meridian, borders included.
    ///
    /// @param southWest not north or east of `northEast`
    public record Box(GeoPoint southWest, GeoPoint northEast) {

        public Box {
            if (southWest.lat() > northEast.lat() || southWest.lon() > northEast.lon()) {
                throw new IllegalArgumentException(
                        "southWest (%s) must not be north or east of northEast (%s)."
                                .formatted(southWest, northEast));
            }
        }
    }

    /// Every store.
    public static final StoreFilter ALL = of(null, null, null, null);

    /// Blank text counts as not given, control characters as blanks.
    public static StoreFilter of(
            @Nullable Category category,
            @Nullable String district,
            @Nullable String city,
            @Nullable String text) {
        return new StoreFilter(
                Optional.ofNullable(category),
                given(district),
                given(city),
                given(text),
                Optional.empty());
    }

    /// The same within a part of the globe.
    public StoreFilter within(Box area) {
        return new StoreFilter(category, district, city, text, Optional.of(area));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(value -> value.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(value -> !value.isEmpty());
    }
}

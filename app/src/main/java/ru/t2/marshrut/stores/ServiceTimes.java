package ru.t2.marshrut.stores;

import java.time.Duration;
import java.util.Optional;
import ru.t2.marshrut.kernel.Category;

/// How long visits really took. The feature that follows visits has a bean of this type; without it
/// there is nothing to suggest.
public interface ServiceTimes {

    /// What was measured.
    ///
    /// @param median time between arrival and departure
    /// @param visits how many completed visits it is of, 1 or more
    record Measured(Duration median, int visits) {}

    /// Of the visits at one store; empty: none was measured.
    Optional<Measured> ofStore(String storeId);

    /// Of the visits at all stores of a category; empty: none was measured.
    Optional<Measured> ofCategory(Category category);
}

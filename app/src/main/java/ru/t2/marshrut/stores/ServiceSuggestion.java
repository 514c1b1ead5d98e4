package ru.t2.marshrut.stores;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.stores.ServiceTimes.Measured;

/// A service time learned from facts: offered, never imposed.
///
/// @param serviceMinutes that the store has now; null: the default of its category
/// @param suggestedMinutes the median in whole minutes, rounded up; null: nothing was measured
/// @param basis whose visits were measured
/// @param visits how many
@Schema(name = "ServiceSuggestion")
record ServiceSuggestion(
        String storeId,
        @Nullable Long serviceMinutes,
        @Nullable Long suggestedMinutes,
        Basis basis,
        int visits) {

    /// A single store's median is worth nothing below this.
    private static final int ENOUGH_VISITS = 3;

    private static final long SECONDS_PER_MINUTE = 60;

    /// Whose visits a suggestion comes from.
    enum Basis {
        @JsonProperty("store")
        STORE,
        @JsonProperty("category")
        CATEGORY,
        @JsonProperty("none")
        NONE
    }

    static ServiceSuggestion of(Store store, Optional<ServiceTimes> times) {
        var ofStore =
                times.flatMap(known -> known.ofStore(store.id()))
                        .filter(measured -> measured.visits() >= ENOUGH_VISITS);
        return ofStore.map(measured -> of(store, measured, Basis.STORE))
                .or(() ->
                        times.flatMap(known -> known.ofCategory(store.category()))
                                .map(measured -> of(store, measured, Basis.CATEGORY)))
                .orElseGet(() ->
                        new ServiceSuggestion(
                                store.id(), minutes(store.serviceTime()), null, Basis.NONE, 0));
    }

    private static ServiceSuggestion of(Store store, Measured measured, Basis basis) {
        long minutes = Math.ceilDiv(measured.median().toSeconds(), SECONDS_PER_MINUTE);
        return new ServiceSuggestion(
                store.id(),
                minutes(store.serviceTime()),
                Math.max(1, minutes),
                basis,
                measured.visits());
    }

    private static @Nullable Long minutes(Optional<Duration> time) {
        return time.map(Duration::toMinutes).orElse(null);
    }
}

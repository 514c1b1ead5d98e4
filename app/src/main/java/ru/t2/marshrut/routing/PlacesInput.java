package ru.t2.marshrut.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request that describes the locations it is about, or may do so.
interface PlacesInput {

    /// As the client wrote them, unchecked; null when the client did not.
    @Nullable List<LocationInput> locations();
}

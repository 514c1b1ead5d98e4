package ru.t2.marshrut.tracking;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.GeoPoint;

/// Where a rep was.
@Schema(name = "Position")
record Position(
        String repId,
        Instant at,
        GeoPoint position,
        @Nullable Double accuracyMetres,
        @Nullable Double speedKmh) {}

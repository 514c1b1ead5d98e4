package ru.t2.marshrut.tracking;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.platform.PlainText;

/// What a phone tells about a visit. An empty object will do.
///
/// @param eventId made by the phone, the same however often it is sent; without one each request
///   counts by itself
/// @param occurredAt when it happened by the phone's clock; default: now
/// @param reason why a visit is skipped
/// @param note in the rep's words
@Schema(name = "FactInput")
record FactInput(
        @Nullable UUID eventId,
        @Nullable OffsetDateTime occurredAt,
        @Size(max = 200) @PlainText @Nullable String reason,
        @Size(max = 2_000) @Nullable String note) {

    static final FactInput NOTHING = new FactInput(null, null, null, null);
}

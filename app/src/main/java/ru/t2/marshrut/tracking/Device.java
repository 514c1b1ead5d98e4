package ru.t2.marshrut.tracking;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A phone or tracker that sends a rep's positions.
///
/// @param identifier what it must send as `id`; told once, when it is registered
@Schema(name = "Device")
record Device(UUID id, String repId, String name, Instant createdAt, @Nullable String identifier) {}

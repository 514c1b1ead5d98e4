/// What every feature stands on: settings, clock, database start, error rendering, request ids,
/// health. Knows no feature.
@ApplicationModule(
        displayName = "platform",
        allowedDependencies = {"kernel"})
@NullMarked
package ru.t2.marshrut.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

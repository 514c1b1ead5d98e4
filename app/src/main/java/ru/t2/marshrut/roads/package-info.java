/// Coordinates → durations and distances between them, each with the name of its source.
@ApplicationModule(
        displayName = "roads",
        allowedDependencies = {"kernel", "platform"})
@NullMarked
package ru.t2.marshrut.roads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// The few values that several features share. Depends on nothing.
@ApplicationModule(
        displayName = "kernel",
        allowedDependencies = {})
@NullMarked
package ru.t2.marshrut.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

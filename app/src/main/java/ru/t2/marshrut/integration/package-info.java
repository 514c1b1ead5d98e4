/// What other systems learn and when: events in the order they happened, as a stream and as signed
/// calls, and each rep's calendar.
@ApplicationModule(
        displayName = "integration",
        allowedDependencies = {
            "kernel",
            "platform",
            "ui",
            "audit",
            "stores",
            "team",
            "planning",
            "tracking",
            "disruption"
        })
@NullMarked
package ru.t2.marshrut.integration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

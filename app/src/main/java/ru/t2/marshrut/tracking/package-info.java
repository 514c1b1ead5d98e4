/// What really happened: arrivals, departures, positions, expected arrivals.
@ApplicationModule(
        displayName = "tracking",
        allowedDependencies = {
            "kernel",
            "platform",
            "ui",
            "audit",
            "roads",
            "stores",
            "team",
            "planning"
        })
@NullMarked
package ru.t2.marshrut.tracking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

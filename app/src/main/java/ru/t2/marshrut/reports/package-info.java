/// What happened: insights, Excel out and in, replays of past months. Reads the features below
/// through SQL views and changes them only through their services.
@ApplicationModule(
        displayName = "reports",
        allowedDependencies = {
            "kernel",
            "platform",
            "ui",
            "tables",
            "audit",
            "roads",
            "routing",
            "stores",
            "team",
            "planning",
            "tracking"
        })
@NullMarked
package ru.t2.marshrut.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

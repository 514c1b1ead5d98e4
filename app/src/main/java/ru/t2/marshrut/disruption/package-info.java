/// What went wrong → proposed change → confirmed re-plan, which can be taken back.
@ApplicationModule(
        displayName = "disruption",
        allowedDependencies = {
            "kernel",
            "platform",
            "ui",
            "audit",
            "assistant",
            "stores",
            "team",
            "planning"
        })
@NullMarked
package ru.t2.marshrut.disruption;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

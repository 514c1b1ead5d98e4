/// Who visits which store on which day: month plans and their versions, changes by hand, the norm.
@ApplicationModule(
        displayName = "planning",
        allowedDependencies = {
            "kernel",
            "platform",
            "ui",
            "audit",
            "roads",
            "routing",
            "stores",
            "team"
        })
@NullMarked
package ru.t2.marshrut.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

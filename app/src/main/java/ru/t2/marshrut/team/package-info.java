/// Who can visit, with what vehicle, and on which days of the production calendar.
@ApplicationModule(
        displayName = "team",
        allowedDependencies = {"kernel", "platform", "ui", "audit", "tables"})
@NullMarked
package ru.t2.marshrut.team;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Who changed what and when: a trail that only grows.
@ApplicationModule(
        displayName = "audit",
        allowedDependencies = {"kernel", "platform", "ui"})
@NullMarked
package ru.t2.marshrut.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// What needs visiting: stores, where they are, how much they sell and when they take visits.
@ApplicationModule(
        displayName = "stores",
        allowedDependencies = {"kernel", "platform", "ui", "audit", "tables"})
@NullMarked
package ru.t2.marshrut.stores;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// The order of one day's stops: candidates from the solver, a choice by a model, a check by code,
/// a record in the database.
@ApplicationModule(
        displayName = "routing",
        allowedDependencies = {"kernel", "platform", "ui", "roads", "assistant", "stores", "team"})
@NullMarked
package ru.t2.marshrut.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Reads tables from files: CSV of several encodings and separators, XLSX, JSON; told apart by
/// content, within limits.
@ApplicationModule(
        displayName = "tables",
        allowedDependencies = {})
@NullMarked
package ru.t2.marshrut.tables;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

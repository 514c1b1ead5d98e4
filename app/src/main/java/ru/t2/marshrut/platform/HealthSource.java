package ru.t2.marshrut.platform;

/// A service that a feature adds to the health report. Answers from memory, at once.
public interface HealthSource {

    /// Its name in the report.
    String name();

    Condition condition();

    /// How a service is now.
    ///
    /// @param state a closed word of the service's own
    /// @param file what it runs from: a path or an address
    /// @param detail one sentence; when it is not usable, the remedy
    /// @param usable whether it can do its work, at once or after loading
    record Condition(String state, String file, String detail, boolean usable) {}
}

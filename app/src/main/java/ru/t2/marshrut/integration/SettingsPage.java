package ru.t2.marshrut.integration;

import java.util.List;

/// What the page of settings shows at first; models and webhooks come by the API.
///
/// @param version of the application
/// @param settings read at start, in the order of the operator's guide
/// @param reps whose calendars can be subscribed to
/// @param kinds of events that webhooks get
public record SettingsPage(
        String version, List<Setting> settings, List<Person> reps, List<String> kinds) {

    public SettingsPage {
        settings = List.copyOf(settings);
        reps = List.copyOf(reps);
        kinds = List.copyOf(kinds);
    }

    /// One value that is set from outside.
    ///
    /// @param variable of the environment or of `.env` that sets it
    public record Setting(String name, String value, String variable) {}

    /// A rep.
    public record Person(String id, String name) {}
}

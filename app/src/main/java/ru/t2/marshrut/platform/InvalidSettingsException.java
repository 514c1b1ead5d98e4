package ru.t2.marshrut.platform;

import java.util.List;

/// Settings that the application can't start with; the message lists every one of them by name.
public class InvalidSettingsException extends RuntimeException {

    private final List<String> problems;

    InvalidSettingsException(List<String> problems) {
        super(
                "Marshrut can't start, the settings need a correction (environment or .env):\n  "
                        + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /// One line for each wrong setting: name, value, what is allowed.
    public List<String> problems() {
        return problems;
    }
}

package ru.t2.marshrut.platform;

/// The database can't be used; the message says why and what to do, in one line each.
class DatabaseStartException extends RuntimeException {

    private final String remedy;

    DatabaseStartException(String message, String remedy, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    DatabaseStartException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}

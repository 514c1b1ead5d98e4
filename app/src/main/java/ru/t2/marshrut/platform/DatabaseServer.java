package ru.t2.marshrut.platform;

/// The PostgreSQL server behind the application: one that an operator runs, or the embedded one.
sealed interface DatabaseServer extends AutoCloseable
        permits EmbeddedDatabase, ExternalDatabaseServer {

    String jdbcUrl();

    String user();

    String password();

    /// Whether no other application can use it at the same time.
    boolean isExclusive();

    /// One line for the log: where it is, never the password.
    String description();

    /// Stops the server if it is ours.
    @Override
    void close();
}

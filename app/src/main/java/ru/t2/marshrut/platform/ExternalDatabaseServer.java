package ru.t2.marshrut.platform;

import ru.t2.marshrut.platform.AppSettings.ExternalDatabase;

/// A PostgreSQL server that an operator runs.
record ExternalDatabaseServer(ExternalDatabase database) implements DatabaseServer {

    @Override
    public String jdbcUrl() {
        return database.jdbcUrl();
    }

    @Override
    public String user() {
        return database.user();
    }

    @Override
    public String password() {
        return database.password();
    }

    @Override
    public boolean isExclusive() {
        return false;
    }

    @Override
    public String description() {
        return "PostgreSQL at " + database;
    }

    @Override
    public void close() {
        // not ours to stop
    }
}

package ru.t2.marshrut.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Starts or reaches the database and offers the pool of connections to it.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DatabaseConfiguration.class);
    private static final int OLDEST_VERSION = 15;
    private static final int POOL_SIZE = 12;
    private static final Duration REACH_LIMIT = Duration.ofSeconds(30);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    private static final Duration BORROW_LIMIT = Duration.ofSeconds(5);

    @Bean
    DatabaseServer databaseServer(AppSettings settings) {
        return settings.externalDatabase()
                .<DatabaseServer>map(ExternalDatabaseServer::new)
                .orElseGet(() -> EmbeddedDatabase.start(settings.dataFolder()));
    }

    @Bean
    HikariDataSource dataSource(DatabaseServer server) {
        int version = reach(server, System.nanoTime() + REACH_LIMIT.toNanos());
        if (version < OLDEST_VERSION) {
            throw new DatabaseStartException(
                    "The %s has version %d, older than %d."
                            .formatted(server.description(), version, OLDEST_VERSION),
                    "Use PostgreSQL %d or newer.".formatted(OLDEST_VERSION));
        }
        log.info("Using {}, version {}", server.description(), version);
        var pool = new HikariDataSource();
        pool.setPoolName("database");
        pool.setJdbcUrl(server.jdbcUrl());
        pool.setUsername(server.user());
        pool.setPassword(server.password());
        pool.setMaximumPoolSize(POOL_SIZE);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(BORROW_LIMIT.toMillis());
        pool.addDataSourceProperty("ApplicationName", "marshrut");
        return pool;
    }

    /// Waits for a server that is just starting; what waiting can't mend (a wrong password, an
    /// unknown database) is told at once.
    ///
    /// @return its major version
    private static int reach(DatabaseServer server, long until) {
        while (true) {
            try (var connection =
                    DriverManager.getConnection(
                            server.jdbcUrl(), server.user(), server.password())) {
                return connection.getMetaData().getDatabaseMajorVersion();
            } catch (SQLException e) {
                if (!mayPass(e) || System.nanoTime() - until > 0) {
                    throw unreachable(server, e);
                }
            }
            try {
                Thread.sleep(RETRY_PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unreachable(server, e);
            }
        }
    }

    /// Class 08 of SQLSTATE is trouble with the connection, 57P03 a server that is starting.
    private static boolean mayPass(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.equals("57P03");
    }

    private static DatabaseStartException unreachable(DatabaseServer server, Exception e) {
        return new DatabaseStartException(
                "The %s can't be reached: %s".formatted(server.description(), e.getMessage()),
                "Check DATABASE_HOST, DATABASE_PORT, DATABASE_NAME, DATABASE_USER and DATABASE_PASSWORD,"
                        + " or leave DATABASE_HOST empty to use the embedded one.",
                e);
    }
}

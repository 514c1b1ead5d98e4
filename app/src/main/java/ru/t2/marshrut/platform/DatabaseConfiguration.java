package ru.t2.marshrut.platform;

import com.zaxxer.hikari.HikariDataSource;
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
    private static final Duration BORROW_LIMIT = Duration.ofSeconds(5);

    @Bean
    DatabaseServer databaseServer(AppSettings settings) {
        return settings.externalDatabase()
                .<DatabaseServer>map(ExternalDatabaseServer::new)
                .orElseGet(() -> EmbeddedDatabase.start(settings.dataFolder()));
    }

    @Bean
    HikariDataSource dataSource(DatabaseServer server) {
        var pool = new HikariDataSource();
        pool.setPoolName("database");
        pool.setJdbcUrl(server.jdbcUrl());
        pool.setUsername(server.user());
        pool.setPassword(server.password());
        pool.setMaximumPoolSize(POOL_SIZE);
        pool.setMinimumIdle(1);
        pool.setInitializationFailTimeout(REACH_LIMIT.toMillis());
        pool.setConnectionTimeout(BORROW_LIMIT.toMillis());
        pool.addDataSourceProperty("ApplicationName", "marshrut");
        try {
            refuseOldVersion(pool, server);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
        return pool;
    }

    private static void refuseOldVersion(HikariDataSource pool, DatabaseServer server) {
        try (var connection = pool.getConnection()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_VERSION) {
                throw new DatabaseStartException(
                        "The %s has version %d, older than %d."
                                .formatted(server.description(), version, OLDEST_VERSION),
                        "Use PostgreSQL %d or newer.".formatted(OLDEST_VERSION));
            }
            log.info("Using {}, version {}", server.description(), version);
        } catch (SQLException | RuntimeException e) {
            if (e instanceof DatabaseStartException known) {
                throw known;
            }
            throw new DatabaseStartException(
                    "The %s can't be reached: %s.".formatted(server.description(), rootMessage(e)),
                    "Check DATABASE_HOST, DATABASE_PORT, DATABASE_NAME, DATABASE_USER and DATABASE_PASSWORD,"
                            + " or leave DATABASE_HOST empty to use the embedded one.",
                    e);
        }
    }

    private static String rootMessage(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}

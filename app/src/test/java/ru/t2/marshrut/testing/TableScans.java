package ru.t2.marshrut.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How often the database has read whole tables, as it counts itself; so the very statements of the
/// application are judged.
public final class TableScans {

    private final TestApplication application;
    private final List<String> tables;

    public TableScans(TestApplication application, String... tables) {
        this.application = application;
        this.tables = List.of(tables);
    }

    /// Scans of whole tables since the beginning. A connection tells what it has counted when it
    /// closes.
    public Map<String, Long> count() throws InterruptedException {
        var now =
                application
                        .jdbc()
                        .sql("select clock_timestamp()")
                        .query(OffsetDateTime.class)
                        .single();
        application.bean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        for (int i = 0; i < 250 && olderConnections(now) > 0; i++) {
            Thread.sleep(20);
        }
        var scans = new TreeMap<String, Long>();
        application
                .jdbc()
                .sql(
                        """
                        select relname, seq_scan
                          from pg_stat_user_tables
                         where relname in (:tables)
                        """)
                .param("tables", tables)
                .query((row, _) -> scans.put(row.getString("relname"), row.getLong("seq_scan")))
                .list();
        return scans;
    }

    private long olderConnections(OffsetDateTime than) {
        return application
                .jdbc()
                .sql(
                        """
                        select count(*)
                          from pg_stat_activity
                         where datname = current_database()
                           and pid <> pg_backend_pid()
                           and backend_type = 'client backend'
                           and backend_start < :than
                        """)
                .param("than", than)
                .query(Long.class)
                .single();
    }
}

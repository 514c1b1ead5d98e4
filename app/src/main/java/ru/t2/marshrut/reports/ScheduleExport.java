package ru.t2.marshrut.reports;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Writes reports to streams: every sheet of one moment, through cursors. Thread-safe.
@Service
class ScheduleExport {

    private static final Logger log = LoggerFactory.getLogger(ScheduleExport.class);

    /// What a report can be written as.
    enum Format {
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        CSV("text/csv;charset=UTF-8"),
        JSON("application/json");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final ExportRepository repository;
    private final DrivenDays drivenDays;
    private final JsonMapper json;
    private final TransactionTemplate snapshot;
    private final Clock clock;

    ScheduleExport(
            ExportRepository repository,
            DrivenDays drivenDays,
            JsonMapper json,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.repository = repository;
        this.drivenDays = drivenDays;
        this.json = json;
        this.clock = clock;
        snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /// Writes sheets; the first bytes go out before the first row is read.
    ///
    /// @param sheets in order; one for CSV
    void write(Period period, Format format, List<ReportSheet> sheets, OutputStream stream)
            throws IOException {
        long started = System.nanoTime();
        var rows = new long[1];
        try (var writer = writer(format, period, stream)) {
            writer.begin(sheets.getFirst());
            if (sheets.contains(ReportSheet.REPS)) {
                drivenDays.refresh(period);
            }
            snapshot.executeWithoutResult(_ -> {
                try {
                    for (var sheet : sheets) {
                        if (sheet != sheets.getFirst()) {
                            writer.begin(sheet);
                        }
                        rows[0] += write(sheet, period, writer);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        log.info(
                "Exported {} rows of {} as {} in {} ms",
                rows[0],
                period.name(),
                format.word(),
                (System.nanoTime() - started) / 1_000_000);
    }

    private SheetWriter writer(Format format, Period period, OutputStream stream) {
        var zone = clock.getZone();
        return switch (format) {
            case XLSX -> new XlsxWriter(stream, zone, period.name());
            case CSV -> new CsvSheetWriter(stream, zone);
            case JSON -> new JsonSheetWriter(json, stream, zone, period);
        };
    }

    private long write(ReportSheet sheet, Period period, SheetWriter writer) throws IOException {
        var totals = new Totals(sheet.columns());
        repository.read(
                sheet,
                period,
                clock.getZone(),
                cells -> {
                    totals.add(cells);
                    try {
                        writer.row(cells);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        writer.end(totals.cells());
        return totals.rows;
    }

    /// Sums of a sheet's columns.
    private static final class Totals {

        private final List<Column> columns;
        private final long[] sums;
        private long rows;

        Totals(List<Column> columns) {
            this.columns = columns;
            sums = new long[columns.size()];
        }

        void add(@Nullable Object[] cells) {
            rows++;
            for (int i = 0; i < cells.length; i++) {
                if (columns.get(i).total() == Column.Total.SUM && cells[i] instanceof Long value) {
                    sums[i] = Math.addExact(sums[i], value);
                }
            }
        }

        @Nullable Object[] cells() {
            var cells = new @Nullable Object[sums.length];
            for (int i = 0; i < sums.length; i++) {
                cells[i] = columns.get(i).total() == Column.Total.SUM ? sums[i] : null;
            }
            return cells;
        }
    }
}

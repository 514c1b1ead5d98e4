package ru.t2.marshrut.reports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes one sheet as CSV that a Russian Excel opens by a double click: UTF-8 with a byte order
/// mark, semicolons, decimal commas. Not thread-safe.
final class CsvSheetWriter implements SheetWriter {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss");
    private static final int SECONDS_OF_HOUR = 3_600;
    private static final int SECONDS_OF_MINUTE = 60;

    private final Writer writer;
    private final CsvWriter csv;
    private final ZoneId zone;
    private List<Column> columns = List.of();

    CsvSheetWriter(OutputStream stream, ZoneId zone) {
        writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        csv = CsvWriter.builder().fieldSeparator(';').build(writer);
        this.zone = zone;
    }

    @Override
    public void begin(ReportSheet sheet) throws IOException {
        columns = sheet.columns();
        writer.write('\uFEFF');
        csv.writeRecord(columns.stream().map(Column::title).toList());
        csv.flush();
    }

    @Override
    public void row(@Nullable Object[] cells) {
        var texts = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            var cell = cells[i];
            texts[i] = cell == null ? "" : text(columns.get(i).type(), cell);
        }
        csv.writeRecord(texts);
    }

    private String text(Column.Type type, Object cell) {
        return switch (type) {
            case TEXT -> ReportWords.guarded((String) cell);
            case CATEGORY -> (String) cell;
            case STATUS -> ReportWords.status((String) cell);
            case YES -> (Boolean) cell ? ReportWords.YES : "";
            case INTEGER -> cell.toString();
            case DATE -> DATE.format((LocalDate) cell);
            case TIME, DURATION -> clock((Long) cell);
            case MOMENT -> MOMENT.format(LocalDateTime.ofInstant((Instant) cell, zone));
            case KILOMETRES -> comma(InsightAnswers.kilometres((Long) cell));
            case ROUBLES -> comma(BigDecimal.valueOf((Long) cell, 2));
            case PERCENT -> comma((BigDecimal) cell);
        };
    }

    private static String comma(BigDecimal number) {
        return number.toPlainString().replace('.', ',');
    }

    private static String clock(long seconds) {
        return "%d:%02d:%02d"
                .formatted(
                        seconds / SECONDS_OF_HOUR,
                        seconds / SECONDS_OF_MINUTE % SECONDS_OF_MINUTE,
                        seconds % SECONDS_OF_MINUTE);
    }

    /// A table without totals is easier to go on from.
    @Override
    public void end(@Nullable Object[] totals) {}

    @Override
    public void close() throws IOException {
        csv.flush();
    }
}

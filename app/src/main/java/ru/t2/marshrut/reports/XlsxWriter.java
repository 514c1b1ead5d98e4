package ru.t2.marshrut.reports;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// Writes a workbook. Texts are inline, so that no table of them grows; rows are flushed by the
/// hundred. Not thread-safe.
final class XlsxWriter implements SheetWriter {

    private static final int FLUSH = 200;
    private static final double SECONDS_OF_DAY = 86_400;
    private static final String HEADER_FILL = "37474F";
    private static final String TOTAL_FILL = "ECEFF1";
    private static final Map<String, String> CATEGORY_FILLS =
            Map.of("A", "C8E6C9", "B", "BBDEFB", "C", "FFF9C4", "D", "E0E0E0");

    private final OutputStream stream;
    private final Workbook workbook;
    private final ZoneId zone;
    private final String period;
    private @Nullable Worksheet current;
    private List<Column> columns = List.of();
    private int row;

    XlsxWriter(OutputStream stream, ZoneId zone, String period) {
        this.stream = stream;
        this.zone = zone;
        this.period = period;
        workbook = new Workbook(stream, "Marshrut", "1.0");
    }

    @Override
    public void begin(ReportSheet sheet) throws IOException {
        var to = workbook.newWorksheet(sheet.title());
        current = to;
        columns = sheet.columns();
        to.freezePane(0, 1);
        to.paperSize(PaperSize.A4_PAPER);
        to.pageOrientation("landscape");
        to.setFitToPage(true);
        to.fitToWidth((short) 1);
        to.fitToHeight((short) 0);
        to.repeatRows(0);
        to.header(sheet.title() + ", " + period, Position.LEFT);
        to.footer("&P / &N", Position.RIGHT);
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            to.width(i, column.width());
            if (column.hidden()) {
                to.hideColumn(i);
            }
            to.inlineString(0, i, column.title());
            to.style(0, i)
                    .bold()
                    .fontColor("FFFFFF")
                    .fillColor(HEADER_FILL)
                    .wrapText(true)
                    .verticalAlignment("center")
                    .set();
        }
        to.flush();
        stream.flush();
        row = 1;
    }

    @Override
    public void row(@Nullable Object[] cells) throws IOException {
        var to = sheet();
        for (int i = 0; i < cells.length; i++) {
            var cell = cells[i];
            if (cell != null) {
                write(to, i, cell, false);
            }
        }
        row++;
        if (row % FLUSH == 0) {
            to.flush();
        }
    }

    private void write(Worksheet to, int column, Object cell, boolean isTotal) {
        var type = columns.get(column).type();
        switch (type) {
            case TEXT -> to.inlineString(row, column, ReportWords.guarded((String) cell));
            case CATEGORY, STATUS, YES -> {
                String word = word(type, cell);
                if (!word.isEmpty()) {
                    to.inlineString(row, column, word);
                }
            }
            case INTEGER -> to.value(row, column, (Long) cell);
            case DATE -> to.value(row, column, (LocalDate) cell);
            case TIME, DURATION -> to.value(row, column, (Long) cell / SECONDS_OF_DAY);
            case MOMENT -> to.value(row, column, LocalDateTime.ofInstant((Instant) cell, zone));
            case KILOMETRES -> to.value(row, column, InsightAnswers.kilometres((Long) cell));
            case ROUBLES -> to.value(row, column, BigDecimal.valueOf((Long) cell, 2));
            case PERCENT -> to.value(row, column, (BigDecimal) cell);
        }
        var fill = type == Column.Type.CATEGORY ? CATEGORY_FILLS.get(cell) : null;
        if (isTotal || fill != null || !type.format().isEmpty()) {
            var style = to.style(row, column);
            if (!type.format().isEmpty()) {
                style.format(type.format());
            }
            if (isTotal) {
                style.bold();
            }
            if (isTotal || fill != null) {
                style.fillColor(isTotal ? TOTAL_FILL : Objects.requireNonNull(fill));
            }
            style.set();
        }
    }

    private static String word(Column.Type type, Object cell) {
        return switch (type) {
            case STATUS -> ReportWords.status((String) cell);
            case YES -> (Boolean) cell ? ReportWords.YES : "";
            default -> (String) cell;
        };
    }

    @Override
    public void end(@Nullable Object[] totals) throws IOException {
        var to = sheet();
        to.setAutoFilter(0, 0, Math.max(0, row - 1), columns.size() - 1);
        to.inlineString(row, 0, ReportWords.TOTAL);
        to.style(row, 0).bold().fillColor(TOTAL_FILL).set();
        for (int i = 1; i < totals.length; i++) {
            var total = totals[i];
            if (total != null) {
                write(to, i, total, true);
            }
        }
        to.finish();
        stream.flush();
        current = null;
    }

    private Worksheet sheet() {
        return Objects.requireNonNull(current, "There is no sheet to write to.");
    }

    @Override
    public void close() throws IOException {
        workbook.finish();
    }
}

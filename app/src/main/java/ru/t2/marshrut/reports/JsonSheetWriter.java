package ru.t2.marshrut.reports;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes sheets as one object: a list of rows under each sheet's word. Times of day are `HH:MM`,
/// instants ISO 8601, durations minutes, distances kilometres, money roubles. Not thread-safe.
final class JsonSheetWriter implements SheetWriter {

    private static final BigDecimal SECONDS_OF_MINUTE = BigDecimal.valueOf(60);

    private final JsonGenerator json;
    private final ZoneId zone;
    private List<Column> columns = List.of();

    JsonSheetWriter(JsonMapper mapper, OutputStream stream, ZoneId zone, Period period) {
        json =
                mapper.createGenerator(stream)
                        .configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false);
        this.zone = zone;
        json.writeStartObject();
        json.writeStringProperty("from", period.from().toString());
        json.writeStringProperty("to", period.to().toString());
    }

    @Override
    public void begin(ReportSheet sheet) {
        columns = sheet.columns();
        json.writeArrayPropertyStart(sheet.word());
        json.flush();
    }

    @Override
    public void row(@Nullable Object[] cells) {
        json.writeStartObject();
        for (int i = 0; i < cells.length; i++) {
            json.writeName(columns.get(i).key());
            var cell = cells[i];
            if (cell == null) {
                json.writeNull();
            } else {
                write(columns.get(i).type(), cell);
            }
        }
        json.writeEndObject();
    }

    private void write(Column.Type type, Object cell) {
        switch (type) {
            case TEXT, CATEGORY, STATUS, DATE -> json.writeString(cell.toString());
            case YES -> json.writeBoolean((Boolean) cell);
            case INTEGER -> json.writeNumber((Long) cell);
            case TIME -> json.writeString(LocalTime.ofSecondOfDay((Long) cell % 86_400).toString());
            case DURATION ->
                    json.writeNumber(
                            BigDecimal.valueOf((Long) cell)
                                    .divide(SECONDS_OF_MINUTE, 2, RoundingMode.HALF_UP));
            case MOMENT ->
                    json.writeString(((Instant) cell).atZone(zone).toOffsetDateTime().toString());
            case KILOMETRES -> json.writeNumber(InsightAnswers.kilometres((Long) cell));
            case ROUBLES -> json.writeNumber(BigDecimal.valueOf((Long) cell, 2));
            case PERCENT -> json.writeNumber((BigDecimal) cell);
        }
    }

    @Override
    public void end(@Nullable Object[] totals) {
        json.writeEndArray();
    }

    @Override
    public void close() {
        json.writeEndObject();
        json.close();
    }
}

package ru.t2.marshrut.stores;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a column of an uploaded table may hold, known by its Russian or English headers.
enum UploadColumn {
    ID("id", "id", "ид", "код", "код тт", "код точки", "номер", "store id", "код торговой точки"),
    NAME(
            "name",
            "name",
            "название",
            "наименование",
            "название тт",
            "наименование тт",
            "название точки",
            "торговая точка",
            "тт",
            "store",
            "store name"),
    ADDRESS("address", "address", "адрес", "адрес тт", "адрес точки"),
    CITY("city", "city", "town", "город", "населенный пункт", "населённый пункт"),
    DISTRICT("district", "district", "район", "муниципальный район", "наименование района"),
    LAT("lat", "lat", "latitude", "широта"),
    LON("lon", "lon", "lng", "long", "longitude", "долгота"),
    CATEGORY("category", "category", "priority", "категория", "категория тт", "приоритет"),
    SERVICE_MINUTES(
            "service_minutes",
            "service minutes",
            "service time",
            "время визита",
            "время визита мин",
            "длительность визита",
            "длительность визита мин",
            "минут на визит"),
    WINDOW_START(
            "windows",
            "time window start",
            "window start",
            "open",
            "opens",
            "окно с",
            "работает с",
            "время с",
            "начало окна",
            "открытие"),
    WINDOW_END(
            "windows",
            "time window end",
            "window end",
            "close",
            "closes",
            "окно до",
            "работает до",
            "время до",
            "конец окна",
            "закрытие"),
    WINDOWS("windows", "windows", "time windows", "окна", "часы приема", "часы визитов"),
    CLOSED_WEEKDAYS(
            "closed_weekdays",
            "closed weekdays",
            "days off",
            "выходные",
            "выходные дни",
            "не работает"),
    CLOSED_DATES("closed_dates", "closed dates", "закрыта", "закрытые даты", "закрыто по датам");

    private static final Locale RUSSIAN = Locale.of("ru");
    private static final Map<String, UploadColumn> BY_HEADER = new HashMap<>();

    static {
        for (var column : values()) {
            column.headers.lines().forEach(header -> BY_HEADER.put(normalised(header), column));
        }
    }

    private final String field;

    /// One a line.
    private final String headers;

    UploadColumn(String field, String... headers) {
        this.field = field;
        this.headers = String.join("\n", headers);
    }

    /// Of a [StoreInput], as the API calls it.
    String field() {
        return field;
    }

    static Optional<UploadColumn> ofHeader(String header) {
        return Optional.ofNullable(BY_HEADER.get(normalised(header)));
    }

    private static String normalised(String header) {
        return header.toLowerCase(RUSSIAN)
                .replace('ё', 'е')
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }
}

package ru.t2.marshrut.reports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The sheets of a workbook, in their order. [ExportRepository] has the rows of each.
enum ReportSheet {
    SCHEDULE(
            "Расписание",
            Column.of("ID визита", "visit_id", Column.Type.TEXT, 38),
            Column.of("Отметка", "stamp", Column.Type.TEXT, 40).hiddenAway(),
            Column.of("Дата", "date", Column.Type.DATE, 12),
            Column.of("ID ТП", "rep_id", Column.Type.TEXT, 10),
            Column.of("Торговый представитель", "rep_name", Column.Type.TEXT, 24),
            Column.of("Порядок", "position", Column.Type.INTEGER, 9),
            Column.of("ID ТТ", "store_id", Column.Type.TEXT, 12),
            Column.of("Торговая точка", "store_name", Column.Type.TEXT, 30),
            Column.of("Адрес", "address", Column.Type.TEXT, 34),
            Column.of("Район", "district", Column.Type.TEXT, 22),
            Column.of("Категория", "category", Column.Type.CATEGORY, 11),
            Column.of("Приезд", "arrival", Column.Type.TIME, 9),
            Column.of("Начало", "start", Column.Type.TIME, 9),
            Column.of("Уход", "departure", Column.Type.TIME, 9),
            Column.of("В пути", "travel_minutes", Column.Type.DURATION, 9).summed(),
            Column.of("Км", "distance_km", Column.Type.KILOMETRES, 9).summed(),
            Column.of("Опоздание", "late_minutes", Column.Type.DURATION, 11).summed(),
            Column.of("Статус", "status", Column.Type.STATUS, 14),
            Column.of("Закреплён", "pinned", Column.Type.YES, 11),
            Column.of("Сверх нормы", "extra", Column.Type.YES, 13),
            Column.of("Отложен до", "deferred_until", Column.Type.DATE, 12)),
    VISITS(
            "Журнал визитов",
            Column.of("ID визита", "visit_id", Column.Type.TEXT, 38),
            Column.of("Отметка", "stamp", Column.Type.TEXT, 26).hiddenAway(),
            Column.of("Дата", "date", Column.Type.DATE, 12),
            Column.of("ID ТП", "rep_id", Column.Type.TEXT, 10),
            Column.of("Торговый представитель", "rep_name", Column.Type.TEXT, 24),
            Column.of("ID ТТ", "store_id", Column.Type.TEXT, 12),
            Column.of("Торговая точка", "store_name", Column.Type.TEXT, 30),
            Column.of("Район", "district", Column.Type.TEXT, 22),
            Column.of("Категория", "category", Column.Type.CATEGORY, 11),
            Column.of("Статус", "status", Column.Type.STATUS, 14),
            Column.of("Пришёл", "arrived_at", Column.Type.MOMENT, 17),
            Column.of("Ушёл", "left_at", Column.Type.MOMENT, 17),
            Column.of("В точке", "minutes_in_store", Column.Type.DURATION, 9).summed(),
            Column.of("По плану", "planned_minutes", Column.Type.DURATION, 10).summed(),
            Column.of("Опоздание", "late_minutes", Column.Type.DURATION, 11).summed(),
            Column.of("Причина", "reason", Column.Type.TEXT, 24),
            Column.of("Заметка", "note", Column.Type.TEXT, 36)),
    STORES(
            "Статистика по ТТ",
            Column.of("ID ТТ", "store_id", Column.Type.TEXT, 12),
            Column.of("Торговая точка", "store_name", Column.Type.TEXT, 30),
            Column.of("Адрес", "address", Column.Type.TEXT, 34),
            Column.of("Район", "district", Column.Type.TEXT, 22),
            Column.of("Категория", "category", Column.Type.CATEGORY, 11),
            Column.of("Норма", "due", Column.Type.INTEGER, 9).summed(),
            Column.of("Выполнено по норме", "covered", Column.Type.INTEGER, 13).summed(),
            Column.of("Норма, %", "percent", Column.Type.PERCENT, 10),
            Column.of("План", "planned", Column.Type.INTEGER, 8).summed(),
            Column.of("Факт", "completed", Column.Type.INTEGER, 8).summed(),
            Column.of("Пропущено", "skipped", Column.Type.INTEGER, 11).summed(),
            Column.of("Отменено", "cancelled", Column.Type.INTEGER, 11).summed(),
            Column.of("Последний визит", "last_visit", Column.Type.DATE, 16),
            Column.of("Время в точке", "spent_minutes", Column.Type.DURATION, 14).summed(),
            Column.of("В среднем", "mean_minutes", Column.Type.DURATION, 11),
            Column.of("По плану в среднем", "mean_planned_minutes", Column.Type.DURATION, 13),
            Column.of("Опозданий", "late", Column.Type.INTEGER, 11).summed()),
    REPS(
            "Активность ТП",
            Column.of("ID ТП", "rep_id", Column.Type.TEXT, 10),
            Column.of("Торговый представитель", "rep_name", Column.Type.TEXT, 24),
            Column.of("Дата", "date", Column.Type.DATE, 12),
            Column.of("Выход", "outing", Column.Type.YES, 8),
            Column.of("План", "planned", Column.Type.INTEGER, 8).summed(),
            Column.of("Факт", "completed", Column.Type.INTEGER, 8).summed(),
            Column.of("Пропущено", "skipped", Column.Type.INTEGER, 11).summed(),
            Column.of("Первый приход", "first_arrival", Column.Type.MOMENT, 17),
            Column.of("Последний уход", "last_departure", Column.Type.MOMENT, 17),
            Column.of("Время в точках", "spent_minutes", Column.Type.DURATION, 14).summed(),
            Column.of("Км по плану", "planned_km", Column.Type.KILOMETRES, 12).summed(),
            Column.of("Км по факту", "driven_km", Column.Type.KILOMETRES, 12).summed(),
            Column.of("₽ по плану", "planned_rub", Column.Type.ROUBLES, 12).summed(),
            Column.of("₽ по факту", "driven_rub", Column.Type.ROUBLES, 12).summed()),
    CHANGES(
            "Журнал изменений",
            Column.of("Когда", "at", Column.Type.MOMENT, 17),
            Column.of("Кто", "actor", Column.Type.TEXT, 18),
            Column.of("Действие", "action", Column.Type.TEXT, 16),
            Column.of("Запись", "entity", Column.Type.TEXT, 16),
            Column.of("ID записи", "entity_id", Column.Type.TEXT, 38),
            Column.of("Примечание", "note", Column.Type.TEXT, 36),
            Column.of("Было", "before", Column.Type.TEXT, 50),
            Column.of("Стало", "after", Column.Type.TEXT, 50),
            Column.of("ID запроса", "request_id", Column.Type.TEXT, 38)),
    ROUTES(
            "Маршруты",
            Column.of("Дата", "date", Column.Type.DATE, 12),
            Column.of("ID ТП", "rep_id", Column.Type.TEXT, 10),
            Column.of("Торговый представитель", "rep_name", Column.Type.TEXT, 24),
            Column.of("Визитов", "stops", Column.Type.INTEGER, 9).summed(),
            Column.of("Выезд", "start", Column.Type.TIME, 9),
            Column.of("Возвращение", "end", Column.Type.TIME, 13),
            Column.of("Обед", "lunch_start", Column.Type.TIME, 9),
            Column.of("Км", "distance_km", Column.Type.KILOMETRES, 10).summed(),
            Column.of("В пути", "travel_minutes", Column.Type.DURATION, 10).summed(),
            Column.of("В точках", "service_minutes", Column.Type.DURATION, 10).summed(),
            Column.of("Смена", "span_minutes", Column.Type.DURATION, 10).summed(),
            Column.of("₽", "cost_rub", Column.Type.ROUBLES, 12).summed(),
            Column.of("Расстояния", "distance_source", Column.Type.TEXT, 12),
            Column.of("Свой порядок", "own_order", Column.Type.YES, 14),
            Column.of("Нарушений", "violations", Column.Type.INTEGER, 11).summed());

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // a copy
    private final List<Column> columns;

    ReportSheet(String title, Column... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    /// On the tab, in Russian.
    String title() {
        return title;
    }

    /// In the order of the columns that [ExportRepository] reads.
    List<Column> columns() {
        return columns;
    }

    /// As in requests: `schedule`.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ReportSheet> ofWord(String word) {
        return Arrays.stream(values()).filter(sheet -> sheet.word().equals(word)).findFirst();
    }
}

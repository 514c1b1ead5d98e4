package ru.t2.marshrut.reports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ru.t2.marshrut.reports.Column.Type;

/// The sheets of a workbook, in their order. [ExportRepository] has the rows of each.
enum ReportSheet {
    SCHEDULE(
            "Расписание",
            Column.of("ID визита", "visit_id", Type.TEXT, 38),
            Column.of("Версия", "version", Type.INTEGER, 8).hiddenAway(),
            Column.of("Дата", "date", Type.DATE, 12),
            Column.of("ID ТП", "rep_id", Type.TEXT, 10),
            Column.of("Торговый представитель", "rep_name", Type.TEXT, 24),
            Column.of("Порядок", "position", Type.INTEGER, 9),
            Column.of("ID ТТ", "store_id", Type.TEXT, 12),
            Column.of("Торговая точка", "store_name", Type.TEXT, 30),
            Column.of("Адрес", "address", Type.TEXT, 34),
            Column.of("Район", "district", Type.TEXT, 22),
            Column.of("Категория", "category", Type.CATEGORY, 11),
            Column.of("Приезд", "arrival", Type.TIME, 9),
            Column.of("Начало", "start", Type.TIME, 9),
            Column.of("Уход", "departure", Type.TIME, 9),
            Column.of("В пути", "travel_minutes", Type.DURATION, 9).summed(),
            Column.of("Км", "distance_km", Type.KILOMETRES, 9).summed(),
            Column.of("Опоздание", "late_minutes", Type.DURATION, 11).summed(),
            Column.of("Статус", "status", Type.STATUS, 14),
            Column.of("Закреплён", "pinned", Type.YES, 11),
            Column.of("Сверх нормы", "extra", Type.YES, 13),
            Column.of("Отложен до", "deferred_until", Type.DATE, 12)),
    VISITS(
            "Журнал визитов",
            Column.of("ID визита", "visit_id", Type.TEXT, 38),
            Column.of("Отметка", "stamp", Type.TEXT, 26).hiddenAway(),
            Column.of("Дата", "date", Type.DATE, 12),
            Column.of("ID ТП", "rep_id", Type.TEXT, 10),
            Column.of("Торговый представитель", "rep_name", Type.TEXT, 24),
            Column.of("ID ТТ", "store_id", Type.TEXT, 12),
            Column.of("Торговая точка", "store_name", Type.TEXT, 30),
            Column.of("Район", "district", Type.TEXT, 22),
            Column.of("Категория", "category", Type.CATEGORY, 11),
            Column.of("Статус", "status", Type.STATUS, 14),
            Column.of("Пришёл", "arrived_at", Type.MOMENT, 17),
            Column.of("Ушёл", "left_at", Type.MOMENT, 17),
            Column.of("В точке", "minutes_in_store", Type.DURATION, 9).summed(),
            Column.of("По плану", "planned_minutes", Type.DURATION, 10).summed(),
            Column.of("Опоздание", "late_minutes", Type.DURATION, 11).summed(),
            Column.of("Причина", "reason", Type.TEXT, 24),
            Column.of("Заметка", "note", Type.TEXT, 36)),
    STORES(
            "Статистика по ТТ",
            Column.of("ID ТТ", "store_id", Type.TEXT, 12),
            Column.of("Торговая точка", "store_name", Type.TEXT, 30),
            Column.of("Адрес", "address", Type.TEXT, 34),
            Column.of("Район", "district", Type.TEXT, 22),
            Column.of("Категория", "category", Type.CATEGORY, 11),
            Column.of("Норма", "due", Type.INTEGER, 9).summed(),
            Column.of("Выполнено по норме", "covered", Type.INTEGER, 13).summed(),
            Column.of("Норма, %", "percent", Type.PERCENT, 10),
            Column.of("План", "planned", Type.INTEGER, 8).summed(),
            Column.of("Факт", "completed", Type.INTEGER, 8).summed(),
            Column.of("Пропущено", "skipped", Type.INTEGER, 11).summed(),
            Column.of("Отменено", "cancelled", Type.INTEGER, 11).summed(),
            Column.of("Последний визит", "last_visit", Type.DATE, 16),
            Column.of("Время в точке", "spent_minutes", Type.DURATION, 14).summed(),
            Column.of("В среднем", "mean_minutes", Type.DURATION, 11),
            Column.of("По плану в среднем", "mean_planned_minutes", Type.DURATION, 13),
            Column.of("Опозданий", "late", Type.INTEGER, 11).summed()),
    REPS(
            "Активность ТП",
            Column.of("ID ТП", "rep_id", Type.TEXT, 10),
            Column.of("Торговый представитель", "rep_name", Type.TEXT, 24),
            Column.of("Дата", "date", Type.DATE, 12),
            Column.of("Выход", "outing", Type.YES, 8),
            Column.of("План", "planned", Type.INTEGER, 8).summed(),
            Column.of("Факт", "completed", Type.INTEGER, 8).summed(),
            Column.of("Пропущено", "skipped", Type.INTEGER, 11).summed(),
            Column.of("Первый приход", "first_arrival", Type.MOMENT, 17),
            Column.of("Последний уход", "last_departure", Type.MOMENT, 17),
            Column.of("Время в точках", "spent_minutes", Type.DURATION, 14).summed(),
            Column.of("Км по плану", "planned_km", Type.KILOMETRES, 12).summed(),
            Column.of("Км по факту", "driven_km", Type.KILOMETRES, 12).summed(),
            Column.of("₽ по плану", "planned_rub", Type.ROUBLES, 12).summed(),
            Column.of("₽ по факту", "driven_rub", Type.ROUBLES, 12).summed()),
    CHANGES(
            "Журнал изменений",
            Column.of("Когда", "at", Type.MOMENT, 17),
            Column.of("Кто", "actor", Type.TEXT, 18),
            Column.of("Действие", "action", Type.TEXT, 16),
            Column.of("Запись", "entity", Type.TEXT, 16),
            Column.of("ID записи", "entity_id", Type.TEXT, 38),
            Column.of("Примечание", "note", Type.TEXT, 36),
            Column.of("Было", "before", Type.TEXT, 50),
            Column.of("Стало", "after", Type.TEXT, 50),
            Column.of("ID запроса", "request_id", Type.TEXT, 38)),
    ROUTES(
            "Маршруты",
            Column.of("Дата", "date", Type.DATE, 12),
            Column.of("ID ТП", "rep_id", Type.TEXT, 10),
            Column.of("Торговый представитель", "rep_name", Type.TEXT, 24),
            Column.of("Визитов", "stops", Type.INTEGER, 9).summed(),
            Column.of("Выезд", "start", Type.TIME, 9),
            Column.of("Возвращение", "end", Type.TIME, 13),
            Column.of("Обед", "lunch_start", Type.TIME, 9),
            Column.of("Км", "distance_km", Type.KILOMETRES, 10).summed(),
            Column.of("В пути", "travel_minutes", Type.DURATION, 10).summed(),
            Column.of("В точках", "service_minutes", Type.DURATION, 10).summed(),
            Column.of("Смена", "span_minutes", Type.DURATION, 10).summed(),
            Column.of("₽", "cost_rub", Type.ROUBLES, 12).summed(),
            Column.of("Расстояния", "distance_source", Type.TEXT, 12),
            Column.of("Свой порядок", "own_order", Type.YES, 14),
            Column.of("Нарушений", "violations", Type.INTEGER, 11).summed());

    private final String title;
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

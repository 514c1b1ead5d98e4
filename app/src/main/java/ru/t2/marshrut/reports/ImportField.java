package ru.t2.marshrut.reports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a column of an imported sheet can be, by its header in Russian or English.
enum ImportField {
    VISIT_ID("id визита", "визит", "visit_id"),
    STAMP("отметка", "stamp"),
    DATE("дата", "день", "date"),
    REP_ID("id тп", "rep_id"),
    REP_NAME("торговый представитель", "представитель", "тп", "сотрудник", "rep_name", "rep"),
    POSITION("порядок", "№", "position"),
    STORE_ID("id тт", "store_id"),
    STORE_NAME("торговая точка", "точка", "тт", "магазин", "store_name", "store"),
    STATUS("статус", "состояние", "status"),
    PINNED("закреплен", "закрепление", "pinned"),
    ARRIVED("пришел", "приход", "прибытие", "arrived_at"),
    LEFT("ушел", "отбытие", "left_at"),
    REASON("причина", "reason"),
    NOTE("заметка", "примечание", "комментарий", "note");

    @SuppressWarnings("ImmutableEnumChecker") // a copy
    private final List<String> headers;

    ImportField(String... headers) {
        this.headers = List.of(headers);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ImportField> ofHeader(String header) {
        String plain = ReportWords.plain(header);
        return Arrays.stream(values()).filter(field -> field.headers.contains(plain)).findFirst();
    }
}

package ru.t2.marshrut.reports;

/// A column of a sheet.
///
/// @param title on the sheet, in Russian
/// @param key in JSON, in snake_case
/// @param width in characters
record Column(String title, String key, Type type, int width, Total total, boolean hidden) {

    /// What a column's cells are, and what the database gives for them.
    enum Type {
        TEXT(""),
        /// `A` to `D`, with a colour.
        CATEGORY(""),
        /// A visit's status by its word.
        STATUS(""),
        YES(""),
        INTEGER("0"),
        DATE("dd.mm.yyyy"),
        /// Seconds of the day.
        TIME("hh:mm"),
        /// An instant.
        MOMENT("dd.mm.yyyy hh:mm"),
        /// Seconds.
        DURATION("[h]:mm"),
        /// Metres.
        KILOMETRES("0.00"),
        /// Kopecks.
        ROUBLES("#,##0.00"),
        /// With one decimal.
        PERCENT("0.0");

        private final String format;

        Type(String format) {
            this.format = format;
        }

        /// Excel's; empty for text.
        String format() {
            return format;
        }

        boolean isNumber() {
            return this == INTEGER
                    || this == DURATION
                    || this == KILOMETRES
                    || this == ROUBLES
                    || this == PERCENT;
        }
    }

    /// What stands under a column.
    enum Total {
        NONE,
        SUM
    }

    static Column of(String title, String key, Type type, int width) {
        return new Column(title, key, type, width, Total.NONE, false);
    }

    Column summed() {
        return new Column(title, key, type, width, Total.SUM, hidden);
    }

    Column hiddenAway() {
        return new Column(title, key, type, width, total, true);
    }
}

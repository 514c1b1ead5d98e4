package ru.t2.marshrut.tables;

import java.util.List;
import java.util.Optional;

/// What a file turned out to be.
public sealed interface FileContent {

    /// Text that begins as JSON does; it may be broken further on.
    ///
    /// @param encoding as in `UTF-8`
    record Json(String text, String encoding) implements FileContent {}

    /// One or more tables.
    ///
    /// @param format `csv` or `xlsx`
    /// @param encoding of a CSV
    /// @param separator of a CSV
    /// @param sheets of a workbook in their order; a CSV is one sheet without a name
    record Tables(
            String format,
            Optional<String> encoding,
            Optional<Character> separator,
            List<Sheet> sheets)
            implements FileContent {

        public Tables {
            sheets = List.copyOf(sheets);
        }
    }

    /// One table.
    ///
    /// @param rows without those that are blank
    record Sheet(String name, List<Row> rows) {

        public Sheet {
            rows = List.copyOf(rows);
        }
    }

    /// One row.
    ///
    /// @param number as a person counts them, from 1; of a CSV the line it starts in
    /// @param cells without surrounding blanks
    record Row(int number, List<String> cells) {

        public Row {
            cells = List.copyOf(cells);
        }

        /// Empty beyond the last cell.
        public String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }
    }

    /// A file that can't be read.
    ///
    /// @param reason a word: `empty`, `not_a_table`, `broken`, `too_many_rows`, `too_large`,
    ///   `old_excel`, `macros`
    record Unreadable(String reason) implements FileContent {}
}

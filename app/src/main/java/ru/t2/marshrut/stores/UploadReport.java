package ru.t2.marshrut.stores;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an upload would do, or has done.
///
/// @param format `csv`, `xlsx` or `json`
/// @param encoding of text files
/// @param separator of a CSV
/// @param rows of stores that the file has
/// @param synthetic the file has only counts; stores were made up from them and are marked so
/// @param committed whether it was applied
/// @param ignoredColumns headers that nobody knows
/// @param errorCount of which `errors` has the first thousand
/// @param items what becomes of the first hundred rows
@Schema(name = "UploadReport")
record UploadReport(
        String format,
        @Nullable String encoding,
        @Nullable String separator,
        int rows,
        int created,
        int changed,
        int unchanged,
        boolean synthetic,
        boolean committed,
        List<String> ignoredColumns,
        int errorCount,
        List<RowError> errors,
        List<Item> items) {

    static final int ERRORS_SHOWN = 1_000;
    static final int ITEMS_SHOWN = 100;

    UploadReport {
        ignoredColumns = List.copyOf(ignoredColumns);
        errors = List.copyOf(errors);
        items = List.copyOf(items);
    }

    /// What is wrong in one cell.
    ///
    /// @param row as a person counts them, from 1; of a JSON list the item's place
    /// @param column the header as the file writes it; empty: the row as a whole
    /// @param rule that the value breaks, as a word
    /// @param remedy what to do, in the language of the request
    @Schema(name = "UploadError")
    record RowError(int row, String column, String value, String rule, String remedy) {}

    /// What becomes of one row.
    @Schema(name = "UploadItem")
    record Item(int row, String id, String name, Action action) {}

    /// What a row does to the stores.
    enum Action {
        @JsonProperty("create")
        CREATE,
        @JsonProperty("change")
        CHANGE,
        @JsonProperty("none")
        NONE
    }
}

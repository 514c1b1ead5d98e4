package ru.t2.marshrut.reports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an imported file would change, or has changed.
///
/// @param importId takes it back; null in a preview, and when nothing was changed
/// @param sheets that were read
/// @param ignoredSheets that are not to be read, or have no header we know
/// @param rows with a visit
/// @param unchangedRows that say what is so already
/// @param changeCount of which `changes` has the first thousand
/// @param conflictCount of which `conflicts` has the first thousand
/// @param errorCount of which `errors` has the first thousand
/// @param before of the routes that would change
/// @param after of the same routes
@Schema(name = "ImportReport")
record ImportReport(
        boolean committed,
        @Nullable UUID importId,
        String format,
        List<SheetRead> sheets,
        List<String> ignoredSheets,
        int rows,
        int unchangedRows,
        int changeCount,
        List<CellChange> changes,
        int conflictCount,
        List<Conflict> conflicts,
        int errorCount,
        List<CellError> errors,
        RouteFigures before,
        RouteFigures after) {

    static final int SHOWN = 1_000;

    ImportReport {
        sheets = List.copyOf(sheets);
        ignoredSheets = List.copyOf(ignoredSheets);
        changes = List.copyOf(changes);
        conflicts = List.copyOf(conflicts);
        errors = List.copyOf(errors);
    }

    /// The same, carried out.
    ImportReport committedAs(@Nullable UUID id) {
        return new ImportReport(
                true,
                id,
                format,
                sheets,
                ignoredSheets,
                rows,
                unchangedRows,
                changeCount,
                changes,
                conflictCount,
                conflicts,
                errorCount,
                errors,
                before,
                after);
    }

    /// A sheet with a header we know.
    @Schema(name = "ImportSheet")
    record SheetRead(String sheet, int headerRow, int rows, List<String> ignoredColumns) {}

    /// One cell's change.
    ///
    /// @param field `date`, `rep`, `position`, `status`, `pinned`, `arrived_at`, `left_at`,
    ///   `reason`, `note`; `added` for a new call
    @Schema(name = "ImportChange")
    record CellChange(
            String sheet,
            int row,
            String cell,
            @Nullable UUID visitId,
            String store,
            String field,
            String before,
            String after) {}

    /// The file wants to change what somebody else has changed since the export.
    ///
    /// @param exported as the file was exported
    /// @param current as it is now
    /// @param wanted as the file has it
    @Schema(name = "ImportConflict")
    record Conflict(
            String sheet,
            int row,
            String cell,
            UUID visitId,
            String store,
            String field,
            String exported,
            String current,
            String wanted) {}

    /// What is wrong in one cell.
    ///
    /// @param cell as in `B12`
    /// @param rule that the value breaks, as a word
    /// @param remedy what to do, in the language of the request
    @Schema(name = "ImportError")
    record CellError(
            String sheet,
            int row,
            String cell,
            String column,
            String value,
            String rule,
            String remedy) {}

    /// Some routes together.
    @Schema(name = "ImportRoutes")
    record RouteFigures(int routes, BigDecimal distanceKm, BigDecimal costRub, int violations) {
        static final RouteFigures NONE =
                new RouteFigures(0, BigDecimal.ZERO.setScale(2), BigDecimal.ZERO.setScale(2), 0);
    }
}

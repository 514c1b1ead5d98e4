package ru.t2.marshrut.reports;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Writes sheets one after the other, row by row, in bounded memory.
interface SheetWriter extends AutoCloseable {

    /// Begins a sheet; what there is of it so far is sent.
    void begin(ReportSheet sheet) throws IOException;

    /// Writes a row.
    ///
    /// @param cells as [ExportRepository] reads them
    void row(@Nullable Object[] cells) throws IOException;

    /// Ends the sheet.
    ///
    /// @param totals sums in the units of the cells; null where a column has none
    void end(@Nullable Object[] totals) throws IOException;

    /// Ends the file, not the stream it is written to.
    @Override
    void close() throws IOException;
}

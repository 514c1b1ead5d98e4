package ru.t2.marshrut.audit;

import java.time.YearMonth;
import java.util.List;

/// A stretch of the trail in words of the reader's language, the newest first.
///
/// @param entity kind of record that is asked for; empty: any
/// @param question text that is asked for; empty: any
/// @param span as in `1–50 of 340`; empty without lines
/// @param before offset of the page before; negative: there is none
/// @param after offset of the page after; negative: there is none
public record JournalPage(
        YearMonth month,
        String entity,
        String question,
        List<Kind> kinds,
        List<Line> lines,
        String span,
        int before,
        int after) {

    public JournalPage {
        kinds = List.copyOf(kinds);
        lines = List.copyOf(lines);
    }

    /// A kind of record.
    public record Kind(String word, String name) {}

    /// One change.
    ///
    /// @param what as in "store changed"
    /// @param name of the record, or its id
    /// @param address of a page that shows it; empty: none does
    /// @param more how many further values are not shown
    public record Line(
            String at,
            String actor,
            String what,
            String name,
            String address,
            String tone,
            List<Value> values,
            int more,
            String note) {
        public Line {
            values = List.copyOf(values);
        }
    }

    /// One value, old and new; empty: it was not there, or is gone.
    public record Value(String name, String before, String after) {}
}

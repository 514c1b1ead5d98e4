package ru.t2.marshrut.planning;

import java.util.List;
import ru.t2.marshrut.ui.QrCode;

/// A rep's day on paper.
///
/// @param day as in the drawer, with its route
/// @param stops in order
/// @param sketch of the way
/// @param codes that open the way in a map service
public record PrintedDay(
        PlanDayPage day, List<PrintedStop> stops, Sketch sketch, List<PrintedCode> codes) {

    public PrintedDay {
        stops = List.copyOf(stops);
        codes = List.copyOf(codes);
    }

    /// A stop.
    ///
    /// @param windows as in `09:00–12:00, 13:00–18:00`; empty: any time
    public record PrintedStop(
            int number,
            String start,
            String departure,
            String name,
            String address,
            String category,
            String windows,
            String leg) {}

    /// The way without a map: places as they lie to each other, north above.
    ///
    /// @param line points of a polyline, as SVG wants them
    public record Sketch(int width, int height, String line, List<Mark> marks) {
        public Sketch {
            marks = List.copyOf(marks);
        }
    }

    /// A place of the sketch.
    ///
    /// @param label number of the stop; empty: home
    public record Mark(double x, double y, String label) {}

    /// A code and what it opens.
    public record PrintedCode(String name, String address, QrCode code) {}
}

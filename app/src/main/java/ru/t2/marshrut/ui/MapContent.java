package ru.t2.marshrut.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.GeoPoint;

/// What a map shows above the base map. Reps are told by their colours, 0 to 7.
public record MapContent(
        List<Route> routes, List<Stop> stops, List<Home> homes, List<Home> positions) {

    public MapContent {
        routes = List.copyOf(routes);
        stops = List.copyOf(stops);
        homes = List.copyOf(homes);
        positions = List.copyOf(positions);
    }

    /// A line through some points.
    ///
    /// @param points latitude, longitude
    public record Route(int rep, String name, List<double[]> points, boolean dashed) {
        public Route {
            points = List.copyOf(points);
        }
    }

    /// A stop.
    ///
    /// @param id told by the event `map:stop` when it is clicked
    /// @param rep null: nobody's
    /// @param label in its circle; null: a small dot
    /// @param state of the visit, in small letters
    public record Stop(
            String id,
            @Nullable Integer rep,
            double lat,
            double lon,
            @Nullable String label,
            String title,
            String note,
            String state,
            boolean late) {}

    /// Where a rep lives, or is at the moment.
    public record Home(int rep, double lat, double lon, String title) {}

    /// A place as lines want it.
    public static double[] point(GeoPoint place) {
        return new double[] {place.lat(), place.lon()};
    }
}

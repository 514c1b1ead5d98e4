package ru.t2.marshrut.ui;

import java.util.List;
import ru.t2.marshrut.kernel.GeoPoint;

/// What a feature draws on every map beneath what a page shows.
public interface BaseMapSource {

    /// What there is at the moment. Browsers keep it for a while.
    Ground ground();

    /// The ground of a map.
    ///
    /// @param outline around all of it; fewer than three corners: there is none
    /// @param areas with their names
    /// @param places with their names; one that the map knows already only gets the weight
    record Ground(List<GeoPoint> outline, List<Area> areas, List<Place> places) {
        public Ground {
            outline = List.copyOf(outline);
            areas = List.copyOf(areas);
            places = List.copyOf(places);
        }
    }

    /// A named area.
    ///
    /// @param outline corners in order, the first not repeated; at least three
    record Area(String name, List<GeoPoint> outline) {
        public Area {
            outline = List.copyOf(outline);
        }

        /// Where its name is written: the middle of the outline's corners.
        GeoPoint centre() {
            return new GeoPoint(
                    outline.stream().mapToDouble(GeoPoint::lat).average().orElseThrow(),
                    outline.stream().mapToDouble(GeoPoint::lon).average().orElseThrow());
        }
    }

    /// A town or village.
    ///
    /// @param weight how much there is to visit: the more, the sooner its name is shown
    record Place(String name, GeoPoint position, int weight) {}
}

package ru.t2.marshrut.ui;

import java.util.List;
import ru.t2.marshrut.kernel.GeoPoint;

/// What a feature draws on every map beneath what a page shows.
public interface BaseMapSource {

    /// Areas with their names. May be called often; where they are many, keep them.
    List<Area> areas();

    /// A named area.
    ///
    /// @param outline corners in order, the first not repeated
    record Area(String name, List<GeoPoint> outline) {
        public Area {
            outline = List.copyOf(outline);
        }
    }
}

package ru.t2.marshrut.scale;

import java.util.LinkedHashMap;
import java.util.Map;

/// The reading endpoints that people wait for, with a request for each.
final class HotPaths {

    private HotPaths() {}

    /// Paths by a short name.
    static Map<String, String> all() {
        var paths = new LinkedHashMap<String, String>();
        paths.put("stores, first page", "/api/v1/locations?limit=50");
        paths.put("stores, last page", "/api/v1/locations?limit=50&offset=9900");
        paths.put("stores of a district", "/api/v1/locations?limit=50&district=Район%2017");
        paths.put("stores of a category", "/api/v1/locations?limit=50&category=A&offset=1900");
        paths.put(
                "stores by text",
                "/api/v1/locations?limit=50&q=полевая%2077"
                        .replace("полевая", "%D0%BF%D0%BE%D0%BB%D0%B5%D0%B2%D0%B0%D1%8F"));
        paths.put("one store", "/api/v1/locations/ls-07777");
        paths.put("reps", "/api/v1/reps?limit=200");
        paths.put("day, all reps", "/api/v1/schedule/daily?date=2026-05-13");
        paths.put("day, one rep", "/api/v1/schedule/daily?date=2026-05-13&rep_id=lr-042");
        paths.put("month, one rep", "/api/v1/schedule?month=2026-05&rep_id=lr-042");
        paths.put("to place", "/api/v1/schedule/unplaced?month=2026-05");
        paths.put("versions", "/api/v1/schedule/versions?month=2026-05");
        paths.put("quota of a store", "/api/v1/schedule/quota/ls-07777?month=2026-05");
        paths.put("disruptions", "/api/v1/force_majeure?limit=50");
        paths.put(MONTH, "/api/v1/schedule?month=2026-05");
        paths.replaceAll((_, path) -> path.replace("Район", "%D0%A0%D0%B0%D0%B9%D0%BE%D0%BD"));
        return paths;
    }

    /// The whole of a month is by far the largest answer and has a goal of its own.
    static final String MONTH = "month, all reps";
}

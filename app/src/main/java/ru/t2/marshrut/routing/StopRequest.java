package ru.t2.marshrut.routing;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;

/// A place to visit, checked.
///
/// @param windows when service may start, in order, apart from each other; at least one
/// @param priority how much an early visit matters
/// @param service time of the visit
record StopRequest(
        String id,
        String name,
        String address,
        GeoPoint point,
        List<DailyWindow> windows,
        Category priority,
        Duration service) {

    StopRequest {
        windows = List.copyOf(windows);
    }

    StopRequest withWindows(List<DailyWindow> others) {
        return new StopRequest(id, name, address, point, others, priority, service);
    }

    LocalTime opens() {
        return windows.getFirst().start();
    }

    LocalTime closes() {
        return windows.getLast().end();
    }
}

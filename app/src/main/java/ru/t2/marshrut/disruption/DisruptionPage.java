package ru.t2.marshrut.disruption;

import java.time.LocalDate;
import java.util.List;
import ru.t2.marshrut.ui.MapContent;

/// What the page of disruptions shows at first; proposals come as they are asked for.
///
/// @param today preset as the first day
/// @param districts that stores lie in, sorted
/// @param map empty: the page's script fills it
public record DisruptionPage(
        LocalDate today,
        List<Person> reps,
        List<Car> vehicles,
        List<String> districts,
        MapContent map) {

    public DisruptionPage {
        reps = List.copyOf(reps);
        vehicles = List.copyOf(vehicles);
        districts = List.copyOf(districts);
    }

    /// A rep.
    ///
    /// @param colour 0 to 7
    public record Person(String id, String name, int colour) {}

    /// A vehicle and who drives it.
    public record Car(String id, String name) {}
}

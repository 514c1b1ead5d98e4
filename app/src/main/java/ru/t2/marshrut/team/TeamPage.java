package ru.t2.marshrut.team;

import java.util.List;

/// What the page of the team shows at first.
///
/// @param reps in the team's order; a rep's place gives his colour
public record TeamPage(List<Named> reps, List<Named> vehicles) {

    public TeamPage {
        reps = List.copyOf(reps);
        vehicles = List.copyOf(vehicles);
    }

    /// A rep or a vehicle.
    public record Named(String id, String name) {}
}

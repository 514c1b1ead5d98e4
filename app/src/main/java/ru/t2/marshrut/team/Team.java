package ru.t2.marshrut.team;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Reps and vehicles, for other features. Thread-safe.
@Service
public class Team {

    private final TeamRepository repository;

    Team(TeamRepository repository) {
        this.repository = repository;
    }

    /// Everyone, whatever his status, in order of id.
    public List<Rep> listReps() {
        return repository.listReps();
    }

    /// Empty for any text that is not the id of a rep.
    public Optional<Rep> findRep(String id) {
        return couldBeId(id) ? repository.findRep(id) : Optional.empty();
    }

    /// In order of id.
    public List<Vehicle> listVehicles() {
        return repository.listVehicles();
    }

    /// Empty for any text that is not the id of a vehicle.
    public Optional<Vehicle> findVehicle(String id) {
        return couldBeId(id) ? repository.findVehicle(id) : Optional.empty();
    }

    /// The database refuses a text with a zero character, even in a question.
    private static boolean couldBeId(String text) {
        return text.indexOf('\0') < 0;
    }
}

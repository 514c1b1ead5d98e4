package ru.t2.marshrut.planning;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Hours in which stores take no visit because something went wrong: whatever is planned or
/// evaluated from then on knows of them. Thread-safe.
@Service
public class Closures {

    private final ClosureRepository repository;

    Closures(ClosureRepository repository) {
        this.repository = repository;
    }

    /// Adds closures in the transaction of what makes them known.
    ///
    /// @param cause to take them back by
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(UUID cause, List<ReplanTask.Closure> closures) {
        repository.insert(cause, closures);
    }

    /// Takes all closures of a cause back.
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(UUID cause) {
        repository.delete(cause);
    }
}

package ru.t2.marshrut.stores;

import java.util.List;
import java.util.Optional;
import ru.t2.marshrut.stores.UploadReport.Action;
import ru.t2.marshrut.stores.UploadReport.RowError;

/// What a file says.
///
/// @param candidates stores as they are to be, by row
record Wanted(UploadReport frame, List<Candidate> candidates, List<RowError> errors) {

    /// One store as it is to be.
    ///
    /// @param current as it is; empty: new
    record Candidate(int row, Store store, Optional<Store> current) {

        Action action() {
            if (current.isEmpty()) {
                return Action.CREATE;
            }
            return StoreInput.of(current.get()).equals(StoreInput.of(store))
                    ? Action.NONE
                    : Action.CHANGE;
        }
    }
}

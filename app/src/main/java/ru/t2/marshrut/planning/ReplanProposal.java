package ru.t2.marshrut.planning;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/// How a plan could be mended; nothing is changed yet.
///
/// @param change to make in the plan
/// @param affected visits that lose their place: those of the task, and those that do not fit any
///   more
/// @param received how many affected visits each receiving rep gets; zero counts
/// @param movedOthers visits that are not affected and get another rep or day
/// @param unplaced affected visits that nobody can take, and why
/// @param visits versions of all visits it is made from
/// @param days versions of the routes it is made from; 0 where there is none
public record ReplanProposal(
        Change.LayOut change,
        List<UUID> affected,
        Map<String, Integer> received,
        List<UUID> movedOthers,
        Map<UUID, Unplaced> unplaced,
        Map<UUID, Integer> visits,
        Map<DayKey, Integer> days) {

    public ReplanProposal {
        affected = List.copyOf(affected);
        received = Map.copyOf(received);
        movedOthers = List.copyOf(movedOthers);
        unplaced = Map.copyOf(unplaced);
        visits = Map.copyOf(visits);
        days = Map.copyOf(days);
    }

    /// The difference between the rep who receives most and the one who receives least.
    public int spread() {
        return received.isEmpty()
                ? 0
                : received.values().stream().mapToInt(n -> n).max().orElseThrow()
                        - received.values().stream().mapToInt(n -> n).min().orElseThrow();
    }
}

package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.platform.Usage;
import ru.t2.marshrut.stores.StoreUsage;
import ru.t2.marshrut.team.PlannedVisits;
import ru.t2.marshrut.team.TeamUsage;

/// Tells the features below what plans use of theirs. Thread-safe.
@Component
class PlanUsage implements StoreUsage, TeamUsage, PlannedVisits {

    private final VisitRepository visits;

    PlanUsage(VisitRepository visits) {
        this.visits = visits;
    }

    @Override
    public List<Usage> usagesOf(String storeId) {
        return List.of(new Usage("visits", visits.countOfStore(storeId)));
    }

    @Override
    public List<Usage> usagesOfRep(String repId) {
        return List.of(new Usage("visits", visits.countOfRep(repId)));
    }

    @Override
    public int countOn(LocalDate day) {
        return visits.countOpenOn(day);
    }
}

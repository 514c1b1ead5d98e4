package ru.t2.marshrut.tracking;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.platform.Usage;
import ru.t2.marshrut.stores.ServiceTimes;
import ru.t2.marshrut.stores.StoreUsage;
import ru.t2.marshrut.team.TeamUsage;

/// Tells the features below what facts know of their stores and reps: that they have any, and how
/// long visits took. Thread-safe.
@Component
class FactUsage implements StoreUsage, TeamUsage, ServiceTimes {

    private static final String KIND = "facts";

    private final FactRepository facts;

    FactUsage(FactRepository facts) {
        this.facts = facts;
    }

    @Override
    public List<Usage> usagesOf(String storeId) {
        return List.of(new Usage(KIND, facts.countOfStore(storeId)));
    }

    @Override
    public List<Usage> usagesOfRep(String repId) {
        return List.of(new Usage(KIND, facts.countOfRep(repId)));
    }

    @Override
    public Optional<Measured> ofStore(String storeId) {
        return measured(facts.durationsAtStore(storeId));
    }

    @Override
    public Optional<Measured> ofCategory(Category category) {
        return measured(facts.durationsOfCategory(category.name()));
    }

    private static Optional<Measured> measured(FactRepository.Durations durations) {
        return Optional.ofNullable(durations.medianSeconds())
                .map(seconds ->
                        new Measured(Duration.ofSeconds(Math.round(seconds)), durations.visits()));
    }
}

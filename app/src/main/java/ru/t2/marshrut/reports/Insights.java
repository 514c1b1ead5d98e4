package ru.t2.marshrut.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import ru.t2.marshrut.reports.InsightAnswers.All;
import ru.t2.marshrut.reports.InsightAnswers.Line;
import ru.t2.marshrut.reports.InsightAnswers.PeriodAnswer;
import ru.t2.marshrut.reports.InsightAnswers.RepSection;
import ru.t2.marshrut.reports.InsightAnswers.Section;
import ru.t2.marshrut.reports.InsightAnswers.StoreLine;
import ru.t2.marshrut.reports.VisitFigureRepository.StoreOrder;

/// Puts insights together, all of one moment. Thread-safe.
///
/// They are made of sums that follow the visits; the last answers are kept until something that
/// they are made of changes.
@Service
class Insights {

    private static final int KEPT = 32;
    private static final int KEPT_STORE_LISTS = 6;

    private final FingerprintRepository fingerprints;
    private final Rollups rollups;
    private final DrivenDays drivenDays;
    private final DayFigureRepository dayFigures;
    private final CoverageRepository coverage;
    private final VisitFigureRepository visits;
    private final TravelRepository travel;
    private final ExperienceRepository experience;
    private final TransactionTemplate snapshot;
    private final Clock clock;
    private final Remembered<Key, All> kept = new Remembered<>(KEPT);
    private final Remembered<StoreKey, List<StoreLine>> keptStores =
            new Remembered<>(KEPT_STORE_LISTS);

    /// Overdue calls depend on the day.
    private record Key(Period period, LocalDate today) {}

    private record StoreKey(Period period, StoreOrder order) {}

    Insights(
            FingerprintRepository fingerprints,
            Rollups rollups,
            DrivenDays drivenDays,
            DayFigureRepository dayFigures,
            CoverageRepository coverage,
            VisitFigureRepository visits,
            TravelRepository travel,
            ExperienceRepository experience,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.fingerprints = fingerprints;
        this.rollups = rollups;
        this.drivenDays = drivenDays;
        this.dayFigures = dayFigures;
        this.coverage = coverage;
        this.visits = visits;
        this.travel = travel;
        this.experience = experience;
        this.clock = clock;
        snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    All of(Period period) {
        var zone = clock.getZone();
        var key = new Key(period, LocalDate.now(clock));
        long state = rollups.refresh();
        var known = kept.find(key, fingerprints.of(period, zone));
        if (known.isPresent()) {
            return known.get();
        }
        drivenDays.refresh(period);
        drivenDays.refresh(period.before());
        return Objects.requireNonNull(
                snapshot.execute(_ -> {
                    String fingerprint = fingerprints.of(period, zone);
                    var fresh = count(period, key.today());
                    // Otherwise the ways, measured before, may be older than the rest.
                    if (rollups.state() == state) {
                        kept.put(key, fingerprint, fresh);
                    }
                    return fresh;
                }));
    }

    /// All stores in this order.
    List<StoreLine> listStores(Period period, StoreOrder order) {
        var zone = clock.getZone();
        var key = new StoreKey(period, order);
        rollups.refresh();
        return keptStores
                .find(key, fingerprints.of(period, zone))
                .orElseGet(() ->
                        Objects.requireNonNull(
                                snapshot.execute(_ -> {
                                    String fingerprint = fingerprints.of(period, zone);
                                    var fresh = visits.listStores(period, zone, order);
                                    keptStores.put(key, fingerprint, fresh);
                                    return fresh;
                                })));
    }

    private All count(Period period, LocalDate today) {
        var before = period.before();
        var zone = clock.getZone();
        var days = dayFigures.list(period, today);
        var daysBefore = dayFigures.list(before, today);
        return new All(
                PeriodAnswer.of(period),
                PeriodAnswer.of(before),
                Section.of(coverage.list(period), coverage.list(before)),
                Section.of(days.completion(), daysBefore.completion()),
                Section.of(days.storeTimes(), daysBefore.storeTimes()),
                Section.of(days.lateness(), daysBefore.lateness()),
                section(travel.listOutings(period), travel.listOutings(before)),
                section(travel.listTravel(period), travel.listTravel(before)),
                experience.listDisruptions(period),
                experience.models(
                        period.from().atStartOfDay(zone).toInstant(),
                        period.to().plusDays(1).atStartOfDay(zone).toInstant()),
                visits.countToPlace(period),
                travel.listDays(period));
    }

    /// The first line is that of all.
    private static <T> RepSection<T> section(List<Line<T>> now, List<Line<T>> before) {
        return new RepSection<>(
                now.getFirst().figures(), before.getFirst().figures(), now.subList(1, now.size()));
    }
}

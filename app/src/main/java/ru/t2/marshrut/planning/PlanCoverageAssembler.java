package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.stores.Store;
import ru.t2.marshrut.stores.StoreFilter;
import ru.t2.marshrut.stores.Stores;

/// Counts for the page of coverage and norms. Thread-safe.
@Component
class PlanCoverageAssembler {

    private static final int SHOWN = 100;

    private final Stores stores;
    private final QuotaLedger ledger;
    private final NormRepository norms;
    private final Planning planning;
    private final ScheduleAnswers answers;

    PlanCoverageAssembler(
            Stores stores,
            QuotaLedger ledger,
            NormRepository norms,
            Planning planning,
            ScheduleAnswers answers) {
        this.stores = stores;
        this.ledger = ledger;
        this.norms = norms;
        this.planning = planning;
        this.answers = answers;
    }

    /// A store with its line of the ledger.
    private record Owed(Store store, QuotaController.Line line) {

        /// A quarter's call that another month of it has is owed no more.
        int norm() {
            if (line.period() == Norm.Period.MONTH) {
                return line.month().norm();
            }
            return done() + planned() + line.quarter().missing();
        }

        int done() {
            return line.month().done();
        }

        int planned() {
            return line.month().planned();
        }

        int missing() {
            return line.period() == Norm.Period.MONTH
                    ? line.month().missing()
                    : line.quarter().missing();
        }
    }

    PlanCoveragePage page(YearMonth month) {
        var all = stores.list(StoreFilter.ALL, Integer.MAX_VALUE, 0).items();
        var lines =
                ledger.lines(all, month).stream()
                        .collect(
                                Collectors.toMap(
                                        QuotaController.Line::storeId, Function.identity()));
        var owed =
                all.stream()
                        .map(store ->
                                new Owed(store, Objects.requireNonNull(lines.get(store.id()))))
                        .toList();
        var missing =
                owed.stream()
                        .filter(each -> each.missing() > 0)
                        .sorted(
                                Comparator.comparing((Owed each) -> latest(each.line().latestDay()))
                                        .thenComparing(each -> each.store().category())
                                        .thenComparing(each -> each.store().name()))
                        .toList();
        return new PlanCoveragePage(
                month,
                planning.findPlan(month).isPresent(),
                byCategory(owed),
                byDistrict(owed),
                missing.stream().limit(SHOWN).map(PlanCoverageAssembler::missing).toList(),
                missing.size(),
                waiting(month));
    }

    private static LocalDate latest(@org.jspecify.annotations.Nullable LocalDate day) {
        return day == null ? LocalDate.MIN : day;
    }

    private List<PlanCoveragePage.Group> byCategory(List<Owed> owed) {
        var groups = new ArrayList<PlanCoveragePage.Group>();
        for (var norm : norms.list()) {
            var mine =
                    owed.stream()
                            .filter(each -> each.store().category() == norm.category())
                            .toList();
            groups.add(group(norm.category().name(), norm.period(), norm.visits(), mine));
        }
        return groups;
    }

    private static List<PlanCoveragePage.Group> byDistrict(List<Owed> owed) {
        Map<String, List<Owed>> districts =
                owed.stream()
                        .collect(
                                Collectors.groupingBy(
                                        each -> each.store().district(),
                                        TreeMap::new,
                                        Collectors.toList()));
        var groups = new ArrayList<PlanCoveragePage.Group>();
        districts.forEach((name, mine) -> groups.add(group(name, null, 0, mine)));
        return groups;
    }

    private static PlanCoveragePage.Group group(
            String name,
            Norm.@org.jspecify.annotations.Nullable Period period,
            int visits,
            Collection<Owed> mine) {
        return new PlanCoveragePage.Group(
                name,
                period,
                visits,
                mine.size(),
                mine.stream().mapToInt(Owed::norm).sum(),
                mine.stream().mapToInt(Owed::done).sum(),
                mine.stream().mapToInt(Owed::planned).sum());
    }

    private static PlanCoveragePage.Missing missing(Owed each) {
        var line = each.line();
        return new PlanCoveragePage.Missing(
                each.store().id(),
                each.store().name(),
                each.store().district(),
                each.store().category().name(),
                each.missing(),
                line.period() == Norm.Period.MONTH ? line.month().norm() : line.quarter().norm(),
                line.period(),
                line.latestDay());
    }

    private List<PlanCoveragePage.Waiting> waiting(YearMonth month) {
        return answers.waiting(planning.listToPlace(month).stream().limit(SHOWN).toList()).stream()
                .map(each ->
                        new PlanCoveragePage.Waiting(
                                each.visit().visitId().toString(),
                                each.visit().version(),
                                each.name(),
                                each.district(),
                                each.category().name(),
                                each.reason(),
                                Objects.requireNonNullElse(each.relaxationText(), "")))
                .toList();
    }
}

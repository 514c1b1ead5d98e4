package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.stores.Store;
import ru.t2.marshrut.stores.StoreFilter;
import ru.t2.marshrut.stores.Stores;
import ru.t2.marshrut.team.Attendance;
import ru.t2.marshrut.team.Team;
import ru.t2.marshrut.team.WorkCalendar;

/// Gathers what plans are made of. Thread-safe.
@Component
class Regions {

    private final Stores stores;
    private final Team team;
    private final WorkCalendar calendar;
    private final Attendance attendance;
    private final NormRepository norms;
    private final ClosureRepository closures;

    Regions(
            Stores stores,
            Team team,
            WorkCalendar calendar,
            Attendance attendance,
            NormRepository norms,
            ClosureRepository closures) {
        this.stores = stores;
        this.team = team;
        this.calendar = calendar;
        this.attendance = attendance;
        this.norms = norms;
        this.closures = closures;
    }

    /// Every store, with the calendar of some days.
    Region whole(LocalDate first, LocalDate last) {
        return region(stores.list(StoreFilter.ALL, Integer.MAX_VALUE, 0).items(), first, last);
    }

    /// Some stores, with the calendar of some days.
    Region of(Collection<String> storeIds, LocalDate first, LocalDate last) {
        return region(stores.listByIds(List.copyOf(storeIds)).stores(), first, last);
    }

    private Region region(List<Store> chosen, LocalDate first, LocalDate last) {
        return Region.of(
                chosen,
                team.listReps(),
                team.listVehicles(),
                calendar.listDays(first, last),
                attendance.listPresent(first, last),
                norms.list(),
                closures.map(first, last));
    }
}

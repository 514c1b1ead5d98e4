package ru.t2.marshrut.disruption;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import ru.t2.marshrut.stores.Store;
import ru.t2.marshrut.stores.StoreFilter;
import ru.t2.marshrut.stores.Stores;
import ru.t2.marshrut.team.Team;
import ru.t2.marshrut.ui.MapContent;
import ru.t2.marshrut.ui.NavigationEntry;
import ru.t2.marshrut.ui.Pages;

/// The page on which a disruption is described, its proposal looked at, applied and taken back.
@Hidden
@Controller
class DisruptionPageController {

    private static final int COLOURS = 8;
    private static final MapContent NOTHING =
            new MapContent(List.of(), List.of(), List.of(), List.of());

    private final Pages pages;
    private final Team team;
    private final Stores stores;
    private final Clock clock;

    DisruptionPageController(Pages pages, Team team, Stores stores, Clock clock) {
        this.pages = pages;
        this.team = team;
        this.stores = stores;
        this.clock = clock;
    }

    @GetMapping("/disruptions")
    View page() {
        return pages.page("disruption/disruptions", Map.of("page", content()));
    }

    private DisruptionPage content() {
        var reps = team.listReps();
        return new DisruptionPage(
                LocalDate.now(clock),
                IntStream.range(0, reps.size())
                        .mapToObj(i ->
                                new DisruptionPage.Person(
                                        reps.get(i).id(), reps.get(i).name(), i % COLOURS))
                        .toList(),
                team.listVehicles().stream()
                        .map(car -> new DisruptionPage.Car(car.id(), car.name()))
                        .toList(),
                stores.list(StoreFilter.ALL, Integer.MAX_VALUE, 0).items().stream()
                        .map(Store::district)
                        .filter(district -> !district.isBlank())
                        .distinct()
                        .sorted()
                        .toList(),
                NOTHING);
    }

    /// The page's place in the navigation.
    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        NavigationEntry disruptionsEntry() {
            return new NavigationEntry(40, "/disruptions", "disruption.title", "alert", false);
        }
    }
}

package ru.t2.marshrut.tracking;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import ru.t2.marshrut.team.Team;
import ru.t2.marshrut.ui.MapContent;
import ru.t2.marshrut.ui.NavigationEntry;
import ru.t2.marshrut.ui.Pages;

/// The rep's page. It is the same for everybody and every day, so that a phone can keep it; the day
/// comes by `/api/v1/me/day`.
@Hidden
@Controller
class MePageController {

    private static final int COLOURS = 8;
    private static final MapContent NOTHING =
            new MapContent(List.of(), List.of(), List.of(), List.of());

    private final Pages pages;
    private final Team team;
    private final Clock clock;

    MePageController(Pages pages, Team team, Clock clock) {
        this.pages = pages;
        this.team = team;
        this.clock = clock;
    }

    @GetMapping("/me")
    View page() {
        var reps = team.listReps();
        var people =
                IntStream.range(0, reps.size())
                        .mapToObj(i ->
                                new MePage.Person(
                                        reps.get(i).id(), reps.get(i).name(), i % COLOURS))
                        .toList();
        return pages.page(
                "tracking/me",
                Map.of("page", new MePage(people, clock.getZone().getId(), NOTHING)));
    }

    /// The page's place in the navigation.
    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        NavigationEntry meEntry() {
            return new NavigationEntry(70, "/me", "tracking.me", "phone", true);
        }
    }
}

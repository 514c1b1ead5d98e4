package ru.t2.marshrut.routing;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import ru.t2.marshrut.assistant.ModelName;
import ru.t2.marshrut.platform.HealthSource;
import ru.t2.marshrut.team.Rep;
import ru.t2.marshrut.team.Team;
import ru.t2.marshrut.ui.MapContent;
import ru.t2.marshrut.ui.NavigationEntry;
import ru.t2.marshrut.ui.Pages;

/// The page on which a day's route is made: stops, wishes, a model's choice among candidates.
@Hidden
@Controller
class OptimizePageController {

    private static final MapContent NOTHING =
            new MapContent(List.of(), List.of(), List.of(), List.of());

    private final Pages pages;
    private final Team team;
    private final List<HealthSource> health;

    OptimizePageController(Pages pages, Team team, List<HealthSource> health) {
        this.pages = pages;
        this.team = team;
        this.health = health;
    }

    @GetMapping("/optimize")
    View page() {
        var reps = team.listReps().stream().map(OptimizePageController::traveller).toList();
        var models =
                Stream.of(ModelName.QWEN, ModelName.LLAMA)
                        .map(model ->
                                new OptimizePage.Model(
                                        model.id(),
                                        model == ModelName.QWEN ? "Qwen" : "Llama",
                                        model == ModelName.QWEN ? "auto" : model.id(),
                                        isUsable(model)))
                        .toList();
        return pages.page(
                "routing/optimize", Map.of("page", new OptimizePage(reps, models, NOTHING)));
    }

    private boolean isUsable(ModelName model) {
        return health.stream()
                .filter(source -> source.name().equals(model.id()))
                .anyMatch(source -> source.condition().usable());
    }

    private static OptimizePage.Traveller traveller(Rep rep) {
        return new OptimizePage.Traveller(
                rep.id(),
                rep.name(),
                rep.home().lat(),
                rep.home().lon(),
                rep.workingHours().start().toString(),
                rep.workingHours().end().toString(),
                rep.vehicleId().orElse(""));
    }

    /// The page's place in the navigation.
    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        NavigationEntry optimizeEntry() {
            return new NavigationEntry(30, "/optimize", "routing.title", "route", false);
        }
    }
}

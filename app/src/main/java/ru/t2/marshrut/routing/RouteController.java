package ru.t2.marshrut.routing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.assistant.ModelName;
import ru.t2.marshrut.platform.ApiException;

/// The `/optimize` family.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "routing")
class RouteController {

    private static final List<ModelName> CHAIN = List.of(ModelName.QWEN, ModelName.LLAMA);

    private final RouteTasks tasks;
    private final RouteOptimization optimization;
    private final RouteRepository repository;
    private final ModelProblems modelProblems;

    RouteController(
            RouteTasks tasks,
            RouteOptimization optimization,
            RouteRepository repository,
            ModelProblems modelProblems) {
        this.tasks = tasks;
        this.optimization = optimization;
        this.repository = repository;
        this.modelProblems = modelProblems;
    }

    @PostMapping("/qwen/optimize")
    @Operation(summary = "Puts locations in order; Qwen chooses the route, Llama if Qwen can't")
    RouteAnswer qwen(@Valid @RequestBody OptimizeRequest request) {
        return optimize(tasks.of(request), new RouteChoice.By.Models(CHAIN));
    }

    @PostMapping("/llama/optimize")
    @Operation(summary = "Puts locations in order; Llama chooses the route")
    RouteAnswer llama(@Valid @RequestBody OptimizeRequest request) {
        return optimize(tasks.of(request), new RouteChoice.By.Models(List.of(ModelName.LLAMA)));
    }

    @PostMapping("/optimize")
    @Operation(
            summary =
                    "Puts stored stores in order; the chain of models, one model or the solver alone chooses")
    RouteAnswer stored(@Valid @RequestBody StoredOptimizeRequest request) {
        var task = tasks.of(request);
        return optimize(
                task,
                switch (request.modelOrAuto()) {
                    case AUTO -> new RouteChoice.By.Models(CHAIN);
                    case QWEN -> new RouteChoice.By.Models(List.of(ModelName.QWEN));
                    case LLAMA -> new RouteChoice.By.Models(List.of(ModelName.LLAMA));
                    case SOLVER -> new RouteChoice.By.Solver();
                });
    }

    @GetMapping("/routes/{id}")
    @Operation(summary = "A route as it was answered")
    RouteAnswer route(@PathVariable UUID id) {
        return repository
                .find(id)
                .orElseThrow(() -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id));
    }

    private RouteAnswer optimize(RouteTask task, RouteChoice.By by) {
        return switch (optimization.optimize(task, by)) {
            case RouteOptimization.Result.Optimized(var route) -> route;
            case RouteOptimization.Result.NobodyDecided(var decision) ->
                    throw modelProblems.of(decision);
        };
    }
}

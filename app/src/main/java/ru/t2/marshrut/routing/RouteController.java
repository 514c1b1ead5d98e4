package ru.t2.marshrut.routing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.assistant.ModelName;
import ru.t2.marshrut.routing.StoredOptimizeRequest.Decider;

/// The `/optimize` family.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "routing")
class RouteController {

    private static final List<ModelName> CHAIN = List.of(ModelName.QWEN, ModelName.LLAMA);

    private final RouteTasks tasks;
    private final RouteOptimization optimization;
    private final RouteVariants variants;
    private final RouteConfirmation confirmation;
    private final ModelProblems modelProblems;

    RouteController(
            RouteTasks tasks,
            RouteOptimization optimization,
            RouteVariants variants,
            RouteConfirmation confirmation,
            ModelProblems modelProblems) {
        this.tasks = tasks;
        this.optimization = optimization;
        this.variants = variants;
        this.confirmation = confirmation;
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
        var chain = chain(request.modelOrAuto());
        return optimize(
                tasks.of(request),
                chain.isEmpty() ? new RouteChoice.By.Solver() : new RouteChoice.By.Models(chain));
    }

    @PostMapping("/optimize/variants")
    @Operation(summary = "Offers several routes with figures, pros and cons; stores nothing")
    VariantsAnswer variants(@Valid @RequestBody VariantsRequest request) {
        return variants.offer(
                tasks.of(request.locationIds(), request.locations(), request.constraints()),
                chain(Objects.requireNonNullElse(request.model(), Decider.AUTO)));
    }

    @PostMapping("/optimize/confirm")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Stores the order that a person chose; all figures are computed anew")
    ResponseEntity<RouteAnswer> confirm(@Valid @RequestBody ConfirmRequest request) {
        var route =
                confirmation.confirm(
                        tasks.of(request.locationIds(), request.locations(), request.constraints()),
                        chain(Objects.requireNonNullElse(request.model(), Decider.AUTO)),
                        request.order());
        return ResponseEntity.created(URI.create("/api/v1/routes/" + route.id())).body(route);
    }

    private static List<ModelName> chain(Decider decider) {
        return switch (decider) {
            case AUTO -> CHAIN;
            case QWEN -> List.of(ModelName.QWEN);
            case LLAMA -> List.of(ModelName.LLAMA);
            case SOLVER -> List.of();
        };
    }

    private RouteAnswer optimize(RouteTask task, RouteChoice.By by) {
        return switch (optimization.optimize(task, by)) {
            case RouteOptimization.Result.Optimized(var route) -> route;
            case RouteOptimization.Result.NobodyDecided(var decision) ->
                    throw modelProblems.of(decision);
        };
    }
}

package ru.t2.marshrut.planning;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.platform.PlainText;

/// Body of `POST /schedule/generate`.
record GenerateRequest(
        @Schema(description = "As in 2026-04; either this or quarter", example = "2026-04")
                @Nullable String month,
        @Schema(description = "As in 2026-Q2: its three months in one search")
                @Nullable String quarter,
        @Schema(description = "Only these reps' days; default: everybody's")
                @Nullable List<@Nullable String> repIds,
        @Schema(description = "Time of the search, 1 to 600; default by size")
                @Nullable Integer seconds,
        @Schema(
                        description =
                                "What stays beside what is completed: completed (default) also keeps pins, none does not")
                GenerationOrder.@Nullable Keep keep,
        @Schema(
                        description =
                                "Replace a plan that is there; with rep_ids only these reps' open visits move")
                @Nullable Boolean force,
        @Schema(description = "Make a proposal beside the plan in force: draft or what_if")
                PlanHead.@Nullable Kind proposal,
        @Schema(description = "Of the proposal, 1 to 100 characters") @PlainText
                @Nullable String name) {}

package ru.t2.marshrut.routing;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.roads.DistanceSource;

/// A route as clients see it.
///
/// @param locations in visiting order
/// @param modelUsed who chose: `qwen`, `llama`, or `solver` when no model was asked
/// @param fallbackReason why the first model of the chain did not choose; null when it did
/// @param qualityScore 100 × the shortest distance known for the same stops and conditions, without
///   more lateness, ÷ this route's distance
/// @param understood wishes read out of the notes, each accepted or refused
/// @param modelRun null when no model was asked
/// @param violations promises that no order could keep, or that this one does not
/// @param chosenBy null in routes of before this was kept
/// @param explanation null unless it was asked for
record RouteAnswer(
        @JsonProperty("ID") UUID id,
        String name,
        List<StopAnswer> locations,
        BigDecimal totalDistanceKm,
        BigDecimal totalTimeHours,
        BigDecimal totalCostRub,
        DistanceSource distanceSource,
        String modelUsed,
        @Nullable String fallbackReason,
        BigDecimal qualityScore,
        OffsetDateTime createdAt,
        List<CandidateAnswer> candidates,
        List<WishAnswer> understood,
        @Nullable ModelRunAnswer modelRun,
        List<ViolationAnswer> violations,
        OptimizedRoute.@Nullable ChosenBy chosenBy,
        @Nullable ExplanationAnswer explanation) {

    /// To be shown with these figures; null, and not in the answer, where no road data are in them.
    @JsonProperty(value = "attribution", access = JsonProperty.Access.READ_ONLY)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Nullable String attribution() {
        return distanceSource.attribution();
    }

    /// A location with its place in time. Times are times of day in the region's zone.
    ///
    /// @param dayOffset days after the route's first day, 0 unless it goes on past midnight
    record StopAnswer(
            @JsonProperty("ID") String id,
            String name,
            String address,
            double lat,
            double lon,
            @Schema(type = "string") @JsonFormat(pattern = "HH:mm") LocalTime timeWindowStart,
            @Schema(type = "string") @JsonFormat(pattern = "HH:mm") LocalTime timeWindowEnd,
            Category priority,
            @Schema(type = "string") @JsonFormat(pattern = "HH:mm") LocalTime arrival,
            @Schema(type = "string") @JsonFormat(pattern = "HH:mm") LocalTime departure,
            int dayOffset,
            long waitMinutes,
            long lateMinutes) {}

    /// A route that was offered.
    ///
    /// @param reason how it differs from the shortest, in figures
    record CandidateAnswer(
            CandidateName name,
            BigDecimal distanceKm,
            BigDecimal timeHours,
            long lateMinutes,
            boolean chosen,
            String reason) {}

    /// A wish read out of the notes.
    ///
    /// @param wish `first`, `last`, `after`, `before`, `between`, `order`, `skip`, `must`,
    ///   `prefer`, `return_by`, `avoid_district`; `unknown` when nothing could be made of the text
    /// @param value what is preferred; null for other wishes
    /// @param store the location's ID; null when the wish concerns the route as a whole
    /// @param laterStore for `order`: the location that comes after `store`
    /// @param text the words it was read from
    /// @param reason why it was refused
    /// @param question what to ask back: which of several locations is meant
    /// @param readBy the model that read it, or `rule`
    record WishAnswer(
            String wish,
            @Nullable String value,
            @Nullable String store,
            @Nullable String laterStore,
            @Schema(type = "string") @JsonFormat(pattern = "HH:mm") @Nullable LocalTime from,
            @Schema(type = "string") @JsonFormat(pattern = "HH:mm") @Nullable LocalTime until,
            String text,
            boolean accepted,
            @Nullable String reason,
            @Nullable String question,
            String readBy) {}

    /// How the choice came about.
    ///
    /// @param durationMs over all models asked, waiting included
    /// @param confidence lead of the chosen candidate over the runner-up, 0 to 1
    record ModelRunAnswer(
            UUID id,
            String promptVersion,
            int promptTokens,
            int outputTokens,
            long durationMs,
            BigDecimal confidence,
            List<AttemptAnswer> attempts) {}

    /// One model's turn.
    ///
    /// @param outcome `answered`, or why not
    record AttemptAnswer(String model, String outcome, long durationMs) {}

    /// A promise the route does not keep.
    ///
    /// @param kind `late`, `overtime`, or `wish`: a wish that was understood and can't be granted
    /// @param store the location's ID; null when it concerns the route as a whole
    /// @param minutes 0 for a wish
    record ViolationAnswer(String kind, @Nullable String store, long minutes, String detail) {}

    /// What speaks for the route and what against it, compared with the other candidates.
    ///
    /// @param explanationSource the model that wrote it, or `template`
    /// @param refusal why the template's sentences stand: `unfounded_number`, `unusable_text`, or
    ///   the reason that no model answered; null when a model's stand
    record ExplanationAnswer(
            List<String> pros,
            List<String> cons,
            String explanationSource,
            @Nullable String refusal) {

        static ExplanationAnswer of(Explanation explanation) {
            return new ExplanationAnswer(
                    explanation.pros(),
                    explanation.cons(),
                    explanation.source(),
                    explanation.refusal().orElse(null));
        }
    }
}

package ru.t2.marshrut.disruption;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.platform.PlainText;

/// What went wrong, and how the plan may be mended: the typed form of what a dispatcher says. What
/// is not given has a default.
///
/// @param from first day
/// @param to last day; default: the first
/// @param fromTime for reps: from this hour of the first day on; for places: closed or slow from
///   this hour of each day
/// @param toTime for places: until this hour of each day
/// @param repIds who can't work
/// @param vehicleIds whose drivers can't work
/// @param storeIds which can't be reached or entered
/// @param districts whose stores can't be reached, exactly as stores have them
/// @param effect for places; default: closed
/// @param slowdownPercent of the ways to slow places; 150 is half as long again
/// @param maxMoved how many visits that are not affected may move as well; default 0
/// @param pricePerMoveRub such a move must save so much driving; default 500
/// @param evenSpread whether affected visits are shared out evenly among receiving reps; default:
///   when reps can't work
/// @param spreadDays how many days after the last one may take visits; default 7
/// @param comment in the dispatcher's words
@Schema(name = "DisruptionRequest")
public record DisruptionRequest(
        @NotNull DisruptionKind kind,
        @NotNull LocalDate from,
        @Nullable LocalDate to,
        @JsonFormat(pattern = "HH:mm") @Nullable LocalTime fromTime,
        @JsonFormat(pattern = "HH:mm") @Nullable LocalTime toTime,
        @Size(max = 200) List<@NotNull String> repIds,
        @Size(max = 200) List<@NotNull String> vehicleIds,
        @Size(max = 1_000) List<@NotNull String> storeIds,
        @Size(max = 100) List<@NotNull String> districts,
        @Nullable Effect effect,
        @Min(101) @Max(1_000) @Nullable Integer slowdownPercent,
        @Min(0) @Max(500) @Nullable Integer maxMoved,
        @PositiveOrZero @DecimalMax("1000000") @Nullable BigDecimal pricePerMoveRub,
        @Nullable Boolean evenSpread,
        @Min(0) @Max(31) @Nullable Integer spreadDays,
        @Size(max = 500) @PlainText @Nullable String comment) {

    private static final int DEFAULT_SPREAD_DAYS = 7;
    private static final int DEFAULT_SLOWDOWN_PERCENT = 150;
    private static final BigDecimal DEFAULT_PRICE_PER_MOVE_RUB = BigDecimal.valueOf(500);

    /// What a place suffers.
    public enum Effect {
        @JsonProperty("closed")
        CLOSED,
        @JsonProperty("slower")
        SLOWER
    }

    public DisruptionRequest {
        repIds = copy(repIds);
        vehicleIds = copy(vehicleIds);
        storeIds = copy(storeIds);
        districts = copy(districts);
    }

    private static List<String> copy(@Nullable List<String> given) {
        return given == null ? List.of() : given.stream().filter(Objects::nonNull).toList();
    }

    LocalDate lastDay() {
        return Objects.requireNonNullElse(to, from);
    }

    boolean isSlower() {
        return effect == Effect.SLOWER;
    }

    boolean spreadsEvenly() {
        return Objects.requireNonNullElse(evenSpread, kind.concernsReps());
    }

    int movesAllowed() {
        return Objects.requireNonNullElse(maxMoved, 0);
    }

    int daysAfter() {
        return Objects.requireNonNullElse(spreadDays, DEFAULT_SPREAD_DAYS);
    }

    int percent() {
        return Objects.requireNonNullElse(slowdownPercent, DEFAULT_SLOWDOWN_PERCENT);
    }

    BigDecimal movePrice() {
        return Objects.requireNonNullElse(pricePerMoveRub, DEFAULT_PRICE_PER_MOVE_RUB);
    }
}

package ru.t2.marshrut.routing;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalTime;

/// The figures of a route, all computed on the server.
///
/// @param timeHours from departure to the end
/// @param travelHours of it on the way
/// @param waitMinutes at stops that are not open yet
/// @param lateMinutes over all stops
/// @param overtimeMinutes after the shift's end
/// @param priorityMinutes mean time until a stop is served, weighted by priority
/// @param finish time of day in the region's zone
/// @param finishDayOffset days after the route's first day
record FiguresAnswer(
        BigDecimal distanceKm,
        BigDecimal timeHours,
        BigDecimal travelHours,
        BigDecimal costRub,
        long waitMinutes,
        long lateMinutes,
        long overtimeMinutes,
        long priorityMinutes,
        @Schema(type = "string") @JsonFormat(pattern = "HH:mm") LocalTime start,
        @Schema(type = "string") @JsonFormat(pattern = "HH:mm") LocalTime finish,
        int finishDayOffset) {

    static FiguresAnswer of(Candidate candidate) {
        var route = candidate.route();
        return new FiguresAnswer(
                ApiUnits.kilometres(candidate.distanceMetres()),
                ApiUnits.hours(candidate.durationSeconds()),
                ApiUnits.hours(route.travelSeconds()),
                candidate.cost().roubles(),
                route.stops().stream().mapToLong(stop -> stop.waitSeconds()).sum() / 60,
                ApiUnits.minutesUp(route.lateSeconds()),
                ApiUnits.minutesUp(route.overtimeSeconds()),
                candidate.importantMinutes(),
                ApiUnits.timeOfDay(route.startSeconds()),
                ApiUnits.timeOfDay(route.endSeconds()),
                ApiUnits.dayOffset(route.endSeconds()));
    }
}

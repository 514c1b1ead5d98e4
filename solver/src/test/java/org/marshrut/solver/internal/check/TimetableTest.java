package org.marshrut.solver.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.Break;
import org.marshrut.solver.BreakTaken;
import org.marshrut.solver.Matrix;
import org.marshrut.solver.Objective;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Route;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Stop;
import org.marshrut.solver.TimeWindow;
import org.marshrut.solver.Visit;

/// The clock of a route against a day lived through second by second.
class TimetableTest {

    private static final int NO_GAP = -1;

    @Test
    void everyRouteIsTheBestOfAllBreaksAndStarts() {
        int breaks = 0;
        int delays = 0;
        for (int seed = 0; seed < 6_000; seed++) {
            Random random = new Random(seed);
            Problem problem = problem(random);
            Shift shift = problem.shifts().getFirst();

            Route route = Timetable.route(problem, shift, problem.visits());

            Day wanted = best(problem, shift);
            assertThat(day(route)).as("seed %d: %s", seed, problem).isEqualTo(wanted);
            assertThat(route.durationSeconds())
                    .isEqualTo(
                            route.travelSeconds()
                                    + route.serviceSeconds()
                                    + route.waitSeconds()
                                    + (wanted.gap == NO_GAP ? 0 : lunch(shift).durationSeconds()));
            assertThat(route.lateSeconds())
                    .isEqualTo(wanted.late.stream().mapToInt(Integer::intValue).sum());
            assertThat(route.overtimeSeconds())
                    .isEqualTo(Math.max(0, wanted.end - shift.latestEndSeconds()));
            breaks += wanted.gap == NO_GAP ? 0 : 1;
            delays += wanted.begin > shift.earliestStartSeconds() ? 1 : 0;
        }
        assertThat(breaks).isGreaterThan(1_000);
        assertThat(delays).isGreaterThan(500);
    }

    /// What a reader of a route sees: begin and end, the stops, the break.
    private record Day(
            int begin,
            int end,
            List<Integer> arrivals,
            List<Integer> waits,
            List<Integer> starts,
            List<Integer> late,
            int gap,
            int breakStart) {}

    private static Day day(Route route) {
        return new Day(
                route.startSeconds(),
                route.endSeconds(),
                route.stops().stream().map(Stop::arrivalSeconds).toList(),
                route.stops().stream().map(Stop::waitSeconds).toList(),
                route.stops().stream().map(Stop::startSeconds).toList(),
                route.stops().stream().map(Stop::lateSeconds).toList(),
                route.breakTaken().map(BreakTaken::beforeStop).orElse(NO_GAP),
                route.breakTaken().map(BreakTaken::startSeconds).orElse(NO_GAP));
    }

    private static Day best(Problem problem, Shift shift) {
        int open = shift.earliestStartSeconds();
        Day plain = live(problem, shift, open, NO_GAP);
        Break lunch = shift.lunch();
        if (lunch == null
                || open > lunch.latestStartSeconds()
                || plain.end <= lunch.latestStartSeconds()) {
            return later(problem, shift, plain);
        }
        return IntStream.rangeClosed(0, problem.visits().size())
                .filter(gap -> left(problem, shift, plain, gap) <= lunch.latestStartSeconds())
                .mapToObj(gap -> later(problem, shift, live(problem, shift, open, gap)))
                .min(
                        Comparator.comparingLong((Day day) -> forbidden(problem, shift, day))
                                .thenComparingLong(day -> cost(problem, shift, day))
                                .thenComparingInt(day -> day.end)
                                .thenComparingInt(day -> -day.gap))
                .orElseThrow();
    }

    private static int left(Problem problem, Shift shift, Day plain, int gap) {
        return gap == 0
                ? shift.earliestStartSeconds()
                : plain.starts.get(gap - 1) + problem.visits().get(gap - 1).serviceSeconds();
    }

    /// The last of the starts, one second after the other, that change neither end nor lateness.
    private static Day later(Problem problem, Shift shift, Day day) {
        Day best = day;
        while (shift.startFree()) {
            Day next = live(problem, shift, best.begin + 1, day.gap);
            if (next.end != day.end
                    || !next.late.equals(day.late)
                    || (day.gap != NO_GAP && next.breakStart > lunch(shift).latestStartSeconds())) {
                break;
            }
            best = next;
        }
        return best;
    }

    private static Day live(Problem problem, Shift shift, int begin, int gap) {
        List<Integer> arrivals = new ArrayList<>();
        List<Integer> waits = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        List<Integer> late = new ArrayList<>();
        int clock = begin;
        int place = shift.startLocation();
        int breakStart = NO_GAP;
        for (int i = 0; i <= problem.visits().size(); i++) {
            Visit visit = i < problem.visits().size() ? problem.visits().get(i) : null;
            int next = visit == null ? shift.endLocation() : visit.location();
            int there =
                    clock
                            + (place == Shift.NONE || next == Shift.NONE
                                    ? 0
                                    : problem.matrix().travelSeconds(place, next));
            int arrival = there;
            int atPlace = 0;
            if (i == gap) {
                int length = lunch(shift).durationSeconds();
                breakStart = Math.max(clock, lunch(shift).earliestStartSeconds());
                there = Math.max(there, breakStart) + length;
                boolean onTheWay = breakStart <= arrival;
                arrival = onTheWay ? there : arrival;
                atPlace = onTheWay ? 0 : length;
            }
            clock = there;
            if (visit != null) {
                List<TimeWindow> windows = visit.windowsOn(shift.day());
                int last = windows.isEmpty() ? clock : windows.getLast().latestSeconds();
                late.add(Math.max(0, clock - last));
                while (clock <= last && !open(windows, clock)) {
                    clock++;
                }
                arrivals.add(arrival);
                waits.add(clock - arrival - atPlace);
                starts.add(clock);
                clock += visit.serviceSeconds();
                place = visit.location();
            }
        }
        return new Day(begin, clock, arrivals, waits, starts, late, gap, breakStart);
    }

    private static boolean open(List<TimeWindow> windows, int clock) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> window.contains(clock));
    }

    private static long forbidden(Problem problem, Shift shift, Day day) {
        long sum = Math.max(0, day.end - day.begin - (long) shift.maxDurationSeconds());
        if (problem.objective().lateForbidden()) {
            sum += day.late.stream().mapToLong(Integer::longValue).sum();
        }
        return shift.overtimeForbidden()
                ? sum + Math.max(0, day.end - shift.latestEndSeconds())
                : sum;
    }

    private static long cost(Problem problem, Shift shift, Day day) {
        Objective prices = problem.objective();
        int open = shift.earliestStartSeconds();
        long busy = day.gap == NO_GAP ? 0 : lunch(shift).durationSeconds();
        long cost = 0;
        int place = shift.startLocation();
        for (int i = 0; i < day.starts.size(); i++) {
            Visit visit = problem.visits().get(i);
            busy += visit.serviceSeconds() + way(problem, place, visit.location());
            cost += prices.perPrioritySecond() * visit.priority() * (day.starts.get(i) - open);
            cost += Math.max(0, prices.perLateSecond()) * day.late.get(i);
            place = visit.location();
        }
        busy += way(problem, place, shift.endLocation());
        return cost
                + prices.perShiftSecond() * (day.end - day.begin)
                + prices.perFinishSecond() * (day.end - open)
                + prices.perWaitSecond() * (day.end - day.begin - busy)
                + Math.max(0, shift.overtimeCostPerSecond())
                        * Math.max(0, day.end - shift.latestEndSeconds());
    }

    private static int way(Problem problem, int from, int to) {
        return from == Shift.NONE || to == Shift.NONE
                ? 0
                : problem.matrix().travelSeconds(from, to);
    }

    private static Break lunch(Shift shift) {
        @Nullable Break lunch = shift.lunch();
        assertThat(lunch).isNotNull();
        return Objects.requireNonNull(lunch);
    }

    /// Up to four stops within a minute or so, with a bit of everything that the clock knows.
    private static Problem problem(Random random) {
        int n = 1 + random.nextInt(4);
        List<Visit> visits = new ArrayList<>();
        for (int v = 0; v < n; v++) {
            List<TimeWindow> windows = new ArrayList<>();
            int from = 5 + random.nextInt(20);
            for (int w = random.nextInt(4) / 3 + random.nextInt(2); w > 0; w--) {
                int to = from + random.nextInt(15);
                windows.add(new TimeWindow(from, to));
                from = to + 2 + random.nextInt(10);
            }
            visits.add(
                    Visit.at("v" + v, v)
                            .serviceSeconds(random.nextInt(12))
                            .priority(random.nextInt(3))
                            .windows(windows)
                            .build());
        }
        int open = random.nextInt(10);
        Shift.Builder shift =
                Shift.of("s", "r", 0)
                        .hours(open, open + 25 + random.nextInt(40))
                        .startFree(random.nextInt(3) > 0)
                        .from(random.nextInt(3) == 0 ? Shift.NONE : n)
                        .to(random.nextInt(3) == 0 ? Shift.NONE : n);
        if (random.nextInt(4) > 0) {
            int early = open + random.nextInt(30) - 5;
            int first = Math.max(0, early);
            shift.lunch(new Break(first, first + random.nextInt(15), random.nextInt(8)));
        }
        if (random.nextInt(4) == 0) {
            shift.maxDurationSeconds(20 + random.nextInt(20));
        }
        if (random.nextBoolean()) {
            shift.overtimeCostPerSecond(random.nextInt(4));
        }
        Objective objective =
                Objective.builder()
                        .perShiftSecond(some(random))
                        .perFinishSecond(some(random))
                        .perPrioritySecond(some(random))
                        .perWaitSecond(some(random))
                        .perLateSecond(random.nextBoolean() ? Objective.FORBIDDEN : some(random))
                        .build();
        return Problem.of(Matrix.ofSame(n + 1, random.ints((n + 1L) * (n + 1), 0, 12).toArray()))
                .visits(visits)
                .shifts(List.of(shift.build()))
                .objective(objective)
                .build();
    }

    private static long some(Random random) {
        return random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0;
    }
}

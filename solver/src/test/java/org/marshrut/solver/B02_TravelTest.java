package org.marshrut.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.marshrut.solver.testing.Towns.road;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.marshrut.solver.testing.Region;

/// Where times and distances come from.
class B02_TravelTest {

    private static Matrix onDemand(Matrix stored) {
        return Matrix.onDemand(
                stored.size(),
                stored.maxTravelSeconds(),
                stored.maxDistanceMetres(),
                new Matrix.Source() {
                    @Override
                    public int travelSeconds(int from, int to) {
                        return stored.travelSeconds(from, to);
                    }

                    @Override
                    public int distanceMetres(int from, int to) {
                        return stored.distanceMetres(from, to);
                    }
                });
    }

    @Test
    void aMatrixOnDemandGivesTheSamePlan() {
        Problem stored = new Region(3, 40, 2, 5).month();
        Problem asked =
                Problem.of(onDemand(stored.matrix()))
                        .visits(stored.visits())
                        .shifts(stored.shifts())
                        .patterns(stored.patterns())
                        .objective(stored.objective())
                        .build();
        Settings settings = Settings.of(StopRule.iterations(300));

        assertThat(Solver.solve(asked, settings).plan())
                .isEqualTo(Solver.solve(stored, settings).plan());
        assertThat(asked.matrix().stored()).isFalse();
    }

    @Test
    void anEntryBeyondItsBoundIsRefused() {
        Matrix stored = road(0, 10);
        Matrix lying =
                Matrix.onDemand(
                        2,
                        stored.maxTravelSeconds() - 1,
                        stored.maxDistanceMetres(),
                        new Matrix.Source() {
                            @Override
                            public int travelSeconds(int from, int to) {
                                return stored.travelSeconds(from, to);
                            }

                            @Override
                            public int distanceMetres(int from, int to) {
                                return stored.distanceMetres(from, to);
                            }
                        });

        assertThatThrownBy(() -> lying.travelSeconds(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(600) must be between 0 and 599");
    }

    @Test
    void travelByHourGivesTheMatrixOfTheHourAndTheLongestOfAll() {
        Matrix night = road(0, 10, 20);
        Matrix rush = road(0, 30, 20);
        TravelByHour travel = new TravelByHour(new TreeMap<>(Map.of(0, night, 7 * 3600, rush)));

        assertThat(travel.at(6 * 3600)).isSameAs(night);
        assertThat(travel.at(8 * 3600)).isSameAs(rush);
        assertThat(travel.longest().travelSeconds(0, 1)).isEqualTo(1800);
        assertThat(travel.longest().travelSeconds(1, 2)).isEqualTo(600);
        assertThat(travel.longest().distanceMetres(0, 2)).isEqualTo(20_000);
    }

    @Test
    void travelByHourBeginsAtMidnightAndKeepsItsLocations() {
        assertThatThrownBy(() -> new TravelByHour(new TreeMap<>(Map.of(3600, road(0, 1)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("second 0");
        assertThatThrownBy(() ->
                        new TravelByHour(new TreeMap<>(Map.of(0, road(0, 1), 60, road(0, 1, 2)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 3 locations");
    }
}

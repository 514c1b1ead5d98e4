package ru.t2.marshrut.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.roads.TransportMode;

class MapLinksTest {

    @Test
    void aLongRouteIsSeveralLinksThatFollowOneAnother() {
        var links = MapLinks.of(points(30), TransportMode.CAR);
        assertThat(links.yandex()).hasSize(2);
        assertThat(links.google()).hasSize(3);
        assertThat(links.twoGis()).hasSize(4);
        // The last point of a link is the first one of the next.
        assertThat(links.google().get(0)).contains("destination=54.100000%2C45.000000");
        assertThat(links.google().get(1)).contains("origin=54.100000%2C45.000000");
        assertThat(links.google().get(2)).contains("destination=54.290000%2C45.000000");
    }

    @Test
    void aRouteThatJustFitsIsOneLink() {
        assertThat(MapLinks.of(points(11), TransportMode.CAR).google()).hasSize(1);
        assertThat(MapLinks.of(points(12), TransportMode.CAR).google()).hasSize(2);
        assertThat(MapLinks.of(points(10), TransportMode.WALK).twoGis()).hasSize(1);
        assertThat(MapLinks.of(points(2), TransportMode.BUS).google().getFirst())
                .doesNotContain("waypoints");
    }

    @Test
    void everyLinkIsAnAddress() {
        for (var mode : TransportMode.values()) {
            var links = MapLinks.of(points(30), mode);
            for (var some : List.of(links.yandex(), links.google(), links.twoGis())) {
                some.forEach(link -> assertThat(URI.create(link).getScheme()).isEqualTo("https"));
            }
        }
    }

    private static List<GeoPoint> points(int count) {
        return IntStream.range(0, count).mapToObj(i -> new GeoPoint(54 + i * 0.01, 45)).toList();
    }
}

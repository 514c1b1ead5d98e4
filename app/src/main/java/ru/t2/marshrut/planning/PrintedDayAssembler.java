package ru.t2.marshrut.planning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.kernel.DailyWindow;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.planning.PrintedDay.Mark;
import ru.t2.marshrut.planning.PrintedDay.PrintedCode;
import ru.t2.marshrut.planning.PrintedDay.PrintedStop;
import ru.t2.marshrut.planning.PrintedDay.Sketch;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.roads.TransportMode;
import ru.t2.marshrut.routing.MapLinks;
import ru.t2.marshrut.stores.Store;
import ru.t2.marshrut.stores.Stores;
import ru.t2.marshrut.team.Team;
import ru.t2.marshrut.ui.Pages;
import ru.t2.marshrut.ui.QrCode;
import ru.t2.marshrut.ui.Words;

/// Puts a rep's day together for paper. Thread-safe.
@Component
class PrintedDayAssembler {

    private static final int WIDTH = 300;
    private static final int HEIGHT = 200;
    private static final int MARGIN = 14;
    private static final int MOST_CODES = 3;

    private final PlanDayAssembler days;
    private final Stores stores;
    private final Team team;
    private final Pages pages;

    PrintedDayAssembler(PlanDayAssembler days, Stores stores, Team team, Pages pages) {
        this.days = days;
        this.stores = stores;
        this.team = team;
        this.pages = pages;
    }

    /// @throws ApiException 404 if the rep is unknown or has no route on that day
    PrintedDay page(LocalDate date, String repId) {
        var day = days.page(date, repId);
        var route = day.route();
        if (route == null) {
            throw ApiException.of(HttpStatus.NOT_FOUND, "no_route");
        }
        var words = pages.words();
        var known =
                stores
                        .listByIds(
                                route.stops().stream().map(stop -> stop.visit().storeId()).toList())
                        .stores()
                        .stream()
                        .collect(Collectors.toMap(Store::id, store -> store));
        var home = team.findRep(repId).orElseThrow().home();
        var points = new ArrayList<GeoPoint>();
        var printed = new ArrayList<PrintedStop>();
        points.add(home);
        for (var stop : route.stops()) {
            var position = stop.visit().position();
            if (position == null) {
                continue;
            }
            points.add(new GeoPoint(stop.lat(), stop.lon()));
            var store = known.get(stop.visit().storeId());
            printed.add(
                    new PrintedStop(
                            position,
                            words.time(stop.visit().start()),
                            words.time(stop.visit().departure()),
                            stop.name(),
                            stop.address().isEmpty() ? stop.district() : stop.address(),
                            stop.category().name(),
                            store == null ? "" : windows(store.windows(), words),
                            words.km(stop.visit().legKm())));
        }
        points.add(home);
        return new PrintedDay(day, printed, sketch(points), codes(points, words));
    }

    private static String windows(List<DailyWindow> windows, Words words) {
        return windows.stream()
                .map(window -> words.time(window.start()) + "–" + words.time(window.end()))
                .collect(Collectors.joining(", "));
    }

    private static List<PrintedCode> codes(List<GeoPoint> points, Words words) {
        var links = MapLinks.of(points, TransportMode.CAR);
        var codes = new ArrayList<PrintedCode>();
        add(codes, "planning.print.yandex", links.yandex(), words);
        add(codes, "planning.print.2gis", links.twoGis(), words);
        return codes.subList(0, Math.min(MOST_CODES, codes.size()));
    }

    private static void add(List<PrintedCode> codes, String key, List<String> links, Words words) {
        for (int i = 0; i < links.size(); i++) {
            String name =
                    links.size() == 1
                            ? words.t(key)
                            : words.t("planning.print.part", words.t(key), i + 1, links.size());
            codes.add(new PrintedCode(name, links.get(i), QrCode.of(links.get(i))));
        }
    }

    /// Degrees of longitude are as much shorter as the cosine of the latitude says.
    private static Sketch sketch(List<GeoPoint> points) {
        double south = points.stream().mapToDouble(GeoPoint::lat).min().orElseThrow();
        double north = points.stream().mapToDouble(GeoPoint::lat).max().orElseThrow();
        double west = points.stream().mapToDouble(GeoPoint::lon).min().orElseThrow();
        double east = points.stream().mapToDouble(GeoPoint::lon).max().orElseThrow();
        double squeeze = Math.cos(Math.toRadians((south + north) / 2));
        double scale =
                Math.min(
                        (WIDTH - 2 * MARGIN) / Math.max(1e-6, (east - west) * squeeze),
                        (HEIGHT - 2 * MARGIN) / Math.max(1e-6, north - south));
        double left = (WIDTH - (east - west) * squeeze * scale) / 2;
        double top = (HEIGHT - (north - south) * scale) / 2;
        var line = new StringBuilder();
        var marks = new ArrayList<Mark>();
        for (int i = 0; i < points.size(); i++) {
            double x = rounded(left + (points.get(i).lon() - west) * squeeze * scale);
            double y = rounded(top + (north - points.get(i).lat()) * scale);
            line.append(String.format(Locale.ROOT, "%s%s,%s", i == 0 ? "" : " ", x, y));
            if (i < points.size() - 1) {
                marks.add(new Mark(x, y, i == 0 ? "" : Integer.toString(i)));
            }
        }
        return new Sketch(WIDTH, HEIGHT, line.toString(), marks);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}

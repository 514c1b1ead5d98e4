package ru.t2.marshrut.roads;

import com.graphhopper.GHRequest;
import com.graphhopper.GraphHopper;
import com.graphhopper.ResponsePath;
import com.graphhopper.config.CHProfile;
import com.graphhopper.config.Profile;
import com.graphhopper.json.Statement;
import com.graphhopper.util.CustomModel;
import com.graphhopper.util.GHUtility;
import com.graphhopper.util.Parameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ru.t2.marshrut.kernel.GeoPoint;

/// The roads of an OpenStreetMap extract, prepared for fast search (contraction hierarchies by
/// GraphHopper). Thread-safe.
final class RoadGraph implements AutoCloseable {

    /// What the stored form depends on besides the file; another one makes the graph anew.
    static final String VERSION = "1";

    private static final String CAR = "car";
    private static final String FOOT = "foot";

    /// A place farther from any road than this is not on the roads we know.
    private static final double FARTHEST_FROM_ROAD_METRES = 2_000;

    private final GraphHopper hopper;

    private RoadGraph(GraphHopper hopper) {
        this.hopper = hopper;
    }

    /// Loads what the folder has; an empty or missing one is filled from the file first, which
    /// takes minutes for a region.
    ///
    /// @throws RuntimeException if the file is no extract or the folder is damaged
    static RoadGraph open(Path osmFile, Path folder) {
        // Its reader of the file format says at each import that it was generated long ago; the
        // file
        // is the operator's own.
        System.setProperty("com.google.protobuf.use_unsafe_pre22_gencode", "true");
        var hopper = new GraphHopper();
        hopper.setOSMFile(osmFile.toString());
        hopper.setGraphHopperLocation(folder.toString());
        hopper.setEncodedValuesString("car_access, car_average_speed, road_access, foot_access");
        hopper.setProfiles(
                new Profile(CAR).setCustomModel(GHUtility.loadCustomModelFromJar("car.json")),
                new Profile(FOOT).setCustomModel(walking()));
        hopper.getCHPreparationHandler().setCHProfiles(new CHProfile(CAR), new CHProfile(FOOT));
        hopper.importOrLoad();
        return new RoadGraph(hopper);
    }

    private static CustomModel walking() {
        return new CustomModel()
                .addToPriority(Statement.If("!foot_access", Statement.Op.MULTIPLY, "0"))
                .addToSpeed(Statement.If("true", Statement.Op.LIMIT, "5"));
    }

    int junctions() {
        return hopper.getBaseGraph().getNodes();
    }

    /// The quickest way by road.
    ///
    /// @param withGeometry whether the line is wanted, else it is the two places alone
    /// @return empty if a place is far from any road, or no way leads from one to the other
    Optional<RoadPath.Leg> find(
            GeoPoint from, GeoPoint to, TransportMode mode, boolean withGeometry) {
        var request = new GHRequest(from.lat(), from.lon(), to.lat(), to.lon());
        request.setProfile(mode == TransportMode.WALK ? FOOT : CAR);
        request.putHint(Parameters.Routing.INSTRUCTIONS, false);
        request.putHint(Parameters.Routing.CALC_POINTS, withGeometry);
        var response = hopper.route(request);
        if (response.hasErrors()) {
            return Optional.empty();
        }
        var best = response.getBest();
        if (isFar(from, best, 0) || isFar(to, best, 1)) {
            return Optional.empty();
        }
        return Optional.of(
                new RoadPath.Leg(
                        Math.toIntExact(Math.round(best.getDistance())),
                        Math.toIntExact(Math.round(best.getTime() / 1000.0)),
                        DistanceSource.ROADS,
                        withGeometry ? line(from, to, best) : List.of(from, to)));
    }

    private static boolean isFar(GeoPoint place, ResponsePath path, int index) {
        var onRoad = path.getWaypoints();
        return place.greatCircleMetres(new GeoPoint(onRoad.getLat(index), onRoad.getLon(index)))
                > FARTHEST_FROM_ROAD_METRES;
    }

    private static List<GeoPoint> line(GeoPoint from, GeoPoint to, ResponsePath path) {
        var line = new ArrayList<GeoPoint>();
        line.add(from);
        path.getPoints().forEach(point -> line.add(new GeoPoint(point.getLat(), point.getLon())));
        line.add(to);
        return line;
    }

    @Override
    public void close() {
        hopper.close();
    }
}

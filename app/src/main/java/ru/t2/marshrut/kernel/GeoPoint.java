package ru.t2.marshrut.kernel;

/// A place on the WGS 84 ellipsoid.
///
/// @param lat degrees, −90 to 90
/// @param lon degrees, −180 to 180
public record GeoPoint(double lat, double lon) {

    /// IUGG mean Earth radius (GRS 80), R₁ = (2a + b) / 3.
    private static final double EARTH_RADIUS_METRES = 6_371_008.8;

    public GeoPoint {
        if (!(lat >= -90 && lat <= 90)) {
            throw new IllegalArgumentException(
                    "lat (%s) must lie between -90 and 90.".formatted(lat));
        }
        if (!(lon >= -180 && lon <= 180)) {
            throw new IllegalArgumentException(
                    "lon (%s) must lie between -180 and 180.".formatted(lon));
        }
    }

    /// Great-circle distance on a sphere by the haversine formula (Sinnott 1984); within 0.5 % of
    /// the ellipsoid's.
    public double greatCircleMetres(GeoPoint other) {
        double phi1 = Math.toRadians(lat);
        double phi2 = Math.toRadians(other.lat);
        double sinHalfPhi = Math.sin((phi2 - phi1) / 2);
        double sinHalfLambda = Math.sin(Math.toRadians(other.lon - lon) / 2);
        double h =
                sinHalfPhi * sinHalfPhi
                        + Math.cos(phi1) * Math.cos(phi2) * sinHalfLambda * sinHalfLambda;
        return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}

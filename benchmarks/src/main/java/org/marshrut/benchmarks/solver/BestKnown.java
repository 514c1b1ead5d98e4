package org.marshrut.benchmarks.solver;

import java.util.Map;

/// Best known values in place of those beside the files, which are loose or follow another
/// convention.
final class BestKnown {

    /// Homberger's files with 200 stops: least length whatever the number of vehicles, Euclidean
    /// legs truncated to one decimal, as of the DIMACS implementation challenge of 2021–22. All but
    /// `C2_2_4` and `RC1_2_10` are proven optimal there. `p13` of the periodic files was found here
    /// and checked.
    static final Map<String, Double> VALUES =
            Map.ofEntries(
                    Map.entry("C1_2_2", 2694.3),
                    Map.entry("C1_2_5", 2694.9),
                    Map.entry("C1_2_8", 2684.0),
                    Map.entry("C2_2_10", 1791.2),
                    Map.entry("C2_2_4", 1695.0),
                    Map.entry("C2_2_7", 1842.2),
                    Map.entry("R1_2_1", 4667.2),
                    Map.entry("R1_2_3", 3373.9),
                    Map.entry("R1_2_6", 3559.1),
                    Map.entry("R1_2_9", 3734.7),
                    Map.entry("R2_2_2", 3008.2),
                    Map.entry("R2_2_5", 3061.1),
                    Map.entry("R2_2_8", 1842.4),
                    Map.entry("RC1_2_10", 2990.5),
                    Map.entry("RC1_2_4", 2845.2),
                    Map.entry("RC1_2_7", 3177.8),
                    Map.entry("RC2_2_1", 2797.4),
                    Map.entry("RC2_2_3", 2227.7),
                    Map.entry("RC2_2_6", 2495.1),
                    Map.entry("RC2_2_9", 2086.6),
                    Map.entry("p13", 3450.47));

    private BestKnown() {}
}

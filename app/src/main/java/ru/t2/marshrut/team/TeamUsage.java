package ru.t2.marshrut.team;

import java.util.List;
import ru.t2.marshrut.platform.Usage;

/// A feature above that refers to reps says so, so that what it uses is not deleted. Each such
/// feature has a bean of this type.
public interface TeamUsage {

    /// What refers to a rep; usages that count zero may be among them.
    List<Usage> usagesOfRep(String repId);
}

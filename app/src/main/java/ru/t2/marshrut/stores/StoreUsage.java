package ru.t2.marshrut.stores;

import java.util.List;
import ru.t2.marshrut.platform.Usage;

/// A feature above that refers to stores says so, so that what it uses is not deleted. Each such
/// feature has a bean of this type.
public interface StoreUsage {

    /// What refers to a store; usages that count zero may be among them.
    List<Usage> usagesOf(String storeId);
}

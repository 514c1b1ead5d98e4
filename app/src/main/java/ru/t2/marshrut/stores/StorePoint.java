package ru.t2.marshrut.stores;

import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.GeoPoint;

/// A store with as little as maps, searches of pages and lists of names need.
record StorePoint(
        String id,
        String name,
        String address,
        String city,
        String district,
        Category category,
        GeoPoint position) {}

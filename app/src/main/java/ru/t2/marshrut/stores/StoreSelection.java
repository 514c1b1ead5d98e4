package ru.t2.marshrut.stores;

import java.util.List;

/// Stores that were asked for by id.
///
/// @param stores one for each known id, in the order asked; an id asked twice is there twice
/// @param unknownIds the others, in the order asked
public record StoreSelection(List<Store> stores, List<String> unknownIds) {

    public StoreSelection {
        stores = List.copyOf(stores);
        unknownIds = List.copyOf(unknownIds);
    }
}

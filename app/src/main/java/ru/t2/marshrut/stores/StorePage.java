package ru.t2.marshrut.stores;

import java.util.List;

/// A part of a list of stores.
///
/// @param total length of the whole list
/// @param items the part, in order of id
public record StorePage(long total, List<Store> items) {

    public StorePage {
        items = List.copyOf(items);
    }
}

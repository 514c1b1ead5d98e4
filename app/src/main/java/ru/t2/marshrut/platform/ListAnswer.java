package ru.t2.marshrut.platform;

import java.util.List;

/// A part of a list, as every list of the API is answered.
///
/// @param total length of the whole list
/// @param items the part asked for
public record ListAnswer<T>(long total, List<T> items) {

    public ListAnswer {
        items = List.copyOf(items);
    }
}

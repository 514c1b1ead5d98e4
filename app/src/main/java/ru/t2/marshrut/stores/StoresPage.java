package ru.t2.marshrut.stores;

import java.util.List;
import ru.t2.marshrut.ui.MapContent;

/// What the page of stores shows at first; the table comes as it is searched.
///
/// @param districts that stores lie in, sorted
/// @param total stores there are
/// @param synthetic how many of them are made up for a demonstration
/// @param map empty: the page's script fills it
public record StoresPage(List<String> districts, long total, long synthetic, MapContent map) {

    public StoresPage {
        districts = List.copyOf(districts);
    }
}

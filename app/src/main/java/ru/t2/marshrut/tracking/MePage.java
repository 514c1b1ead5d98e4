package ru.t2.marshrut.tracking;

import java.util.List;
import ru.t2.marshrut.ui.MapContent;

/// What the rep's page is made of before his day comes: it is kept by the phone and must say
/// nothing about a day.
///
/// @param zone in which times are told, as in `Europe/Moscow`
/// @param map empty: the page's script fills it
public record MePage(List<Person> reps, String zone, MapContent map) {

    public MePage {
        reps = List.copyOf(reps);
    }

    /// Somebody whose day it may be.
    ///
    /// @param colour 0 to 7
    public record Person(String id, String name, int colour) {}
}

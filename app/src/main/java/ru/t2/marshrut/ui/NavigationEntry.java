package ru.t2.marshrut.ui;

/// A page in the navigation. Each feature makes beans of its own; the order is their number's.
///
/// @param order position, small first; 10, 20, … leave room
/// @param path of the page, as in `/plan`; the entry is current on it and below it
/// @param key of its name in the message files
/// @param icon name of a symbol in `assets/ui/icons.svg`
/// @param primary whether a phone shows it in the bar at the bottom; the others are behind "more"
public record NavigationEntry(int order, String path, String key, String icon, boolean primary) {

    /// Whether a page at this path belongs to the entry.
    boolean isCurrent(String page) {
        return path.equals("/")
                ? page.equals("/")
                : page.equals(path) || page.startsWith(path + "/");
    }
}

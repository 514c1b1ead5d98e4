package ru.t2.marshrut.routing;

import ru.t2.marshrut.assistant.WishReader;

/// A task with what was read out of its notes.
///
/// @param granted the task as it is to be solved, and every wish
/// @param reading who read, and the models' turns at it
record UnderstoodTask(GrantedWishes granted, WishReader.Reading reading) {

    RouteTask task() {
        return granted.task();
    }
}

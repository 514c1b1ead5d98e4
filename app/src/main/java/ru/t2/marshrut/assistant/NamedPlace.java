package ru.t2.marshrut.assistant;

/// A place that a text may speak of.
///
/// @param id what the reader's answer calls it; may appear in the text as well
/// @param address may be empty
public record NamedPlace(String id, String name, String address) {}

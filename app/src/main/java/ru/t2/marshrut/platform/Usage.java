package ru.t2.marshrut.platform;

/// What stands in the way of deleting a record.
///
/// @param kind of the records that refer to it, as `visits`; its words are the message
///   `usage.<kind>`
/// @param count how many of them
public record Usage(String kind, long count) {}

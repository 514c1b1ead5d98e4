/// The models' files on disk: what is there, whether it is whole, and getting it from a public
/// repository or a mirror. Internal to the assistant; runs as a command, without Spring.
@NullMarked
package ru.t2.marshrut.assistant.files;

import org.jspecify.annotations.NullMarked;

/// Questions to the two language models, asked one after the other until one answers, and a record
/// of every answer. The only user of the `llm` library; knows no business.
@ApplicationModule(
        displayName = "assistant",
        allowedDependencies = {"kernel", "platform"})
@NullMarked
package ru.t2.marshrut.assistant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

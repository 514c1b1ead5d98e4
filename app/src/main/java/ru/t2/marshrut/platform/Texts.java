package ru.t2.marshrut.platform;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Texts of the message files in the language of the request. Thread-safe.
@Component
public class Texts {

    private final MessageSource messages;

    Texts(MessageSource messages) {
        this.messages = messages;
    }

    /// One text.
    ///
    /// @param key in one of `messages/*.properties`
    /// @param arguments of the text; a [org.springframework.context.MessageSourceResolvable] among
    ///   them is resolved in the same language
    public String get(String key, Object... arguments) {
        return messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }
}

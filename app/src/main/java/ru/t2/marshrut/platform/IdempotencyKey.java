package ru.t2.marshrut.platform;

import java.util.regex.Pattern;

/// What a client marks a write with, so that a repetition is not carried out again.
///
/// @param actor whose key it is; two actors' keys have nothing to do with each other
/// @param key 1 to 200 visible ASCII characters
record IdempotencyKey(String actor, String key) {

    private static final Pattern PLAIN = Pattern.compile("[!-~]{1,200}");

    static boolean isKey(String text) {
        return PLAIN.matcher(text).matches();
    }
}

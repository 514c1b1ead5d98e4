package org.marshrut.llm.internal.worker;

import java.util.Arrays;

/// A growing list of token ids. Not thread-safe.
final class Tokens {

    private int[] ids = new int[64];
    private int size;

    Tokens(int... ids) {
        append(ids, 0, ids.length);
    }

    int size() {
        return size;
    }

    /// The backing array; entries beyond [#size] have no meaning.
    int[] ids() {
        return ids;
    }

    void append(int[] more, int from, int count) {
        if (size + count > ids.length) {
            ids = Arrays.copyOf(ids, Math.max(size + count, 2 * ids.length));
        }
        System.arraycopy(more, from, ids, size, count);
        size += count;
    }

    void append(Tokens more) {
        append(more.ids, 0, more.size);
    }

    void append(int token) {
        append(new int[] {token}, 0, 1);
    }

    int at(int index) {
        return ids[index];
    }

    boolean isEmpty() {
        return size == 0;
    }

    /// A copy of the first `length` tokens.
    Tokens first(int length) {
        return new Tokens(Arrays.copyOf(ids, length));
    }

    /// Drops what follows the first `length` tokens.
    void truncate(int length) {
        size = Math.min(size, length);
    }

    boolean startsWith(Tokens other) {
        return commonPrefix(other) == other.size;
    }

    /// How many tokens this and another list have in common at their beginning.
    int commonPrefix(Tokens other) {
        int most = Math.min(size, other.size);
        int difference = Arrays.mismatch(ids, 0, most, other.ids, 0, most);
        return difference < 0 ? most : difference;
    }
}

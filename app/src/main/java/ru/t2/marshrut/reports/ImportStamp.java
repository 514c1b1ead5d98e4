package ru.t2.marshrut.reports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.planning.VisitStatus;

/// What a row said when it was exported: the base of a three-way comparison, so that the file's
/// changes and those of others can be told apart. [ExportRepository] writes it.
///
/// @param parts of `version|date|rep|position|status|pinned` or
///   `status|arrived|left|md5(reason)|md5(note)`
record ImportStamp(List<String> parts) {

    private static final int SCHEDULE_PARTS = 6;
    private static final int VISIT_PARTS = 5;

    ImportStamp {
        parts = List.copyOf(parts);
    }

    /// Empty for a text that is no stamp of ours.
    static Optional<ImportStamp> parse(String text) {
        var parts = List.of(text.split("\\|", -1));
        return parts.size() == SCHEDULE_PARTS || parts.size() == VISIT_PARTS
                ? Optional.of(new ImportStamp(parts))
                : Optional.empty();
    }

    /// A field as it was exported, in the form of [#form]; empty: the stamp does not have it.
    Optional<String> find(ImportField field) {
        boolean schedule = parts.size() == SCHEDULE_PARTS;
        int index =
                switch (field) {
                    case DATE -> schedule ? 1 : -1;
                    case REP_ID -> schedule ? 2 : -1;
                    case POSITION -> schedule ? 3 : -1;
                    case STATUS -> schedule ? 4 : 0;
                    case PINNED -> schedule ? 5 : -1;
                    case ARRIVED -> schedule ? -1 : 1;
                    case LEFT -> schedule ? -1 : 2;
                    case REASON -> schedule ? -1 : 3;
                    case NOTE -> schedule ? -1 : 4;
                    default -> -1;
                };
        return index < 0 ? Optional.empty() : Optional.of(parts.get(index));
    }

    /// A value as stamps have it.
    static String form(ImportField field, @Nullable Object value) {
        return switch (field) {
            case STATUS -> value instanceof VisitStatus status ? status.word() : "";
            case PINNED -> Boolean.TRUE.equals(value) ? "1" : "0";
            case ARRIVED, LEFT ->
                    value instanceof Instant at
                            ? Long.toString(at.truncatedTo(ChronoUnit.SECONDS).getEpochSecond())
                            : "";
            case REASON, NOTE -> md5(value == null ? "" : value.toString());
            default -> value == null ? "" : value.toString();
        };
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("MD5")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5.", e);
        }
    }
}

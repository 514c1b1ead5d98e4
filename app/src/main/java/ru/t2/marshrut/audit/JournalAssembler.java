package ru.t2.marshrut.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.t2.marshrut.ui.Pages;
import ru.t2.marshrut.ui.Words;
import tools.jackson.databind.JsonNode;

/// Puts entries of the trail into words: what was done to what, and which values changed.
/// Thread-safe.
@Component
class JournalAssembler {

    private static final List<String> KINDS =
            List.of(
                    "plan",
                    "visit",
                    "disruption",
                    "store",
                    "rep",
                    "absence",
                    "vehicle",
                    "holiday",
                    "schedule",
                    "webhook",
                    "calendar_token",
                    "device");

    /// What says nothing to a person.
    private static final Set<String> SILENT =
            Set.of("id", "version", "created_at", "updated_at", "change_id");

    /// Fields that tell one record from another, the best first.
    private static final List<String> NAMES = List.of("name", "url", "rep_id", "store_id");

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f-]{36}");
    private static final Pattern DAY = Pattern.compile("20\\d\\d-\\d\\d-\\d\\d");
    private static final int UUID_BEGINNING = 8;

    private static final int VALUES = 8;
    private static final int LONGEST = 140;

    private final Pages pages;

    JournalAssembler(Pages pages) {
        this.pages = pages;
    }

    List<JournalPage.Kind> kinds() {
        var words = pages.words();
        return KINDS.stream()
                .map(kind -> new JournalPage.Kind(kind, words.t("audit.entity." + kind)))
                .toList();
    }

    String span(int offset, int count, long total) {
        return count == 0 ? "" : pages.words().t("audit.span", offset + 1, offset + count, total);
    }

    JournalPage.Line line(AuditEntry entry) {
        var words = pages.words();
        var values = values(entry.before(), entry.after(), words);
        return new JournalPage.Line(
                words.moment(entry.at()),
                words.find("audit.actor." + entry.actor()).orElse(entry.actor()),
                words.t(
                        "audit.what",
                        words.find("audit.entity." + entry.entity()).orElse(entry.entity()),
                        words.find("audit.action." + entry.action()).orElse(entry.action())),
                name(entry, words),
                address(entry),
                tone(entry.action()),
                values.subList(0, Math.min(VALUES, values.size())),
                Math.max(0, values.size() - VALUES),
                Objects.requireNonNullElse(entry.note(), ""));
    }

    private static String name(AuditEntry entry, Words words) {
        for (var field : NAMES) {
            for (var record : new JsonNode[] {entry.after(), entry.before()}) {
                if (record != null && record.path(field).isString()) {
                    return record.path(field).asString();
                }
            }
        }
        if (entry.entity().equals("plan")) {
            return month(entry.entityId(), words);
        }
        return UUID_TEXT.matcher(entry.entityId()).matches()
                ? words.t("audit.record", entry.entityId().substring(0, UUID_BEGINNING))
                : entry.entityId();
    }

    private static String month(String text, Words words) {
        try {
            return words.month(YearMonth.parse(text));
        } catch (DateTimeParseException _) {
            return text;
        }
    }

    private static String address(AuditEntry entry) {
        String id = URLEncoder.encode(entry.entityId(), StandardCharsets.UTF_8);
        return switch (entry.entity()) {
            case "plan" -> "/plan?month=" + id;
            case "store" -> "/stores?text=" + id;
            case "rep", "absence", "vehicle" -> "/team";
            case "holiday" -> "/calendar";
            case "disruption" -> "/disruptions";
            default -> "";
        };
    }

    private static String tone(String action) {
        return switch (action) {
            case "delete", "disable" -> "bad";
            case "undo", "restore", "correct" -> "warn";
            case "create", "publish", "generate" -> "ok";
            default -> "";
        };
    }

    /// The values that differ; of a record that is new or gone all that it has.
    private static List<JournalPage.Value> values(
            @Nullable JsonNode before, @Nullable JsonNode after, Words words) {
        var names = new LinkedHashSet<String>();
        for (var record : new JsonNode[] {before, after}) {
            if (record != null && record.isObject()) {
                names.addAll(record.propertyNames());
            }
        }
        var values = new ArrayList<JournalPage.Value>();
        for (var name : names) {
            var old = before == null ? null : before.get(name);
            var now = after == null ? null : after.get(name);
            if (SILENT.contains(name) || Objects.equals(old, now)) {
                continue;
            }
            var one =
                    new JournalPage.Value(
                            words.find("audit.field." + name).orElse(name.replace('_', ' ')),
                            text(old, words),
                            text(now, words));
            if (!one.before().equals(one.after())) {
                values.add(one);
            }
        }
        return values;
    }

    private static String text(@Nullable JsonNode value, Words words) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isBoolean()) {
            return words.t(value.asBoolean() ? "audit.yes" : "audit.no");
        }
        if (value.isNumber()) {
            return words.number(value.decimalValue(), 6);
        }
        if (value.isString()) {
            String text = value.asString();
            return DAY.matcher(text).matches()
                    ? day(text, words)
                    : words.find("audit.value." + text).orElse(shortened(text));
        }
        if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
            return words.t("audit.several", value.size());
        }
        return shortened(
                value.isArray()
                        ? value.valueStream()
                                .map(each -> text(each, words))
                                .collect(Collectors.joining(", "))
                        : value.propertyStream()
                                .map(each -> text(each.getValue(), words))
                                .filter(each -> !each.isEmpty())
                                .collect(Collectors.joining(" – ")));
    }

    private static String day(String text, Words words) {
        try {
            return words.shortDate(LocalDate.parse(text));
        } catch (DateTimeParseException _) {
            return text;
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}

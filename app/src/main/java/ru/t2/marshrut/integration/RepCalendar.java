package ru.t2.marshrut.integration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Value;
import net.fortuna.ical4j.model.property.Created;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Geo;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RefreshInterval;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import ru.t2.marshrut.planning.PlannedVisit;
import ru.t2.marshrut.planning.VisitStatus;
import ru.t2.marshrut.stores.Store;

/// A rep's visits as an iCalendar object (RFC 5545, RFC 7986). Thread-safe.
///
/// Times are UTC, which every client shows in its own zone; so no time zone needs to be described.
/// A visit keeps its `UID` wherever it is moved, its version is its `SEQUENCE`. A cancelled or
/// skipped visit stays as `CANCELLED`; one that has lost its times is told by its day.
record RepCalendar(String name, ZoneId zone) {

    private static final Duration REFRESH = Duration.ofMinutes(15);
    private static final int GEO_DECIMALS = 6;
    private static final int LINE_OCTETS = 75;
    private static final int NEVER_FOLD = 1_000_000;

    /// A visit with its store.
    ///
    /// @param description in the language of whoever reads it
    record Entry(PlannedVisit visit, Store store, String description) {}

    private static final Comparator<Entry> BY_TIME =
            Comparator.comparing((Entry entry) -> entry.visit().day().orElseThrow().date())
                    .thenComparing(entry ->
                            entry.visit().times().map(times -> times.startSeconds()).orElse(0))
                    .thenComparing(entry -> entry.visit().id());

    /// The whole calendar; the same for the same visits.
    byte[] write(List<Entry> entries) {
        var calendar = new Calendar();
        calendar.add(new ProdId("-//Marshrut//Visits//RU"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(new XProperty("X-WR-CALNAME", name));
        calendar.add(new RefreshInterval(new ParameterList(List.of(Value.DURATION)), REFRESH));
        calendar.add(new XProperty("X-PUBLISHED-TTL", REFRESH.toString()));
        entries.stream().sorted(BY_TIME).map(this::event).forEach(calendar::add);
        try {
            var text = new StringWriter();
            new CalendarOutputter(false, NEVER_FOLD).output(calendar, text);
            return fold(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private VEvent event(Entry entry) {
        var visit = entry.visit();
        var store = entry.store();
        var event = new VEvent(false);
        event.add(new Uid("%s@marshrut".formatted(visit.id())));
        event.add(new DtStamp(seconds(visit.updatedAt())));
        event.add(new Created(seconds(visit.createdAt())));
        event.add(new LastModified(seconds(visit.updatedAt())));
        event.add(new Sequence(visit.version() - 1));
        addTimes(event, visit);
        event.add(new Summary(store.name()));
        event.add(new Location(store.address()));
        event.add(new Geo(degrees(store.position().lat()), degrees(store.position().lon())));
        event.add(new Description(entry.description()));
        event.add(
                isOff(visit) ? ImmutableStatus.VEVENT_CANCELLED : ImmutableStatus.VEVENT_CONFIRMED);
        return event;
    }

    private void addTimes(VEvent event, PlannedVisit visit) {
        LocalDate day = visit.day().orElseThrow().date();
        var times = visit.times();
        if (times.isEmpty()) {
            event.add(new DtStart<>(day));
            return;
        }
        var midnight = day.atStartOfDay(zone).toInstant();
        event.add(new DtStart<>(midnight.plusSeconds(times.get().startSeconds())));
        event.add(new DtEnd<>(midnight.plusSeconds(times.get().departureSeconds())));
    }

    private static boolean isOff(PlannedVisit visit) {
        return visit.status() == VisitStatus.CANCELLED || visit.status() == VisitStatus.SKIPPED;
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private static BigDecimal degrees(double value) {
        return BigDecimal.valueOf(value).setScale(GEO_DECIMALS, RoundingMode.HALF_UP);
    }

    /// Folds long lines as RFC 5545, 3.1 wants it: by octets and between characters. The library
    /// counts characters, of which a Cyrillic one has two octets.
    static byte[] fold(byte[] text) {
        var folded = new ByteArrayOutputStream(text.length + text.length / LINE_OCTETS * 3);
        int used = 0;
        for (int at = 0; at < text.length; ) {
            int length = characterOctets(text[at]);
            boolean ends = text[at] == '\r' || text[at] == '\n';
            if (!ends && used + length > LINE_OCTETS) {
                folded.write('\r');
                folded.write('\n');
                folded.write(' ');
                used = 1;
            }
            folded.write(text, at, length);
            used = ends ? 0 : used + length;
            at += length;
        }
        return folded.toByteArray();
    }

    /// How many octets the character has that begins with this one (UTF-8).
    private static int characterOctets(byte first) {
        int bits = Byte.toUnsignedInt(first);
        if (bits < 0x80) {
            return 1;
        }
        return bits >= 0xf0 ? 4 : bits >= 0xe0 ? 3 : 2;
    }
}

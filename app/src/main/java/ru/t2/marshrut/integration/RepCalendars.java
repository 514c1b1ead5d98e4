package ru.t2.marshrut.integration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.t2.marshrut.audit.AuditTrail;
import ru.t2.marshrut.planning.PlannedVisit;
import ru.t2.marshrut.planning.Planning;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.Texts;
import ru.t2.marshrut.stores.Store;
import ru.t2.marshrut.stores.Stores;
import ru.t2.marshrut.team.Rep;
import ru.t2.marshrut.team.Team;

/// Calendars of reps, each behind a secret token, as calendar programs can't log in. Thread-safe.
@Service
class RepCalendars {

    private static final String ENTITY = "calendar_token";
    private static final int TOKEN_BYTES = 24;

    /// From the month before this one, so that what has just changed is seen to its end.
    private static final int MONTHS_BACK = 1;

    private static final int MONTHS_AHEAD = 3;

    private final Team team;
    private final Planning planning;
    private final Stores stores;
    private final CalendarTokenRepository tokens;
    private final AuditTrail audit;
    private final Texts texts;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RepCalendars(
            Team team,
            Planning planning,
            Stores stores,
            CalendarTokenRepository tokens,
            AuditTrail audit,
            Texts texts,
            Clock clock) {
        this.team = team;
        this.planning = planning;
        this.stores = stores;
        this.tokens = tokens;
        this.audit = audit;
        this.texts = texts;
        this.clock = clock;
    }

    /// A rep's new token; the old one opens nothing any more.
    record NewToken(String token, Instant createdAt) {}

    @Transactional
    public NewToken renewToken(String repId) {
        var rep = rep(repId);
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token =
                new NewToken(
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        var old = tokens.find(rep.id());
        tokens.put(
                rep.id(), new CalendarTokenRepository.Row(hash(token.token()), token.createdAt()));
        audit.record(
                old.isPresent() ? "update" : "create",
                ENTITY,
                rep.id(),
                old.map(RepCalendars::told).orElse(null),
                Map.of("created_at", token.createdAt()));
        return token;
    }

    @Transactional
    public void revokeToken(String repId) {
        var rep = rep(repId);
        var old = tokens.find(rep.id()).orElseThrow(() -> unknown(repId));
        tokens.delete(rep.id());
        audit.record("delete", ENTITY, rep.id(), told(old), null);
    }

    private static Map<String, Instant> told(CalendarTokenRepository.Row token) {
        return Map.of("created_at", token.createdAt());
    }

    /// When a rep's token was made.
    Instant tokenMadeAt(String repId) {
        return tokens.find(rep(repId).id())
                .map(CalendarTokenRepository.Row::createdAt)
                .orElseThrow(() -> unknown(repId));
    }

    /// A rep's calendar.
    ///
    /// @throws ApiException 403 if the token is not his, or he is unknown: the answer does not tell
    ///   which
    byte[] read(String repId, @Nullable String token) {
        var rep = team.findRep(repId);
        var row = rep.flatMap(known -> tokens.find(known.id()));
        if (token == null || rep.isEmpty() || row.isEmpty() || !opens(row.get(), token)) {
            throw ApiException.of(HttpStatus.FORBIDDEN, "calendar_token");
        }
        return calendar(rep.get());
    }

    private static boolean opens(CalendarTokenRepository.Row row, String token) {
        return MessageDigest.isEqual(
                row.hash().getBytes(StandardCharsets.US_ASCII),
                hash(token).getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] calendar(Rep rep) {
        var visits = visits(rep);
        Map<String, Store> byId = new HashMap<>();
        stores.listByIds(visits.stream().map(PlannedVisit::storeId).distinct().toList())
                .stores()
                .forEach(store -> byId.put(store.id(), store));
        var entries = new ArrayList<RepCalendar.Entry>();
        for (var visit : visits) {
            Optional.ofNullable(byId.get(visit.storeId()))
                    .ifPresent(store ->
                            entries.add(new RepCalendar.Entry(visit, store, description(store))));
        }
        return new RepCalendar(texts.get("integration.calendar.name", rep.name()), clock.getZone())
                .write(entries);
    }

    private String description(Store store) {
        return texts.get("integration.calendar.description", store.category().name(), store.id());
    }

    private List<PlannedVisit> visits(Rep rep) {
        var first = YearMonth.now(clock).minusMonths(MONTHS_BACK);
        return Stream.iterate(first, month -> month.plusMonths(1))
                .limit(MONTHS_BACK + 1L + MONTHS_AHEAD)
                .flatMap(month -> planning.listVisits(month).stream())
                .filter(visit ->
                        visit.day().filter(day -> day.repId().equals(rep.id())).isPresent())
                .toList();
    }

    private Rep rep(String repId) {
        return team.findRep(repId).orElseThrow(() -> unknown(repId));
    }

    private static ApiException unknown(String repId) {
        return ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", repId);
    }

    static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}

package ru.t2.marshrut.tracking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.t2.marshrut.audit.AuditTrail;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.team.Team;

/// Devices and the positions they send, kept for [#RETENTION]. Thread-safe.
@Service
public class Positions implements SmartInitializingSingleton, DisposableBean {

    /// Positions are personal: they go after this.
    static final Duration RETENTION = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(Positions.class);
    private static final Duration AHEAD_LIMIT = Duration.ofMinutes(5);
    private static final int IDENTIFIER_BYTES = 16;

    private final PositionRepository repository;
    private final Team team;
    private final Lateness lateness;
    private final AuditTrail audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("position-retention").factory());

    Positions(
            PositionRepository repository,
            Team team,
            Lateness lateness,
            AuditTrail audit,
            Clock clock) {
        this.repository = repository;
        this.team = team;
        this.lateness = lateness;
        this.audit = audit;
        this.clock = clock;
    }

    /// Lets a device send a rep's positions; its identifier is told only here.
    @Transactional
    public Device register(String repId, String name) {
        if (team.findRep(repId).isEmpty()) {
            throw ApiException.invalidInput(
                    List.of(FieldProblem.of("rep_id", "tracking.unknown_rep", repId)));
        }
        byte[] bytes = new byte[IDENTIFIER_BYTES];
        random.nextBytes(bytes);
        String identifier = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var device =
                new Device(
                        UUID.randomUUID(),
                        repId,
                        name,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        identifier);
        repository.insertDevice(device.id(), hash(identifier), repId, name, device.createdAt());
        audit.record(
                "create",
                "device",
                device.id().toString(),
                null,
                new Device(device.id(), repId, name, device.createdAt(), null));
        return device;
    }

    List<Device> listDevices() {
        return repository.listDevices();
    }

    /// From now on nothing more is taken from a device.
    @Transactional
    public void remove(UUID id) {
        if (!repository.deleteDevice(id)) {
            throw ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id.toString());
        }
        audit.record("delete", "device", id.toString(), null, null);
    }

    /// Whose device this is.
    ///
    /// @throws ApiException 403 if it is not registered
    String repOf(String identifier) {
        return repository
                .findRepOfDevice(hash(identifier))
                .orElseThrow(() -> ApiException.of(HttpStatus.FORBIDDEN, "unknown_device"));
    }

    /// Keeps a position once; an old or future one is refused.
    ///
    /// @return whether it is new
    @Transactional
    public boolean take(Position position) {
        var now = clock.instant();
        if (position.at().isAfter(now.plus(AHEAD_LIMIT))
                || position.at().isBefore(now.minus(RETENTION))) {
            throw ApiException.invalidInput(
                    List.of(FieldProblem.of("timestamp", "tracking.time", RETENTION.toDays())));
        }
        boolean fresh = repository.insert(position);
        if (fresh) {
            lateness.check(position.repId(), LocalDate.ofInstant(position.at(), clock.getZone()));
        }
        return fresh;
    }

    /// The newest of each rep.
    List<Position> listLast() {
        return repository.listLast();
    }

    int forgetOld() {
        return repository.deleteOlderThan(clock.instant().minus(RETENTION));
    }

    @Override
    public void afterSingletonsInstantiated() {
        var _ = timer.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
    }

    private void forget() {
        try {
            int forgotten = forgetOld();
            if (forgotten > 0) {
                log.info("Forgot {} old positions", forgotten);
            }
        } catch (DataAccessException e) {
            log.warn("Old positions can't be deleted: {}", e.getMessage());
        }
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }

    static Instant instant(double epoch) {
        // Seconds, or milliseconds when seconds would lie in a far future.
        return epoch > 1e11
                ? Instant.ofEpochMilli((long) epoch)
                : Instant.ofEpochMilli((long) (epoch * 1000));
    }

    private static String hash(String identifier) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(identifier.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}

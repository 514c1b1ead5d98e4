package ru.t2.marshrut.team;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.t2.marshrut.testing.Json.code;
import static ru.t2.marshrut.testing.Json.column;
import static ru.t2.marshrut.testing.Json.wrongFields;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionOperations;
import ru.t2.marshrut.audit.AuditTrail;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.json.JsonMapper;

class TeamEditingTest {

    private static final String REPS = "/api/v1/reps";
    private static final String VEHICLES = "/api/v1/vehicles";
    private static final String HOLIDAYS = "/api/v1/holidays/";

    private static TestApplication application;
    private static HttpCalls http;

    @BeforeAll
    static void start() {
        application = TestApplication.start(Map.of("DEMO_DATA", "false"));
        http = application.http();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void aRepIsCreatedReadChangedAndDeleted() {
        var created = http.post(REPS, rep("r-life"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo(REPS + "/r-life");
        assertThat(http.get(REPS + "/r-life").json()).isEqualTo(created.json());
        assertThat(created.json().get("status").asString()).isEqualTo("active");
        assertThat(created.json().get("working_hours").get("end").asString()).isEqualTo("18:00");
        assertThat(created.json().get("lunch_minutes").asInt()).isEqualTo(30);
        assertThat(created.json().get("max_visits_per_day").asInt()).isEqualTo(14);
        assertThat(created.json().get("skills")).hasToString("[\"витрины\",\"обучение\"]");

        var patched =
                http.patch(
                        REPS + "/r-life",
                        Map.of(
                                "version",
                                1,
                                "status",
                                "sick",
                                "home",
                                Map.of("lat", 54.0),
                                "working_hours",
                                Map.of("end", "17:30")));
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().get("home").get("lat").asDouble()).isEqualTo(54.0);
        assertThat(patched.json().get("home").get("lon").asDouble()).isEqualTo(45.2);
        assertThat(patched.json().get("working_hours"))
                .hasToString("{\"start\":\"09:00\",\"end\":\"17:30\"}");
        assertThat(http.delete(REPS + "/r-life").status()).isEqualTo(204);
        assertThat(http.get(REPS + "/r-life").status()).isEqualTo(404);
        assertThat(
                        column(
                                http.get("/api/v1/audit-log?entity=rep&entity_id=r-life")
                                        .json()
                                        .get("items"),
                                "action"))
                .containsExactly("delete", "update", "create");
    }

    @Test
    void aVehicleIsCreatedReadChangedAndDeletedWhenNobodyDrivesIt() {
        var created = http.post(VEHICLES, vehicle("v-life", "А001АА13"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text()).contains("\"fuel_rub_per_litre\":64.50");
        var changed =
                http.patch(VEHICLES + "/v-life", Map.of("version", 1, "fuel_rub_per_litre", 70.25));
        assertThat(changed.text()).contains("\"fuel_rub_per_litre\":70.25", "\"version\":2");

        var driver = rep("r-driver");
        driver.put("vehicle_id", "v-life");
        assertThat(http.post(REPS, driver).status()).isEqualTo(201);
        var refused = http.delete(VEHICLES + "/v-life");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(code(refused)).isEqualTo("in_use");
        assertThat(refused.json().get("used_by")).hasToString("[{\"kind\":\"reps\",\"count\":1}]");
        assertThat(refused.json().get("detail").asString()).contains("торговых представителей: 1");
        http.delete(REPS + "/r-driver");
        assertThat(http.delete(VEHICLES + "/v-life?version=1").status()).isEqualTo(409);
        assertThat(http.delete(VEHICLES + "/v-life?version=2").status()).isEqualTo(204);
    }

    @Test
    void idsAndPlatesAreTakenOnce() {
        http.post(VEHICLES, vehicle("v-one", "В001ВВ13"));
        assertThat(code(http.post(VEHICLES, vehicle("v-one", "В002ВВ13")))).isEqualTo("id_taken");
        assertThat(code(http.post(VEHICLES, vehicle("v-two", "В001ВВ13"))))
                .isEqualTo("plate_taken");
        http.post(REPS, rep("r-one"));
        assertThat(code(http.post(REPS, rep("r-one")))).isEqualTo("id_taken");
    }

    @Test
    void staleVersionsAreRefused() {
        http.post(REPS, rep("r-stale"));
        http.patch(REPS + "/r-stale", Map.of("version", 1, "name", "Пётр"));
        var stale = http.patch(REPS + "/r-stale", Map.of("version", 1, "name", "Павел"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.json().get("current_version").asInt()).isEqualTo(2);
        http.post(VEHICLES, vehicle("v-stale", "С001СС13"));
        assertThat(code(http.patch(VEHICLES + "/v-stale", Map.of("version", 7))))
                .isEqualTo("stale_version");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id                 | 'a/b'                            | id",
                "name               | ''                               | name",
                "status             | 'asleep'                         | status",
                "home               | null                             | home",
                "home               | {'lat':95,'lon':45}              | home.lat",
                "home               | {'lat':54}                       | home.lon",
                "working_hours      | {'start':'18:00','end':'09:00'}  | working_hours.end",
                "working_hours      | {'start':'9','end':'18:00'}      | working_hours.start",
                "lunch_minutes      | -1                               | lunch_minutes",
                "lunch_minutes      | 'long'                           | lunch_minutes",
                "working_hours      | {'start':'09:00','end':'09:20'}  | lunch_minutes",
                "max_visits_per_day | 0                                | max_visits_per_day",
                "max_visits_per_day | 101                              | max_visits_per_day",
                "vehicle_id         | 'nothing'                        | vehicle_id",
                "skills             | ['']                             | skills[0]",
                "height             | 180                              | height"
            })
    void whatIsWrongWithARepIsToldByItsName(String field, String value, String named) {
        var input = rep(UUID.randomUUID().toString());
        input.put(field, JsonMapper.shared().readTree(value.replace('\'', '"')));
        var answer = http.post(REPS, input);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(wrongFields(answer)).containsExactly(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id                        | 'a b'  | id",
                "name                      | null   | name",
                "plate                     | '123456789012345678901' | plate",
                "litres_per_100_km_city    | 0      | litres_per_100_km_city",
                "litres_per_100_km_highway | 201    | litres_per_100_km_highway",
                "litres_per_100_km_highway | 'much' | litres_per_100_km_highway",
                "fuel_rub_per_litre        | 64.505 | fuel_rub_per_litre",
                "fuel_rub_per_litre        | null   | fuel_rub_per_litre",
                "wheels                    | 4      | wheels"
            })
    void whatIsWrongWithAVehicleIsToldByItsName(String field, String value, String named) {
        var input = vehicle(UUID.randomUUID().toString(), "Т001ТТ13");
        input.put(field, JsonMapper.shared().readTree(value.replace('\'', '"')));
        var answer = http.post(VEHICLES, input);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(wrongFields(answer)).containsExactly(named);
    }

    @Test
    void absencesAreEnteredChangedAndDeleted() {
        http.post(REPS, rep("r-away"));
        String path = REPS + "/r-away/absences";
        var created = http.post(path, absence("vacation", "2026-04-06", "2026-04-10"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(http.get(path).json().get("items").get(0)).isEqualTo(created.json());
        var overlapping = http.post(path, absence("sick", "2026-04-10", "2026-04-12"));
        assertThat(overlapping.status()).isEqualTo(409);
        assertThat(code(overlapping)).isEqualTo("absences_overlap");

        String one = path + "/" + created.json().get("id").asString();
        var changed = http.patch(one, Map.of("version", 1, "last_day", "2026-04-08"));
        assertThat(changed.json().get("last_day").asString()).isEqualTo("2026-04-08");
        assertThat(code(http.patch(one, Map.of("version", 1)))).isEqualTo("stale_version");
        assertThat(wrongFields(http.patch(one, Map.of("version", 2, "last_day", "2026-04-01"))))
                .containsExactly("last_day");
        assertThat(http.post(path, absence("sick", "2026-04-10", "2026-04-12")).status())
                .isEqualTo(201);
        assertThat(http.delete(one + "?version=1").status()).isEqualTo(409);
        assertThat(http.delete(one).status()).isEqualTo(204);
        assertThat(http.delete(one).status()).isEqualTo(404);
        assertThat(http.get(REPS + "/nobody/absences").status()).isEqualTo(404);
        assertThat(
                        http.post(
                                        REPS + "/nobody/absences",
                                        absence("sick", "2026-04-10", "2026-04-12"))
                                .status())
                .isEqualTo(404);
    }

    @Test
    void ofTwoOverlappingAbsencesAtOnceOneIsEntered() throws Exception {
        http.post(REPS, rep("r-race"));
        Callable<Integer> enter =
                () ->
                        http.post(
                                        REPS + "/r-race/absences",
                                        absence("sick", "2026-05-04", "2026-05-08"))
                                .status();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(
                            pool.invokeAll(Collections.nCopies(12, enter)).stream()
                                    .map(Future::resultNow))
                    .containsOnly(201, 409)
                    .containsOnlyOnce(201);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kind      | 'bored'      | kind",
                "kind      | null         | kind",
                "first_day | '2026-02-30' | first_day",
                "first_day | null         | first_day",
                "first_day | '1900-01-01' | first_day",
                "last_day  | '2026-04-05' | last_day",
                "last_day  | '2029-01-01' | last_day",
                "from_time | '25:00'      | from_time",
                "why       | 'tired'      | why"
            })
    void whatIsWrongWithAnAbsenceIsToldByItsName(String field, String value, String named) {
        http.post(REPS, rep("r-wrong"));
        var input = new HashMap<String, Object>(absence("sick", "2026-04-06", "2026-04-10"));
        input.put(field, JsonMapper.shared().readTree(value.replace('\'', '"')));
        var answer = http.post(REPS + "/r-wrong/absences", input);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(wrongFields(answer)).containsExactly(named);
    }

    @Test
    void attendanceKnowsHoursShortDaysAndAbsences() {
        http.post(REPS, rep("r-present"));
        var away = new HashMap<String, Object>(absence("sick", "2026-04-28", "2026-04-29"));
        away.put("from_time", "13:00");
        http.post(REPS + "/r-present/absences", away);
        var days =
                application
                        .bean(Attendance.class)
                        .listPresent(LocalDate.of(2026, 4, 27), LocalDate.of(2026, 5, 4))
                        .stream()
                        .filter(day -> day.repId().equals("r-present"))
                        .toList();
        assertThat(days)
                .extracting(day ->
                        "%s %s–%s".formatted(day.date(), day.hours().start(), day.hours().end()))
                .containsExactly(
                        "2026-04-27 09:00–18:00",
                        "2026-04-28 09:00–13:00",
                        "2026-04-30 09:00–17:00",
                        "2026-05-04 09:00–18:00");
        http.patch(REPS + "/r-present", Map.of("version", 1, "status", "unavailable"));
        assertThat(
                        application
                                .bean(Attendance.class)
                                .listPresent(LocalDate.of(2026, 4, 27), LocalDate.of(2026, 5, 4)))
                .noneMatch(day -> day.repId().equals("r-present"));
        assertThat(
                        application
                                .bean(Attendance.class)
                                .listAbsences(LocalDate.of(2026, 4, 29), LocalDate.of(2026, 4, 29)))
                .anyMatch(absence -> absence.repId().equals("r-present"));
        assertThat(application.bean(WorkCalendar.class).listWorkingDays(YearMonth.of(2026, 4)))
                .hasSize(22);
    }

    @Test
    void aDayIsToggledAndBack() {
        var off = Map.of("kind", "day_off", "name", "День города");
        var preview = http.put(HOLIDAYS + "2026-06-10?dry_run=true", off).json();
        assertThat(preview)
                .hasToString(
                        "{\"day\":\"2026-06-10\",\"before\":\"working\",\"after\":\"day_off\",\"affected_visits\":0,\"applied\":false}");
        var calendar = application.bean(WorkCalendar.class);
        assertThat(calendar.day(LocalDate.of(2026, 6, 10)).isWorking()).isTrue();
        assertThat(http.put(HOLIDAYS + "2026-06-10", off).json().get("applied").asBoolean())
                .isTrue();
        assertThat(calendar.day(LocalDate.of(2026, 6, 10)).isWorking()).isFalse();
        assertThat(http.delete(HOLIDAYS + "2026-06-10").json().get("after").asString())
                .isEqualTo("working");
        assertThat(calendar.day(LocalDate.of(2026, 6, 10)).isWorking()).isTrue();
        assertThat(http.delete(HOLIDAYS + "2026-06-10").status()).isEqualTo(404);
        assertThat(
                        column(
                                http.get("/api/v1/audit-log?entity=holiday&entity_id=2026-06-10")
                                        .json()
                                        .get("items"),
                                "action"))
                .containsExactly("delete", "create");
    }

    @Test
    void theVisitsThatLoseADayAreCounted() {
        var editing =
                new HolidayEditing(
                        application.bean(HolidayRepository.class),
                        application.bean(AuditTrail.class),
                        Optional.of(day -> 7));
        var day = LocalDate.of(2026, 6, 3);
        var off = new Holiday(day, Holiday.Kind.DAY_OFF, "Учёба", "test");
        var shorter = new Holiday(day, Holiday.Kind.SHORT, "Учёба", "test");
        assertThat(affected(() -> editing.put(off, false))).isEqualTo(7);
        assertThat(affected(() -> editing.put(off, false))).isZero();
        assertThat(affected(() -> editing.delete(day, false))).isZero();
        assertThat(affected(() -> editing.put(shorter, true))).isEqualTo(7);
    }

    private static int affected(Supplier<HolidayEditing.Change> change) {
        var transaction = application.bean(TransactionOperations.class);
        return Objects.requireNonNull(transaction.execute(_ -> change.get())).affectedVisits();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2026-06-10 | {'kind':'party','name':'x'} | kind",
                "2026-06-10 | {'kind':'short'}            | name",
                "2026-06-10 | {'kind':'short','name':'x','colour':1} | colour",
                "2026-13-10 | {'kind':'short','name':'x'} | day",
                "1999-01-01 | {'kind':'short','name':'x'} | day"
            })
    void whatIsWrongWithADayIsToldByItsName(String day, String body, String named) {
        var answer = http.put(HOLIDAYS + day, body.replace('\'', '"'));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(wrongFields(answer)).containsExactly(named);
    }

    private static Map<String, Object> rep(String id) {
        return new HashMap<>(
                Map.of(
                        "id",
                        id,
                        "name",
                        "Анна",
                        "home",
                        Map.of("lat", 54.2, "lon", 45.2),
                        "skills",
                        List.of("обучение", " витрины ", "обучение")));
    }

    private static Map<String, Object> vehicle(String id, String plate) {
        return new HashMap<>(
                Map.of(
                        "id",
                        id,
                        "name",
                        "Lada",
                        "plate",
                        plate,
                        "litres_per_100_km_city",
                        8.7,
                        "litres_per_100_km_highway",
                        5.2,
                        "fuel_rub_per_litre",
                        64.5));
    }

    private static Map<String, Object> absence(String kind, String first, String last) {
        return Map.of("kind", kind, "first_day", first, "last_day", last);
    }
}

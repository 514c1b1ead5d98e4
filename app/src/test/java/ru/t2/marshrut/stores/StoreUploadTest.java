package ru.t2.marshrut.stores;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static ru.t2.marshrut.testing.Json.code;
import static ru.t2.marshrut.testing.Json.column;
import static ru.t2.marshrut.testing.Json.wrongFields;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;

class StoreUploadTest {

    private static final String PATH = "/api/v1/locations/upload";
    private static final String COMMIT = PATH + "?commit=true";
    private static final Charset CYRILLIC = Charset.forName("windows-1251");
    private static final String RUSSIAN =
            """
            Код;Название;Адрес;Город;Район;Широта;Долгота;Категория ТТ;Время визита, мин;Окна;Выходные;Закрытые даты;Заметки
            t1;"Салон ""Заря\""";ул. Лесная, 1;Саранск;г.о. Саранск;54,1871;45,1749;А;20;09:00-12:00, 14:00-18:00;вс;09.05.2026;тихо
            t2;Полёт;ул. Лесная, 2;Саранск;г.о. Саранск;54,1872;45,1750;в;;;;;
            """;

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

    @BeforeEach
    void clear() {
        application.jdbc().sql("delete from store").update();
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                Arguments.of("UTF-8", RUSSIAN.getBytes(UTF_8)),
                Arguments.of("UTF-8", ("\uFEFF" + RUSSIAN).getBytes(UTF_8)),
                Arguments.of("windows-1251", RUSSIAN.getBytes(CYRILLIC)),
                Arguments.of("UTF-16LE", ("\uFEFF" + RUSSIAN).getBytes(UTF_16LE)),
                Arguments.of("UTF-16LE", RUSSIAN.getBytes(UTF_16LE)),
                Arguments.of("UTF-16BE", ("\uFEFF" + RUSSIAN).getBytes(UTF_16BE)));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void russianFilesAreReadInEveryEncoding(String encoding, byte[] file) {
        var report = http.upload(COMMIT, "stores.bin", file).json();
        assertThat(report.get("encoding").asString()).isEqualTo(encoding);
        assertThat(report.get("separator").asString()).isEqualTo(";");
        assertThat(report.get("created").asInt()).isEqualTo(2);
        assertThat(report.get("ignored_columns")).hasToString("[\"Заметки\"]");
        var store = http.get("/api/v1/locations/t1").json();
        assertThat(store.get("name").asString()).isEqualTo("Салон \"Заря\"");
        assertThat(store.get("category").asString()).isEqualTo("A");
        assertThat(store.get("lat").asDouble()).isEqualTo(54.1871);
        assertThat(store.get("service_minutes").asInt()).isEqualTo(20);
        assertThat(column(store.get("windows"), "end")).containsExactly("12:00", "18:00");
        assertThat(store.get("closed_weekdays")).hasToString("[\"sun\"]");
        assertThat(store.get("closed_dates")).hasToString("[\"2026-05-09\"]");
    }

    @Test
    void aPreviewChangesNothingAndARepeatedUploadNeither() {
        byte[] file = RUSSIAN.getBytes(UTF_8);
        var preview = http.upload(PATH, "a.csv", file).json();
        assertThat(preview.get("committed").asBoolean()).isFalse();
        assertThat(preview.get("created").asInt()).isEqualTo(2);
        assertThat(count()).isZero();
        http.upload(COMMIT, "a.csv", file);
        var again = http.upload(COMMIT, "a.csv", file).json();
        assertThat(again.get("unchanged").asInt()).isEqualTo(2);
        assertThat(again.get("created").asInt()).isZero();
        assertThat(again.get("changed").asInt()).isZero();
        assertThat(http.get("/api/v1/locations/t1").json().get("version").asInt()).isEqualTo(1);
    }

    @Test
    void whatTheFileHasNoColumnForStays() {
        http.upload(COMMIT, "a.csv", RUSSIAN.getBytes(UTF_8));
        var report =
                http.upload(COMMIT, "b.csv", "id,name,category\nt1,Рассвет,D\n".getBytes(UTF_8))
                        .json();
        assertThat(report.get("changed").asInt()).isEqualTo(1);
        var store = http.get("/api/v1/locations/t1").json();
        assertThat(store.get("name").asString()).isEqualTo("Рассвет");
        assertThat(store.get("version").asInt()).isEqualTo(2);
        assertThat(store.get("windows").size()).isEqualTo(2);
        assertThat(store.get("service_minutes").asInt()).isEqualTo(20);
    }

    @Test
    void withoutIdsStoresAreKnownByNameAndAddressOrPlace() {
        byte[] file =
                "name\taddress\tcity\tlat\tlon\tcategory\nA\tstreet 1\tX\t54\t45\tA\nB\t\t\t54.5\t45\tB\n"
                        .getBytes(UTF_8);
        assertThat(http.upload(COMMIT, "x", file).json().get("created").asInt()).isEqualTo(2);
        assertThat(http.upload(COMMIT, "x", file).json().get("unchanged").asInt()).isEqualTo(2);
        byte[] moved =
                "name\taddress\tcity\tlat\tlon\tcategory\nA\tstreet 1\tX\t54.1\t45\tA\n"
                        .getBytes(UTF_8);
        assertThat(http.upload(COMMIT, "x", moved).json().get("changed").asInt()).isEqualTo(1);
        assertThat(count()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "z1;Имя;;95;45;A;;;        | Широта        | 95    | allowed_value",
                "z1;Имя;;север;45;A;;;     | Широта        | север | number",
                "z1;Имя;;54;;A;;;          | Долгота       | ``    | required",
                "z1;;;54;45;A;;;           | Название      | ``    | required",
                "z1;Имя;;54;45;Е;;;        | Категория     | Е     | category",
                "z1;Имя;;54;45;;;;         | Категория     | ``    | required",
                "z1;Имя;;54;45;A;15,5;;    | Время визита  | 15,5  | whole_number",
                "z1;Имя;;54;45;A;0;;       | Время визита  | 0     | allowed_value",
                "z1;Имя;;54;45;A;;25:00;   | Окно с        | 25:00 | time",
                "z1;Имя;;54;45;A;;12:00;   | Окно до       | ``    | window_pair",
                "z1;Имя;;54;45;A;;12:00;09:00 | Окно с     | 12:00 | allowed_value",
                "a b;Имя;;54;45;A;;;       | Код           | a b   | allowed_value"
            })
    void aWrongCellIsNamedWithRuleAndRemedy(String row, String header, String value, String rule) {
        String file =
                "Список точек\nКод;Название;Адрес;Широта;Долгота;Категория;Время визита;Окно с;Окно до\n"
                        + "ok;Хорошая;;54;45;A;15;9:00;18:00\n"
                        + row
                        + "\n";
        var report = http.upload(PATH, "a.csv", file.getBytes(UTF_8)).json();
        assertThat(report.get("error_count").asInt()).isEqualTo(1);
        var error = report.get("errors").get(0);
        assertThat(error.get("row").asInt()).isEqualTo(4);
        assertThat(error.get("column").asString()).isEqualTo(header);
        assertThat(error.get("value").asString()).isEqualTo(value);
        assertThat(error.get("rule").asString()).isEqualTo(rule);
        assertThat(error.get("remedy").asString()).isNotBlank();
        var refused = http.upload(COMMIT, "a.csv", file.getBytes(UTF_8));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(code(refused)).isEqualTo("upload_has_errors");
        assertThat(refused.json().get("report").get("errors")).isEqualTo(report.get("errors"));
        assertThat(count()).isZero();
    }

    @Test
    void theSameStoreTwiceInAFileIsAnError() {
        var report =
                http.upload(
                                PATH,
                                "a",
                                "id,name,lat,lon,category\nq,A,54,45,A\nq,B,54,45,A\n"
                                        .getBytes(UTF_8))
                        .json();
        assertThat(report.get("errors").get(0).get("rule").asString()).isEqualTo("duplicate");
        assertThat(report.get("errors").get(0).get("row").asInt()).isEqualTo(3);
        assertThat(report.get("errors").get(0).get("remedy").asString()).contains("2");
    }

    @Test
    void jsonIsTakenAsItIsWrittenElsewhere() {
        String file =
                """
                {"locations": [{"ID": "j1", "name": "Заря", "lat": 54.1, "lon": 45.1, "priority": "А",
                  "time_window_start": "09:00", "time_window_end": "12:00"},
                 {"id": "j2", "name": "Полёт", "lat": 54.1, "lon": 45.1, "category": "C",
                  "windows": [{"start": "09:00", "end": "10:00"}], "closed_weekdays": ["sat", "sun"]}]}
                """;
        var report = http.upload(COMMIT, "x.xlsx", file.getBytes(UTF_8)).json();
        assertThat(report.get("format").asString()).isEqualTo("json");
        assertThat(report.get("created").asInt()).isEqualTo(2);
        assertThat(http.get("/api/v1/locations/j2").json().get("closed_weekdays").size())
                .isEqualTo(2);
        assertThat(http.upload(COMMIT, "x", file.getBytes(UTF_8)).json().get("unchanged").asInt())
                .isEqualTo(2);
    }

    @Test
    void tenThousandRowsOfAWorkbookAreTakenAndListsStayOnIndexes() throws IOException {
        byte[] file =
                workbook(sheet -> {
                    String[] header = {
                        "Код", "Название", "Широта", "Долгота", "Категория", "Район"
                    };
                    for (int c = 0; c < header.length; c++) {
                        sheet.value(0, c, header[c]);
                    }
                    for (int r = 1; r <= 10_000; r++) {
                        sheet.value(r, 0, "x-%05d".formatted(r));
                        sheet.value(r, 1, "Точка " + r);
                        sheet.value(r, 2, 54 + r / 20_000.0);
                        sheet.value(r, 3, 45 + r % 100 / 100.0);
                        sheet.value(r, 4, "ABCD".substring(r % 4, r % 4 + 1));
                        sheet.value(r, 5, "Район " + r % 50);
                    }
                });
        var report = http.upload(COMMIT, "stores.csv", file).json();
        assertThat(report.get("format").asString()).isEqualTo("xlsx");
        assertThat(report.get("created").asInt()).isEqualTo(10_000);
        assertThat(http.upload(COMMIT, "stores.csv", file).json().get("unchanged").asInt())
                .isEqualTo(10_000);
        application.jdbc().sql("analyze store").update();
        assertThat(plan("order by id limit 50")).contains("Index Scan using store_pkey");
        assertThat(plan("where district = 'Район 7' order by id limit 50")).contains("Index Scan");
        assertThat(plan("where district = 'Район 7'")).contains("store_district_id");
        assertThat(
                        plan(
                                "where lat between 54.1 and 54.101 and lon between 45.1 and 45.2 order by id limit 50"))
                .contains("store_position");
        assertThat(plan("where id = 'x-00001'")).contains("store_pkey");
    }

    private static String plan(String tail) {
        return String.join(
                "\n",
                application
                        .jdbc()
                        .sql("explain select id, name from store " + tail)
                        .query(String.class)
                        .list());
    }

    static Stream<Arguments> unreadable() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < 80; i++) {
                zip.write(block);
            }
        }
        return Stream.of(
                Arguments.of(new byte[0], "Файл пуст."),
                Arguments.of("  \n".getBytes(UTF_8), "Файл пуст."),
                Arguments.of("hello".getBytes(UTF_8), "заголовков"),
                Arguments.of("[{\"name\": ".getBytes(UTF_8), "повреждён"),
                Arguments.of("{\"a\": 1}".getBytes(UTF_8), "заголовков"),
                Arguments.of(
                        new byte[] {1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}, "не таблица"),
                Arguments.of(new byte[] {'P', 'K', 3, 4, 0, 0}, "повреждён"),
                Arguments.of(
                        new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0},
                        "старый формат"),
                Arguments.of(bomb.toByteArray(), "слишком велик"),
                Arguments.of(
                        ("id,name,lat\n" + "a,b,1\n".repeat(20_001)).getBytes(UTF_8),
                        "20000 строк"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void aFileThatCanNotBeReadIsRefusedWithTheReason(byte[] file, String words) {
        var answer = http.upload(PATH, "stores.csv", file);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(wrongFields(answer)).containsExactly("file");
        assertThat(answer.json().get("errors").get(0).get("message").asString()).contains(words);
    }

    @Test
    void aFileThatIsMissingOrTooLargeIsRefused() {
        var large = http.upload(PATH, "a", new byte[11 << 20]);
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.json().get("detail").asString()).contains("10240");
        var none = http.post(PATH, "{}");
        assertThat(none.status()).isEqualTo(415);
    }

    @Test
    void aRepeatedUploadWithAKeyIsOne() {
        byte[] file = RUSSIAN.getBytes(UTF_8);
        var first = http.upload(COMMIT, "a", file, "Idempotency-Key", "upload-key");
        var second = http.upload(COMMIT, "a", file, "Idempotency-Key", "upload-key");
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void countsByDistrictBecomeSyntheticStores() throws IOException {
        byte[] file = counts("Рузаевский", 10, 0.2);
        var report = http.upload(COMMIT, "counts", file).json();
        assertThat(report.get("synthetic").asBoolean()).isTrue();
        assertThat(report.get("created").asInt()).isEqualTo(40);
        var stores = http.get("/api/v1/locations?limit=500").json().get("items");
        assertThat(column(stores, "synthetic")).containsOnly("true");
        assertThat(column(stores, "district")).containsOnly("г.о. Саранск", "Рузаевский район");
        assertThat(http.upload(COMMIT, "counts", file).json().get("unchanged").asInt())
                .isEqualTo(40);
        assertThat(rule(counts("Нигдейский", 10, 0.2))).isEqualTo("unknown_district");
        assertThat(rule(counts("Рузаевский", 1000, 0.2))).isEqualTo("store_count");
        assertThat(rule(counts("Рузаевский", 10, 0.5))).isEqualTo("category_share");
        http.post("/api/v1/locations", StoreEditingTest.store("tt-999"));
        application.jdbc().sql("update store set synthetic = false where id = 'tt-001'").update();
        assertThat(rule(file)).isEqualTo("real_store");
    }

    @Test
    void theWorkbookOfTheTaskIsRecognised() throws IOException {
        var path = Path.of("..", "..", "shared", "spec", "data", "organiser-example.xlsx");
        Assumptions.assumeTrue(Files.exists(path), "The workbook is not at hand.");
        var report = http.upload(COMMIT, "a", Files.readAllBytes(path)).json();
        assertThat(report.get("synthetic").asBoolean()).isTrue();
        assertThat(report.get("created").asInt()).isEqualTo(250);
        assertThat(http.get("/api/v1/locations?category=A").json().get("total").asInt())
                .isEqualTo(50);
    }

    private static String rule(byte[] file) {
        return http.upload(PATH, "counts", file).json().get("errors").get(0).get("rule").asString();
    }

    private static byte[] counts(String district, int count, double share) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "test", "1.0")) {
            var districts = book.newWorksheet("Районы");
            districts.value(0, 0, "Наименование района");
            districts.value(0, 1, "Кол-во торговых точек (ТТ)");
            districts.value(1, 0, "г.о. Саранск");
            districts.value(1, 1, 30);
            districts.value(2, 0, district);
            districts.value(2, 1, count);
            districts.value(3, 1, 30 + count);
            var categories = book.newWorksheet("Категории");
            categories.value(0, 0, "Категория ТТ");
            categories.value(0, 1, "Расшифровка");
            categories.value(0, 2, "Соотношение ТТ в адресной программе");
            double[] shares = {share, 0.3, 0.2, 0.3};
            for (int i = 0; i < shares.length; i++) {
                categories.value(i + 1, 0, "АВСD".substring(i, i + 1));
                categories.value(i + 1, 2, shares[i]);
            }
        }
        return out.toByteArray();
    }

    private static byte[] workbook(Consumer<Worksheet> fill) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "test", "1.0")) {
            fill.accept(book.newWorksheet("Точки"));
        }
        return out.toByteArray();
    }

    private static int count() {
        return application.jdbc().sql("select count(*) from store").query(Integer.class).single();
    }
}

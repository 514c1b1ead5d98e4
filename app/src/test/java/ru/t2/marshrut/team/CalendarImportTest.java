package ru.t2.marshrut.team;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static ru.t2.marshrut.testing.Json.code;
import static ru.t2.marshrut.testing.Json.column;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;

class CalendarImportTest {

    private static final String PATH = "/api/v1/holidays/import";
    private static final String COMMIT = PATH + "?commit=true";

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

    /// Weekends and the days given, month by month, as the published files have them.
    private static String days(YearMonth month) {
        var days = new StringJoiner(",");
        for (int day = 1; day <= month.lengthOfMonth(); day++) {
            var date = month.atDay(day);
            boolean weekend = date.getDayOfWeek().getValue() > 5;
            switch (date.toString().substring(5)) {
                case "01-01", "01-02", "05-01" -> days.add(day + "+");
                case "05-07" -> days.add(day + "*");
                default -> {
                    if (weekend && !date.equals(LocalDate.of(2031, 3, 1))) {
                        days.add(Integer.toString(day));
                    }
                }
            }
        }
        return days.toString();
    }

    private static String json(int year) {
        var months = new StringJoiner(",", "{\"year\":" + year + ",\"months\":[", "]}");
        for (int month = 1; month <= 12; month++) {
            months.add(
                    "{\"month\":%d,\"days\":\"%s\"}"
                            .formatted(month, days(YearMonth.of(year, month))));
        }
        return months.toString();
    }

    private static String openData(int year) {
        var row = new StringJoiner(",");
        row.add(Integer.toString(year));
        for (int month = 1; month <= 12; month++) {
            row.add('"' + days(YearMonth.of(year, month)) + '"');
        }
        return "Год/Месяц,Январь,Февраль,Март,Апрель,Май,Июнь,Июль,Август,Сентябрь,Октябрь,Ноябрь,Декабрь,Всего рабочих дней\n"
                + row
                + ",247\n";
    }

    @Test
    void aPublishedYearIsTakenInEitherForm() {
        var calendar = application.bean(WorkCalendar.class);
        var preview = http.upload(PATH, "c", json(2031).getBytes(UTF_8)).json();
        assertThat(preview.get("committed").asBoolean()).isFalse();
        assertThat(calendar.covers(Year.of(2031))).isFalse();
        var report = http.upload(COMMIT, "c", json(2031).getBytes(UTF_8)).json();
        assertThat(report.get("years")).hasToString("[2031]");
        assertThat(column(report.get("changes"), "day"))
                .containsExactly(
                        "2031-01-01", "2031-01-02", "2031-03-01", "2031-05-01", "2031-05-07");
        assertThat(calendar.day(LocalDate.of(2031, 1, 1)).isWorking()).isFalse();
        assertThat(calendar.day(LocalDate.of(2031, 3, 1)).isWorking()).isTrue();
        assertThat(calendar.day(LocalDate.of(2031, 5, 7)).shorterBy()).hasHours(1);
        var again =
                http.upload(COMMIT, "c", openData(2031).getBytes(Charset.forName("windows-1251")))
                        .json();
        assertThat(again.get("years")).hasToString("[2031]");
        assertThat(again.get("changes").isEmpty()).isTrue();
    }

    @Test
    void aYearIsReplacedButNamesOfDaysThatStayAreKept() {
        http.upload(
                COMMIT,
                "c",
                "day,kind,name,source\n2032-05-07,short,Канун,ТК\n2032-06-10,day_off,Юбилей,Приказ\n"
                        .getBytes(UTF_8));
        var report = http.upload(COMMIT, "c", json(2032).getBytes(UTF_8)).json();
        assertThat(column(report.get("changes"), "day")).contains("2032-06-10", "2032-01-01");
        var holidays = http.get("/api/v1/holidays?year=2032").json().get("items");
        assertThat(column(holidays, "day")).doesNotContain("2032-06-10").contains("2032-05-07");
        assertThat(column(holidays, "name")).contains("Канун");
    }

    @Test
    void aListOfDaysMayBeJson() {
        String file = "[{\"day\":\"2033-06-10\",\"kind\":\"day_off\",\"name\":\"Юбилей\"}]";
        assertThat(http.upload(COMMIT, "c", file.getBytes(UTF_8)).json().get("days").asInt())
                .isEqualTo(1);
        assertThat(application.bean(WorkCalendar.class).day(LocalDate.of(2033, 6, 10)).isWorking())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "day,kind,name@2034-02-30,short,x               | day       | 2",
                "day,kind,name@2034-02-03,party,x               | kind      | 2",
                "day,kind,name@2034-02-03,short,                | text      | 2",
                "day,kind,name@1999-02-03,short,x               | year      | 2",
                "day,kind,name@2034-02-03,short,x@2034-02-03,short,x | duplicate | 3",
                "a,b,c@1,2,3                                    | no_header | 1",
                "{\"year\":1,\"months\":[]}                     | year      | 1",
                "{\"year\":2034,\"months\":[]}                  | months    | 1",
                "{\"year\":2034,\"months\":[{\"month\":13}]}    | months    | 1",
                "{\"year\":2034,\"months\":[{\"month\":2,\"days\":\"30\"}]} | months | 1",
                "[]                                             | no_header | 0",
                "{\"year\":                                     | broken    | 0",
                "``                                             | empty     | 0"
            })
    void whatIsWrongWithAFileIsToldByRowAndRule(String lines, String rule, int row) {
        byte[] file = lines.replace('@', '\n').getBytes(UTF_8);
        var error = http.upload(PATH, "c", file).json().get("errors").get(0);
        assertThat(error.get("rule").asString()).isEqualTo(rule);
        assertThat(error.get("row").asInt()).isEqualTo(row);
        assertThat(error.get("remedy").asString()).isNotBlank();
        var refused = http.upload(COMMIT, "c", file);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(code(refused)).isEqualTo("calendar_has_errors");
        assertThat(application.bean(WorkCalendar.class).covers(Year.of(2034))).isFalse();
    }
}

package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.Json;
import ru.t2.marshrut.testing.TestApplication;

/// Exports that come back as they were, or as other programs and people write them.
class ImportRoundTripTest {

    private static ImportFixture imports;

    @BeforeAll
    static void live() {
        imports = ImportFixture.start();
    }

    @AfterAll
    static void stop() {
        imports.close();
    }

    @Test
    void whatWasExportedChangesNothing() {
        byte[] file = imports.exported(ImportFixture.EXPORT);
        ImportFixture.assertNothingChanges(imports.preview(file), "workbook");
        ImportFixture.assertNothingChanges(
                imports.preview(imports.export().bytes()), "without formats");
        for (String sheet : List.of("schedule", "visits")) {
            byte[] csv = imports.exported(ImportFixture.EXPORT + "&format=csv&sheet=" + sheet);
            ImportFixture.assertNothingChanges(
                    imports.http.upload(ImportFixture.IMPORT, "x.csv", csv), sheet);
        }
        var before = imports.state();
        var committed = imports.commit(file).json();
        assertThat(committed.get("committed").asBoolean()).isTrue();
        assertThat(committed.get("import_id").isNull()).isTrue();
        assertThat(imports.state()).containsExactlyElementsOf(before);
    }

    @Test
    void savedByLibreOfficeItChangesNothing() throws Exception {
        var office =
                List.of(Path.of("/usr/bin/soffice"), Path.of("/usr/bin/libreoffice")).stream()
                        .filter(Files::isExecutable)
                        .findFirst();
        if (office.isEmpty()) {
            System.err.println(
                    "NOT TESTED: the round trip through LibreOffice. Install libreoffice-calc-nogui.");
        }
        Assumptions.assumeTrue(office.isPresent(), "LibreOffice is not installed.");
        var folder = TestApplication.temporaryFolder();
        for (String format :
                List.of(
                        "xlsx:Calc MS Excel 2007 XML",
                        "csv:Text - txt - csv (StarCalc):59,34,76")) {
            var source = folder.resolve("plan.xlsx");
            Files.write(source, imports.exported(ImportFixture.EXPORT));
            var out = Files.createDirectories(folder.resolve("out"));
            var process =
                    new ProcessBuilder(
                                    office.get().toString(),
                                    "-env:UserInstallation=file://" + folder.resolve("profile"),
                                    "--headless",
                                    "--convert-to",
                                    format,
                                    "--outdir",
                                    out.toString(),
                                    source.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log").toFile())
                            .start();
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            var saved = out.resolve("plan." + format.substring(0, format.indexOf(':')));
            assertThat(saved).as(Files.readString(folder.resolve("log"))).exists();
            ImportFixture.assertNothingChanges(imports.preview(Files.readAllBytes(saved)), format);
        }
    }

    @Test
    void aTableOfOnesOwnIsUnderstood() {
        var visit = imports.next();
        String day = visit.day().getDayOfMonth() == 29 ? "30.06.2026" : "29.06.2026";
        int openOfStore =
                imports.application
                        .jdbc()
                        .sql(
                                "select count(*) from visit where store_id = :id and status in ('planned', 'rescheduled')")
                        .param("id", visit.storeId())
                        .query(Integer.class)
                        .single();
        byte[] own =
                "План отдела\n\nID ТТ;Сотрудник;День\n%s;Ольга Тремаскина;%s\n"
                        .formatted(visit.storeId(), day)
                        .getBytes(Charset.forName("windows-1251"));
        var report = imports.http.upload(ImportFixture.IMPORT, "own.csv", own).json();
        assertThat(report.path("sheets").get(0).get("header_row").asInt()).isGreaterThan(1);
        if (openOfStore == 1) {
            assertThat(Objects.requireNonNull(report.get("errors"))).isEmpty();
            assertThat(Json.column(report.get("changes"), "field")).contains("date");
        } else {
            assertThat(report.get("errors").get(0).get("rule").asString())
                    .isEqualTo("several_visits");
        }
    }
}

package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.planning.PlanFixture;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.HttpCalls.Answer;
import ru.t2.marshrut.testing.TestApplication;

/// Imports beside each other and beside a plan that is being made: no change is lost.
class ParallelImportsTest {

    private static final String EXPORT = "/api/v1/export/schedule?month=2026-05";
    private static final String IMPORT = "/api/v1/import/schedule?commit=true";

    private static TestApplication application;
    private static HttpCalls http;
    private static final List<Visit> open = new ArrayList<>(); // each used once

    private record Visit(String id, String repId, LocalDate day) {}

    @BeforeAll
    static void plan() {
        application = TestApplication.start(Map.of());
        http = application.http();
        PlanFixture.publish(application, YearMonth.of(2026, 5));
        open.addAll(
                application
                        .jdbc()
                        .sql(
                                """
                                select id::text, rep_id, visit_date
                                  from visit
                                 where visit_date is not null
                                 order by md5(id::text)
                                """)
                        .query((row, _) ->
                                new Visit(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getObject(3, LocalDate.class)))
                        .list());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static boolean isPinned(Visit visit) {
        return application
                .jdbc()
                .sql("select pinned from visit where id = :id")
                .param("id", UUID.fromString(visit.id()))
                .query(Boolean.class)
                .single();
    }

    private static byte[] pinning(List<Visit> visits) {
        var workbook = EditedWorkbook.of(ExportTest.bytes(application, EXPORT));
        visits.forEach(visit -> workbook.set(ReportSheet.SCHEDULE, visit.id(), "pinned", "да"));
        return workbook.bytes();
    }

    /// Visits that nothing has happened to: a generation may have cancelled or moved some.
    private static List<Visit> take(int count) {
        open.removeIf(visit ->
                application
                                .jdbc()
                                .sql(
                                        """
                                        select count(*)
                                          from visit
                                         where id = :id
                                           and status = 'planned'
                                           and rep_id = :rep
                                           and visit_date = :day
                                           and not pinned
                                        """)
                                .param("id", UUID.fromString(visit.id()))
                                .param("rep", visit.repId())
                                .param("day", visit.day())
                                .query(Integer.class)
                                .single()
                        == 0);
        var taken = List.copyOf(open.subList(0, count));
        open.subList(0, count).clear();
        return taken;
    }

    private static List<Answer> together(List<byte[]> files) {
        var start = new CountDownLatch(1);
        var running =
                files.stream()
                        .map(file ->
                                CompletableFuture.supplyAsync(
                                        () -> {
                                            try {
                                                start.await();
                                            } catch (InterruptedException e) {
                                                Thread.currentThread().interrupt();
                                            }
                                            return http.upload(IMPORT, "plan.xlsx", file);
                                        },
                                        Thread::startVirtualThread))
                        .toList();
        start.countDown();
        return running.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void importsOfDifferentVisitsAllCount() {
        for (int round = 0; round < 3; round++) {
            var parts = List.of(take(6), take(6), take(6), take(6));
            var answers = together(parts.stream().map(ParallelImportsTest::pinning).toList());
            for (int i = 0; i < parts.size(); i++) {
                assertThat(answers.get(i).status()).as(answers.get(i).text()).isEqualTo(200);
                assertThat(parts.get(i)).allMatch(ParallelImportsTest::isPinned);
            }
        }
    }

    @Test
    void ofTwoThatWantTheSameCellOneIsRefused() {
        var visit = take(1).getFirst();
        var days = new ArrayList<byte[]>();
        for (int day : new int[] {18, 19, 20, 21}) {
            if (visit.day().getDayOfMonth() != day) {
                days.add(
                        EditedWorkbook.of(ExportTest.bytes(application, EXPORT))
                                .set(ReportSheet.SCHEDULE, visit.id(), "date", day + ".05.2026")
                                .bytes());
            }
        }
        var answers = together(days);
        // A store that is there on one of the days already is refused by the plan's own rules.
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allMatch(answer -> answer.status() == 409 || answer.status() == 422);
    }

    @Test
    void anImportBesideAGenerationIsNotLost() {
        for (int round = 0; round < 2; round++) {
            var visits = take(8);
            byte[] file = pinning(visits);
            var accepted =
                    http.post(
                            "/api/v1/schedule/generate",
                            Map.of("month", "2026-05", "seconds", 3, "force", true));
            assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
            var answer = http.upload(IMPORT, "plan.xlsx", file);
            finished(accepted.header("Location"));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            for (var visit : visits) {
                var now =
                        application
                                .jdbc()
                                .sql("select pinned, rep_id, visit_date from visit where id = :id")
                                .param("id", UUID.fromString(visit.id()))
                                .query()
                                .singleRow();
                // Pinned where it was: the generation started again from what the import left.
                assertThat(now).containsEntry("pinned", true);
            }
        }
    }

    private static void finished(String location) {
        long until = System.currentTimeMillis() + 60_000;
        while (System.currentTimeMillis() < until) {
            if (!http.get(location).json().get("finished_at").isNull()) {
                return;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        throw new AssertionError("The job does not end.");
    }
}

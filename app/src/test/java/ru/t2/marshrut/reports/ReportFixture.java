package ru.t2.marshrut.reports;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.planning.PlanFixture;
import ru.t2.marshrut.testing.TestApplication;

/// The second quarter of 2026 of the demo stores: generated plans, and a life made up from a seed.
final class ReportFixture {

    static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
    private static final long SEED = 20_260_425;

    private final TestApplication application;
    private final Random random = new Random(SEED);

    private ReportFixture(TestApplication application) {
        this.application = application;
    }

    /// Plans and facts of these months in an application of their own.
    static TestApplication start(YearMonth... months) {
        var application = TestApplication.start(Map.of());
        var fixture = new ReportFixture(application);
        for (var month : months) {
            PlanFixture.publish(application, month);
            fixture.changeByHand(month);
            fixture.live(month);
        }
        fixture.disrupt(months[months.length - 1]);
        fixture.askModels(months[0].atDay(3));
        return application;
    }

    private record Visit(UUID id, String storeId, String repId, LocalDate day, int startSeconds) {}

    private List<Visit> visits(YearMonth month) {
        return application
                .jdbc()
                .sql(
                        """
                        select visit.id, store_id, rep_id, visit_date, start_seconds
                          from visit
                          join plan
                            on plan.id = plan_id
                         where plan.month = :month
                           and kind = 'published'
                           and status = 'planned'
                           and visit_date is not null
                         order by visit_date, rep_id, position
                        """)
                .param("month", month.atDay(1))
                .query((row, _) ->
                        new Visit(
                                row.getObject("id", UUID.class),
                                row.getString("store_id"),
                                row.getString("rep_id"),
                                row.getObject("visit_date", LocalDate.class),
                                row.getInt("start_seconds")))
                .list();
    }

    /// Cancels some visits, takes one out of the plan and adds extra ones.
    private void changeByHand(YearMonth month) {
        var visits = visits(month);
        var moves = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < visits.size(); i++) {
            if (i % 31 == 7) {
                moves.add(Map.of("type", "cancel", "visit_id", visits.get(i).id().toString()));
            } else if (i == 3) {
                moves.add(Map.of("type", "remove", "visit_id", visits.get(i).id().toString()));
            }
        }
        for (int i = 0; i < 5; i++) {
            var visit = visits.get(40 + 17 * i);
            var other = visits.get(visits.size() - 1 - 13 * i);
            if (!visit.day().equals(other.day())) {
                moves.add(
                        Map.of(
                                "type",
                                "add",
                                "store_id",
                                freeOn(visits, other.day(), i),
                                "rep_id",
                                other.repId(),
                                "date",
                                other.day().toString()));
            }
        }
        var answer = application.http().post("/api/v1/schedule/moves", Map.of("moves", moves));
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
    }

    private static String freeOn(List<Visit> visits, LocalDate day, int number) {
        var taken = visits.stream().filter(v -> v.day().equals(day)).map(Visit::storeId).toList();
        return visits.stream()
                .map(Visit::storeId)
                .distinct()
                .filter(store -> !taken.contains(store))
                .skip(number)
                .findFirst()
                .orElseThrow();
    }

    /// What became of the visits of a month; the last days of the quarter are still to come.
    private void live(YearMonth month) {
        for (var visit : visits(month)) {
            if (visit.day().isAfter(LocalDate.of(2026, 6, 22))) {
                continue;
            }
            double luck = random.nextDouble();
            var planned = at(visit.day(), visit.startSeconds());
            var arrived = planned.plusSeconds((long) (random.nextGaussian() * 900 + 120));
            var left = arrived.plusSeconds(300 + random.nextInt(2_400));
            if (luck < 0.80) {
                fact(
                        visit,
                        "completed",
                        arrived,
                        left,
                        null,
                        random.nextInt(9) == 0 ? "=1+1" : null);
            } else if (luck < 0.83) {
                fact(visit, "completed", null, null, null, "без времени; \"кавычки\"");
            } else if (luck < 0.85) {
                status(visit, "completed");
            } else if (luck < 0.90) {
                fact(visit, "skipped", null, null, "Закрыто", null);
            } else if (luck < 0.92) {
                fact(visit, "skipped", arrived, left, "Ремонт", "стояли у двери");
            } else if (luck < 0.94) {
                fact(visit, "completed", arrived.plusDays(1), left.plusDays(1), null, null);
            } else if (luck < 0.96) {
                inProgress(visit, arrived);
            }
        }
    }

    private static OffsetDateTime at(LocalDate day, int seconds) {
        return day.atTime(LocalTime.ofSecondOfDay(seconds)).atZone(ZONE).toOffsetDateTime();
    }

    private void status(Visit visit, String status) {
        application
                .jdbc()
                .sql("update visit set status = :status, version = version + 1 where id = :id")
                .param("status", status)
                .param("id", visit.id())
                .update();
    }

    private void fact(
            Visit visit,
            String outcome,
            @Nullable OffsetDateTime arrived,
            @Nullable OffsetDateTime left,
            @Nullable String reason,
            @Nullable String note) {
        status(visit, outcome);
        insert(visit, outcome, arrived, left, reason, note);
    }

    private void inProgress(Visit visit, OffsetDateTime arrived) {
        insert(visit, "in_progress", arrived, null, null, null);
    }

    private void insert(
            Visit visit,
            String outcome,
            @Nullable OffsetDateTime arrived,
            @Nullable OffsetDateTime left,
            @Nullable String reason,
            @Nullable String note) {
        application
                .jdbc()
                .sql(
                        """
                        insert into visit_fact
                          (visit_id, store_id, rep_id, visit_date, outcome, arrived_at, left_at, reason, note,
                           updated_at)
                        values
                          (:id, :store, :rep, :day, :outcome, :arrived, :left, :reason, :note, :updated)
                        """)
                .param("id", visit.id())
                .param("store", visit.storeId())
                .param("rep", visit.repId())
                .param("day", visit.day())
                .param("outcome", outcome)
                .param("arrived", arrived)
                .param("left", left)
                .param("reason", reason)
                .param("note", note)
                .param("updated", at(visit.day(), 79_200))
                .update();
    }

    private void disrupt(YearMonth month) {
        var http = application.http();
        var applied =
                http.post(
                        "/api/v1/force_majeure",
                        Map.of(
                                "kind",
                                "rep_unavailable",
                                "from",
                                month.atDay(25).toString(),
                                "rep_ids",
                                List.of("rep-2")));
        http.post("/api/v1/force_majeure/" + applied.json().get("id").asString() + "/apply", "");
        var stormy = visits(month).getLast();
        var proposed =
                http.post(
                        "/api/v1/force_majeure",
                        Map.of(
                                "kind",
                                "weather",
                                "from",
                                stormy.day().toString(),
                                "districts",
                                List.of(
                                        http.get("/api/v1/locations/" + stormy.storeId())
                                                .json()
                                                .get("district")
                                                .asString())));
        if (proposed.status() != 201) {
            throw new AssertionError(proposed.text());
        }
    }

    /// Runs of models as the assistant keeps them.
    private void askModels(LocalDate day) {
        var failures = new HashMap<String, String>();
        failures.put("llama", "timed_out");
        failures.put("qwen", "crashed");
        for (int i = 0; i < 60; i++) {
            var run = UUID.randomUUID();
            boolean fallback = i % 5 == 0;
            boolean nobody = i % 20 == 0;
            application
                    .jdbc()
                    .sql(
                            """
                            insert into model_run
                              (id, created_at, prompt_version, situation, options, chosen_option, confidence)
                            values
                              (:id, :at, 'choose-route-1', 's', array['shortest', 'balanced'], :chosen, :confidence)
                            """)
                    .param("id", run)
                    .param("at", at(day.plusDays(i % 20), 36_000 + i))
                    .param("chosen", nobody ? null : i % 2)
                    .param("confidence", nobody ? null : 0.5)
                    .update();
            if (fallback) {
                turn(run, 0, "qwen", failures.get("qwen"), 900 + i);
                turn(run, 1, "llama", nobody ? failures.get("llama") : "answered", 2_000 + 31 * i);
            } else {
                turn(run, 0, "qwen", "answered", 400 + 17 * ((i * 7) % 60));
            }
        }
    }

    private void turn(UUID run, int position, String model, @Nullable String outcome, int millis) {
        application
                .jdbc()
                .sql(
                        """
                        insert into model_attempt
                          (run_id, position, model, outcome, detail, prompt_tokens, cached_tokens, output_tokens,
                           queued_millis, prompting_millis, generating_millis, duration_millis, scores)
                        values
                          (:run, :position, :model, :outcome, :detail, 10, 0, 1, 0, 1, 1, :millis, '[]')
                        """)
                .param("run", run)
                .param("position", position)
                .param("model", model)
                .param("outcome", outcome)
                .param("detail", "answered".equals(outcome) ? null : "x")
                .param("millis", millis)
                .update();
    }
}

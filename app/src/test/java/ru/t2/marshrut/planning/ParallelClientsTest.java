package ru.t2.marshrut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import ru.t2.marshrut.testing.HttpCalls;
import ru.t2.marshrut.testing.TestApplication;
import tools.jackson.databind.JsonNode;

/// Twenty clients change one month at once; afterwards its history has to be without a gap and the
/// plan whole. `-Dclients.seconds=120` runs longer than the usual few seconds.
class ParallelClientsTest {

    private static final int CLIENTS = 20;
    private static final Duration TIME =
            Duration.ofSeconds(Integer.getInteger("clients.seconds", 12));

    /// Refusals that say what is the matter: something changed meanwhile, a rule forbids it, or the
    /// solver is busy.
    private static final Set<Integer> EXPECTED = Set.of(200, 201, 202, 409, 422, 429);

    private final Map<String, AtomicLong> answers = new ConcurrentSkipListMap<>();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Map<String, String> completed = new ConcurrentHashMap<>();
    private final Set<String> problems = ConcurrentHashMap.newKeySet();

    @Test
    void manyClientsOnOneMonthLoseNothing() throws Exception {
        try (var application = TestApplication.start(Map.of())) {
            PlanFixture.publish(application, java.time.YearMonth.of(2026, 4));
            long until = System.nanoTime() + TIME.toNanos();
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                var clients = new ArrayList<Future<?>>();
                for (int i = 0; i < CLIENTS; i++) {
                    var client = new Client(application.http(), i);
                    clients.add(
                            pool.submit(() -> {
                                while (System.nanoTime() < until) {
                                    client.act();
                                }
                            }));
                }
                for (var client : clients) {
                    client.get();
                }
            }
            awaitJobs(application);
            System.out.println(new TreeMap<>(answers));
            assertThat(problems).isEmpty();
            assertThat(answers.keySet())
                    .as("a generation comes through, whoever else is at work")
                    .contains("job succeeded")
                    .doesNotContain("job failed");
            assertThat(answers.keySet()).as("several kinds of calls").hasSizeGreaterThan(8);
            new Invariants(application).hold();
        }
    }

    private static void awaitJobs(TestApplication application) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            long left =
                    application
                            .jdbc()
                            .sql("select count(*) from job where finished_at is null")
                            .query(Long.class)
                            .single();
            if (left == 0) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("Jobs do not end.");
    }

    /// One of the clients, with a fixed course of random choices.
    private final class Client {

        private final HttpCalls http;
        private final int number;
        private final Random random;

        Client(HttpCalls http, int number) {
            this.http = http;
            this.number = number;
            random = new Random(4711 + number);
        }

        void act() {
            if (number == 0) {
                generate();
            } else if (number <= 2) {
                disrupt();
            } else {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> move();
                    case 3 -> swap();
                    case 4 -> status();
                    case 5 -> takeOutAndBack();
                    case 6 -> order();
                    default -> {
                        note("month", http.get("/api/v1/schedule?month=2026-04"));
                        note("unplaced", http.get("/api/v1/schedule/unplaced?month=2026-04"));
                    }
                }
            }
        }

        private HttpCalls.Answer note(String what, HttpCalls.Answer answer) {
            answers.computeIfAbsent(what + " " + answer.status(), _ -> new AtomicLong())
                    .incrementAndGet();
            // Somebody may have emptied the route between its reading and its new order.
            boolean routeGone =
                    what.equals("order")
                            && answer.status() == 404
                            && answer.text().contains("\"code\":\"no_route\"");
            if (!EXPECTED.contains(answer.status()) && !routeGone) {
                problems.add(what + ": " + answer.status() + " " + answer.text());
            }
            return answer;
        }

        private String day() {
            return "2026-04-%02d"
                    .formatted(List.of(6, 7, 8, 9, 10, 13, 14, 15, 16, 17).get(random.nextInt(10)));
        }

        private String rep() {
            return "rep-" + (1 + random.nextInt(4));
        }

        private List<JsonNode> open() {
            var found = new ArrayList<JsonNode>();
            var answer = note("day", http.get("/api/v1/schedule/daily?date=" + day()));
            for (var route : answer.json().path("routes")) {
                for (var stop : route.get("stops")) {
                    if (Set.of("planned", "rescheduled")
                            .contains(stop.at("/visit/status").asString())) {
                        found.add(stop.get("visit"));
                    }
                }
            }
            return found;
        }

        /// A write that says which version it has seen changes it at most once. A move to where the
        /// visit is already changes nothing.
        private void accept(HttpCalls.Answer answer, JsonNode visit) {
            if (answer.status() != 200
                    || (answer.json().has("visits") && answer.json().get("visits").isEmpty())) {
                return;
            }
            String seen = visit.get("visit_id").asString() + " " + visit.get("version").asInt();
            if (!accepted.add(seen)) {
                problems.add("Two clients have changed the same version: " + seen);
            }
        }

        private void generate() {
            boolean one = random.nextBoolean();
            var answer =
                    note(
                            "generate",
                            http.post(
                                    "/api/v1/schedule/generate",
                                    one
                                            ? Map.of(
                                                    "month",
                                                    "2026-04",
                                                    "seconds",
                                                    1,
                                                    "force",
                                                    true,
                                                    "rep_ids",
                                                    List.of(rep()))
                                            : Map.of(
                                                    "month", "2026-04", "seconds", 1, "force",
                                                    true)));
            if (answer.status() == 202) {
                var job = new PlanningCalls(http).finished(answer.header("Location"));
                String end = job.get("status").asString();
                answers.computeIfAbsent("job " + end, _ -> new AtomicLong()).incrementAndGet();
                if (!end.equals("succeeded")
                        && !job.get("failure").asString().equals("plan_changed")) {
                    problems.add(job.toString());
                }
            }
        }

        private void disrupt() {
            var proposed =
                    note(
                            "disruption",
                            http.post(
                                    "/api/v1/force_majeure",
                                    Map.of(
                                            "kind", "rep_unavailable",
                                            "from", day(),
                                            "rep_ids", List.of(rep()))));
            if (proposed.status() == 201) {
                String path = "/api/v1/force_majeure/" + proposed.json().get("id").asString();
                if (note("apply", http.post(path + "/apply", Map.of())).status() == 200
                        && random.nextBoolean()) {
                    note("undo", http.post(path + "/undo", Map.of()));
                }
            }
        }

        private void move() {
            var open = open();
            if (!open.isEmpty()) {
                var visit = open.get(random.nextInt(open.size()));
                accept(
                        note(
                                "move",
                                http.post(
                                        "/api/v1/schedule/moves",
                                        Map.of(
                                                "moves",
                                                List.of(
                                                        Map.of(
                                                                "type", "move",
                                                                "visit_id",
                                                                        visit.get("visit_id")
                                                                                .asString(),
                                                                "version",
                                                                        visit.get("version")
                                                                                .asInt(),
                                                                "rep_id", rep(),
                                                                "date", day()))))),
                        visit);
            }
        }

        private void swap() {
            var open = open();
            if (open.size() > 1) {
                note(
                        "swap",
                        http.post(
                                "/api/v1/schedule/moves",
                                Map.of(
                                        "moves",
                                        List.of(
                                                Map.of(
                                                        "type", "swap",
                                                        "visit_id",
                                                                open.getFirst()
                                                                        .get("visit_id")
                                                                        .asString(),
                                                        "other_visit_id",
                                                                open.getLast()
                                                                        .get("visit_id")
                                                                        .asString())))));
            }
        }

        private void status() {
            var open = open();
            if (!open.isEmpty()) {
                var visit = open.get(random.nextInt(open.size()));
                String id = visit.get("visit_id").asString();
                var answer =
                        note(
                                "complete",
                                http.patch(
                                        "/api/v1/schedule/" + id,
                                        Map.of(
                                                "status",
                                                "completed",
                                                "version",
                                                visit.get("version").asInt())));
                accept(answer, visit);
                if (answer.status() == 200) {
                    completed.put(
                            id,
                            answer.json().get("rep_id").asString()
                                    + " "
                                    + answer.json().get("date").asString());
                }
            }
        }

        private void takeOutAndBack() {
            var open = open();
            if (!open.isEmpty()) {
                String id = open.get(random.nextInt(open.size())).get("visit_id").asString();
                var out =
                        note(
                                "remove",
                                http.post(
                                        "/api/v1/schedule/moves",
                                        Map.of(
                                                "moves",
                                                List.of(
                                                        Map.of(
                                                                "type",
                                                                "remove",
                                                                "visit_id",
                                                                id)))));
                if (out.status() == 200) {
                    note(
                            "resolve",
                            http.post(
                                    "/api/v1/schedule/unplaced/" + id + "/resolve",
                                    Map.of("how", "solver")));
                }
            }
        }

        private void order() {
            var routes =
                    note("day", http.get("/api/v1/schedule/daily?date=" + day()))
                            .json()
                            .path("routes");
            if (!routes.isEmpty()) {
                var route = routes.get(random.nextInt(routes.size()));
                var ids = new ArrayList<String>();
                route.get("stops")
                        .forEach(stop -> {
                            if (!stop.at("/visit/position").isNull()) {
                                ids.add(stop.at("/visit/visit_id").asString());
                            }
                        });
                note(
                        "order",
                        http.put(
                                "/api/v1/schedule/day-route",
                                Map.of(
                                        "rep_id", route.at("/day/rep_id").asString(),
                                        "date", route.at("/day/date").asString(),
                                        "version", route.at("/day/version").asInt(),
                                        "visit_ids", ids.reversed())));
            }
        }
    }

    /// What must be true of the database whatever happened.
    private final class Invariants {

        private final TestApplication application;

        Invariants(TestApplication application) {
            this.application = application;
        }

        private void none(String what, String sql) {
            assertThat(application.jdbc().sql(sql).query(Long.class).single()).as(what).isZero();
        }

        void hold() {
            none(
                    "stores visited twice a day",
                    """
                    select count(*)
                      from (select 1
                              from visit
                             where visit_date is not null
                               and status <> 'cancelled'
                             group by plan_id, store_id, visit_date
                            having count(*) > 1) as doubled
                    """);
            none(
                    "stores whose month does not have its norm",
                    """
                    select count(*)
                      from store
                     where category <> 'D'
                       and case category when 'A' then 3 when 'B' then 2 else 1 end
                           <> (select count(*)
                                 from visit
                                where store_id = store.id
                                  and status <> 'cancelled')
                    """);
            none(
                    "versions without a row or rows without a version",
                    """
                    select abs(version - (select count(*) from plan_version where plan_id = plan.id))
                      from plan
                    """);
            none(
                    "changes that do not begin where the one before ended: lost updates",
                    """
                    with chain as (
                      select visit_id, before, number,
                             lag(after) over (partition by visit_id order by number) as earlier
                        from plan_version_visit
                    )
                    select count(*)
                      from chain
                     where number > 1
                       and (before ->> 'rep_id', before ->> 'date', before ->> 'position', before ->> 'pinned')
                           is distinct from
                           (earlier ->> 'rep_id', earlier ->> 'date', earlier ->> 'position', earlier ->> 'pinned')
                       and earlier is not null
                    """);
            none(
                    "visits that are not where their last change put them",
                    """
                    select count(*)
                      from (select distinct on (visit_id) visit_id, after
                              from plan_version_visit
                             order by visit_id, number desc) as latest
                      join visit on visit.id = latest.visit_id
                     where (visit.rep_id, visit.visit_date::text, coalesce(visit.position, 0)::text)
                           is distinct from
                           (after ->> 'rep_id', after ->> 'date', after ->> 'position')
                    """);
            none(
                    "routes whose places have gaps",
                    """
                    select count(*)
                      from (select 1
                              from visit
                             where position is not null
                             group by plan_id, rep_id, visit_date
                            having max(position) <> count(*) or min(position) <> 1) as gaps
                    """);
            none(
                    "rep-days without stops or stops without a rep-day",
                    """
                    select count(*)
                      from (select distinct plan_id, rep_id, visit_date as day
                              from visit
                             where position is not null) as busy
                      full join rep_day using (plan_id, rep_id, day)
                     where busy.rep_id is null
                        or rep_day.version is null
                    """);
            none(
                    "rep-days whose figures are not those of their stops",
                    """
                    select count(*)
                      from rep_day
                     where distance_metres - home_distance_metres
                           <> (select sum(visit.distance_metres)
                                 from visit
                                where visit.plan_id = rep_day.plan_id
                                  and visit.rep_id = rep_day.rep_id
                                  and visit.visit_date = rep_day.day
                                  and position is not null)
                    """);
            none(
                    "deadlocks",
                    "select deadlocks from pg_stat_database where datname = current_database()");
            completed.forEach((id, day) ->
                    assertThat(
                                    application
                                            .jdbc()
                                            .sql(
                                                    """
                                                    select status || ' ' || rep_id || ' ' || visit_date
                                                      from visit
                                                     where id = cast(:id as uuid)
                                                    """)
                                            .param("id", id)
                                            .query(String.class)
                                            .single())
                            .isEqualTo("completed " + day));
            assertThat(completed).isNotEmpty();
        }
    }
}

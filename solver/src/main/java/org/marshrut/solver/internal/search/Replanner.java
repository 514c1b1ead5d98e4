package org.marshrut.solver.internal.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.marshrut.solver.Problem;
import org.marshrut.solver.Replan;
import org.marshrut.solver.Replanned;
import org.marshrut.solver.Replanned.Change;
import org.marshrut.solver.Settings;
import org.marshrut.solver.Shift;
import org.marshrut.solver.Slot;
import org.marshrut.solver.Visit;
import org.marshrut.solver.internal.check.Oracle;
import org.marshrut.solver.internal.model.Model;
import org.marshrut.solver.internal.model.Rng;
import org.marshrut.solver.internal.model.Routes;

/// Re-plans some days: cuts them out of the problem, repairs them, and searches on if asked to.
public final class Replanner {

    private static final long SEED = 1;

    private final Whole whole;
    private final Map<String, Slot> known; // of the plan in force, by visit
    private final int[][] orders;
    private final Set<String> affected = new HashSet<>();

    private Replanner(Problem problem, Map<String, List<String>> orders, Map<String, Slot> known) {
        whole = new Whole(problem);
        this.known = known;
        this.orders = whole.numbers(orders);
    }

    /// Places anew what has no place, within the days given.
    ///
    /// @param known rep and day of visits in the plan in force, as far as known, for shifts that
    ///   the problem has no more
    public static Replanned run(
            Problem problem,
            Map<String, List<String>> orders,
            Map<String, Slot> known,
            Replan how) {
        long begun = System.nanoTime();
        Replanner replanner = new Replanner(problem, orders, known);
        Set<String> mentioned = new HashSet<>();
        orders.values().forEach(mentioned::addAll);
        @Nullable Slot[] before = replanner.slots();
        replanner.replan(mentioned, how);
        List<Change> changes = replanner.changes(before);
        return new Replanned(
                Oracle.evaluate(problem, replanner.whole.names(replanner.orders)),
                changes,
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private void replan(Set<String> mentioned, Replan how) {
        int[] shiftOf = whole.shiftOf(orders);
        int[] open =
                IntStream.range(0, whole.shifts)
                        .filter(s ->
                                whole.day(s) >= how.firstDay() && whole.day(s) <= how.lastDay())
                        .toArray();
        int[] homeless =
                IntStream.range(0, whole.n)
                        .filter(v -> shiftOf[v] == Model.NONE && wanted(v, mentioned))
                        .toArray();
        Part part = new Part(whole, orders, shiftOf, open, homeless);
        for (int v : homeless) {
            affected.add(whole.problem.visits().get(v).id());
        }
        if (part.problem.visits().isEmpty() || open.length == 0) {
            return;
        }
        Map<String, List<String>> found = repaired(part, how.even());
        Settings search = how.search();
        if (search != null) {
            Problem stable = stable(part, found, how.even());
            found = Search.part(stable, found, false, search).orders();
        }
        for (int s : open) {
            String id = whole.problem.shifts().get(s).id();
            orders[s] = found.getOrDefault(id, List.of()).stream().mapToInt(whole::visit).toArray();
        }
    }

    /// Of the visits in no route: those that must be done, and those that were planned.
    private boolean wanted(int v, Set<String> mentioned) {
        Visit visit = whole.problem.visits().get(v);
        return visit.required() || mentioned.contains(visit.id());
    }

    private Map<String, List<String>> repaired(Part part, boolean even) {
        Model m = Model.of(part.problem);
        Routes routes = new Routes(m);
        WarmStart.load(routes, part.orders());
        for (int i = 0; i < routes.absent.count; i++) {
            affected.add(m.problem.visits().get(routes.absent.visits[i]).id());
        }
        if (routes.absent.count > 0) {
            Rng rng = new Rng(SEED);
            int[] absent = routes.absent.now();
            Insertion insertion = new Insertion(routes, new Near(m, m.n, absent), rng);
            new Repair(routes, insertion, rng, even).run();
        }
        Map<String, List<String>> found = new HashMap<>();
        for (int s = 0; s < m.shifts; s++) {
            List<String> ids = new ArrayList<>(routes.size[s]);
            for (int i = 0; i < routes.size[s]; i++) {
                ids.add(m.problem.visits().get(routes.order[s][i]).id());
            }
            found.put(m.problem.shifts().get(s).id(), ids);
        }
        return found;
    }

    /// The part with the plan in force as its reference; spread evenly, the affected visits stay
    /// with the reps who received them.
    private Problem stable(Part part, Map<String, List<String>> found, boolean even) {
        Problem problem = part.problem;
        Map<String, String> receiver = new HashMap<>();
        for (Shift shift : problem.shifts()) {
            for (String id : found.getOrDefault(shift.id(), List.of())) {
                if (even && affected.contains(id)) {
                    receiver.put(id, shift.rep());
                }
            }
        }
        List<Visit> visits = new ArrayList<>();
        for (Visit visit : problem.visits()) {
            String rep = receiver.get(visit.id());
            visits.add(rep == null ? visit : Part.onlyBy(visit, rep));
        }
        Map<String, Slot> reference = new HashMap<>(problem.reference());
        if (whole.problem.reference().isEmpty()) {
            int[] shiftOf = whole.shiftOf(orders);
            for (Visit visit : visits) {
                Slot slot = slot(shiftOf, whole.visit(visit.id()));
                if (slot != null) {
                    reference.put(visit.id(), slot);
                }
            }
        }
        return problem.toBuilder().visits(visits).reference(reference).build();
    }

    private @Nullable Slot slot(int[] shiftOf, int v) {
        if (shiftOf[v] == Model.NONE) {
            return null;
        }
        Shift shift = whole.problem.shifts().get(shiftOf[v]);
        return new Slot(shift.rep(), shift.day());
    }

    private @Nullable Slot[] slots() {
        int[] shiftOf = whole.shiftOf(orders);
        @Nullable Slot[] slots = new @Nullable Slot[whole.n];
        for (int v = 0; v < slots.length; v++) {
            slots[v] = slot(shiftOf, v);
        }
        return slots;
    }

    private List<Change> changes(@Nullable Slot[] before) {
        @Nullable Slot[] after = slots();
        List<Change> changes = new ArrayList<>();
        for (int v = 0; v < after.length; v++) {
            String id = whole.problem.visits().get(v).id();
            @Nullable Slot old = before[v] != null ? before[v] : known.get(id);
            if (old == null && !known.containsKey(id)) {
                old = whole.problem.reference().get(id);
            }
            if (!Objects.equals(old, after[v])) {
                changes.add(
                        new Change(
                                id,
                                Optional.ofNullable(old),
                                Optional.ofNullable(after[v]),
                                affected.contains(id)));
            }
        }
        return changes;
    }
}

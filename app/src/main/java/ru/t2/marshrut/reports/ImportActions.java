package ru.t2.marshrut.reports;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.t2.marshrut.planning.Change;
import ru.t2.marshrut.planning.Unplaced;
import ru.t2.marshrut.planning.VisitStatus;

/// What a checked file comes to, in the order in which it has to be done: completed visits that
/// become open again, then the plans, then facts.
///
/// @param takenBack completed visits that become open
/// @param changes of the plans
/// @param origins where each of the changes was written
/// @param facts to be written
record ImportActions(
        List<ImportWish> takenBack,
        List<Change> changes,
        List<ImportPlace> origins,
        List<ImportWish> facts) {

    ImportActions {
        takenBack = List.copyOf(takenBack);
        changes = List.copyOf(changes);
        origins = List.copyOf(origins);
        facts = List.copyOf(facts);
    }

    boolean isEmpty() {
        return takenBack.isEmpty() && changes.isEmpty() && facts.isEmpty();
    }

    /// @param plans in force, by month; additions to other months must have been refused
    static ImportActions of(ImportMerge merge, Map<YearMonth, UUID> plans) {
        var takenBack = new ArrayList<ImportWish>();
        var facts = new ArrayList<ImportWish>();
        var out = new ArrayList<Step>();
        var placed = new ArrayList<Step>();
        var pins = new ArrayList<Step>();
        for (var wish : merge.wishes.all()) {
            var from = wish.current.status();
            var to = wish.status();
            if (from == VisitStatus.COMPLETED && to.isOpen()) {
                takenBack.add(wish);
            } else if (to == VisitStatus.COMPLETED || to == VisitStatus.SKIPPED) {
                if (wish.changes(
                        ImportField.STATUS,
                        ImportField.ARRIVED,
                        ImportField.LEFT,
                        ImportField.REASON,
                        ImportField.NOTE)) {
                    facts.add(wish);
                }
            }
            plan(wish, out, placed, pins);
        }
        for (var addition : merge.additions()) {
            var id = UUID.randomUUID();
            var plan = plans.get(YearMonth.from(addition.date()));
            if (plan != null) {
                out.add(
                        new Step(
                                new Change.Add(id, plan, addition.storeId(), true),
                                addition.place(),
                                0));
                placed.add(
                        place(
                                id,
                                addition.repId(),
                                addition.date(),
                                addition.position(),
                                VisitStatus.PLANNED,
                                addition.place()));
            }
        }
        // From the first place of a route on, so that each finds those before it where they belong.
        placed.sort(Comparator.comparingInt(Step::position));
        var steps = new ArrayList<Step>();
        steps.addAll(out);
        steps.addAll(placed);
        steps.addAll(pins);
        return new ImportActions(
                takenBack,
                steps.stream().map(Step::change).toList(),
                steps.stream().map(Step::place).toList(),
                facts);
    }

    private record Step(Change change, ImportPlace place, int position) {}

    private static void plan(ImportWish wish, List<Step> out, List<Step> placed, List<Step> pins) {
        var id = wish.current.id();
        var to = wish.status();
        if (wish.changes(ImportField.STATUS) && to == VisitStatus.CANCELLED) {
            out.add(new Step(new Change.Cancel(id), wish.place(), 0));
            return;
        }
        boolean moves = wish.changes(ImportField.DATE, ImportField.REP_ID, ImportField.POSITION);
        boolean reopens =
                wish.changes(ImportField.STATUS)
                        && to.isOpen()
                        && wish.current.status() != VisitStatus.COMPLETED;
        if (moves && wish.date().isEmpty()) {
            out.add(
                    new Step(
                            new Change.TakeOut(id, Unplaced.of(Unplaced.Code.TAKEN_OUT)),
                            wish.place(),
                            0));
        } else if (moves || reopens) {
            boolean otherDay = wish.changes(ImportField.DATE, ImportField.REP_ID);
            // On another day the old place means nothing, unless the file says a new one.
            var position =
                    otherDay && !wish.changes(ImportField.POSITION)
                            ? null
                            : (Integer) wish.value(ImportField.POSITION);
            placed.add(
                    place(
                            id,
                            wish.repId().orElseThrow(),
                            wish.date().orElseThrow(),
                            position,
                            openStatus(wish),
                            wish.place()));
        }
        if (wish.changes(ImportField.PINNED)) {
            pins.add(
                    new Step(
                            new Change.Pin(id, Boolean.TRUE.equals(wish.value(ImportField.PINNED))),
                            wish.place(),
                            0));
        }
    }

    /// As a move by hand leaves it: a skipped visit is planned again.
    private static VisitStatus openStatus(ImportWish wish) {
        var to = wish.status();
        if (to.isOpen()) {
            return to;
        }
        return wish.current.status().isOpen() ? wish.current.status() : VisitStatus.PLANNED;
    }

    private static Step place(
            UUID id,
            String repId,
            java.time.LocalDate date,
            @Nullable Integer position,
            VisitStatus status,
            ImportPlace place) {
        return new Step(
                new Change.Place(
                        id,
                        repId,
                        date,
                        position == null ? OptionalInt.empty() : OptionalInt.of(position),
                        status),
                place,
                position == null ? Integer.MAX_VALUE : position);
    }
}

package ru.t2.marshrut.planning;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.marshrut.solver.Rule;
import org.marshrut.solver.Unassigned;
import ru.t2.marshrut.planning.Unplaced.Blocked;
import ru.t2.marshrut.planning.Unplaced.Code;
import ru.t2.marshrut.planning.Unplaced.Relaxation;

/// The solver's reasons in the words of plans.
final class Reasons {

    private Reasons() {}

    static String word(Rule rule) {
        return rule.name().toLowerCase(Locale.ROOT);
    }

    /// Why a visit found no place.
    ///
    /// @param days of the shifts, by shift id
    static Unplaced of(Unassigned unassigned, Map<String, DayKey> days) {
        var counts = new EnumMap<Rule, Integer>(Rule.class);
        unassigned.blocked().forEach(blocked -> counts.merge(blocked.rule(), 1, Integer::sum));
        var blocked = new ArrayList<Blocked>();
        counts.forEach((rule, count) -> blocked.add(new Blocked(word(rule), count)));
        blocked.sort((a, b) -> Integer.compare(b.days(), a.days()));
        return new Unplaced(
                Code.NO_ROOM,
                List.copyOf(blocked),
                unassigned.relaxation().map(easing -> relaxation(easing, days)).orElse(null));
    }

    private static Relaxation relaxation(Unassigned.Blocked easing, Map<String, DayKey> days) {
        var day = days.get(easing.shiftId());
        if (day == null) {
            throw new IllegalStateException("Shift %s is unknown.".formatted(easing.shiftId()));
        }
        return new Relaxation(word(easing.rule()), day.repId(), day.date(), easing.amount());
    }
}

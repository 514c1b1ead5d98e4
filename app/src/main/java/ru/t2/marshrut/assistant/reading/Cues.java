package ru.t2.marshrut.assistant.reading;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import ru.t2.marshrut.assistant.Wish.Kind;

/// Says by keywords what a clause wants: the control that models are compared with, and the way
/// when none can be asked.
final class Cues {

    private static final Map<Kind, Pattern> PATTERNS = new LinkedHashMap<>();

    static {
        // Earlier ones win.
        put(
                Kind.MUST,
                "обязательно|непременно|(не|нельзя) (пропускать|пропусти|пропустить|забудь|забыть)|must|don.?t (skip|miss)");
        put(
                Kind.SKIP,
                "не (заезж|ехать|езд|надо|нужно|посещ|включ|бер|брать)|пропуст|пропуск|исключ|убер|убрать|выкин|вычеркн"
                        + "|отмен|(^|\\s)(без|кроме|минуя)(\\s|$)|мимо|объех|объез|закрыт|skip|exclude|without|omit|drop|don.?t (go|visit)|avoid");
        put(
                Kind.RETURN_BY,
                "верну|возвра|домой|дома|на базе|освобод|конец смены|(закончить|завершить) (день|смену|работу|маршрут)"
                        + "|(закончи|заверши)|(^|\\s)back by|be back|return|get home|finish by|be done");
        put(
                Kind.LAST,
                "последн|в конце|в конец|напоследок|под конец|заверш|закончи|закончить|в самом конце|last|at the end|end with|finish (at|with)");
        put(
                Kind.FIRST,
                "сначала|сперва|перв(ым|ой|ая|ую|ое|ый|ого|о)|начать|начни|начин|в первую очередь|поскорее в|first|start|begin");
        put(
                Kind.PREFER_PRIORITY,
                "важн|приоритет|ключев|категори|крупн|(^|\\s)vip|important|priority");
        put(Kind.PREFER_COST, "деш[её]в|эконом|бензин|топлив|затрат|расход|cheap|cost|fuel");
        put(
                Kind.PREFER_DISTANCE,
                "коротк|кратчайш|километ|поменьше (ехать|ездить)|меньше ехать|меньше ездить|пробег|без крюков|shortest|distance|fewer k");
        put(
                Kind.PREFER_TIME,
                "быстр|скор(ее|ей)|пораньше|меньше времени|не затяг|не задерж|раньше освоб|fast|quick|less time|early");
    }

    private Cues() {}

    private static void put(Kind kind, String pattern) {
        PATTERNS.put(
                kind, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    /// The first of the allowed kinds that a keyword speaks for; without a keyword the one that the
    /// evidence suggests.
    static Kind kind(String clause, Set<Kind> allowed) {
        Optional<Kind> said =
                PATTERNS.entrySet().stream()
                        .filter(entry -> allowed.contains(entry.getKey()))
                        .filter(entry -> entry.getValue().matcher(clause).find())
                        .map(Map.Entry::getKey)
                        .findFirst();
        boolean avoids = allowed.contains(Kind.AVOID_DISTRICT) && says(Kind.SKIP, clause);
        if (avoids) {
            return Kind.AVOID_DISTRICT;
        }
        return said.orElseGet(() -> {
            if (allowed.contains(Kind.ORDER)) {
                return Kind.ORDER;
            }
            return allowed.contains(Kind.TIME) ? Kind.TIME : Kind.NONE;
        });
    }

    static boolean says(Kind kind, String clause) {
        var pattern = PATTERNS.get(kind);
        return pattern != null && pattern.matcher(clause).find();
    }
}

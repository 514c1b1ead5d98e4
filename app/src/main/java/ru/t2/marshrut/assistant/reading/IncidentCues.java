package ru.t2.marshrut.assistant.reading;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import ru.t2.marshrut.assistant.Incident.Effect;
import ru.t2.marshrut.assistant.Incident.Kind;

/// Says by keywords what went wrong: the control that models are compared with, and the way when
/// none can be asked.
final class IncidentCues {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Map<Kind, Pattern> PATTERNS = new LinkedHashMap<>();

    static {
        // Earlier ones win.
        put(
                Kind.WEATHER,
                "метел|(^|\\s)снег|снегопад|гололед|гололёд|гололедиц|буран|туман|ливн|ливень|дожд|гроз|шторм|ураган"
                        + "|непогод|погод|мороз|павод|наводнен|половодь|распутиц|заносы|замел|занесло|пург|вьюг"
                        + "|snow|(^|\\s)ice|icy|storm|(^|\\s)fog|weather|blizzard|flood");
        put(
                Kind.ROAD_CLOSED,
                "дорог\\p{L}* .*(закры|перекр|ремонт|размы|разби)|(закры|перекр)\\p{L}* .*(дорог|трасс|мост|проезд|въезд)"
                        + "|перекры|трасс|(^|\\s)мост\\p{L}{0,2}(\\s|$)|объезд|размы|(нет|закрыт\\p{L}*) проезд|проезд\\p{L}* (нет|закр)"
                        + "|не (проехать|доехать|добраться|проедешь)|дорожн|пробк|(^|\\s)road|bridge|highway");
        put(
                Kind.VEHICLE_BROKEN,
                "машин|автомобил|(сломал|поломал)(?!\\p{L}* (ног|рук|пал|реб|ключиц))|в ремонт|поломк|колес|не завод|не завел|двигател|мотор|коробк|аккумулятор"
                        + "|(^|\\s)дтп|авари|эвакуатор|автосервис|сервисе|техосмотр|сцеплен|встала"
                        + "|(^|\\s)car(\\s|$)|vehicle|broke|engine|tyre|tire");
        put(
                Kind.REP_UNAVAILABLE,
                "забол|болеет|болен|больна|больнич|больниц|приболе|отпуск|отгул|не выйд|не вышл|не вышел"
                        + "|не сможет|(^|\\s)не (будет|работает)(,|\\s|$)|отсутств|уволил|увольн|выходн|температур|простуд|грипп"
                        + "|командиров|учеб|обучени|не приде|отпрос|травм|сломала? (ног|рук)|слег|недомог|декрет|госпитал"
                        + "|плохо себя|у врача|к врачу|sick|(^|\\s)ill(\\s|$)|vacation|(^|\\s)leave|absent|day off"
                        + "|unavailable|hospital|flu(\\s|$)|unwell");
        put(
                Kind.STORE_CLOSED,
                "закры|не работа|на ремонт|ремонт|переуч|(^|\\s)уч[её]т|санитарн|инвентаризац|не принима|опечата"
                        + "|closed|inventory|shut");
        put(
                Kind.OTHER,
                "эвакуац|митинг|карантин|отключ|электрич|(нет|без) свет|авари|пожар|оцепл|праздник|ярмарк|шестви"
                        + "|форс|сорвал|задержан|задержк|power|fire|quarantine|strike");
    }

    private static final Pattern CLOSED =
            Pattern.compile(
                    "закры|перекры|не (проехать|доехать|добраться|проедешь)|нет проезда|размы|замел|занесло"
                            + "|непроезж|отрезан|closed|impassable|blocked|cut off",
                    FLAGS);
    private static final Pattern SLOWER =
            Pattern.compile(
                    "медлен|дольше|помедл|затрудн|пробк|скольз|осторожн|задерж|еле ед|ползут|slow|delay|longer",
                    FLAGS);

    private static final Pattern PERCENT =
            Pattern.compile("на (\\d{1,3}) ?(%|процент)|by (\\d{1,3}) ?(%|percent)", FLAGS);
    private static final Map<String, Integer> TIMES =
            Map.of(
                    "(в )?полтора раза|полуторн", 150,
                    "(в )?(два|2) раза|вдвое|twice", 200,
                    "(в )?(три|3) раза|втрое", 300);

    private IncidentCues() {}

    private static void put(Kind kind, String pattern) {
        PATTERNS.put(kind, Pattern.compile(pattern, FLAGS));
    }

    /// The first of the allowed kinds that a keyword speaks for.
    static Kind kind(String text, Set<Kind> allowed) {
        return PATTERNS.entrySet().stream()
                .filter(entry -> allowed.contains(entry.getKey()))
                .filter(entry -> entry.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Kind.NONE);
    }

    /// Whether places are closed or the ways slower: as the text says, else as things usually are.
    static Effect effect(String text, Kind kind) {
        if (SLOWER.matcher(text).find() && !CLOSED.matcher(text).find()) {
            return Effect.SLOWER;
        }
        boolean closed = kind != Kind.WEATHER || CLOSED.matcher(text).find();
        return closed ? Effect.CLOSED : Effect.SLOWER;
    }

    /// How long ways take, if the text says so; 100 is as ever.
    static OptionalInt slowdownPercent(String text) {
        var percent = PERCENT.matcher(text);
        if (percent.find()) {
            var number = percent.group(1) != null ? percent.group(1) : percent.group(3);
            return OptionalInt.of(100 + Integer.parseInt(number));
        }
        return TIMES.entrySet().stream()
                .filter(entry -> Pattern.compile(entry.getKey(), FLAGS).matcher(text).find())
                .mapToInt(Map.Entry::getValue)
                .findFirst();
    }
}

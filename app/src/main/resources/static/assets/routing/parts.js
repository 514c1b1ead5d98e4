/// Parts of an answer, each made of what the API said and nothing else.
import { make, stop, tag } from "../ui/dom.js";
import { clock, number, signed, text } from "../ui/texts.js";

const MODELS = { qwen: "Qwen", llama: "Llama" };
const OUTCOMES = ["file_missing", "load_failed", "timed_out", "crashed", "unusable_answer", "overloaded", "unreachable", "prompt_too_long", "cancelled"];
const outcome = (word) => text(OUTCOMES.includes(word) ? "outcome." + word : "outcome.other");

/// Who chose, how surely, and who was asked before in vain.
export function verdict({ answer, problem }, withoutModel) {
  if (problem) {
    const button = make("button", { type: "button", class: "primary", id: "without-model" }, text("without_model"));
    button.addEventListener("click", withoutModel);
    return make("div", { class: "notice", data: { tone: "bad" }, role: "alert", id: "no-model" },
      make("div", { class: "verdict grow" }, make("p", { class: "big" }, text(problem.code === "model_queue_full" ? "models_busy" : "no_model")), make("p", {}, text("no_model.way")), make("details", { open: true }, make("summary", {}, text("no_model.why")), make("p", { class: "small" }, problem.message)), make("p", {}, button)));
  }
  if (!answer) return "";
  const run = answer.model_run;
  const chosen = answer.candidates.find((each) => each.chosen);
  const name = chosen ? text("name." + chosen.name) : "";
  const failed = (run?.attempts ?? []).filter((each) => each.outcome !== "answered");
  const head = answer.chosen_by === "model"
    ? text("verdict.model", { model: MODELS[answer.model_used], name })
    : text(answer.chosen_by === "person" ? "verdict.person" : "verdict.solver", { name });
  return make("div", { class: "notice", data: { tone: answer.fallback_reason ? "warn" : "ok" }, id: "verdict" },
    make("div", { class: "verdict grow" },
      make("p", { class: "big", data: { modelUsed: answer.model_used } }, head),
      run && answer.chosen_by === "model" && make("p", {}, text("confidence", { percent: Math.round(run.confidence * 100) }), " · ", text("took", { seconds: number(run.duration_ms / 1000) }), run.confidence < 0.1 ? " · " + text("close_call") : ""),
      answer.fallback_reason && make("p", { id: "fallback" }, failed.length ? failed.map((each) => text("fallback", { model: MODELS[each.model] ?? each.model, why: outcome(each.outcome) })).join(" ") : text("fallback.other")),
      make("p", { class: "small muted" }, text("quality", { percent: number(answer.quality_score) }))));
}

function meaning(wish, stores) {
  const name = (id) => stores.find((each) => (each.id ?? each.ID) === id)?.name ?? id;
  const what = wish.wish === "prefer" ? text("wish.prefer." + wish.value) : text("wish." + wish.wish, { store: wish.store ? name(wish.store) : "", later: wish.later_store ? name(wish.later_store) : "", from: wish.from ?? "", until: wish.until ?? "" });
  return what;
}

/// What was understood of the free text, and what was refused, with the reason.
export function wishes(all, stores) {
  if (!all.length) return "";
  return make("section", { class: "card wishes-card", "aria-labelledby": "wishes-title" },
    make("header", {}, make("h2", { id: "wishes-title" }, text("wishes"))),
    make("ul", { class: "wishes card-body" }, all.map((wish) => make("li", { data: { accepted: wish.accepted } },
      tag(text(wish.accepted ? "accepted" : "refused"), wish.accepted ? "ok" : "bad"),
      make("span", {}, make("b", {}, meaning(wish, stores))),
      make("small", {}, text("from_words", { words: wish.text, by: MODELS[wish.read_by] ?? text("by_rule") }), wish.question || wish.reason ? " " + (wish.question ?? wish.reason) : "")))));
}

/// The order as given beside the one that is looked at.
export function comparison(before, after) {
  const rows = [
    ["distance", before.distance_km, after.distance_km, (value) => number(value), (value) => signed(value)],
    ["time", before.time_hours, after.time_hours, (value) => clock(value), (value) => clock(value, true)],
    ["cost", before.cost_rub, after.cost_rub, (value) => number(value, 0), (value) => signed(value, 0)],
    ["lateness", before.late_minutes + before.overtime_minutes, after.late_minutes + after.overtime_minutes, (value) => number(value, 0), (value) => signed(value, 0)],
    ["waiting", before.wait_minutes, after.wait_minutes, (value) => number(value, 0), (value) => signed(value, 0)],
  ].filter(([key, a, b]) => !["lateness", "waiting"].includes(key) || a + b > 0);
  return make("div", { class: "table-wrap", id: "comparison", tabindex: "0", role: "group", "aria-label": text("comparison") }, make("table", { class: "grid" },
    make("thead", {}, make("tr", {}, make("td", {}), make("th", { scope: "col", class: "number" }, text("before")), make("th", { scope: "col", class: "number" }, text("after")), make("th", { scope: "col", class: "number" }, text("difference")))),
    make("tbody", {}, rows.map(([key, a, b, show, sign]) => make("tr", {}, make("th", { scope: "row" }, text("figure." + key)), make("td", { class: "number" }, show(a)), make("td", { class: "number" }, show(b)), make("td", { class: "number " + (b < a ? "better" : b > a ? "worse" : "") }, sign(b - a)))))));
}

export function stopList(variant, places, rep) {
  const times = new Map(variant.stops.map((each) => [each.ID, each]));
  return make("ol", { class: "stops", id: "route-stops" }, places.map((place, i) => {
    const time = times.get(place.ID);
    return stop({
      number: i + 1, name: place.name, rep, id: place.ID,
      side: [make("b", {}, time.arrival), "–" + time.departure, time.day_offset ? ` +${time.day_offset}` : ""],
      note: [tag(place.priority), " ", time.late_minutes > 0 && tag(text("late", { n: time.late_minutes }), "bad"), time.wait_minutes > 0 && text("waits", { n: time.wait_minutes }) + " ", text("window", { from: place.time_window_start, until: place.time_window_end }), place.address ? " · " + place.address : ""],
    });
  }));
}


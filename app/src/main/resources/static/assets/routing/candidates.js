/// Candidates as cards and as lines on one map, who chose among them, what became of wishes, and the one that is
/// looked at beside the order as given.
import { api } from "../ui/api.js";
import { icon, make, tag } from "../ui/dom.js";
import { mapOf } from "../ui/map.js";
import { clock, number, text } from "../ui/texts.js";
import { tell, toast } from "../ui/toast.js";
import { comparison, stopList, verdict, wishes } from "./parts.js";
import { actions, listSaved } from "./saved.js";

const result = document.getElementById("result");
const mapElement = document.getElementById("optimize-map");
const legend = document.getElementById("map-legend");
let state = null;
let looked = 0;
let beside = false;

export function clear() {
  state = null;
  result.replaceChildren();
  legend.replaceChildren();
}

/// The route that was chosen, as one of the candidates; one of its own if it is none of them.
function chosenIndex() {
  const { answer, variants } = state;
  if (!answer) return Math.max(0, variants.findIndex((each) => each.recommended));
  const order = answer.locations.map((each) => each.ID).join("\n");
  const same = variants.findIndex((each) => each.order.join("\n") === order);
  if (same >= 0) return same;
  const last = answer.locations.at(-1);
  variants.unshift({
    name: answer.candidates.find((each) => each.chosen)?.name ?? "own_order",
    order: answer.locations.map((each) => each.ID),
    figures: { distance_km: answer.total_distance_km, time_hours: answer.total_time_hours, cost_rub: answer.total_cost_rub, finish: last.departure, wait_minutes: sum(answer, "wait_minutes"), late_minutes: sum(answer, "late_minutes"), overtime_minutes: 0 },
    distance_source: answer.distance_source, stops: answer.locations, pros: answer.explanation?.pros ?? [], cons: answer.explanation?.cons ?? [], violations: answer.violations, explanation_source: "template",
  });
  return 0;
}
const sum = (answer, key) => answer.locations.reduce((total, each) => total + each[key], 0);

function places(variant) {
  const byId = new Map([...state.offered.locations, ...(state.answer?.locations ?? [])].map((each) => [each.ID, each]));
  return variant.order.map((id) => byId.get(id));
}
const line = (stops) => {
  const points = stops.map((each) => [each.lat, each.lon]);
  return state.home ? [[state.home.lat, state.home.lon], ...points, [state.home.lat, state.home.lon]] : points;
};

export function showOnMap(keepView = false) {
  if (!state) return;
  const variant = state.variants[looked];
  const original = state.offered.original && (beside || state.variants.length < 2);
  const routes = state.variants.map((each, i) => ({ rep: i, name: text("name." + each.name), points: line(places(each)), dashed: i !== looked })).filter((_, i) => i === looked || !original);
  if (original) routes.unshift({ name: text("original"), points: line(state.offered.locations), dashed: true });
  const times = new Map(variant.stops.map((each) => [each.ID, each]));
  const stops = places(variant).map((each, i) => ({ id: each.ID, rep: looked, lat: each.lat, lon: each.lon, label: String(i + 1), title: each.name, note: `${times.get(each.ID).arrival}–${times.get(each.ID).departure}`, late: times.get(each.ID).late_minutes > 0 }));
  mapOf(mapElement).show({ routes, stops, homes: state.home ? [{ rep: looked, lat: state.home.lat, lon: state.home.lon, title: text("home") }] : [] }, keepView);
  legend.replaceChildren(
    ...state.variants.map((each, i) => (i === looked || !original) && make("span", { data: { rep: i }, class: i === looked ? "strong" : "muted" }, make("i", { class: "dot" }), text("name." + each.name))).filter(Boolean),
    original ? make("span", {}, make("i", { class: "dashed" }), text("original")) : "");
}

function card(variant, i, chosen) {
  const f = variant.figures;
  const broken = f.late_minutes + f.overtime_minutes;
  const badge = i !== chosen ? null : state.answer ? (state.answer.chosen_by === "model" ? tag(text("chosen_by." + state.answer.model_used), "accent") : tag(text(state.answer.chosen_by === "person" ? "chosen_by.person" : "chosen_by.solver"), "accent")) : null;
  const look = make("button", { type: "button", data: { look: i }, "aria-pressed": i === looked ? "true" : "false" }, icon("map"), text("look"));
  look.addEventListener("click", () => { looked = i; render(); showOnMap(true); result.querySelector(`[data-look="${i}"]`).focus(); });
  const save = make("button", { type: "button", class: "plain", data: { save: i } }, text("save_this"));
  save.addEventListener("click", () => confirm(variant, save));
  const saved = state.answer && i === chosen;
  return make("article", { class: "card candidate" + (i === looked ? " is-shown" : ""), data: { rep: i, name: variant.name } },
    make("h3", {}, make("i", { class: "dot" }), text("name." + variant.name), badge, !badge && variant.recommended && !state.answer && tag(text("recommended"), "info")),
    make("p", { class: "numbers" }, make("span", {}, make("b", {}, number(f.distance_km)), " " + text("km")), make("span", {}, make("b", {}, clock(f.time_hours)), " " + text("h")), make("span", {}, make("b", {}, number(f.cost_rub, 0)), " ₽"), make("span", { class: "muted" }, text("finish", { time: f.finish }))),
    broken > 0 ? make("p", {}, tag(text("late", { n: broken }), "bad")) : null,
    make("ul", { class: "arguments" }, variant.pros.map((each) => make("li", { class: "pro" }, each)), variant.cons.map((each) => make("li", { class: "con" }, each))),
    variant.explanation_source !== "template" && make("p", { class: "small muted" }, text("explained_by." + variant.explanation_source)),
    make("div", { class: "row" }, look, saved ? tag(text("saved"), "ok") : save));
}

async function confirm(variant, button) {
  button.disabled = true;
  try {
    const { constraints, location_ids, model } = state.request;
    const route = await api("POST", "/api/v1/optimize/confirm", { location_ids, constraints, model, order: variant.order });
    toast(text("stored", { name: route.name }));
    state.answer = route;
    state.problem = null;
    state.offered.understood = route.understood;
    listSaved();
    show(state);
  } catch (failure) {
    button.disabled = false;
    tell(failure);
  }
}

function besideOriginal() {
  const box = make("input", { type: "checkbox", id: "with-original", checked: beside || state.variants.length < 2 });
  box.addEventListener("change", () => { beside = box.checked; showOnMap(true); });
  return make("label", { class: "plain-label" }, box, " " + text("with_original"));
}

function render() {
  const variant = state.variants[looked];
  const chosen = state.chosen;
  const isSaved = state.answer && looked === chosen;
  const title = make("h2", { id: "candidates-title" }, text("candidates", { n: state.variants.length }));
  result.replaceChildren(
    verdict(state, () => document.dispatchEvent(new CustomEvent("routes:without-model"))),
    wishes(state.answer?.understood ?? state.offered.understood ?? [], state.stores),
    state.variants.length > 1 ? make("section", { class: "offered", "aria-labelledby": "candidates-title" }, title, make("div", { class: "candidates" }, state.variants.map((each, i) => card(each, i, chosen)))) : "",
    make("section", { class: "card", id: "route-shown", "aria-labelledby": "route-title" },
      make("header", {}, make("h2", { id: "route-title" }, text("route_of", { name: text("name." + variant.name) })), state.offered.original ? besideOriginal() : "", isSaved ? actions(state.answer.ID) : make("span", { class: "muted small" }, state.answer || state.problem ? text("not_saved") : "")),
      state.offered.original ? comparison(state.offered.original, variant.figures) : "",
      variant.violations.length ? make("div", { class: "notice", data: { tone: "bad" } }, make("ul", {}, variant.violations.map((each) => make("li", {}, each.detail)))) : "",
      stopList(variant, places(variant), looked),
      make("p", { class: "card-body small muted" }, text("source." + variant.distance_source))));
}

/// @param next { request, home, stores, offered, answer, problem }: the answers of the API as they came
export function show(next) {
  const fresh = state !== next;
  state = next;
  state.variants = [...state.offered.variants];
  state.chosen = chosenIndex();
  looked = state.chosen;
  render();
  if (fresh) document.dispatchEvent(new CustomEvent("routes:shown"));
  else showOnMap(true);
}

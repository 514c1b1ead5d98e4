/// A proposal: what it costs at each step of stability, who gets what, who falls below the norm; applying it.
import { api } from "../ui/api.js";
import { make, tag } from "../ui/dom.js";
import { mapOf } from "../ui/map.js";
import { clock, number, signed, text } from "../ui/texts.js";
import { tell, toast } from "../ui/toast.js";
import { listHistory, undo } from "./history.js";
import { day, details, people, shares } from "./parts.js";

/// How many visits that are not affected may move as well.
const STEPS = [0, 5, 15, 40];
const place = document.getElementById("proposal");
const more = document.getElementById("details");
let current = null;

/// Asks for a proposal for a request without `max_moved`: the calmest first, which is shown at once, then the others.
export async function propose(request, stores) {
  const state = (current = { request, stores, step: 0, steps: new Map() });
  place.replaceChildren(make("p", { class: "notice", role: "status" }, text("counting")));
  more.replaceChildren();
  try {
    await ask(state, STEPS[0]);
  } catch (failure) {
    place.replaceChildren();
    throw failure;
  }
  render();
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
  for (const step of STEPS.slice(1)) {
    if (current !== state) return;
    await ask(state, step).catch(() => state.steps.set(step, null));
    if (current === state) renderSteps();
  }
}

async function ask(state, step) {
  state.steps.set(step, await api("POST", "/api/v1/force_majeure", { ...state.request, max_moved: step }));
}

const delta = (preview, key) => preview.after[key] - preview.before[key];

function steps() {
  return make("div", { class: "steps" }, STEPS.map((step) => {
    const asked = current.steps.get(step);
    const button = make("button", { type: "button", data: { step }, disabled: !asked, "aria-pressed": step === current.step ? "true" : "false" }, make("b", {}, text("step", { n: step })));
    if (asked) button.append(make("span", {}, text("step.price", { km: signed(delta(asked.preview, "distance_km")), rub: signed(delta(asked.preview, "cost_rub"), 0) })), make("span", { class: "muted" }, text("step.moved", { moved: asked.preview.moved_others, waiting: asked.preview.unplaced.length })));
    else button.append(make("span", { class: "muted" }, current.steps.has(step) ? text("step.failed") : text("step.counting")));
    button.addEventListener("click", () => { current.step = step; render(); place.querySelector(`[data-step="${step}"]`).focus(); });
    return button;
  }));
}

function renderSteps() {
  place.querySelector(".steps")?.replaceWith(steps());
  const slider = document.getElementById("stability");
  if (slider) slider.max = String([...current.steps.values()].filter(Boolean).length - 1);
}

function figure(name, value, note = "", tone = "") {
  return make("div", { class: "figure", data: tone ? { tone } : {} }, make("dt", {}, name), make("dd", {}, make("b", {}, value), note && make("span", {}, note)));
}

function render() {
  const { preview, id, state } = current.steps.get(current.step);
  const slider = make("input", { type: "range", id: "stability", min: "0", max: String([...current.steps.values()].filter(Boolean).length - 1), step: "1", value: String(STEPS.indexOf(current.step)), "aria-valuetext": text("step", { n: current.step }) });
  slider.addEventListener("input", () => { current.step = STEPS[Number(slider.value)]; render(); document.getElementById("stability").focus(); });
  const apply = make("button", { type: "button", class: "primary", id: "apply", disabled: state !== "previewed" }, text("apply"));
  apply.addEventListener("click", () => carryOut(id, apply));
  const change = (key, show, decimals) => show(delta(preview, key), decimals);
  place.replaceChildren(
    make("section", { class: "card", "aria-labelledby": "proposal-title" },
      make("header", {}, make("h2", { id: "proposal-title" }, text("proposal")), make("span", { class: "muted small" }, text("nothing_changed_yet"))),
      make("div", { class: "card-body stability" },
        make("label", { for: "stability" }, text("stability")), slider, steps())),
    make("dl", { class: "figures", id: "figures" },
      figure(text("figure.affected"), number(preview.affected, 0)),
      figure(text("figure.moved_others"), number(preview.moved_others, 0)),
      figure(text("figure.waiting"), number(preview.unplaced.length, 0), "", preview.unplaced.length ? "warn" : "ok"),
      figure(text("figure.km"), change("distance_km", signed), text("from_to", { a: number(preview.before.distance_km, 0), b: number(preview.after.distance_km, 0) })),
      figure(text("figure.hours"), clock(delta(preview, "time_hours"), true), text("from_to", { a: clock(preview.before.time_hours), b: clock(preview.after.time_hours) })),
      figure(text("figure.rub"), change("cost_rub", signed, 0), text("from_to", { a: number(preview.before.cost_rub, 0), b: number(preview.after.cost_rub, 0) }))),
    shares(preview),
    make("div", { class: "apply" }, make("span", { class: "muted small" }, text("apply.note")), apply));
  more.replaceChildren(...details(preview, current.stores));
  showMap(preview);
}

function showMap(preview) {
  const byId = new Map(current.stores.map((each) => [each.id, each]));
  const mark = (storeId, rep, note, late) => {
    const store = byId.get(storeId);
    return store && { id: storeId, rep, lat: store.lat, lon: store.lon, label: late ? "!" : "→", title: store.name, note, late };
  };
  const stops = [
    ...preview.moves.map((move) => mark(move.store_id, people.get(move.to_rep_id)?.colour, `${people.get(move.to_rep_id)?.name ?? ""}, ${day(move.to_date)}`, false)),
    ...preview.unplaced.map((waiting) => mark(waiting.store_id, null, text("waits"), true)),
  ].filter(Boolean);
  mapOf(document.getElementById("disruption-map")).show({ stops });
  const receiving = [...new Set(preview.moves.map((move) => move.to_rep_id))].map((id) => people.get(id)).filter(Boolean);
  document.getElementById("legend").replaceChildren(...receiving.map((rep) => make("span", { data: { rep: rep.colour } }, make("i", { class: "dot" }), rep.name)), preview.unplaced.length ? tag(text("legend.waiting"), "warn") : "");
}

async function carryOut(id, button) {
  button.disabled = true;
  try {
    await api("POST", `/api/v1/force_majeure/${id}/apply`);
    current = null;
    place.replaceChildren(make("div", { class: "notice", data: { tone: "ok" }, id: "applied" }, make("p", {}, text("applied.text"))));
    toast(text("applied"), { undo: () => undo(id) });
    listHistory();
  } catch (failure) {
    button.disabled = failure.code === "plan_changed";
    tell(failure);
  }
}

/// The page of a day's route: sends what is asked for, first for candidates, then for a model's choice among them.
import { api } from "../ui/api.js";
import { text } from "../ui/texts.js";
import { tell } from "../ui/toast.js";
import { choose, chooseOnMap, chosen, showStores, start } from "./choice.js";
import { clear, show, showOnMap } from "./candidates.js";
import { listDistricts } from "./gather.js";
import { listSaved, openSaved } from "./saved.js";

const form = document.getElementById("order");
const progress = document.getElementById("progress");
const modes = document.querySelectorAll("[data-mode]");
const travellers = JSON.parse(document.getElementById("travellers").textContent);
let running = null;

function mode(wanted) {
  for (const button of modes) button.setAttribute("aria-pressed", button.dataset.mode === wanted ? "true" : "false");
  chooseOnMap(wanted === "choose");
  if (wanted === "choose") showStores(true);
  else showOnMap();
}
modes.forEach((button) => button.addEventListener("click", () => mode(button.dataset.mode)));

export function routesCame() {
  document.querySelector('[data-mode="routes"]').disabled = false;
  mode("routes");
}

function told(message) {
  progress.hidden = !message;
  progress.textContent = message;
}

/// What the API is asked for, without who chooses.
function order() {
  const data = form.elements;
  const rep = travellers.find((each) => each.id === data.rep.value);
  const home = rep ? { lat: rep.lat, lon: rep.lon } : null;
  const constraints = { prefer: data.prefer.value, explain: data.explain.checked };
  if (home) Object.assign(constraints, { start: home, end: home });
  if (rep?.vehicle_id) constraints.vehicle_id = rep.vehicle_id;
  if (data.depart.value) constraints.depart_at = data.depart.value;
  if (data.until.value) constraints.shift_end = data.until.value;
  if (data.notes.value.trim()) constraints.notes = data.notes.value.trim();
  return { location_ids: chosen().map((store) => store.id), constraints, home };
}

async function build() {
  running?.abort();
  const mine = (running = new AbortController());
  const { home, ...request } = order();
  const decider = form.elements.model.value;
  const stores = chosen();
  clear();
  told(text("counting", { n: stores.length }));
  form.querySelector("#build").disabled = true;
  try {
    const offered = await api("POST", "/api/v1/optimize/variants", { ...request, model: decider }, { signal: mine.signal });
    const state = { request: { ...request, model: decider }, home, stores, offered, answer: null, problem: null };
    show(state);
    told(decider === "solver" ? text("choosing.solver") : text(decider === "llama" ? "choosing.llama" : "choosing.qwen"));
    try {
      state.answer = await api("POST", "/api/v1/optimize", { ...request, model: decider }, { signal: mine.signal });
      listSaved();
    } catch (problem) {
      if (problem.name === "AbortError" || !["all_models_unavailable", "model_queue_full"].includes(problem.code)) throw problem;
      state.problem = problem;
    }
    show(state);
    document.getElementById("result").focus({ preventScroll: true });
    document.getElementById("result").scrollIntoView({ block: "nearest" });
  } catch (failure) {
    tell(failure);
  } finally {
    if (running === mine) {
      told("");
      form.querySelector("#build").disabled = chosen().length < 2;
    }
  }
}

form.addEventListener("submit", (event) => { event.preventDefault(); build(); });
form.elements.rep.addEventListener("change", () => {
  const rep = travellers.find((each) => each.id === form.elements.rep.value);
  if (rep) [form.elements.depart.value, form.elements.until.value] = [rep.opens, rep.closes];
});
document.addEventListener("routes:shown", routesCame);
document.addEventListener("routes:choose", () => {
  if (document.querySelector('[data-mode="choose"]').getAttribute("aria-pressed") !== "true") mode("choose");
});
document.addEventListener("routes:without-model", () => {
  form.elements.model.value = "solver";
  build();
});
document.addEventListener("routes:again", (event) => { choose(event.detail.ids); mode("choose"); });

const query = new URLSearchParams(location.search);
await start((query.get("stops") ?? "").split(",").filter(Boolean));
listDistricts();
listSaved();
if (query.get("route")) openSaved(query.get("route")).catch(tell);

/// The page of disruptions: what went wrong, as a text or field by field, and what is asked of the API for it.
import { api } from "../ui/api.js";
import { language, text } from "../ui/texts.js";
import { tell } from "../ui/toast.js";
import { icon, make } from "../ui/dom.js";
import { propose } from "./proposal.js";
import { listHistory } from "./history.js";
import { showReading } from "./reading.js";

const FOUND = 30;
const REPS = ["rep_unavailable", "vehicle_broken"];
const form = document.getElementById("form");
const error = document.getElementById("form-error");
const told = document.getElementById("told");
const field = document.getElementById("store");
const names = document.getElementById("store-names");
let stores = [];
let picked = [];

/// Fields that the kind does not need are out of the way.
function fit() {
  const kind = form.elements.kind.value;
  const shown = { reps: ["rep_unavailable", "other"].includes(kind), vehicles: kind === "vehicle_broken", places: !REPS.includes(kind) };
  for (const part of form.querySelectorAll("[data-for]")) part.hidden = !shown[part.dataset.for];
  form.querySelector(".slow").hidden = form.elements.effect.value !== "slower";
}

function showPicked() {
  document.getElementById("stores").replaceChildren(...picked.map((id) => {
    const name = stores.find((each) => each.id === id)?.name ?? id;
    const button = make("button", { type: "button", "aria-label": text("remove", { name }) }, name, icon("close"));
    button.addEventListener("click", () => { picked = picked.filter((each) => each !== id); showPicked(); });
    return button;
  }));
}

const label = (store) => `${store.name} · ${store.address || store.district} · ${store.id}`;
field.addEventListener("input", () => {
  const chosen = stores.find((each) => label(each) === field.value);
  if (chosen) {
    if (!picked.includes(chosen.id)) picked.push(chosen.id);
    field.value = "";
    showPicked();
    return;
  }
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  names.replaceChildren(...(words.length ? stores.filter((each) => words.every((word) => label(each).toLowerCase().includes(word))).slice(0, FOUND).map((each) => make("option", { value: label(each) })) : []));
});

const ticked = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].filter((each) => !each.closest("[hidden]")).map((each) => each.value);

function request() {
  const data = form.elements;
  const places = !REPS.includes(data.kind.value);
  const body = { kind: data.kind.value, from: data.from.value, rep_ids: ticked("rep_ids"), vehicle_ids: ticked("vehicle_ids") };
  if (data.to.value) body.to = data.to.value;
  if (data.from_time.value) body.from_time = data.from_time.value;
  if (places) {
    if (data.to_time.value) body.to_time = data.to_time.value;
    body.districts = ticked("districts");
    body.store_ids = picked;
    if (body.districts.length || picked.length) body.effect = data.effect.value;
    if (body.effect === "slower") body.slowdown_percent = Number(data.slowdown_percent.value);
  }
  body.spread_days = Number(data.spread_days.value);
  body.price_per_move_rub = Number(data.price_per_move_rub.value);
  body.even_spread = data.even_spread.checked;
  if (data.comment.value.trim()) body.comment = data.comment.value.trim();
  return body;
}

/// Puts a draft into the fields.
export function fill(draft) {
  form.reset();
  const data = form.elements;
  data.kind.value = draft.kind;
  data.from.value = draft.from;
  data.to.value = draft.to ?? "";
  data.from_time.value = draft.from_time ?? "";
  data.to_time.value = draft.to_time ?? "";
  for (const name of ["rep_ids", "vehicle_ids", "districts"]) for (const box of form.querySelectorAll(`[name="${name}"]`)) box.checked = (draft[name] ?? []).includes(box.value);
  picked = [...(draft.store_ids ?? [])];
  if (draft.effect) data.effect.value = draft.effect;
  if (draft.slowdown_percent) data.slowdown_percent.value = draft.slowdown_percent;
  data.even_spread.checked = draft.even_spread ?? REPS.includes(draft.kind);
  data.comment.value = (draft.comment ?? "").slice(0, 500);
  showPicked();
  fit();
}

function complain(message) {
  error.textContent = message;
  error.hidden = !message;
}

form.addEventListener("input", fit);
form.elements.kind.addEventListener("change", () => { form.elements.even_spread.checked = REPS.includes(form.elements.kind.value); });
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  complain("");
  const button = form.querySelector("#propose");
  button.disabled = true;
  try {
    await propose(request(), stores);
  } catch (failure) {
    complain(failure.message);
    error.scrollIntoView({ block: "nearest" });
  } finally {
    button.disabled = false;
  }
});

async function read() {
  const words = document.getElementById("told-text").value.trim();
  if (!words) return document.getElementById("told-text").focus();
  const button = told.querySelector("#read");
  button.disabled = true;
  const place = document.getElementById("reading");
  place.replaceChildren(make("p", { class: "muted", role: "status" }, text("reading")));
  try {
    const reading = await api("POST", "/api/v1/force_majeure/read", { text: words, model: "auto" });
    showReading(place, reading, fill, (slot, candidate) => {
      const area = document.getElementById("told-text");
      area.value = slot.text ? area.value.replace(slot.text, candidate.name) : `${area.value} ${candidate.name}`;
      read();
    });
  } catch (failure) {
    place.replaceChildren();
    tell(failure);
  } finally {
    button.disabled = false;
  }
}
told.addEventListener("submit", (event) => { event.preventDefault(); read(); });

fit();
listHistory();
try {
  stores = await (await fetch("/map/stores.json", { headers: { "Accept-Language": language } })).json();
} catch (failure) {
  tell(failure);
}

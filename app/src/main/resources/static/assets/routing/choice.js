/// Which stores a route is to visit: found by words, clicked on the map, or many at once (`gather.js`). `chosen()` are
/// they in the order in which they were chosen; a change is told as the event `choice` of the document.
import { icon, make, stop, tag } from "../ui/dom.js";
import { mapOf } from "../ui/map.js";
import { text } from "../ui/texts.js";
import { tell, toast } from "../ui/toast.js";

const FOUND = 30;
const MOST = 500;
const field = document.getElementById("store-search");
const found = document.getElementById("store-found");
const list = document.getElementById("chosen");
const mapElement = document.getElementById("optimize-map");
const picked = new Map();
let all = [];
let lines = []; // what a search looks at, store by store
let byId = new Map();
let active = -1;
let choosing = true;

export const chosen = () => [...picked.values()];
export const stores = () => all;
export const known = (id) => byId.get(id);

function announce() {
  document.dispatchEvent(new CustomEvent("choice"));
}

/// The map with all stores; those chosen are numbered.
export function showStores(fit = false) {
  const places = new Map([...picked.keys()].map((id, i) => [id, i + 1]));
  const stops = all.map((store) => {
    const place = places.get(store.id);
    return { id: store.id, lat: store.lat, lon: store.lon, title: store.name, note: store.address || store.district, rep: place ? 0 : null, label: place ? String(place) : null };
  });
  mapOf(mapElement).show({ stops }, !fit);
}

export function chooseOnMap(wanted) {
  choosing = wanted;
}

function render() {
  list.replaceChildren(...chosen().map((store, i) => {
    const line = stop({ number: i + 1, name: store.name, note: `${store.category} · ${store.district}`, rep: 0, id: store.id });
    const button = make("button", { type: "button", class: "square plain", "aria-label": text("remove", { name: store.name }) }, icon("close"));
    button.addEventListener("click", () => { toggle(store); (list.querySelectorAll("button")[i] ?? field).focus(); });
    line.querySelector(".stop-side").append(button);
    return line;
  }));
  document.getElementById("chosen-count").textContent = picked.size ? text("chosen", { n: picked.size }) : "";
  document.getElementById("chosen-hint").hidden = picked.size > 1;
  document.getElementById("choose-none").hidden = picked.size === 0;
  document.getElementById("build").disabled = picked.size < 2;
  if (choosing) showStores();
  announce();
}

function toggle(store) {
  if (picked.has(store.id)) picked.delete(store.id);
  else if (picked.size < MOST) picked.set(store.id, store);
  else toast(text("too_many", { n: MOST }), { tone: "bad" });
  render();
}

/// Chooses these as well; how many are new, or null: that would be more than a route may have, and none was taken.
export function add(ids) {
  const fresh = [...new Set(ids)].filter((id) => known(id) && !picked.has(id));
  if (picked.size + fresh.length > MOST) {
    toast(text("too_many", { n: MOST }), { tone: "bad" });
    return null;
  }
  for (const id of fresh) picked.set(id, known(id));
  if (fresh.length) render();
  return fresh.length;
}

/// Chooses exactly these.
export function choose(ids) {
  picked.clear();
  for (const id of ids) if (known(id)) picked.set(id, known(id));
  render();
}

function close() {
  found.hidden = true;
  active = -1;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function search() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return close();
  const fits = all.filter((_, i) => words.every((word) => lines[i].includes(word))).slice(0, FOUND);
  active = fits.length ? 0 : -1;
  found.replaceChildren(...(fits.length ? fits.map((store, i) => {
    const option = make("li", { id: `found-${i}`, role: "option", "aria-selected": i === 0 ? "true" : "false", data: { id: store.id } },
      tag(store.category), make("span", { class: "strong" }, store.name, picked.has(store.id) && " ✓"), make("small", {}, store.address || store.district));
    option.addEventListener("mousedown", (event) => { event.preventDefault(); take(store); });
    return option;
  }) : [make("li", { role: "option", "aria-selected": "false", "aria-disabled": "true" }, make("span"), text("not_found"))]));
  found.hidden = false;
  field.setAttribute("aria-expanded", "true");
  if (active === 0) field.setAttribute("aria-activedescendant", "found-0");
}

function take(store) {
  toggle(store);
  field.select();
  search();
}

function step(by) {
  const options = [...found.querySelectorAll("[data-id]")];
  if (!options.length) return;
  active = (active + by + options.length) % options.length;
  options.forEach((option, i) => option.setAttribute("aria-selected", i === active ? "true" : "false"));
  options[active].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", options[active].id);
}

field.addEventListener("input", search);
field.addEventListener("focus", search);
field.addEventListener("blur", close);
field.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event.key === "ArrowDown" ? 1 : -1);
  else if (event.key === "Enter") { const option = found.querySelector('[aria-selected="true"][data-id]'); if (option && !found.hidden) take(known(option.dataset.id)); }
  else if (event.key === "Escape" && !found.hidden) close();
  else return;
  event.preventDefault();
});
mapElement.addEventListener("map:stop", (event) => {
  const store = known(event.detail.id);
  if (choosing && store) toggle(store);
});
document.getElementById("choose-none").addEventListener("click", () => choose([]));
/// Loads the stores; `ids` are chosen at once.
export async function start(ids) {
  try {
    all = await (await fetch("/map/stores.json")).json();
    lines = all.map((store) => `${store.name} ${store.address} ${store.district} ${store.id}`.toLowerCase());
    byId = new Map(all.map((store) => [store.id, store]));
  } catch (failure) {
    tell(failure);
  }
  choose(ids);
  showStores(true);
}

/// The drawer of a rep's day: opening, buttons of its stops, the dialog that moves a stop without a mouse.
import { mapOf, showAll } from "../ui/map.js";
import { text } from "../ui/texts.js";
import { tell } from "../ui/toast.js";
import { act, ask, deltaBox, make, move, optimise, order, revert } from "./changes.js";
import { dragFrom } from "./drag.js";

const place = document.getElementById("drawer");
const dialog = document.getElementById("move");
const form = document.getElementById("move-form");
const delta = document.getElementById("move-delta");
const apply = document.getElementById("move-apply");
let shown = null;
let moving = null;
let asking = null;

export const opened = () => shown;

function markCell() {
  for (const cell of document.querySelectorAll(".month .day")) {
    const here = shown && cell.dataset.date === shown.date && cell.dataset.repId === shown.repId;
    if (here) cell.setAttribute("aria-expanded", "true");
    else cell.removeAttribute("aria-expanded");
  }
}
document.body.addEventListener("htmx:afterSwap", markCell);

export async function open(date, repId, { focus = false } = {}) {
  const answer = await fetch(`/plan/day?date=${date}&rep=${encodeURIComponent(repId)}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok) {
    tell(new Error((await answer.json().catch(() => ({}))).detail || text("error")));
    return;
  }
  const html = await answer.text();
  // Only now: the focus may have moved on while the answer was on its way.
  const scroll = place.querySelector(".stops")?.scrollTop ?? 0;
  const keep = place.contains(document.activeElement) && document.activeElement.closest(".stop")?.dataset.visit;
  shown = { date, repId };
  place.innerHTML = html;
  showAll(place);
  markCell();
  const address = new URL(location.href);
  address.searchParams.set("day", date);
  address.searchParams.set("rep", repId);
  history.replaceState(null, "", address);
  const list = place.querySelector("#stops");
  if (list) {
    list.scrollTop = scroll;
    dragFrom(list, place.querySelector(".drawer"));
    if (keep) list.querySelector(`[data-visit="${keep}"]`)?.focus();
  }
  if (focus) {
    place.focus({ preventScroll: true });
    if (place.getBoundingClientRect().top > innerHeight - 260) place.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }
}

export function reopen() {
  if (shown) open(shown.date, shown.repId);
}

function close() {
  const cell = document.querySelector('.month .day[aria-expanded="true"]');
  shown = null;
  place.replaceChildren();
  markCell();
  cell?.focus();
}

const ids = (list) => [...list.children].map((each) => each.dataset.visit);

async function shift(stop, step) {
  const list = stop.parentElement;
  const all = ids(list);
  const at = all.indexOf(stop.dataset.visit);
  if (at + step < 0 || at + step >= all.length) return;
  all.splice(at, 1);
  all.splice(at + step, 0, stop.dataset.visit);
  stop.focus();
  await make(order(shown.repId, shown.date, all), text("reordered", { name: stop.dataset.name }));
}

function openMove(stop) {
  moving = { id: stop.dataset.visit, name: stop.dataset.name };
  document.getElementById("move-name").textContent = moving.name;
  form.elements.rep.value = shown.repId;
  form.elements.date.value = shown.date;
  apply.disabled = true;
  delta.replaceChildren();
  dialog.showModal();
}

async function previewMove() {
  asking?.abort();
  apply.disabled = true;
  const { rep, date } = form.elements;
  if (!date.value || (rep.value === shown.repId && date.value === shown.date)) {
    delta.replaceChildren();
    return;
  }
  const mine = (asking = new AbortController());
  delta.textContent = text("counting");
  try {
    const { box } = deltaBox(await ask(move(moving.id, rep.value, date.value), mine.signal));
    delta.replaceChildren(box);
    apply.disabled = false;
  } catch (failure) {
    if (failure.name !== "AbortError") delta.textContent = failure.message;
  }
}
form.addEventListener("input", previewMove);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  dialog.close();
  make(move(moving.id, form.elements.rep.value, form.elements.date.value), text("moved", { name: moving.name }));
});

const ACTIONS = {
  pin: (stop) => make(act("pin", stop.dataset.visit), text("pinned", { name: stop.dataset.name })),
  unpin: (stop) => make(act("unpin", stop.dataset.visit), text("unpinned", { name: stop.dataset.name })),
  remove: (stop) => make(act("remove", stop.dataset.visit), text("removed", { name: stop.dataset.name })),
  cancel: (stop) => make(act("cancel", stop.dataset.visit), text("cancelled", { name: stop.dataset.name })),
  up: (stop) => shift(stop, -1),
  down: (stop) => shift(stop, 1),
  move: openMove,
};

place.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.act) {
    const stop = button.closest(".stop");
    button.closest("details")?.removeAttribute("open");
    ACTIONS[button.dataset.act](stop);
  } else if (button.dataset.open) open(button.dataset.open, shown.repId);
  else if ("drawerClose" in button.dataset) close();
  else if ("optimise" in button.dataset) make(optimise(shown.repId, shown.date), text("optimised"));
  else if ("revert" in button.dataset) make(revert(shown.repId, shown.date), text("reverted"));
});

place.addEventListener("keydown", (event) => {
  const stop = event.target.closest(".stop");
  if (event.key === "Escape" && !event.target.closest("details[open]")) close();
  if (!stop || event.target !== stop) return;
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step && event.altKey) shift(stop, step);
  else if (step) (step < 0 ? stop.previousElementSibling : stop.nextElementSibling)?.focus();
  else if (event.code === "KeyM" || event.key === "Enter") openMove(stop);
  else if (event.code === "KeyP") ACTIONS[stop.dataset.pinned === "true" ? "unpin" : "pin"](stop);
  else if (event.key === "Delete") ACTIONS.remove(stop);
  else return;
  event.preventDefault();
});

/// The stop under pointer or focus stands out on the map, and a click on the map leads to its line.
function light(event) {
  const map = document.getElementById("drawer-map");
  const stop = event.target.closest?.(".stop");
  if (map && stop) mapOf(map).light(stop.dataset.visit);
}
place.addEventListener("mouseover", light);
place.addEventListener("focusin", light);
place.addEventListener("map:stop", (event) => place.querySelector(`[data-visit="${event.detail.id}"]`)?.focus());

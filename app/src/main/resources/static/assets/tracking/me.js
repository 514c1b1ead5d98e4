/// The rep's page: the next stop large, the others below it. Works without a network; see queue.js.
import { icon, make, stop as line, tag } from "../ui/dom.js";
import { mapOf } from "../ui/map.js";
import { number, text } from "../ui/texts.js";
import { tell, toast } from "../ui/toast.js";
import { load, time, withWaiting } from "./day.js";
import { positionsOf } from "./position.js";
import { add, facts, onChange, remove, send } from "./queue.js";

const REFRESH_MILLIS = 120_000;
const UNDO_SECONDS = 6;
const REASONS = ["closed", "nobody", "no_time", "no_way"];
const rep = document.getElementById("me-rep");
const next = document.getElementById("next");
const list = document.getElementById("me-stops");
const link = document.getElementById("link-state");
let known = null;
let fresh = false;
let opened = null;
let shownMap = "";

const isOpen = (stop) => !stop.left_at && !["completed", "skipped", "cancelled"].includes(stop.status);
const colour = () => Number(rep.selectedOptions[0]?.dataset.colour ?? 0);

async function tellFact(stop, kind, body = {}, waitSeconds = 0) {
  opened = kind === "arrive" ? stop.visit_id : null;
  if (kind === "leave") localStorage.removeItem("note:" + stop.visit_id);
  const at = await add({ repId: rep.value, visitId: stop.visit_id, kind, body, waitSeconds });
  navigator.vibrate?.(30);
  if (kind === "skip") toast(text("skipped", { name: stop.name }), { seconds: UNDO_SECONDS, undo: async () => { if (!(await remove(at))) toast(text("sent_already"), { tone: "warn" }); } });
}

function skipChoices(stop, note) {
  const own = make("input", { id: "reason", maxlength: "200", autocomplete: "off", placeholder: text("reason.own"), "aria-label": text("reason.own") });
  const skip = (reason) => tellFact(stop, "skip", { reason, note: note.value.trim() || null }, UNDO_SECONDS);
  const form = make("form", { class: "own-reason" }, own, make("button", {}, text("skip")));
  form.addEventListener("submit", (event) => { event.preventDefault(); if (own.value.trim()) skip(own.value.trim()); else own.focus(); });
  return make("fieldset", { class: "why" }, make("legend", {}, text("skip_because")),
    make("div", { class: "reasons" }, REASONS.map((key) => {
      const button = make("button", { type: "button", data: { reason: key } }, text("reason." + key));
      button.addEventListener("click", () => skip(text("reason." + key)));
      return button;
    })), form);
}

function big(stop, last) {
  if (!stop) return [make("div", { class: "empty" }, icon("check"), make("h2", {}, text(last ? "day_done" : "day_empty")), make("p", {}, text(last ? "day_done.text" : "day_empty.text")))];
  const inStore = Boolean(stop.arrived_at);
  const note = make("textarea", { id: "note", rows: "2", maxlength: "2000" });
  note.value = localStorage.getItem("note:" + stop.visit_id) ?? stop.note ?? "";
  note.addEventListener("input", () => localStorage.setItem("note:" + stop.visit_id, note.value));
  const main = make("button", { type: "button", class: "primary huge", id: inStore ? "leave" : "arrive" }, icon(inStore ? "check" : "pin"), text(inStore ? "leave" : "arrive"));
  main.addEventListener("click", () => { main.disabled = true; tellFact(stop, inStore ? "leave" : "arrive", inStore ? { note: note.value.trim() || null } : {}).catch(tell); });
  const { lat, lon } = stop.location;
  return [
    make("div", { class: "next-head", data: { rep: colour() } }, make("span", { class: "stop-number" }, String(stop.position)),
      make("div", {}, make("h2", { class: "next-name" }, stop.name), make("p", {}, stop.address))),
    make("p", { class: "next-times" }, make("span", {}, text("planned", { time: time(stop.planned_at) })),
      inStore ? tag(text("in_store", { time: time(stop.arrived_at) }), "info") : stop.expected_at ? make("b", {}, text("expected", { time: time(stop.expected_at) })) : null,
      stop.late_minutes > 0 && !inStore && tag(text("late", { n: stop.late_minutes }), "bad"), tag(stop.category)),
    make("div", { class: "next-main" }, main, make("a", { class: "button huge", id: "navigate", target: "_blank", rel: "noopener noreferrer", href: `https://yandex.ru/maps/?rtext=~${lat},${lon}&rtt=auto` }, icon("route"), text("navigate"))),
    make("div", { class: "field" }, make("label", { for: "note" }, text("note")), note),
    skipChoices(stop, note),
  ];
}

function showMap(stops) {
  const content = { routes: [{ rep: colour(), points: stops.map((each) => [each.location.lat, each.location.lon]) }],
    stops: stops.map((each) => ({ id: each.visit_id, rep: colour(), lat: each.location.lat, lon: each.location.lon, label: String(each.position), title: each.name, note: time(each.planned_at), state: each.status })) };
  const now = JSON.stringify(content);
  if (now === shownMap || !stops.length) return;
  mapOf(document.getElementById("me-map")).show(content, shownMap !== "");
  shownMap = now;
}

async function showState() {
  const all = await facts();
  const waiting = all.filter((fact) => !fact.refused).length;
  link.hidden = !rep.value;
  link.dataset.tone = waiting ? "warn" : fresh ? "ok" : "bad";
  link.textContent = waiting ? text(fresh ? "sending" : "offline_waiting", { n: number(waiting, 0) }) : text(fresh ? "all_sent" : "no_network");
  document.getElementById("refused").replaceChildren(...all.filter((fact) => fact.refused).map((fact) => {
    const button = make("button", { type: "button" }, text("understood"));
    button.addEventListener("click", () => remove(fact.number));
    return make("div", { class: "notice", data: { tone: "bad" }, role: "alert" }, make("p", {}, make("b", {}, text("refused_fact", { name: known?.stops.find((each) => each.visit_id === fact.visitId)?.name ?? "", time: time(fact.body.occurred_at) })), " ", fact.refused), button);
  }));
}

async function render() {
  await showState();
  if (!rep.value) return next.replaceChildren(make("div", { class: "empty" }, icon("phone"), make("h2", {}, text("who")), make("p", {}, text("who.text"))));
  if (!known) return next.replaceChildren(make("div", { class: "empty" }, icon("clock"), make("h2", {}, text("not_kept")), make("p", {}, text("not_kept.text"))));
  const { stops } = await withWaiting(known);
  const open = stops.filter(isOpen);
  const current = open.find((each) => each.visit_id === opened) ?? open.find((each) => each.arrived_at) ?? open[0];
  if (!next.contains(document.activeElement) || next.dataset.shown !== shape(current)) next.replaceChildren(...big(current, stops.length > 0));
  next.dataset.shown = shape(current);
  document.getElementById("me-done").textContent = text("done_of", { done: stops.filter((each) => each.status === "completed").length, all: stops.length });
  list.replaceChildren(...stops.map((each) => {
    const name = isOpen(each) && each !== current ? make("button", { type: "button", class: "plain open-stop" }, each.name) : each.name;
    if (name.addEventListener) name.addEventListener("click", () => { opened = each.visit_id; render(); next.scrollIntoView({ block: "nearest" }); });
    const side = each.left_at ? `${time(each.arrived_at)}–${time(each.left_at)}` : time(each.expected_at ?? each.planned_at);
    return line({ number: each.position, name, side, rep: colour(), state: each.status, id: each.visit_id,
      note: [each.status !== "planned" && tag(text("status." + each.status), each.status === "completed" ? "ok" : "warn"), each.waits && tag(text("waits"), "warn"), " ", each.address].filter(Boolean) });
  }));
  showMap(stops);
}
const shape = (stop) => stop ? `${stop.visit_id} ${stop.arrived_at} ${stop.expected_at} ${stop.late_minutes}` : "";

async function refresh() {
  if (rep.value) {
    try {
      ({ day: known, fresh } = await load(rep.value));
    } catch (failure) {
      tell(failure);
    }
  }
  await render();
}

rep.addEventListener("change", () => {
  localStorage.setItem("rep", rep.value);
  known = opened = null;
  next.dataset.shown = shownMap = "";
  positionsOf(rep.value).catch(tell);
  refresh();
});
let left = 0;
onChange(async () => {
  await render();
  const waiting = (await facts()).length;
  if (waiting < left) refresh();
  left = waiting;
});
window.addEventListener("online", () => send().then(refresh));
window.addEventListener("offline", () => { fresh = false; render(); });
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && refresh());
setInterval(() => document.visibilityState === "visible" && refresh(), REFRESH_MILLIS);
window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  const button = document.getElementById("install");
  button.hidden = false;
  button.addEventListener("click", () => event.prompt(), { once: true });
});

rep.value = new URLSearchParams(location.search).get("rep") ?? localStorage.getItem("rep") ?? "";
if (rep.value) localStorage.setItem("rep", rep.value);
positionsOf(rep.value).catch(tell);
await refresh();
left = (await facts()).length;
send();
navigator.serviceWorker?.register("/me-worker.js", { scope: "/me" }).catch(tell);

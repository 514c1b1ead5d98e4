/// The page of the team: reps, vehicles and absences, changed in place.
import { api } from "../ui/api.js";
import { icon, make, tag } from "../ui/dom.js";
import { choice, editRow, field, viewRow } from "../ui/rows.js";
import { language, number, text } from "../ui/texts.js";
import { tell, toast } from "../ui/toast.js";

const STATES = ["active", "sick", "vacation", "unavailable"];
let vehicles = [];
let reps = [];

const decimal = (key, label) => ({ key, label, number: true, show: (item) => number(item[key], 2), input: (item) => field("number", item[key], { min: "0.01", step: "0.01", required: true }) });
const car = (id) => vehicles.find((each) => each.id === id);

const VEHICLE = [
  { key: "name", label: text("vehicle"), show: (item) => make("span", { class: "strong" }, item.name), input: (item) => field("text", item.name, { maxlength: "200" }) },
  { key: "plate", label: text("plate"), input: (item) => field("text", item.plate, { maxlength: "20" }) },
  decimal("litres_per_100_km_city", text("city")),
  decimal("litres_per_100_km_highway", text("highway")),
  decimal("fuel_rub_per_litre", text("fuel")),
];

function pair(a, b) {
  return make("div", { class: "pair" }, a, b);
}
const inside = (box) => [...box.querySelectorAll("input")].map((each) => each.value);

const REP = [
  { key: "name", label: text("name"), show: (rep) => make("span", { class: "strong", data: { rep: reps.indexOf(rep) % 8 } }, make("i", { class: "dot" }), " ", rep.name), input: (rep) => field("text", rep.name, { maxlength: "200" }) },
  { key: "status", label: text("state"), show: (rep) => tag(text("status." + rep.status), rep.status === "active" ? "ok" : "warn"), input: (rep) => choice(STATES.map((each) => [each, text("status." + each)]), rep.status) },
  { label: text("hours"), show: (rep) => `${rep.working_hours.start}–${rep.working_hours.end}`, input: (rep) => pair(field("time", rep.working_hours.start, { "aria-label": text("hours_from") }), field("time", rep.working_hours.end, { "aria-label": text("hours_to") })), read: (box) => { const [start, end] = inside(box); return { working_hours: { start, end } }; } },
  { key: "lunch_minutes", label: text("lunch"), number: true, input: (rep) => field("number", rep.lunch_minutes, { min: "0", max: "240" }) },
  { key: "max_visits_per_day", label: text("visits"), number: true, input: (rep) => field("number", rep.max_visits_per_day, { min: "1", max: "100" }) },
  { key: "vehicle_id", label: text("vehicle"), show: (rep) => car(rep.vehicle_id)?.name ?? text("no_vehicle"), input: (rep) => choice([["", text("no_vehicle")], ...vehicles.map((each) => [each.id, each.name])], rep.vehicle_id ?? ""), read: (select) => select.value || null },
  { label: text("home"), show: (rep) => `${number(rep.home.lat, 4)}; ${number(rep.home.lon, 4)}`, input: (rep) => pair(field("number", rep.home.lat, { step: "any", "aria-label": text("lat") }), field("number", rep.home.lon, { step: "any", "aria-label": text("lon") })), read: (box) => { const [lat, lon] = inside(box).map(Number); return { home: { lat, lon } }; } },
];

/// One table of records at an address of the API.
function table(body, columns, address, again) {
  const view = (item) => {
    const row = viewRow(item, columns, () => {
      const edited = editRow(item, columns, {
        save: async (values) => { const next = await api("PATCH", `${address}/${encodeURIComponent(item.id)}`, { ...values, version: item.version }); toast(text("saved", { name: next.name })); await again(); body.querySelector(`[data-edit="${CSS.escape(item.id)}"]`)?.focus(); },
        cancel: () => { edited.replaceWith(row); row.querySelector("[data-edit]").focus(); },
        remove: async () => { await api("DELETE", `${address}/${encodeURIComponent(item.id)}?version=${item.version}`); toast(text("removed", { name: item.name })); await again(); },
      });
      row.replaceWith(edited);
      edited.querySelector("input").focus();
    });
    return row;
  };
  return {
    show: (items) => body.replaceChildren(...items.map(view)),
    add: (empty) => {
      const edited = editRow(empty, columns, {
        save: async (values) => { const made = await api("POST", address, values); toast(text("saved", { name: made.name })); await again(); },
        cancel: () => edited.remove(),
      });
      body.prepend(edited);
      edited.querySelector("input").focus();
    },
  };
}

const repTable = table(document.getElementById("reps"), REP, "/api/v1/reps", load);
const vehicleTable = table(document.getElementById("vehicles"), VEHICLE, "/api/v1/vehicles", load);

async function load() {
  const [people, cars] = await Promise.all([api("GET", "/api/v1/reps?limit=500"), api("GET", "/api/v1/vehicles?limit=500")]);
  [reps, vehicles] = [people.items, cars.items];
  repTable.show(reps);
  vehicleTable.show(vehicles);
  await loadAbsences();
}

const day = (date) => new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" }).format(new Date(date + "T12:00:00"));

async function loadAbsences() {
  const lists = await Promise.all(reps.map(async (rep) => (await api("GET", `/api/v1/reps/${encodeURIComponent(rep.id)}/absences?limit=500`)).items.map((each) => ({ ...each, rep }))));
  const all = lists.flat().sort((a, b) => b.first_day.localeCompare(a.first_day));
  document.getElementById("absences-none").hidden = all.length > 0;
  document.getElementById("absences").replaceChildren(...all.map((absence) => {
    const button = make("button", { type: "button", class: "square plain", "aria-label": text("remove_absence", { name: absence.rep.name }) }, icon("trash"));
    button.addEventListener("click", async () => {
      try {
        await api("DELETE", `/api/v1/reps/${encodeURIComponent(absence.rep.id)}/absences/${absence.id}?version=${absence.version}`);
        await loadAbsences();
      } catch (failure) {
        tell(failure);
      }
    });
    return make("li", { class: "stop", data: { rep: reps.indexOf(absence.rep) % 8 } }, make("i", { class: "dot" }), make("span", { class: "stop-name" }, absence.rep.name), button,
      make("span", { class: "stop-note" }, tag(text("absence." + absence.kind), "warn"), ` ${day(absence.first_day)} – ${day(absence.last_day)}`, absence.from_time && `, ${absence.from_time}`, absence.note && ` · ${absence.note}`, absence.cause && make("a", { href: "/disruptions" }, ` · ${text("absence_of_disruption")}`)));
  }));
}

document.getElementById("absence").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { rep, kind, first_day, last_day } = event.target.elements;
  try {
    await api("POST", `/api/v1/reps/${encodeURIComponent(rep.value)}/absences`, { kind: kind.value, first_day: first_day.value, last_day: last_day.value });
    first_day.value = last_day.value = "";
    toast(text("absence_saved"));
    await loadAbsences();
  } catch (failure) {
    tell(failure);
  }
});
document.getElementById("add-rep").addEventListener("click", () => repTable.add({ id: "", name: "", status: "active", working_hours: { start: "09:00", end: "18:00" }, lunch_minutes: 30, max_visits_per_day: 14, vehicle_id: null, home: reps[0]?.home ?? { lat: 54.1838, lon: 45.1749 } }));
document.getElementById("add-vehicle").addEventListener("click", () => vehicleTable.add({ id: "", name: "", plate: null }));
load().catch(tell);

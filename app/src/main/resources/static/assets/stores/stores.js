/// The page of stores: search and pages by the API, the map of all, changes in place, a file with a preview.
import { api } from "../ui/api.js";
import { make, tag } from "../ui/dom.js";
import { mapOf } from "../ui/map.js";
import { choice, editRow, field, viewRow } from "../ui/rows.js";
import { number, text } from "../ui/texts.js";
import { tell, toast } from "../ui/toast.js";
import { upload } from "../ui/upload.js";

const PAGE = 50;
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const filters = document.getElementById("filters");
const body = document.getElementById("rows");
const mapElement = document.getElementById("stores-map");
const note = document.getElementById("map-note");
let offset = 0;
let placing = null; // takes a place that is clicked on the map
let points = [];

const windows = (store) => store.windows.map((each) => `${each.start}-${each.end}`).join("; ");
const readWindows = (input) => input.value.split(";").map((part) => part.trim()).filter(Boolean).map((part) => { const [start, end] = part.split(/\s*[-–]\s*/); return { start, end }; });
const days = (store) => store.closed_weekdays.map((each) => text("day." + each)).join(", ");

function namePlace(store) {
  const lat = field("number", store.lat, { step: "any", min: "-90", max: "90", required: true, "aria-label": text("lat"), name: "lat" });
  const lon = field("number", store.lon, { step: "any", min: "-180", max: "180", required: true, "aria-label": text("lon"), name: "lon" });
  placing = (place) => { lat.value = place.lat.toFixed(6); lon.value = place.lng.toFixed(6); note.textContent = text("placed"); };
  note.textContent = text("click_to_place");
  return make("div", {}, field("text", store.address, { "aria-label": text("address"), maxlength: "500", name: "address" }), lat, lon);
}

function openDays(store) {
  return make("div", {}, field("text", windows(store), { "aria-label": text("windows"), placeholder: "09:00-18:00", name: "windows" }),
    make("small", {}, text("closed_on"), " ", DAYS.map((day) => make("label", {}, make("input", { type: "checkbox", value: day, checked: store.closed_weekdays.includes(day) }), text("day." + day) + " "))));
}

const COLUMNS = [
  { key: "name", label: text("name"), show: (store) => make("span", { class: "strong" }, store.name), input: (store) => field("text", store.name, { required: true, maxlength: "300", name: "name" }) },
  { label: text("address"), show: (store) => store.address || "–", input: namePlace, read: (box) => ({ address: box.querySelector("[name=address]").value.trim(), lat: Number(box.querySelector("[name=lat]").value), lon: Number(box.querySelector("[name=lon]").value) }) },
  { label: text("district"), show: (store) => store.district || "–", input: (store) => make("div", {}, field("text", store.district, { "aria-label": text("district"), name: "district" }), field("text", store.city, { "aria-label": text("city"), placeholder: text("city"), name: "city" })), read: (box) => ({ district: box.querySelector("[name=district]").value.trim(), city: box.querySelector("[name=city]").value.trim() }) },
  { key: "category", label: text("category"), show: (store) => tag(store.category), input: (store) => choice(["A", "B", "C", "D"].map((each) => [each, each]), store.category) },
  { key: "service_minutes", label: text("minutes"), number: true, show: (store) => store.service_minutes ?? "–", input: (store) => field("number", store.service_minutes, { min: "1", max: "1439", placeholder: text("by_category") }) },
  { label: text("windows"), show: (store) => [windows(store) || text("any_time"), store.closed_weekdays.length > 0 && make("small", {}, text("closed_on") + " " + days(store))], input: openDays, read: (box) => ({ windows: readWindows(box.querySelector("[name=windows]")), closed_weekdays: [...box.querySelectorAll(":checked")].map((each) => each.value) }) },
];

function closed() {
  placing = null;
  note.textContent = "";
}

function view(store) {
  const row = viewRow(store, COLUMNS, () => {
    const edited = editRow(store, COLUMNS, {
      save: async (values) => {
        const next = await api("PATCH", `/api/v1/locations/${encodeURIComponent(store.id)}`, { ...values, version: store.version });
        closed();
        const shown = view(next);
        edited.replaceWith(shown);
        shown.querySelector("[data-edit]").focus();
        toast(text("saved", { name: next.name }));
        loadPoints();
      },
      cancel: () => { closed(); edited.replaceWith(row); row.querySelector("[data-edit]").focus(); },
      remove: async () => { await api("DELETE", `/api/v1/locations/${encodeURIComponent(store.id)}?version=${store.version}`); closed(); edited.remove(); toast(text("removed", { name: store.name })); loadPoints(); },
    });
    row.replaceWith(edited);
    edited.querySelector("input").focus();
  });
  row.addEventListener("mouseenter", () => mapOf(mapElement).light(store.id));
  return row;
}

document.getElementById("add").addEventListener("click", () => {
  const centre = mapOf(mapElement).leaflet.getCenter();
  const empty = { id: "", name: "", address: "", city: "", district: filters.elements.district.value, category: "C", service_minutes: null, windows: [], closed_weekdays: [], lat: centre.lat.toFixed(6), lon: centre.lng.toFixed(6) };
  const edited = editRow(empty, COLUMNS, {
    save: async (values) => {
      const store = await api("POST", "/api/v1/locations", values);
      closed();
      edited.replaceWith(view(store));
      toast(text("saved", { name: store.name }));
      loadPoints();
    },
    cancel: () => { closed(); edited.remove(); },
  });
  body.prepend(edited);
  edited.querySelector("input").focus();
});

let asked = 0;
async function load() {
  const mine = ++asked;
  const query = new URLSearchParams({ limit: PAGE, offset });
  for (const name of ["text", "category", "district"]) if (filters.elements[name].value.trim()) query.set(name, filters.elements[name].value.trim());
  try {
    const { total, items } = await api("GET", `/api/v1/locations?${query}`);
    if (mine !== asked) return;
    body.replaceChildren(...items.map(view));
    document.getElementById("count").textContent = text("found", { n: number(total, 0) });
    document.getElementById("span").textContent = total ? `${offset + 1}–${offset + items.length}` : "";
    document.getElementById("before").disabled = offset === 0;
    document.getElementById("after").disabled = offset + items.length >= total;
    showMap();
  } catch (failure) {
    tell(failure);
  }
}

function showMap(keep = true) {
  const { category, district } = filters.elements;
  const words = filters.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
  const stops = points.filter((each) => (!category.value || each.category === category.value) && (!district.value || each.district === district.value) && words.every((word) => `${each.name} ${each.address} ${each.district} ${each.id}`.toLowerCase().includes(word)))
    .map((each) => ({ id: each.id, lat: each.lat, lon: each.lon, rep: "ABCD".indexOf(each.category), title: each.name, note: `${each.category} · ${each.address || each.district}` }));
  mapOf(mapElement).show({ stops }, keep);
}

async function loadPoints() {
  points = await (await fetch("/map/stores.json")).json();
  showMap(points.length > 0 && Boolean(asked > 1));
}

mapOf(mapElement).leaflet.on("click", (event) => placing?.(event.latlng));
mapElement.addEventListener("map:stop", (event) => { filters.elements.text.value = event.detail.id; offset = 0; load(); });
let waiting = 0;
filters.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => { offset = 0; load().then(() => showMap(false)); }, 200); });
filters.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("before").addEventListener("click", () => { offset = Math.max(0, offset - PAGE); load(); });
document.getElementById("after").addEventListener("click", () => { offset += PAGE; load(); });
upload(document.getElementById("upload"), (report) => [
  make("p", { class: "strong", id: "upload-summary" }, text("upload.summary", { rows: report.rows, created: report.created, changed: report.changed, unchanged: report.unchanged })),
  report.synthetic && make("p", { class: "notice", data: { tone: "warn" } }, text("upload.synthetic")),
  report.ignored_columns.length > 0 && make("p", { class: "muted" }, text("upload.ignored", { columns: report.ignored_columns.join(", ") })),
], (report) => { toast(text("upload.done", { created: report.created, changed: report.changed })); load(); loadPoints(); });

filters.elements.text.value = new URLSearchParams(location.search).get("text") ?? "";
await load();
await loadPoints().catch(tell);
showMap(false);

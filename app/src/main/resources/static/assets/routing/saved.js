/// Stored routes: their list, opening one, files and links of one.
import { api } from "../ui/api.js";
import { icon, make, tag } from "../ui/dom.js";
import { clock, language, number, text } from "../ui/texts.js";
import { tell } from "../ui/toast.js";
import { show } from "./candidates.js";

const NEWEST = 8;
const SERVICES = { yandex: "service.yandex", google: "service.google", "2gis": "service.2gis" };
const MODELS = { qwen: "Qwen", llama: "Llama" };

async function gpx(id) {
  const answer = await fetch(`/api/v1/routes/${id}`, { headers: { Accept: "application/gpx+xml" } });
  if (!answer.ok) throw new Error(text("no_gpx"));
  const address = URL.createObjectURL(await answer.blob());
  const link = make("a", { href: address, download: `route-${id}.gpx` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/// Print, GPX, and the stops in order in map services; a long route is several links.
export function actions(id) {
  const print = make("button", { type: "button", id: "print" }, icon("print"), text("print"));
  print.addEventListener("click", () => window.print());
  const file = make("button", { type: "button", id: "gpx" }, icon("download"), "GPX");
  file.addEventListener("click", () => gpx(id).catch(tell));
  const box = make("span", { class: "actions" }, tag(text("saved"), "ok"), print, file);
  api("GET", `/api/v1/routes/${id}/links`).then((links) => {
    for (const [service, key] of Object.entries(SERVICES)) {
      const parts = links[service] ?? [];
      parts.forEach((address, i) => box.append(make("a", { class: "button plain", href: address, target: "_blank", rel: "noopener noreferrer", data: { service } }, text(key) + (parts.length > 1 ? ` ${i + 1}/${parts.length}` : ""))));
    }
  }).catch(tell);
  return box;
}

/// A stored route as the page shows one that was just made.
export async function openSaved(id) {
  const answer = await api("GET", `/api/v1/routes/${id}`);
  const beside = await api("GET", `/api/v1/routes/${id}/comparison`).catch(() => null);
  const byId = new Map(answer.locations.map((each) => [each.ID, each]));
  const order = answer.locations.map((each) => each.ID);
  const explanation = answer.explanation;
  const variant = {
    name: answer.candidates.find((each) => each.chosen)?.name ?? "own_order", order, stops: answer.locations, violations: answer.violations, distance_source: answer.distance_source,
    figures: beside?.optimised.figures ?? { distance_km: answer.total_distance_km, time_hours: answer.total_time_hours, cost_rub: answer.total_cost_rub, wait_minutes: 0, late_minutes: 0, overtime_minutes: 0 },
    pros: explanation?.pros ?? [], cons: explanation?.cons ?? [], explanation_source: explanation?.explanation_source ?? "template",
  };
  const given = beside ? beside.original.order.map((each) => byId.get(each)).filter(Boolean) : answer.locations;
  show({ request: null, home: null, stores: answer.locations, answer, problem: null, offered: { locations: given, original: beside?.original.figures ?? null, variants: [variant], understood: answer.understood } });
  document.getElementById("result").scrollIntoView({ block: "start" });
  const address = new URL(location.href);
  address.searchParams.set("route", id);
  history.replaceState(null, "", address);
}

const when = (moment) => new Intl.DateTimeFormat(language, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(new Date(moment));

export async function listSaved() {
  try {
    const { items } = await api("GET", `/api/v1/routes?limit=${NEWEST}`);
    document.getElementById("saved-none").hidden = items.length > 0;
    document.getElementById("saved-rows").replaceChildren(...items.map((route) => {
      const open = make("button", { type: "button", class: "plain", data: { route: route.ID } }, route.name);
      open.addEventListener("click", () => openSaved(route.ID).catch(tell));
      return make("tr", {}, make("td", {}, when(route.created_at)), make("td", {}, open, route.violations > 0 && tag(text("broken", { n: route.violations }), "warn")),
        make("td", { class: "number" }, number(route.total_distance_km)), make("td", { class: "number" }, clock(route.total_time_hours)),
        make("td", {}, route.chosen_by === "model" ? MODELS[route.model_used] : text("by." + route.chosen_by)));
    }));
  } catch (failure) {
    tell(failure);
  }
}

/// A rep's day: as the server told it last, with what the rep has told since laid over it.
import { language, text } from "../ui/texts.js";
import { facts } from "./queue.js";

const page = document.getElementById("me");
export const zone = page.dataset.zone;

export function today() {
  const chosen = new URLSearchParams(location.search).get("date");
  return chosen ?? new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());
}

export const time = (moment) => moment ? new Intl.DateTimeFormat(language, { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(moment)) : "–";

const place = (repId, date) => `me:${repId}:${date}`;

function kept(repId, date) {
  try {
    return JSON.parse(localStorage.getItem(place(repId, date)));
  } catch {
    return null;
  }
}

function keep(day) {
  for (const name of Object.keys(localStorage)) if (name.startsWith("me:") && name !== place(day.rep_id, day.date)) localStorage.removeItem(name);
  localStorage.setItem(place(day.rep_id, day.date), JSON.stringify(day));
}

/// The day, and whether the server has told it just now. `day` is null if it never did.
export async function load(repId) {
  const date = today();
  try {
    const answer = await fetch(`/api/v1/me/day?date=${date}`, { headers: { "X-Rep-Id": repId, "Accept-Language": language } });
    if (answer.ok) {
      const day = await answer.json();
      keep(day);
      return { day, fresh: true };
    }
    const problem = await answer.json().catch(() => ({}));
    if (answer.status < 500) throw Object.assign(new Error(problem.detail || text("error")), { told: true });
  } catch (failure) {
    if (failure.told) throw failure;
  }
  return { day: kept(repId, date), fresh: false };
}

/// Lays over the day what waits to be sent.
export async function withWaiting(day) {
  const waiting = (await facts()).filter((fact) => fact.repId === day.rep_id && !fact.refused);
  const stops = day.stops.map((stop) => ({ ...stop }));
  for (const fact of waiting) {
    const stop = stops.find((each) => each.visit_id === fact.visitId);
    if (!stop) continue;
    stop.waits = true;
    if (fact.kind === "arrive") stop.arrived_at = fact.body.occurred_at;
    else if (fact.kind === "leave") Object.assign(stop, { left_at: fact.body.occurred_at, status: "completed" });
    else stop.status = "skipped";
  }
  return { ...day, stops };
}

/// Changes of the plan by hand: asked about first (`dry_run`), then made, then told with the way back.
import { api } from "../ui/api.js";
import { clock, signed, text } from "../ui/texts.js";
import { tell, toast } from "../ui/toast.js";

const MOVES = "/api/v1/schedule/moves";
const ORDER = "/api/v1/schedule/day-route";

export function changed() {
  document.body.dispatchEvent(new CustomEvent("plan:changed"));
}

/// A stop to a rep and a day; without a position it goes where it costs least.
export function move(visitId, repId, date, position) {
  return { method: "POST", address: MOVES, body: { moves: [{ type: "move", visit_id: visitId, rep_id: repId, date, position }] } };
}

export function act(type, visitId, version) {
  return { method: "POST", address: MOVES, body: { moves: [{ type, visit_id: visitId, version }] } };
}

/// A day's stops in this order.
export function order(repId, date, visitIds) {
  return { method: "PUT", address: ORDER, body: { rep_id: repId, date, visit_ids: visitIds } };
}

export function optimise(repId, date) {
  return { method: "POST", address: ORDER + "/optimise", body: { rep_id: repId, date } };
}

export function revert(repId, date) {
  return { method: "DELETE", address: `${ORDER}?rep_id=${encodeURIComponent(repId)}&date=${date}` };
}

/// What a change would bring.
export function ask(change, signal) {
  return api(change.method, change.address, { ...change.body, dry_run: true }, { signal });
}

/// Makes a change and offers the way back.
export async function make(change, message) {
  try {
    const answer = await api(change.method, change.address, change.body);
    toast(`${message} ${deltaText(answer)}`, { undo: answer.change_id ? () => undo(answer.change_id) : null });
    return answer;
  } catch (failure) {
    tell(failure);
    return null;
  } finally {
    changed();
  }
}

async function undo(changeId) {
  try {
    await api("POST", `/api/v1/schedule/changes/${changeId}/undo`);
    toast(text("undone"));
  } catch (failure) {
    tell(failure);
  }
  changed();
}

function differences({ before, after }) {
  return [
    [after.distance_km - before.distance_km, (value) => `${signed(value)} ${text("km")}`],
    [after.hours - before.hours, (value) => `${clock(value, true)} ${text("hours")}`],
    [after.cost_rub - before.cost_rub, (value) => `${signed(value, 0)} ₽`],
  ];
}

export function deltaText(answer) {
  return differences(answer).map(([value, words]) => words(value)).join(", ");
}

/// The difference as an element: kilometres, hours, roubles, and what the change would break.
export function deltaBox(answer) {
  const box = document.createElement("div");
  const line = document.createElement("div");
  line.className = "deltas";
  for (const [value, words] of differences(answer)) {
    const each = document.createElement("span");
    each.textContent = words(value);
    if (Math.abs(value) > 0.005) each.dataset.better = value < 0;
    line.append(each);
  }
  box.append(line);
  const broken = answer.days.flatMap((day) => day.after?.violations ?? []).map((each) => each.detail);
  const known = new Set(answer.days.flatMap((day) => day.before?.violations ?? []).map((each) => each.detail));
  const warnings = [
    ...broken.filter((detail) => !known.has(detail)),
    ...answer.too_close.map((each) => text("too_close", { days: each.working_days, required: each.required })),
  ];
  for (const warning of warnings) {
    const each = document.createElement("div");
    each.className = "tone-bad small";
    each.textContent = warning;
    box.append(each);
  }
  return { box, bad: warnings.length > 0 };
}

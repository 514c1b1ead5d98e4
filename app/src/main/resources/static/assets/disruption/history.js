/// What was applied and what was taken back, the newest first.
import { api } from "../ui/api.js";
import { make, tag } from "../ui/dom.js";
import { language, number, text } from "../ui/texts.js";
import { tell, toast } from "../ui/toast.js";
import { day, people } from "./parts.js";

const NEWEST = 20;
const TONES = { applied: "ok", undone: "" };

function subject(request) {
  const names = [...request.rep_ids.map((id) => people.get(id)?.name ?? id), ...request.vehicle_ids, ...request.districts];
  if (request.store_ids.length) names.push(text("stores", { n: request.store_ids.length }));
  const span = request.to && request.to !== request.from ? `${day(request.from)} – ${day(request.to)}` : day(request.from);
  return `${names.join(", ")}: ${span}`;
}

export async function undo(id) {
  try {
    await api("POST", `/api/v1/force_majeure/${id}/undo`);
    toast(text("undone"));
    document.getElementById("applied")?.remove();
  } catch (failure) {
    tell(failure);
  }
  listHistory();
}

const when = (moment) => new Intl.DateTimeFormat(language, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(new Date(moment));

export async function listHistory() {
  try {
    const lists = await Promise.all(["applied", "undone"].map((state) => api("GET", `/api/v1/force_majeure?state=${state}&limit=${NEWEST}`)));
    const items = lists.flatMap((list) => list.items).sort((a, b) => b.applied_at.localeCompare(a.applied_at)).slice(0, NEWEST);
    document.getElementById("history-none").hidden = items.length > 0;
    document.getElementById("history").replaceChildren(...items.map((item) => {
      const button = make("button", { type: "button", data: { undo: item.id } }, text("undo.long"));
      button.addEventListener("click", () => { button.disabled = true; undo(item.id); });
      return make("tr", { data: { state: item.state } }, make("td", {}, when(item.applied_at)),
        make("td", {}, make("b", {}, text("kind." + item.request.kind)), make("br"), subject(item.request), item.request.comment && make("span", { class: "muted" }, ` · ${item.request.comment}`)),
        make("td", { class: "number" }, number(item.preview.moves.length, 0)),
        make("td", {}, tag(text("state." + item.state), TONES[item.state])), make("td", {}, item.state === "applied" && button));
    }));
  } catch (failure) {
    tell(failure);
  }
}

/// The year's calendar: a day is changed after seeing how many planned visits that concerns; a file with a preview.
import { api } from "../ui/api.js";
import { make } from "../ui/dom.js";
import { language, text } from "../ui/texts.js";
import { tell, toast } from "../ui/toast.js";
import { upload } from "../ui/upload.js";

const dialog = document.getElementById("day");
const form = document.getElementById("day-form");
const effect = document.getElementById("day-effect");
const plain = document.getElementById("day-plain");
let chosen = null;
let asked = 0;

const long = (date) => new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(new Date(date + "T12:00:00"));
const body = () => ({ kind: form.elements.kind.value, name: form.elements.name.value.trim(), source: text("source") });

async function preview() {
  const mine = ++asked;
  if (!form.elements.name.value.trim()) { effect.textContent = ""; return; }
  try {
    const change = await api("PUT", `/api/v1/holidays/${chosen}?dry_run=true`, body());
    if (mine === asked) effect.textContent = text("affected", { n: change.affected_visits });
  } catch (failure) {
    if (mine === asked) effect.textContent = failure.message;
  }
}

for (const button of document.querySelectorAll(".date")) {
  button.addEventListener("click", () => {
    chosen = button.dataset.day;
    document.getElementById("day-title").textContent = long(chosen);
    form.elements.kind.value = button.dataset.kind;
    form.elements.name.value = button.dataset.name || text("by_dispatcher");
    plain.hidden = button.dataset.special !== "true";
    effect.textContent = "";
    dialog.showModal();
  });
}
form.addEventListener("input", preview);
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await api("PUT", `/api/v1/holidays/${chosen}`, body());
    location.reload();
  } catch (failure) {
    effect.textContent = failure.message;
  }
});
plain.addEventListener("click", async () => {
  try {
    await api("DELETE", `/api/v1/holidays/${chosen}`);
    location.reload();
  } catch (failure) {
    tell(failure);
  }
});
upload(document.getElementById("upload"), (report) => [
  make("p", { class: "strong", id: "upload-summary" }, text("upload.summary", { years: report.years.join(", "), days: report.days, changes: report.changes.length, visits: report.affected_visits })),
  report.changes.length > 0 && make("ul", { class: "stops" }, report.changes.slice(0, 60).map((change) => make("li", {}, `${long(change.day)}: ${text("kind." + change.before)} → ${text("kind." + change.after)}`))),
], () => { toast(text("upload.done")); location.reload(); });

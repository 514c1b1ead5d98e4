/// Many stores at once: drawn around on the map, all of a district, all that the map shows, or named by a file.
import { make } from "../ui/dom.js";
import { lassoOn } from "../ui/lasso.js";
import { mapOf } from "../ui/map.js";
import { text } from "../ui/texts.js";
import { toast } from "../ui/toast.js";
import { upload } from "../ui/upload.js";
import { add, choose, chosen, stores } from "./choice.js";

const MOST_VISIBLE = 100;
const map = () => mapOf(document.getElementById("optimize-map"));
const button = document.getElementById("choose-lasso");
const districts = document.getElementById("choose-district");
const hint = document.getElementById("choose-lasso-hint");
const explained = hint.textContent;

function gather(ids, none) {
  if (!ids.length) return toast(none, { tone: "warn" });
  const before = chosen().map((store) => store.id);
  const added = add(ids);
  if (added) toast(text("added", { n: added }), { undo: () => choose(before) });
  else if (added === 0) toast(text("added.none"));
}
const gatherOnMap = (found) => gather(found.map((store) => store.id), text("lasso.none"));
const those = (inside) => stores().filter((store) => inside(store.lat, store.lon));

let lasso = null;
button.addEventListener("click", () => {
  lasso ??= lassoOn(document.getElementById("optimize-map"), map().leaflet, {
    label: text("lasso.label"),
    taken: (inside) => { gatherOnMap(those(inside)); button.focus({ preventScroll: true }); },
    framed: (inside) => { hint.textContent = text("lasso.inside", { n: those(inside).length }); },
    ended: () => { button.setAttribute("aria-pressed", "false"); hint.textContent = explained; document.querySelector(".optimize").classList.remove("is-lassoing"); },
  });
  if (lasso.on()) return lasso.stop();
  document.dispatchEvent(new CustomEvent("routes:choose"));
  button.setAttribute("aria-pressed", "true");
  document.querySelector(".optimize").classList.add("is-lassoing");
  document.getElementById("optimize-map").scrollIntoView({ block: "nearest" });
  lasso.start();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") lasso?.stop(); });

document.getElementById("choose-visible").addEventListener("click", () => {
  const view = map().leaflet.getBounds();
  const inside = stores().filter((store) => view.contains([store.lat, store.lon]));
  if (inside.length > MOST_VISIBLE) toast(text("zoom_first", { n: inside.length }), { tone: "warn" });
  else gatherOnMap(inside);
});

/// Fills the list of districts once the stores are known.
export function listDistricts() {
  const counts = new Map();
  for (const { district } of stores()) if (district) counts.set(district, (counts.get(district) ?? 0) + 1);
  districts.append(...[...counts].sort(([a], [b]) => a.localeCompare(b)).map(([name, n]) => make("option", { value: name }, text("district_of", { name, n }))));
}
districts.addEventListener("change", () => {
  gatherOnMap(stores().filter((store) => store.district === districts.value));
  districts.value = "";
});

/// A row whose name several stores have: nobody guesses.
function question({ row, value, choices }) {
  const title = text("file.question", { row, value });
  const option = (choice, label) => make("label", { class: "plain-label" }, make("input", { type: "radio", name: `file-row-${row}`, value: choice, checked: choice === "" }), " ", label);
  return make("fieldset", { class: "file-question", data: { row } }, make("legend", {}, title),
    choices.map((each) => option(each.id, [make("b", {}, each.name), ` · ${[each.address, each.district, each.id].filter(Boolean).join(" · ")}`])), option("", text("file.none")));
}
const dialog = document.getElementById("choose-file");
upload(dialog, (report) => [
  make("p", { class: "strong", id: "file-summary" }, text("file.summary", { rows: report.rows, found: report.found.length, repeated: report.repeated })),
  report.found.length + report.questions.length === 0 && make("p", {}, text("file.nothing")),
  ...report.questions.map(question),
], (report) => {
  const answers = [...dialog.querySelectorAll(".file-question :checked")].map((each) => each.value).filter(Boolean);
  gather([...report.found.map((each) => each.id), ...answers], text("file.nothing"));
}, { bad: "file.bad", ready: (report) => report.found.length + report.questions.length > 0 });

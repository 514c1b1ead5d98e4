/// The page of the month's plan: ties calendar, drawer and dialogs together.
import { open, opened, reopen } from "./drawer.js";
import { follow } from "./generate.js";

const page = document.getElementById("plan");
const overview = document.getElementById("overview");

overview.addEventListener("click", (event) => {
  const cell = event.target.closest(".day");
  if (cell) open(cell.dataset.date, cell.dataset.repId, { focus: true });
});

/// Arrows walk through the calendar; only one of its cells is in the order of the tab key.
overview.addEventListener("keydown", (event) => {
  const cell = event.target.closest(".day");
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  if (!cell || !step) return;
  const rows = [...overview.querySelectorAll(".month-row")].map((row) => [...row.querySelectorAll(".day")]).filter((row) => row.length);
  const r = rows.findIndex((row) => row.includes(cell));
  const next = step[0]
    ? rows[r + step[0]]?.find((each) => each.dataset.date === cell.dataset.date)
    : rows[r][rows[r].indexOf(cell) + step[1]];
  event.preventDefault();
  if (!next) return;
  cell.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});

document.body.addEventListener("plan:changed", reopen);
document.body.addEventListener("htmx:sseMessage", (event) => {
  // Others may be at work too; a stop that is being dragged is left in peace.
  if (event.detail.type === "plan" && opened() && !document.querySelector(".sortable-drag, .sortable-chosen, dialog[open]")) reopen();
});

if (page.dataset.openDay && page.dataset.openRep) open(page.dataset.openDay, page.dataset.openRep);
if (page.dataset.running) follow(page.dataset.running);
if (page.dataset.running || new URL(location.href).searchParams.has("generate")) document.getElementById("generate").showModal();

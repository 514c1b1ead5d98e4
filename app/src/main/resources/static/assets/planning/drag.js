/// Dragging a stop within its day or onto another day or rep in the calendar. Before it is dropped a box beside the
/// pointer tells what it would cost; dropping it where it must not go changes nothing.
import Sortable from "/webjars/sortablejs/modular/sortable.esm.js";
import { text } from "../ui/texts.js";
import { ask, changed, deltaBox, make, move, order } from "./changes.js";

const PATIENCE = 180;
const tip = document.getElementById("delta");
let pending = null;
let timer = 0;
let asked = "";
const NOWHERE = { target: null, bad: false };
let aimed = NOWHERE;

function follow(event) {
  const point = event.touches?.[0] ?? event;
  if (point.clientX === undefined) return;
  tip.style.left = `${Math.min(point.clientX + 18, innerWidth - 250)}px`;
  // Above the pointer: below it hangs what is dragged.
  tip.style.top = `${Math.max(point.clientY - tip.offsetHeight - 16, 8)}px`;
}

function forget() {
  clearTimeout(timer);
  pending?.abort();
  pending = null;
}

/// Asks about a change once the pointer rests a moment; the list tells of the same place again and again.
function preview(change, target) {
  const question = JSON.stringify(change);
  if (question === asked) return;
  forget();
  asked = question;
  tip.hidden = false;
  tip.textContent = text("counting");
  timer = setTimeout(async () => {
    const mine = (pending = new AbortController());
    try {
      const { box, bad } = deltaBox(await ask(change, mine.signal));
      if (mine.signal.aborted) return;
      tip.replaceChildren(box);
      aimed = { target, bad };
      paint();
    } catch (failure) {
      if (failure.name === "AbortError") return;
      tip.textContent = failure.message;
      aimed = { target, bad: true };
      paint();
    }
  }, PATIENCE);
}

/// Marks the cell that the pointer is on.
function paint() {
  for (const cell of document.querySelectorAll(".is-target, .is-bad")) cell.classList.remove("is-target", "is-bad");
  aimed.target?.classList.add(aimed.bad ? "is-bad" : "is-target");
}

function clean() {
  forget();
  asked = "";
  aimed = NOWHERE;
  paint();
  tip.hidden = true;
  for (const name of ["mousemove", "touchmove", "pointermove"]) document.removeEventListener(name, follow);
}

const ids = (list) => [...list.querySelectorAll(":scope > .stop[data-visit]")].filter((each) => !each.classList.contains("sortable-fallback")).map((each) => each.dataset.visit);

/// Makes the drawer's list sortable.
export function dragFrom(list, drawer) {
  const { repId, date } = drawer.dataset;
  const before = ids(list);
  for (const cell of document.querySelectorAll(".month .day")) {
    if (!Sortable.get(cell)) new Sortable(cell, { group: { name: "stops", pull: false, put: true }, sort: false, draggable: ".none", forceFallback: true });
  }
  new Sortable(list, {
    group: { name: "stops", pull: true, put: false },
    draggable: ".stop",
    filter: ".stop-actions, .stop-actions *",
    preventOnFilter: false,
    forceFallback: true,
    fallbackOnBody: true,
    fallbackTolerance: 4,
    delay: 180,
    delayOnTouchOnly: true,
    animation: 120,
    onStart() {
      for (const name of ["mousemove", "touchmove", "pointermove"]) document.addEventListener(name, follow, { passive: true });
    },
    onMove(event) {
      if (aimed.target !== event.to) {
        aimed = event.to === list ? NOWHERE : { target: event.to, bad: false };
        paint();
      }
      if (event.to === list) return true;
      if (event.to.dataset.repId === repId && event.to.dataset.date === date) return false;
      preview(move(event.dragged.dataset.visit, event.to.dataset.repId, event.to.dataset.date), event.to);
      return true;
    },
    onChange(event) {
      if (event.to === list) preview(order(repId, date, ids(list)), null);
    },
    async onEnd(event) {
      clean();
      const visit = event.item.dataset.visit;
      const name = event.item.dataset.name;
      if (event.to !== list) {
        const { repId: toRep, date: toDate } = event.to.dataset;
        event.item.remove();
        await make(move(visit, toRep, toDate), text("moved", { name }));
      } else if (ids(list).join() !== before.join()) {
        await make(order(repId, date, ids(list)), text("reordered", { name }));
      } else {
        changed();
      }
    },
  });
}

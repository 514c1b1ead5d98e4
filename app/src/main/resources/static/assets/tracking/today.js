/// Keeps the day's page fresh without disturbing who reads it: the board is put in place as it comes, the side
/// beside the map and the map itself follow only when the day has changed.
import { mapOf } from "../ui/map.js";

const board = document.getElementById("board");

document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target !== board) return;
  const fresh = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
  for (const id of ["day-figures", "timeline", "side"]) {
    const now = document.getElementById(id);
    const next = fresh.getElementById(id);
    if (now && next && now.innerHTML !== next.innerHTML) now.innerHTML = next.innerHTML;
  }
  const content = fresh.querySelector(".map-content")?.textContent;
  const element = document.getElementById("day-map");
  if (content && content !== element.dataset.shown) {
    element.dataset.shown = content;
    mapOf(element).show(JSON.parse(content), true);
  }
  event.detail.shouldSwap = false;
});

/// What every page does: maps and dialogs come alive, parts that htmx could not get are told.
///
/// `[data-tour]` starts the guided tour; `<button data-dialog="ID">` opens `<dialog id="ID">`; `[data-close]` in one closes it. Maps are `[data-map]`.
/// `<input data-navigate>` goes to `data-navigate` with its value in place of `{value}`.
import { toast } from "./toast.js";
import { text } from "./texts.js";
import { writeHeaders } from "./api.js";

async function enliven(root) {
  if (root.querySelector("[data-map]") || root.matches?.("[data-map]")) {
    const { showAll } = await import("./map.js");
    showAll(root);
  }
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-tour]")) import("./tour.js").then((tour) => tour.start());
  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  const closer = event.target.closest("[data-close]");
  if (closer) closer.closest("dialog")?.close();
  for (const open of document.querySelectorAll("details.rail-more[open], details.menu[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector("details.rail-more[open], details.menu[open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});
document.addEventListener("change", (event) => {
  const pattern = event.target.dataset?.navigate;
  if (pattern && event.target.value) location.assign(pattern.replace("{value}", encodeURIComponent(event.target.value)));
});
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") Object.assign(event.detail.headers, writeHeaders());
});
document.addEventListener("htmx:responseError", (event) => {
  let message = text("error");
  try { message = JSON.parse(event.detail.xhr.responseText).detail || message; } catch { /* no problem document */ }
  toast(message, { tone: "bad" });
});
document.addEventListener("htmx:sendError", () => toast(text("offline"), { tone: "bad" }));
document.addEventListener("htmx:load", (event) => enliven(event.detail.elt));
enliven(document.body);
if (localStorage.getItem("tour") !== "done") import("./tour.js").then((tour) => tour.resume());

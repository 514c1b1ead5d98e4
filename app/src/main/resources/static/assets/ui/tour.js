/// The guided tour: a few words beside the part of the page they are about, from page to page. It can be left at any
/// step and taken up again; the browser remembers the step, or that it is done. `[data-tour]` starts it.
import { make } from "./dom.js";
import { text } from "./texts.js";

const KEY = "tour";
const DONE = "done";
const STEPS = [
  { name: "day", path: "/", at: "#timeline" },
  { name: "live", path: "/", at: "#side" },
  { name: "plan", path: "/plan", at: ".month-scroll" },
  { name: "generate", path: "/plan", at: "[data-dialog=generate]" },
  { name: "optimize", path: "/optimize", at: "#order" },
  { name: "disruptions", path: "/disruptions", at: "#told" },
  { name: "analytics", path: "/analytics", at: "#figures" },
  { name: "me", path: "/me", at: "#me" },
  { name: "settings", path: "/settings", at: "#models" },
];

const step = () => Number(localStorage.getItem(KEY));

function end(state) {
  if (state === undefined) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, state);
  document.getElementById("tour")?.remove();
  document.querySelector(".tour-lit")?.classList.remove("tour-lit");
}

function go(number) {
  if (number >= STEPS.length) return end(DONE);
  localStorage.setItem(KEY, number);
  if (location.pathname === STEPS[number].path) show();
  else location.assign(STEPS[number].path);
}

/// Beside what it tells of where there is room, else at the lower edge.
function place(box, about) {
  const here = about.getBoundingClientRect();
  const room = innerHeight - here.bottom;
  if (innerWidth < 720) return;
  box.style.bottom = "auto";
  box.style.left = `${Math.max(16, Math.min(here.left, innerWidth - box.offsetWidth - 16))}px`;
  box.style.top = room > box.offsetHeight + 24 ? `${here.bottom + 12}px` : `${Math.max(16, Math.min(here.top - box.offsetHeight - 12, innerHeight - box.offsetHeight - 16))}px`;
  if (here.height > innerHeight * 0.6) Object.assign(box.style, { top: "auto", bottom: "24px", left: "auto", right: "24px" });
}

function show() {
  const number = step();
  const { name, at } = STEPS[number];
  end(number);
  const about = document.querySelector(at) ?? document.getElementById("main");
  about.classList.add("tour-lit");
  about.scrollIntoView({ block: "nearest" });
  const button = (label, work, kind = "") => {
    const made = make("button", { type: "button", class: kind }, label);
    made.addEventListener("click", work);
    return made;
  };
  const next = button(text(number === STEPS.length - 1 ? "tour.finish" : "tour.next"), () => go(number + 1), "primary");
  const box = make("section", { id: "tour", class: "tour", role: "dialog", "aria-labelledby": "tour-title", "aria-describedby": "tour-text" },
    make("h2", { id: "tour-title" }, text(`tour.${name}.title`)),
    make("p", { id: "tour-text" }, text(`tour.${name}.text`)),
    make("div", { class: "tour-foot" }, make("span", { class: "muted small" }, text("tour.step", { n: number + 1, all: STEPS.length })),
      button(text("tour.leave"), () => end(DONE), "plain"), number > 0 && button(text("tour.back"), () => go(number - 1)), next));
  box.addEventListener("keydown", (event) => { if (event.key === "Escape") end(DONE); });
  document.body.append(box);
  place(box, about);
  next.focus({ preventScroll: true });
}

/// From the beginning, wherever one is.
export function start() {
  document.getElementById("tour-invitation")?.remove();
  go(0);
}

/// Goes on where it was when a page was left for the next one; asks once whoever has never seen it.
export function resume() {
  const state = localStorage.getItem(KEY);
  if (state === DONE) return;
  if (state !== null) {
    if (STEPS[step()]?.path === location.pathname) show();
    return;
  }
  if (location.pathname !== "/") return;
  const later = make("button", { type: "button", class: "plain" }, text("tour.not_now"));
  later.addEventListener("click", () => { localStorage.setItem(KEY, DONE); invitation.remove(); });
  const invitation = make("div", { id: "tour-invitation", class: "notice" }, make("p", {}, text("tour.invitation")), make("span", { class: "tour-foot" }, make("button", { type: "button", data: { tour: "" } }, text("tour.start")), later));
  document.getElementById("main").prepend(invitation);
}

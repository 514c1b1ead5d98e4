/// Short messages at the edge of the page: `toast("Сохранено", {undo: () => …})`. They go by themselves after a
/// while, but not while the pointer or the focus is on them.
import { text } from "./texts.js";

export function toast(message, { tone = "", undo = null, seconds = tone === "bad" ? 12 : 8 } = {}) {
  const box = document.createElement("div");
  box.className = "toast";
  if (tone) box.dataset.tone = tone;
  const words = document.createElement("p");
  words.textContent = message;
  box.append(words);
  if (undo) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text("undo");
    button.addEventListener("click", () => { box.remove(); undo(); });
    box.append(button);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.className = "square";
  close.setAttribute("aria-label", text("close"));
  close.textContent = "×";
  close.addEventListener("click", () => box.remove());
  box.append(close);
  document.getElementById("toasts").append(box);
  const tick = setInterval(() => {
    if (!box.matches(":hover, :focus-within") && --seconds <= 0) { box.remove(); clearInterval(tick); }
  }, 1000);
  return box;
}

/// Shows what a call has thrown; an abandoned call is no news.
export function tell(failure) {
  if (failure.name !== "AbortError") toast(failure.message, { tone: "bad" });
}

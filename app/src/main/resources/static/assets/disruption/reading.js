/// What was read out of a text: each thing that went wrong with what is understood of it and what is not.
import { make, tag } from "../ui/dom.js";
import { text } from "../ui/texts.js";
import { day } from "./parts.js";

const MODELS = { qwen: "Qwen", llama: "Llama" };

function value(slot) {
  if (slot.label) return slot.label;
  const words = slot.values.map((each) => slot.slot === "what" ? text("kind." + each) : slot.slot === "effect" && ["closed", "slower"].includes(each) ? text("effect." + each) : /^\d{4}-\d\d-\d\d$/.test(each) ? day(each) : each);
  return words.join(slot.slot === "hours" ? "–" : ", ");
}

function line(slot, choose) {
  const more = slot.question ?? slot.reason;
  const box = make("li", { data: { slot: slot.slot, accepted: slot.accepted } }, tag(text(slot.accepted ? "understood" : "not_understood"), slot.accepted ? "ok" : "warn"), " ", text("slot." + slot.slot), ": ", make("b", {}, value(slot) || slot.text || "–"), more && make("small", {}, more));
  if (!slot.accepted && slot.candidates.length) {
    box.append(make("span", { class: "row" }, slot.candidates.map((candidate) => {
      const button = make("button", { type: "button" }, candidate.name);
      button.addEventListener("click", () => choose(slot, candidate));
      return button;
    })));
  }
  return box;
}

/// @param fill takes a draft into the form
/// @param choose answers a question: (slot, candidate)
export function showReading(place, reading, fill, choose) {
  const items = reading.items.map((item) => {
    const button = make("button", { type: "button", class: "use" }, text("use"));
    button.addEventListener("click", () => { fill(item.draft); document.getElementById("form").scrollIntoView({ block: "nearest" }); });
    return make("div", { class: "item", data: { accepted: item.accepted } }, make("p", { class: "muted" }, `«${item.text}»`), make("ul", { class: "slots" }, item.slots.map((slot) => line(slot, choose))), item.draft ? make("div", {}, button) : make("p", { class: "small" }, text("no_draft")));
  });
  place.replaceChildren(
    make("p", { class: "small muted", id: "read-by", data: { readBy: reading.read_by } }, text("read_by", { by: MODELS[reading.read_by] ?? text("by_rule") }), reading.fallback_reason && " " + text("read_fallback", { why: reading.fallback_reason.split("; ").map(because).join("; ") })),
    ...(items.length ? items : [make("p", {}, text("nothing_read"))]));
  const drafts = reading.items.filter((item) => item.draft);
  if (drafts.length === 1 && reading.items.length === 1) fill(drafts[0].draft);
}

const KNOWN = ["file_missing", "load_failed", "timed_out", "crashed", "unusable_answer", "overloaded", "unreachable", "prompt_too_long", "cancelled"];

function because(part) {
  const [model, why] = part.split(": ");
  return `${MODELS[model] ?? model}: ${text(KNOWN.includes(why) ? "outcome." + why : "outcome.other")}`;
}

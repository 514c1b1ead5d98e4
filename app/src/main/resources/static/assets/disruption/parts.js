/// Parts of a proposal, each made of what the API said and nothing else.
import { make, tag } from "../ui/dom.js";
import { language, number, text } from "../ui/texts.js";

const RULES = ["hours", "window", "duration", "stops", "capacity", "spacing", "closed", "day_off", "absent", "skill", "rep", "day", "pin", "precedence", "price", "search"];
export const people = new Map(JSON.parse(document.getElementById("people").textContent).map((rep) => [rep.id, rep]));
export const day = (date) => new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short" }).format(new Date(date + "T12:00:00"));

const card = (id, title, side, body) => make("section", { class: "card", "aria-labelledby": id }, make("header", {}, make("h2", { id }, title), side && make("span", { class: "muted small" }, side)), body);

/// Who receives how many of the affected visits.
export function shares(preview) {
  const most = Math.max(1, ...Object.values(preview.received));
  const lines = Object.entries(preview.received).map(([id, count]) => make("li", { data: { rep: people.get(id)?.colour } }, make("span", {}, people.get(id)?.name ?? id), make("span", { class: "share", style: `width:${(count / most) * 100}%` }), make("b", { class: "number" }, number(count, 0))));
  return lines.length ? card("shares-title", text("shares"), text("shares.spread", { n: preview.spread }), make("ul", { class: "shares card-body" }, lines)) : "";
}

function who(repId, date) {
  const rep = people.get(repId);
  return repId ? make("span", { data: { rep: rep?.colour } }, make("i", { class: "dot" }), ` ${rep?.name ?? repId}, ${day(date)}`) : make("span", { class: "muted" }, text("nowhere"));
}

/// Moves, visits that wait, stores below the norm: each a list of its own, shown only if there is something in it.
export function details(preview, stores) {
  const byId = new Map(stores.map((each) => [each.id, each]));
  const name = (id) => byId.get(id)?.name ?? id;
  const rows = preview.moves.map((move) => make("tr", {}, make("td", {}, name(move.store_id), " ", !move.affected && tag(text("not_affected"), "info")), make("td", {}, who(move.from_rep_id, move.from_date)), make("td", {}, who(move.to_rep_id, move.to_date))));
  const head = make("thead", {}, make("tr", {}, ["store", "was", "will_be"].map((key) => make("th", { scope: "col" }, text(key)))));
  return [
    preview.unplaced.length && card("waiting-title", text("waiting", { n: preview.unplaced.length }), text("waiting.note"), make("ul", { class: "stops" }, preview.unplaced.map((each) => make("li", { class: "stop" }, tag("!", "warn"), make("span", { class: "stop-name" }, name(each.store_id)), make("span"),
      make("span", { class: "stop-note" }, Object.entries(each.blocked).sort((a, b) => b[1] - a[1]).slice(0, 3).map(([rule, days]) => text("blocked", { rule: text(RULES.includes(rule) ? "rule." + rule : "rule.other"), n: days })).join("; ")))))),
    preview.below_norm.length && card("norm-title", text("below_norm", { n: preview.below_norm.length }), text("below_norm.note"), make("ul", { class: "stops" }, preview.below_norm.map((each) => make("li", { class: "stop" }, tag(each.category), make("span", { class: "stop-name" }, each.store_name), make("span", { class: "stop-side" }, text("missing", { n: each.missing })))))),
    rows.length && card("moves-title", text("moves", { n: rows.length }), "", make("div", { class: "table-wrap moves", tabindex: "0", role: "group", "aria-labelledby": "moves-title" }, make("table", { class: "grid" }, head, make("tbody", {}, rows)))),
  ].filter(Boolean);
}

/// Elements for scripts that build parts of a page: `make("p", {class: "muted", data: {tone: "ok"}}, "text", child)`.
/// Children that are null, undefined or false are left out; an attribute that is false, null or undefined as well.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "data") for (const [key, each] of Object.entries(value)) { if (each !== undefined && each !== null) element.dataset[key] = each; }
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `/assets/ui/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

export const tag = (text, tone = "") => make("span", { class: "tag", data: tone ? { tone } : {} }, text);

/// A line of a stop list.
export function stop({ number, name, side = null, note = null, rep, state, id, extra = null }) {
  return make("li", { class: "stop", data: { rep, state, stop: id } },
    make("span", { class: "stop-number" }, String(number)),
    make("span", { class: "stop-name" }, name),
    make("span", { class: "stop-side" }, side),
    note && make("span", { class: "stop-note" }, note), extra);
}

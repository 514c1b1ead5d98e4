/// Marks of maps, in the page's colours. Text comes from data, so it is never taken for markup.
import * as L from "/webjars/leaflet/dist/leaflet-src.esm.js";

const known = new Map(); // colours by name until the theme changes
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => known.clear());

function colour(name, dress) {
  if (!known.has(name)) {
    const probe = document.createElement("span");
    dress(probe);
    document.body.append(probe);
    known.set(name, getComputedStyle(probe).color);
    probe.remove();
  }
  return known.get(name);
}

/// A colour of the page's style sheet as a value that canvas understands.
export const css = (name) => colour(name, (probe) => { probe.style.color = `var(${name})`; });

const nobody = (rep) => rep === undefined || rep === null;

export function repColour(rep) {
  if (nobody(rep)) return css("--text");
  return colour(`rep ${rep % 8}`, (probe) => { probe.dataset.rep = rep % 8; probe.style.color = "var(--rep)"; });
}

export const repNumber = (rep) => (nobody(rep) ? null : rep % 8);

export function marker(className, size, data, content = "") {
  const box = document.createElement("div");
  box.className = className;
  box.style.width = box.style.height = size + "px";
  for (const [key, value] of Object.entries(data)) if (value !== undefined && value !== null) box.dataset[key] = value;
  box.textContent = content;
  return L.divIcon({ html: box, className: "", iconSize: [size, size] });
}

export function words(title, note) {
  const box = document.createElement("div");
  const strong = document.createElement("strong");
  strong.textContent = title;
  box.append(strong);
  if (note) box.append(document.createElement("br"), note);
  return box;
}

/// A name that lies on the map.
export function label(className, content, offset = [0, 0]) {
  const name = document.createElement("span");
  name.className = className;
  name.textContent = content;
  return L.divIcon({ html: name, className: "", iconSize: [0, 0], iconAnchor: offset });
}

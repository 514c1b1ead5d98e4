/// Texts for scripts, in the page's language: `text("error")`, `text("plan.drop", {km: "+3"})`.
/// They come from keys `FEATURE.js.*` of the message files; `{name}` is filled in.
const all = {};
for (const block of document.querySelectorAll("script[data-texts]")) {
  Object.assign(all, JSON.parse(block.textContent));
}
export const language = document.documentElement.lang;

export function text(key, values = {}) {
  const found = all[key];
  if (found === undefined) throw new Error(`There is no text "${key}".`);
  return found.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

export function number(value, decimals = 1) {
  return new Intl.NumberFormat(language, { maximumFractionDigits: decimals }).format(value);
}

/// With its sign, the minus a real one: `+3,2`, `−1`, `0`.
export function signed(value, decimals = 1) {
  const scale = 10 ** decimals;
  const rounded = Math.round(value * scale) / scale;
  return (rounded > 0 ? "+" : rounded < 0 ? "−" : "") + number(Math.abs(rounded), decimals);
}

/// Hours as a clock tells them, with a sign if wanted: `7:45`, `+0:20`.
export function clock(hours, withSign = false) {
  const minutes = Math.round(Math.abs(hours) * 60);
  const sign = hours < 0 && minutes > 0 ? "−" : withSign && minutes > 0 ? "+" : "";
  return `${sign}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

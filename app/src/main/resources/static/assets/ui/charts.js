/// Charts by ECharts in the page's colours: `const chart = await draw(element, option)`; `chart.set(option)` again
/// changes it. Text of axes and tooltips comes with the option; the element needs an aria-label that says what one
/// is to see. The theme and the size are followed.
const ECHARTS = "/_static/echarts/6.0.0/dist/echarts.esm.min.js";

function colour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/// Colours of the page by name: `text`, `muted`, `line`, `accent`, `ok`, `warn`, `bad`, `info`.
export function palette() {
  return Object.fromEntries(["text", "muted", "line", "surface", "accent", "ok", "warn", "bad", "info"].map((name) => [name, colour("--" + name)]));
}

function dressed(option) {
  const c = palette();
  const axis = { axisLine: { lineStyle: { color: c.line } }, axisLabel: { color: c.muted }, nameTextStyle: { color: c.muted }, splitLine: { lineStyle: { color: c.line } } };
  const axes = (given) => [given ?? []].flat().map((each) => ({ ...axis, ...each }));
  return {
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    color: [c.info, c.accent, c.ok, c.warn, c.bad, c.muted],
    textStyle: { color: c.text, fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 16, top: 28, bottom: 8, containLabel: true },
    tooltip: { trigger: "axis", backgroundColor: c.surface, borderColor: c.line, textStyle: { color: c.text } },
    ...option,
    xAxis: axes(option.xAxis),
    yAxis: axes(option.yAxis),
  };
}

export async function draw(element, option) {
  const echarts = await import(ECHARTS);
  const chart = echarts.init(element, null, { renderer: "svg" });
  let latest = option;
  const show = () => chart.setOption(dressed(latest), true);
  show();
  const size = new ResizeObserver(() => (element.isConnected ? chart.resize() : (size.disconnect(), chart.dispose())));
  size.observe(element);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => element.isConnected && show());
  return { set(next) { latest = next; chart.setOption(dressed(next)); } };
}

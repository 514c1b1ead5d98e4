/// The page of analytics: the course of the days as a chart. Everything else is there without a script.
import "./replay.js";
import { draw, palette } from "/assets/ui/charts.js";
import { text } from "/assets/ui/texts.js";

const data = document.getElementById("days-data");
if (data) {
  const days = JSON.parse(data.textContent);
  const colours = palette();
  const bar = (name, colour, value) => ({ name, type: "bar", stack: "calls", color: colour, barMaxWidth: 26, data: days.map(value) });
  await draw(document.getElementById("days-chart"), {
    legend: { top: 0, right: 8, itemWidth: 12, itemHeight: 12, textStyle: { color: colours.text } },
    grid: { left: 8, right: 12, top: 34, bottom: 8, containLabel: true },
    xAxis: { type: "category", data: days.map((day) => day.name), axisTick: { show: false } },
    yAxis: { type: "value", minInterval: 1 },
    series: [
      bar(text("completed"), colours.ok, (day) => day.completed),
      bar(text("skipped"), colours.warn, (day) => day.skipped),
      bar(text("open"), colours.line, (day) => Math.max(0, day.planned - day.completed - day.skipped)),
    ],
  });
}

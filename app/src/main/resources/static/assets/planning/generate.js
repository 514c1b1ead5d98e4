/// The dialog that makes plans: asks, starts the job, shows its way live and lets it be stopped.
import { api } from "../ui/api.js";
import { draw } from "../ui/charts.js";
import { number, text } from "../ui/texts.js";
import { tell, toast } from "../ui/toast.js";
import { changed } from "./changes.js";

const byId = (id) => document.getElementById(id);
const dialog = byId("generate");
const form = byId("generate-form");
let force = false;
let job = null;
let source = null;
let curve = null;
let points = [];

function show(running) {
  byId("generate-form").hidden = byId("generate-foot").hidden = running;
  byId("generate-progress").hidden = byId("progress-foot").hidden = !running;
}

function restart() {
  force = false;
  byId("generate-exists").hidden = byId("generate-error").hidden = true;
  byId("generate-start").textContent = text("start");
}

form.addEventListener("input", () => {
  restart();
  byId("generate-seconds-told").textContent = form.elements.seconds.value;
  byId("generate-name-field").hidden = !form.elements.kind.value;
  form.elements.name.required = Boolean(form.elements.kind.value);
});
byId("generate-seconds-told").textContent = form.elements.seconds.value;

function request() {
  const values = new FormData(form);
  const month = values.get("month");
  const boxes = [...form.querySelectorAll('[name="rep"]')];
  const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
  const body = { seconds: Number(values.get("seconds")), keep: values.get("keep"), force };
  if (values.get("span") === "quarter") body.quarter = `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
  else body.month = month;
  if (chosen.length < boxes.length) body.rep_ids = chosen;
  if (values.get("kind")) Object.assign(body, { proposal: values.get("kind"), name: values.get("name") });
  return body;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  byId("generate-start").disabled = true;
  try {
    follow((await api("POST", "/api/v1/schedule/generate", request())).job_id);
  } catch (failure) {
    if (failure.code === "plan_exists") {
      force = true;
      byId("generate-exists").hidden = false;
      byId("generate-start").textContent = text("replace");
    } else if (failure.code === "generation_running" && failure.body.job_id) {
      follow(failure.body.job_id);
    } else {
      byId("generate-error").textContent = failure.message;
      byId("generate-error").hidden = false;
    }
  } finally {
    byId("generate-start").disabled = false;
  }
});

const CURVE = () => ({
  xAxis: { type: "value", name: text("seconds"), nameLocation: "end", axisLabel: { formatter: (value) => number(value, 0) } },
  yAxis: { type: "value", scale: true, axisLabel: { formatter: (value) => number(value / 1000, 0) } },
  tooltip: { show: false },
  series: [{ type: "line", step: "end", showSymbol: false, lineStyle: { width: 2.5 }, areaStyle: { opacity: 0.08 }, data: points }],
});

/// Shows a job from here on; it may have been started elsewhere.
export async function follow(id) {
  job = id;
  points = [];
  show(true);
  byId("progress-state").textContent = text("queued");
  source?.close();
  source = new EventSource(`/api/v1/jobs/${id}/events`);
  source.addEventListener("progress", (event) => progress(JSON.parse(event.data)));
  source.addEventListener("finished", (event) => finished(JSON.parse(event.data)));
  curve = await draw(byId("progress-curve"), CURVE());
}

function progress(state) {
  byId("progress-bar").value = state.percent;
  byId("progress-percent").textContent = `${state.percent} %`;
  const figures = state.progress;
  byId("progress-state").textContent = text(state.status === "queued" ? "queued" : "searching");
  if (!figures) return;
  byId("progress-cost").textContent = number(figures.best_cost / 1000, 0);
  byId("progress-waiting").textContent = number(figures.unplaced, 0);
  byId("progress-tries").textContent = number(figures.iterations, 0);
  points.push([figures.elapsed_ms / 1000, figures.best_cost]);
  curve?.set(CURVE());
}

function finished(state) {
  source.close();
  job = null;
  show(false);
  restart();
  const good = state.status === "succeeded";
  if (good && form.elements.kind.value) {
    toast(text("proposed"));
    location.assign(`/plan/versions?month=${form.elements.month.value}`);
    return;
  }
  if (dialog.open) dialog.close();
  if (good) {
    const month = form.elements.month.value;
    toast(text("generated", { visits: number(state.result.months.reduce((sum, each) => sum + each.visits, 0), 0), unplaced: state.result.unplaced }));
    if (month !== byId("plan").dataset.month) location.assign(`/plan?month=${month}`);
    changed();
  } else {
    toast(text(state.status === "cancelled" ? "stopped" : "failed"), { tone: state.status === "cancelled" ? "" : "bad" });
  }
}

async function stop(keep) {
  try {
    await api("DELETE", `/api/v1/jobs/${job}?keep=${keep}`);
    byId("progress-state").textContent = text("stopping");
  } catch (failure) {
    tell(failure);
  }
}
byId("progress-stop").addEventListener("click", () => stop(false));
byId("progress-keep").addEventListener("click", () => stop(true));

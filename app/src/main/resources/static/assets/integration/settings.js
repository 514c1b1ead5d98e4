/// The page of settings: models as they are, webhooks, links to calendars.
import { api } from "../ui/api.js";
import { icon, make, tag } from "../ui/dom.js";
import { language, number, text } from "../ui/texts.js";
import { tell, toast } from "../ui/toast.js";

const LOOK_AGAIN = 5000;
const POLL = 800;
const TONES = { loaded: "ok", available: "info", unavailable: "bad" };
const moment = (instant) => new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" }).format(new Date(instant));

let shown = "";

async function showModels() {
  const { items } = await api("GET", "/api/v1/models");
  // What somebody has opened stays open as long as nothing changes.
  if (JSON.stringify(items) === shown) return;
  shown = JSON.stringify(items);
  document.getElementById("models").replaceChildren(...items.map((model) => make("li", { class: "stop model" },
    make("span", { class: "dot", data: { tone: TONES[model.state] } }), make("span", { class: "stop-name" }, model.title),
    make("span", { class: "stop-side" }, tag(text("state." + model.state), TONES[model.state])),
    make("span", { class: "stop-note wrap" }, text("state_note." + model.state)),
    make("span", { class: "stop-note wrap" }, [model.source, model.memory_mb && text("memory", { mb: number(model.memory_mb, 0) }), model.restarts > 0 && text("restarts", { n: model.restarts })].filter(Boolean).join(" · ")),
    make("details", { class: "stop-note wrap" }, make("summary", {}, text("more")), model.detail, model.last_error && make("p", {}, text("last_error", { detail: model.last_error.detail }))))));
}

async function keepLooking() {
  try { await showModels(); } catch { /* the next look tells */ }
  setTimeout(keepLooking, document.hidden ? 6 * LOOK_AGAIN : LOOK_AGAIN);
}

/// Tasks are told as `wishes` or `wishes, held out`.
const taskName = (task) => text("task." + task.split(",")[0]) + (task.includes(",") ? ` (${text("bench.held_out")})` : "");

document.getElementById("bench").addEventListener("click", async ({ currentTarget: button }) => {
  const result = document.getElementById("bench-result");
  button.disabled = true;
  result.hidden = false;
  try {
    const { job_id: id } = await api("POST", "/api/v1/models/benchmark", { cases: 5 });
    let job;
    do {
      await new Promise((resolve) => setTimeout(resolve, POLL));
      job = await api("GET", `/api/v1/jobs/${id}`);
      result.textContent = text("bench.running", { percent: job.percent });
    } while (!job.finished_at);
    if (job.status !== "succeeded") throw new Error(text("bench.failed"));
    const { rows, left_out: leftOut } = job.result;
    result.replaceChildren(make("div", {}, make("p", { class: "strong" }, text("bench.done")),
      make("ul", {}, rows.map((row) => make("li", {}, text("bench.row", { task: taskName(row.task), reader: row.reader, right: row.right, all: row.cases })))),
      leftOut.length > 0 && make("p", { class: "muted" }, text("bench.left_out", { who: leftOut.join("; ") }))));
  } catch (failure) {
    result.hidden = true;
    tell(failure);
  } finally {
    button.disabled = false;
  }
});

function webhookLine(hook) {
  const act = (name, symbol, work) => {
    const button = make("button", { type: "button", class: "square plain", "aria-label": `${text(name)}: ${hook.url}`, title: text(name) }, icon(symbol));
    button.addEventListener("click", async () => {
      if (name === "webhook.remove" && !button.dataset.sure) {
        button.dataset.sure = "true";
        button.classList.remove("square");
        button.append(tag(text("rows.sure"), "bad"));
        return;
      }
      try { await work(); await showWebhooks(); } catch (failure) { tell(failure); }
    });
    return button;
  };
  const calls = make("div", { class: "stop-note wrap", data: { calls: true }, hidden: true });
  const log = make("button", { type: "button", class: "square plain", "aria-label": `${text("webhook.calls")}: ${hook.url}`, title: text("webhook.calls") }, icon("history"));
  log.addEventListener("click", async () => { try { await showCalls(calls, hook.id); } catch (failure) { tell(failure); } });
  const tone = hook.active ? (hook.failures > 0 ? "warn" : "ok") : "bad";
  return make("li", { class: "stop", data: { webhook: hook.id } }, make("span", { class: "dot", data: { tone } }), make("span", { class: "stop-name" }, hook.url),
    make("span", { class: "stop-side" },
      act("webhook.test", "spark", async () => { const tried = await api("POST", `/api/v1/webhooks/${hook.id}/test`); toast(text("webhook.tried", { outcome: text("outcome." + tried.outcome), status: tried.status ?? "–", ms: tried.duration_ms }), { tone: tried.outcome === "delivered" ? "" : "bad" }); }),
      log,
      act(hook.active ? "webhook.pause" : "webhook.resume", hook.active ? "close" : "check", () => api("PATCH", `/api/v1/webhooks/${hook.id}`, { version: hook.version, active: !hook.active })),
      act("webhook.secret", "undo", async () => tellSecret(await api("POST", `/api/v1/webhooks/${hook.id}/secret`))),
      act("webhook.remove", "trash", () => api("DELETE", `/api/v1/webhooks/${hook.id}?version=${hook.version}`))),
    make("span", { class: "stop-note wrap" }, [hook.description, hook.kinds.length ? hook.kinds.join(", ") : text("webhook.all"), hook.failures > 0 && text("webhook.failures", { n: hook.failures, since: moment(hook.failing_since) }), !hook.active && text("webhook.off")].filter(Boolean).join(" · ")), calls);
}

/// The newest calls, each with when, what and how it ended.
async function showCalls(place, id) {
  const { items } = await api("GET", `/api/v1/webhooks/${id}/deliveries?limit=20`);
  place.hidden = false;
  place.replaceChildren(...(items.length === 0 ? [make("p", {}, text("webhook.no_calls"))]
    : items.map((call) => make("p", {}, `${moment(call.at)} · `, make("code", {}, call.event_type), ` · ${text("outcome." + call.outcome)} · ${call.status ?? "–"} · ${call.duration_ms} `, text("webhook.ms")))));
}

async function showWebhooks() {
  const { items } = await api("GET", "/api/v1/webhooks?limit=500");
  document.getElementById("webhooks-none").hidden = items.length > 0;
  document.getElementById("webhooks").replaceChildren(...items.map(webhookLine));
}

function tellSecret(hook) {
  const box = document.getElementById("secret");
  box.hidden = false;
  box.replaceChildren(text("webhook.secret_once"), " ", make("code", {}, hook.secret));
}

document.getElementById("webhook-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const error = document.getElementById("webhook-error");
  error.textContent = "";
  try {
    const hook = await api("POST", "/api/v1/webhooks", { url: form.elements.url.value.trim(), description: form.elements.description.value.trim() || null, kinds: [...form.querySelectorAll("[name=kinds]:checked")].map((box) => box.value) });
    form.closest("dialog").close();
    form.reset();
    tellSecret(hook);
    await showWebhooks();
  } catch (failure) {
    error.textContent = failure.message;
  }
});

document.getElementById("calendars").addEventListener("click", async (event) => {
  const button = event.target.closest("[data-renew]");
  if (!button) return;
  const line = button.closest("[data-calendar]");
  try {
    const { path } = await api("POST", `/api/v1/reps/${encodeURIComponent(line.dataset.calendar)}/calendar-token`);
    line.querySelector("[data-link]").replaceChildren(make("code", {}, new URL(path, location.href).href));
  } catch (failure) {
    tell(failure);
  }
});

keepLooking();
showWebhooks().catch(tell);

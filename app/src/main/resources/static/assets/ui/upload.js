/// The dialog of `templates/ui/upload.jte`: a file is sent for a preview as soon as it is chosen, and applied, all or
/// nothing, only when that is asked for. `upload(dialog, summary, done)`: `summary(report)` gives elements for what a
/// report says beside its errors, `done(report)` comes after it was applied, while the dialog still
/// has what it showed. A file that is only read, and is used by
/// the page itself, has `reading: {bad, ready(report)}`: `bad` is the key of what is told of errors, the others are
/// taken all the same; `ready` says whether there is anything to take.
import { api } from "./api.js";
import { make } from "./dom.js";
import { number, text } from "./texts.js";
import { tell } from "./toast.js";

function errors(report) {
  if (!report.errors.length) return null;
  return make("div", { class: "table-wrap upload-errors", tabindex: "0", role: "group", "aria-label": text("upload.errors") }, make("table", { class: "grid" },
    make("thead", {}, make("tr", {}, ["row", "column", "value", "remedy"].map((key) => make("th", { scope: "col" }, text("upload." + key))))),
    make("tbody", {}, report.errors.map((error) => make("tr", {}, make("td", { class: "number" }, number(error.row, 0)), make("td", {}, error.column), make("td", {}, error.value), make("td", {}, error.remedy))))));
}

export function upload(dialog, summary, done, reading = null) {
  const file = dialog.querySelector("input[type=file]");
  const place = dialog.querySelector(".upload-report");
  const commit = dialog.querySelector("[data-commit]");

  let read = null;

  function close(report) {
    dialog.close();
    done(report);
    file.value = "";
    place.replaceChildren();
    commit.disabled = true;
  }

  async function send(really) {
    if (!file.files.length) return;
    const body = new FormData();
    body.append("file", file.files[0]);
    commit.disabled = true;
    place.replaceChildren(make("p", { class: "muted" }, text("upload.reading")));
    try {
      const report = await api("POST", `${dialog.dataset.upload}${really ? "?commit=true" : ""}`, body);
      if (really) return close(report);
      read = report;
      place.replaceChildren(...[report.errors.length > 0 && make("p", { class: "notice", data: { tone: reading ? "warn" : "bad" } }, text(reading?.bad ?? "upload.bad", { n: report.error_count ?? report.errors.length })), ...summary(report), errors(report)].filter(Boolean));
      commit.disabled = reading ? !reading.ready(report) : report.errors.length > 0;
    } catch (failure) {
      place.replaceChildren(make("p", { class: "notice", data: { tone: "bad" } }, failure.message));
      if (really) tell(failure);
    }
  }
  file.addEventListener("change", () => send(false));
  commit.addEventListener("click", () => (reading ? close(read) : send(true)));
}

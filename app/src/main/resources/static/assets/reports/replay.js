/// A past month planned anew: starts the job, tells how far it is, shows the result.
import { api } from "../ui/api.js";
import { text } from "../ui/texts.js";
import { tell } from "../ui/toast.js";

const POLL = 700;

async function replay(button) {
  const part = document.getElementById("replay");
  const progress = document.getElementById("replay-progress");
  const month = part.dataset.month;
  button.disabled = true;
  progress.hidden = false;
  progress.textContent = text("replay.waiting");
  try {
    const { job_id: id } = await api("POST", "/api/v1/replays", { month });
    let job;
    do {
      await new Promise((resolve) => setTimeout(resolve, POLL));
      job = await api("GET", `/api/v1/jobs/${id}`);
      progress.textContent = text(`replay.${job.progress?.step ?? "waiting"}`);
    } while (!job.finished_at);
    if (job.status !== "succeeded") throw new Error(text(job.failure === "nothing_driven" ? "replay.nothing_driven" : "replay.failed"));
    await htmx.ajax("GET", `/analytics/replay?month=${month}`, { target: "#replay", swap: "outerHTML" });
  } catch (failure) {
    progress.hidden = true;
    button.disabled = false;
    tell(failure);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("#replay-start");
  if (button) replay(button);
});

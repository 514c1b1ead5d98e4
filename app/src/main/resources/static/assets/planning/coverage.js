/// The page of coverage and norms: finds a day for a visit that waits.
import { api } from "../ui/api.js";
import { text } from "../ui/texts.js";
import { deltaText } from "./changes.js";
import { tell, toast } from "../ui/toast.js";

document.querySelector(".waiting")?.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-place]");
  if (!button) return;
  const stop = button.closest(".stop");
  button.disabled = true;
  try {
    const answer = await api("POST", `/api/v1/schedule/unplaced/${stop.dataset.visit}/resolve`, { how: "solver", version: Number(stop.dataset.version) });
    toast(`${text("placed", { name: stop.dataset.name })} ${deltaText(answer)}`, {
      undo: async () => {
        try {
          await api("POST", `/api/v1/schedule/changes/${answer.change_id}/undo`);
          location.reload();
        } catch (failure) {
          tell(failure);
        }
      },
    });
    const next = stop.nextElementSibling ?? stop.previousElementSibling;
    stop.remove();
    next?.querySelector("button")?.focus();
  } catch (failure) {
    button.disabled = false;
    tell(failure);
  }
});

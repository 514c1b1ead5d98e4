/// The page of versions and proposals: brings a version back, puts a proposal in force or drops it.
import { api } from "../ui/api.js";
import { text } from "../ui/texts.js";
import { tell } from "../ui/toast.js";

const month = document.getElementById("versions").dataset.month;

const ACTIONS = {
  restore: (number) => [text("ask_restore", { number }), () => api("POST", `/api/v1/schedule/versions/${number}/restore?month=${month}`)],
  publish: (id) => [text("ask_publish"), () => api("POST", `/api/v1/schedule/proposals/${id}/publish`)],
  drop: (id) => [text("ask_drop"), () => api("DELETE", `/api/v1/schedule/proposals/${id}`)],
};

document.querySelector("main").addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  const name = button && Object.keys(ACTIONS).find((each) => each in button.dataset);
  if (!name) return;
  const [question, carryOut] = ACTIONS[name](button.dataset[name]);
  if (!confirm(question)) return;
  button.disabled = true;
  try {
    await carryOut();
    location.reload();
  } catch (failure) {
    button.disabled = false;
    tell(failure);
  }
});

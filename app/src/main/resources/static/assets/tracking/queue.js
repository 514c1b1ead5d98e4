/// What a rep has told and the server does not know yet, kept in the browser's database until the server has taken it.
///
/// Each fact has an id of its own, which the server knows again (`event_id`, and `Idempotency-Key`), so that it counts
/// once however often it is sent. Facts go one after another, the oldest first, from one tab at a time. A fact that the
/// server refuses stays, with the reason, until the rep has read it; any other failure means "later".
import { cookie } from "../ui/api.js";
import { language } from "../ui/texts.js";

const NAME = "marshrut-me";
const LATER = [0, 408, 425, 429];
const listeners = new Set();
let opening = null;

const asked = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

function database() {
  opening ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("facts", { keyPath: "number", autoIncrement: true });
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  return opening;
}

async function store(mode) {
  return (await database()).transaction("facts", mode).objectStore("facts");
}

const told = () => listeners.forEach((listener) => listener());
export const onChange = (listener) => listeners.add(listener);
export const facts = async () => asked((await store("readonly")).getAll());

/// @param waitSeconds before it is sent, in which it can be taken back
export async function add({ repId, visitId, kind, body = {}, waitSeconds = 0 }) {
  const fact = {
    id: crypto.randomUUID(), repId, visitId, kind, refused: null, notBefore: Date.now() + waitSeconds * 1000,
    body: { ...body, occurred_at: new Date().toISOString() },
  };
  const number = await asked((await store("readwrite")).add(fact));
  told();
  if (waitSeconds) setTimeout(send, waitSeconds * 1000 + 50);
  else send();
  return number;
}

/// Takes a fact back that was not sent, or forgets a refused one; false: it has been sent already.
export async function remove(number) {
  const facts = await store("readwrite");
  const there = (await asked(facts.get(number))) !== undefined;
  if (there) await asked(facts.delete(number));
  told();
  return there;
}

async function sendOne(fact) {
  const headers = { Accept: "application/json", "Accept-Language": language, "Content-Type": "application/json", "X-Rep-Id": fact.repId, "Idempotency-Key": fact.key ?? fact.id };
  if (cookie("XSRF-TOKEN")) headers["X-XSRF-TOKEN"] = cookie("XSRF-TOKEN");
  const address = `/api/v1/me/visits/${fact.visitId}/${fact.kind}`;
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify({ ...fact.body, event_id: fact.id }) }).catch(() => null);
  if (answer?.ok) return remove(fact.number);
  const problem = answer ? await answer.json().catch(() => ({})) : {};
  if (problem.code === "answer_not_kept") fact.key = crypto.randomUUID(); // the event's id still makes it count once
  else if (!answer || answer.status >= 500 || LATER.includes(answer.status) || problem.code === "request_in_progress") return false;
  else fact.refused = problem.detail || String(answer.status);
  await asked((await store("readwrite")).put(fact));
  told();
  return true;
}

async function sendAll() {
  for (const fact of (await facts()).filter((each) => !each.refused)) {
    if (fact.notBefore > Date.now()) break; // later ones may build on it
    if (!(await sendOne(fact))) break;
  }
}

/// Sends what can be sent. Resolves when there is nothing more to do for now.
export async function send() {
  if (navigator.locks) await navigator.locks.request(NAME, sendAll);
  else await sendAll();
}

window.addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
setInterval(async () => { if ((await facts()).some((each) => !each.refused)) send(); }, 20_000);

/// Sends where the phone is, if the rep has switched that on, and says so all the time. Sparing: by cell and Wi-Fi
/// rather than by satellite, at most every two minutes, not while the page is hidden, seldom when the battery is low.
/// Switching it off takes the phone's right to send away as well.
import { api } from "../ui/api.js";
import { text } from "../ui/texts.js";
import { tell } from "../ui/toast.js";
import { time } from "./day.js";

const EVERY_MILLIS = 120_000;
const LOW_EVERY_MILLIS = 600_000;
const LOW_BATTERY = 0.2;
const control = document.getElementById("position");
const state = document.getElementById("position-state");
let watch = null;
let sentAt = 0;
let battery = null;
let repId = "";

const device = () => JSON.parse(localStorage.getItem("device") ?? "null");

function say(key, tone, values = {}) {
  state.textContent = text("position." + key, values);
  state.dataset.tone = tone;
}

async function took(position) {
  const low = battery && !battery.charging && battery.level < LOW_BATTERY;
  const mine = device();
  if (!mine || Date.now() - sentAt < (low ? LOW_EVERY_MILLIS : EVERY_MILLIS)) return;
  sentAt = Date.now();
  const { latitude, longitude, accuracy, speed } = position.coords;
  try {
    await api("POST", "/api/v1/positions", { device_id: mine.identifier, location: { timestamp: new Date(position.timestamp).toISOString(), coords: { latitude, longitude, accuracy, speed: speed ?? -1 } } });
    say("sent", "ok", { time: time(position.timestamp) });
  } catch (failure) {
    sentAt = 0;
    if (failure.status === 403) stop();
    else say("waits", "warn");
  }
}

function stop() {
  if (watch !== null) navigator.geolocation.clearWatch(watch);
  watch = null;
}

function start() {
  if (watch !== null || document.visibilityState !== "visible") return;
  say("on", "ok");
  watch = navigator.geolocation.watchPosition(took, (failure) => say(failure.code === failure.PERMISSION_DENIED ? "denied" : "unknown", "bad"), { enableHighAccuracy: false, maximumAge: 60_000, timeout: 60_000 });
}

async function switchOn() {
  const made = await api("POST", "/api/v1/devices", { rep_id: repId, name: text("position.device") });
  localStorage.setItem("device", JSON.stringify({ id: made.id, identifier: made.identifier, repId }));
  sentAt = 0;
  start();
}

async function switchOff() {
  stop();
  const mine = device();
  localStorage.removeItem("device");
  say("off", "");
  if (mine) await api("DELETE", `/api/v1/devices/${mine.id}`);
}

control.addEventListener("change", async () => {
  control.disabled = true;
  try {
    await (control.checked ? switchOn() : switchOff());
  } catch (failure) {
    control.checked = Boolean(device());
    tell(failure);
  }
  control.disabled = false;
});
document.addEventListener("visibilitychange", () => device() && (document.visibilityState === "visible" ? start() : stop()));

/// Whose positions these are; another rep's phone begins switched off.
export async function positionsOf(rep) {
  repId = rep;
  const mine = device();
  if (mine && mine.repId !== rep) await switchOff().catch(tell);
  control.disabled = !rep || !navigator.geolocation;
  control.checked = Boolean(device());
  if (device()) start();
  else say(navigator.geolocation ? "off" : "impossible", "");
  battery ??= await navigator.getBattery?.().catch(() => null);
}

/// Calls of the HTTP API: `await api("POST", "/api/v1/…", body)`. Throws a Problem with what the server says,
/// in the page's language. Every write carries an idempotency key, so a repetition does no harm.
import { language, text } from "./texts.js";

export class Problem extends Error {
  constructor(status, body) {
    const fields = (body.errors || []).map((error) => error.message).join(" ");
    super(fields || body.detail || text("error"));
    this.status = status;
    this.code = body.code || "";
    this.body = body;
  }
}

export function cookie(name) {
  const found = document.cookie.split("; ").find((each) => each.startsWith(name + "="));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

/// Headers that a write needs beside its content type.
export function writeHeaders() {
  const headers = { "Idempotency-Key": crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` };
  const token = cookie("XSRF-TOKEN");
  if (token) headers["X-XSRF-TOKEN"] = token;
  return headers;
}

export async function api(method, address, body, options = {}) {
  const headers = { Accept: "application/json", "Accept-Language": language };
  if (method !== "GET") Object.assign(headers, writeHeaders());
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(address, { method, headers, body: form || body === undefined ? body : JSON.stringify(body), signal: options.signal });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Problem(0, { detail: text("offline") });
  }
  const content = answer.status === 204 ? null : await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Problem(answer.status, content || {});
  return content;
}

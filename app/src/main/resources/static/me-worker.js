/// Keeps the rep's page for times without a network: what the page is made of comes from the network where there is
/// one, else as it was last. Answers of the API are not kept here, but by the page, which knows what is newest.
const KEPT = "me-1";
const PATIENCE_MILLIS = 4000;
const PAGE = "/me";
const PARTS = [PAGE, "/map/base.json", "/assets/tracking/me.webmanifest"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(PARTS)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith("me-") && name !== KEPT).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

async function networkFirst(request, key) {
  const cache = await caches.open(KEPT);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MILLIS);
  try {
    const answer = await fetch(request, { signal: patience.signal });
    if (answer.ok) await cache.put(key, answer.clone());
    return answer;
  } catch (failure) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw failure;
  } finally {
    clearTimeout(timer);
  }
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (event.request.mode === "navigate") {
    if (address.pathname === PAGE) event.respondWith(networkFirst(event.request, PAGE));
  } else if (["/assets/", "/webjars/", "/map/"].some((folder) => address.pathname.startsWith(folder))) {
    event.respondWith(networkFirst(event.request, event.request));
  }
});

/// The map. `<div data-map>` with a `<script type="application/json" class="map-content">` shows
///
///   { routes:    [{ rep, name, points: [[lat, lon], …], dashed }],
///     stops:     [{ id, rep, lat, lon, label, title, note, state, late }],
///     homes:     [{ rep, lat, lon, title }],
///     positions: [{ rep, lat, lon, title }] }
///
/// each list optional, `rep` a colour 0 to 7 or absent, points in degrees, latitude first. Beneath it lies the
/// application's own map (`basemap.js`), or the operator's tile server. Stops without labels are dots on canvas; where
/// they are many, only those in view are drawn, and those that lie on each other together (`clusters.js`). `mapOf(element)` gives `{show(content), light(id), fit(), leaflet}`; a click on a stop is told as the event
/// `map:stop` with its `id`.
import * as L from "/webjars/leaflet/dist/leaflet-src.esm.js";
import { addBase } from "./basemap.js";
import { Clusters } from "./clusters.js";
import { css, marker, repColour, repNumber, words } from "./marks.js";
import { text } from "./texts.js";

const MANY = 400;
const maps = new WeakMap();

class Shown {
  constructor(element) {
    this.element = element;
    this.markers = new Map();
    this.leaflet = L.map(element, { preferCanvas: true, zoomControl: false, zoomSnap: 0.25, attributionControl: true });
    this.leaflet.attributionControl.setPrefix("");
    L.control.zoom({ zoomInTitle: text("zoom_in"), zoomOutTitle: text("zoom_out") }).addTo(this.leaflet);
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(this.leaflet);
    this.layer = L.featureGroup().addTo(this.leaflet);
    this.clusters = new Clusters(this.leaflet, (id) => this.picked(id));
    this.leaflet.setView([54.3, 44.6], 8);
    let base = addBase(this.leaflet);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", async () => {
      (await base)();
      base = addBase(this.leaflet);
      await base;
      if (this.content) this.show(this.content, true);
    });
    new ResizeObserver(() => this.leaflet.invalidateSize()).observe(element);
  }

  show(content, keepView = false) {
    this.content = content;
    this.layer.clearLayers();
    this.markers.clear();
    for (const route of content.routes ?? []) {
      const line = L.polyline(route.points, { color: repColour(route.rep), weight: 3, opacity: 0.75, dashArray: route.dashed ? "5 6" : null, interactive: Boolean(route.name) });
      if (route.name) line.bindTooltip(words(route.name), { sticky: true });
      line.addTo(this.layer);
    }
    const stops = content.stops ?? [];
    const bare = (stop) => stop.label === undefined || stop.label === null;
    const labelled = stops.filter((stop) => !bare(stop));
    const dots = labelled.length > MANY ? stops : stops.filter(bare);
    this.clusters.set(dots.length > MANY ? dots : []);
    if (dots.length <= MANY) {
      for (const stop of dots) this.put(stop, L.circleMarker([stop.lat, stop.lon], { radius: 5, weight: 1, color: css("--surface"), fillColor: repColour(stop.rep), fillOpacity: 0.9 }));
    }
    if (labelled.length <= MANY) {
      for (const stop of labelled) this.put(stop, L.marker([stop.lat, stop.lon], { icon: marker("map-stop", 22, { rep: repNumber(stop.rep), state: stop.state, late: stop.late || null }, stop.label), alt: stop.title, keyboard: false }));
    }
    for (const home of content.homes ?? []) {
      L.marker([home.lat, home.lon], { icon: marker("map-home", 18, { rep: repNumber(home.rep) }, "⌂"), keyboard: false, alt: text("home") }).bindTooltip(words(home.title, text("home"))).addTo(this.layer);
    }
    for (const position of content.positions ?? []) {
      L.marker([position.lat, position.lon], { icon: marker("map-now", 16, { rep: repNumber(position.rep) }), keyboard: false, zIndexOffset: 500, alt: text("now") }).bindTooltip(words(position.title, text("now"))).addTo(this.layer);
    }
    if (!keepView) this.fit();
  }

  put(stop, mark) {
    mark.bindTooltip(() => words(stop.title, stop.note)).on("click", () => this.picked(stop.id)).addTo(this.layer);
    if (stop.id) this.markers.set(stop.id, mark);
  }

  picked(id) {
    this.element.dispatchEvent(new CustomEvent("map:stop", { bubbles: true, detail: { id } }));
  }

  fit() {
    const bounds = this.layer.getBounds();
    if (this.clusters.stops.length) bounds.extend(this.clusters.bounds);
    if (bounds.isValid()) this.leaflet.fitBounds(bounds, { padding: [26, 26], maxZoom: 13, animate: false });
  }

  /// Makes one stop stand out, and the others not.
  light(id) {
    this.lit?.remove();
    this.lit = null;
    for (const [each, mark] of this.markers) mark.getElement?.()?.firstElementChild?.classList.toggle("is-lit", each === id);
    const mark = this.markers.get(id);
    const stop = mark ? null : this.clusters.stops.find((each) => each.id === id);
    const place = stop ? [stop.lat, stop.lon] : mark instanceof L.CircleMarker ? mark.getLatLng() : null;
    if (place) this.lit = L.circleMarker(place, { radius: 9, weight: 3, color: css("--accent"), fill: false, interactive: false }).addTo(this.leaflet);
  }
}

export function mapOf(element) {
  if (!maps.has(element)) maps.set(element, new Shown(element));
  return maps.get(element);
}

export function showAll(root) {
  const elements = [...(root.matches?.("[data-map]") ? [root] : []), ...root.querySelectorAll("[data-map]")];
  for (const element of elements) {
    if (maps.has(element)) continue;
    const content = element.querySelector(".map-content");
    mapOf(element).show(content ? JSON.parse(content.textContent) : {});
  }
}

/// The map. `<div data-map>` with a `<script type="application/json" class="map-content">` shows
///
///   { routes:    [{ rep, name, points: [[lat, lon], …], dashed }],
///     stops:     [{ id, rep, lat, lon, label, title, note, state, late }],
///     homes:     [{ rep, lat, lon, title }],
///     positions: [{ rep, lat, lon, title }] }
///
/// each list optional, `rep` a colour 0 to 7 or absent, points in degrees, latitude first. Beneath it lies the
/// application's own map (`/map/base.json`), or the operator's tile server. Many stops without labels are drawn on
/// canvas. `mapOf(element)` gives `{show(content), light(id), fit(), leaflet}`; a click on a stop is told as the event
/// `map:stop` with its `id`.
import * as L from "/webjars/leaflet/dist/leaflet-src.esm.js";
import { text } from "./texts.js";

const MANY = 400;
const maps = new WeakMap();
let base = null;

function css(name, element = document.body) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  element.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function repColour(rep) {
  if (rep === undefined || rep === null) return css("--text");
  const holder = document.createElement("span");
  holder.dataset.rep = rep % 8;
  document.body.append(holder);
  const value = css("--rep", holder);
  holder.remove();
  return value;
}

function marker(className, size, data, content = "") {
  const box = document.createElement("div");
  box.className = className;
  box.style.width = box.style.height = size + "px";
  for (const [key, value] of Object.entries(data)) if (value !== undefined && value !== null) box.dataset[key] = value;
  box.textContent = content;
  return L.divIcon({ html: box, className: "", iconSize: [size, size] });
}

function words(title, note) {
  const box = document.createElement("div");
  const strong = document.createElement("strong");
  strong.textContent = title;
  box.append(strong);
  if (note) box.append(document.createElement("br"), note);
  return box;
}

/// Lays the base map below; gives what takes it away again, for a change of theme.
async function addBase(map) {
  const tiles = document.body.dataset.tiles;
  if (tiles) {
    const layer = L.tileLayer(tiles, { maxZoom: 19 }).addTo(map);
    return () => layer.remove();
  }
  base ??= fetch("/map/base.json").then((answer) => answer.json());
  const data = await base;
  const areas = { type: "FeatureCollection", features: data.features.filter((each) => each.properties.kind === "area") };
  const ground = L.geoJSON(areas, { interactive: false, style: { color: css("--map-line"), weight: 1, fillColor: css("--map-area"), fillOpacity: 1 } }).addTo(map).bringToBack();
  const places = L.layerGroup().addTo(map);
  const names = () => {
    places.clearLayers();
    const limit = map.getZoom() >= 10 ? -1 : map.getZoom() >= 9 ? 3500 : map.getZoom() >= 8 ? 8000 : 20000;
    for (const { geometry, properties } of data.features.filter((each) => each.properties.kind === "settlement" && each.properties.population > limit)) {
      const [lon, lat] = geometry.coordinates;
      const name = document.createElement("span");
      name.className = "map-place";
      name.textContent = properties.name;
      L.circleMarker([lat, lon], { radius: 2.5, weight: 0, fillColor: css("--muted"), fillOpacity: 0.8, interactive: false }).addTo(places);
      L.marker([lat, lon], { interactive: false, keyboard: false, icon: L.divIcon({ html: name, className: "", iconSize: [0, 0], iconAnchor: [-6, 7] }), zIndexOffset: -1000 }).addTo(places);
    }
  };
  map.on("zoomend", names);
  names();
  return () => { ground.remove(); places.remove(); map.off("zoomend", names); };
}

class Shown {
  constructor(element) {
    this.element = element;
    this.markers = new Map();
    this.leaflet = L.map(element, { preferCanvas: true, zoomControl: false, zoomSnap: 0.25, attributionControl: true });
    this.leaflet.attributionControl.setPrefix("");
    this.leaflet.attributionControl.addAttribution(document.body.dataset.tiles ? "© OpenStreetMap" : "GeoNames, CC BY 4.0");
    L.control.zoom({ zoomInTitle: text("zoom_in"), zoomOutTitle: text("zoom_out") }).addTo(this.leaflet);
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(this.leaflet);
    this.layer = L.featureGroup().addTo(this.leaflet);
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
    const many = stops.filter((stop) => !bare(stop)).length > MANY;
    for (const stop of stops) {
      const place = [stop.lat, stop.lon];
      const mark = many || bare(stop)
        ? L.circleMarker(place, { radius: stops.length > MANY ? 4 : 5, weight: 1, color: css("--surface"), fillColor: repColour(stop.rep), fillOpacity: 0.9 })
        : L.marker(place, { icon: marker("map-stop", 22, { rep: stop.rep === undefined || stop.rep === null ? null : stop.rep % 8, state: stop.state, late: stop.late || null }, stop.label), alt: stop.title, keyboard: false });
      mark.bindTooltip(words(stop.title, stop.note));
      mark.on("click", () => this.element.dispatchEvent(new CustomEvent("map:stop", { bubbles: true, detail: { id: stop.id } })));
      mark.addTo(this.layer);
      if (stop.id) this.markers.set(stop.id, mark);
    }
    for (const home of content.homes ?? []) {
      L.marker([home.lat, home.lon], { icon: marker("map-home", 18, { rep: home.rep % 8 }, "⌂"), keyboard: false, alt: text("home") }).bindTooltip(words(home.title, text("home"))).addTo(this.layer);
    }
    for (const position of content.positions ?? []) {
      L.marker([position.lat, position.lon], { icon: marker("map-now", 16, { rep: position.rep % 8 }), keyboard: false, zIndexOffset: 500, alt: text("now") }).bindTooltip(words(position.title, text("now"))).addTo(this.layer);
    }
    if (!keepView) this.fit();
  }

  fit() {
    const bounds = this.layer.getBounds();
    if (bounds.isValid()) this.leaflet.fitBounds(bounds, { padding: [26, 26], maxZoom: 13, animate: false });
  }

  /// Makes one stop stand out, and the others not.
  light(id) {
    for (const [each, mark] of this.markers) mark.getElement?.()?.firstElementChild?.classList.toggle("is-lit", each === id);
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

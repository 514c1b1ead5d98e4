/// Very many stops on a map: only what is in view is drawn, as single dots or, where they would lie on each other, as
/// circles with their number. Cells are those of a grid in the pixels of the zoom, so that they stay the same while the
/// map is moved. A click on a circle comes nearer, until that would not part its stops: then it lists them.
import * as L from "/webjars/leaflet/dist/leaflet-src.esm.js";
import { css, marker, repColour, words } from "./marks.js";
import { number, text } from "./texts.js";

const CELL = 64; // pixels
const FEW = 350; // that many in view are dots
const TOUCHING = 12; // pixels within which two dots can't be told apart
const AROUND = 0.25; // of the view on each side is drawn as well, so that small moves draw nothing
const DEEPEST = 17;
const LISTED = 100;

export class Clusters {
  /// @param pick is told the id of a stop that was chosen
  constructor(leaflet, pick) {
    this.leaflet = leaflet;
    this.pick = pick;
    this.stops = [];
    this.layer = L.layerGroup().addTo(leaflet);
    leaflet.on("moveend", () => this.stops.length && !this.covers() && this.draw());
  }

  /// Shows these; none takes all away.
  set(stops) {
    this.stops = stops;
    this.xs = new Float64Array(stops.length);
    this.ys = new Float64Array(stops.length);
    this.bounds = L.latLngBounds([]);
    stops.forEach((stop, i) => {
      const { x, y } = this.leaflet.options.crs.latLngToPoint(L.latLng(stop.lat, stop.lon), 0);
      this.xs[i] = x;
      this.ys[i] = y;
      this.bounds.extend([stop.lat, stop.lon]);
    });
    this.draw();
  }

  /// Indexes of the stops in view, by cell of so many pixels.
  cells(size, scale, view) {
    const cells = new Map();
    for (let i = 0; i < this.stops.length; i++) {
      const x = this.xs[i] * scale;
      const y = this.ys[i] * scale;
      if (x < view.min.x || x > view.max.x || y < view.min.y || y > view.max.y) continue;
      const key = Math.floor(x / size) * 1e8 + Math.floor(y / size);
      const cell = cells.get(key);
      if (cell) cell.push(i);
      else cells.set(key, [i]);
    }
    return cells;
  }

  /// Whether what is drawn is all that is in view.
  covers() {
    return this.drawn?.zoom === this.leaflet.getZoom() && this.drawn.view.contains(this.leaflet.getPixelBounds());
  }

  draw() {
    this.layer.clearLayers();
    if (!this.stops.length || !this.leaflet._loaded) return;
    const zoom = this.leaflet.getZoom();
    const scale = 2 ** zoom;
    const { min, max } = this.leaflet.getPixelBounds();
    const around = max.subtract(min).multiplyBy(AROUND);
    const view = L.bounds(min.subtract(around), max.add(around));
    this.drawn = { zoom, view };
    let inView = 0;
    for (let i = 0; i < this.stops.length && inView <= FEW; i++) if (view.contains([this.xs[i] * scale, this.ys[i] * scale])) inView++;
    for (const cell of this.cells(inView > FEW ? CELL : TOUCHING, scale, view).values()) {
      if (cell.length === 1) this.dot(this.stops[cell[0]]);
      else this.circle(cell);
    }
  }

  dot(stop) {
    L.circleMarker([stop.lat, stop.lon], { radius: 5, weight: 1, color: css("--surface"), fillColor: repColour(stop.rep), fillOpacity: 0.9 })
      .bindTooltip(() => words(stop.title, stop.note)).on("click", () => this.pick(stop.id)).addTo(this.layer);
  }

  circle(cell) {
    const bounds = L.latLngBounds(cell.map((i) => [this.stops[i].lat, this.stops[i].lon]));
    const size = cell.length < 10 ? 24 : cell.length < 100 ? 30 : cell.length < 1000 ? 36 : 42;
    L.marker(bounds.getCenter(), { icon: marker("map-cluster", size, {}, number(cell.length, 0)), keyboard: false, alt: text("stops_here", { n: number(cell.length, 0) }) })
      .bindTooltip(text("stops_here", { n: number(cell.length, 0) }))
      .on("click", () => {
        const apart = this.leaflet.project(bounds.getNorthWest(), DEEPEST).distanceTo(this.leaflet.project(bounds.getSouthEast(), DEEPEST));
        if (apart < 2 * TOUCHING || this.leaflet.getZoom() >= DEEPEST) this.list(cell, bounds.getCenter());
        else this.leaflet.fitBounds(bounds, { padding: [40, 40], maxZoom: DEEPEST });
      })
      .addTo(this.layer);
  }

  list(cell, place) {
    const box = document.createElement("ul");
    box.className = "map-list";
    for (const i of cell.slice(0, LISTED)) {
      const stop = this.stops[i];
      const button = document.createElement("button");
      button.type = "button";
      button.className = "plain";
      button.dataset.stop = stop.id;
      button.append(words(stop.title, stop.note));
      button.addEventListener("click", () => { this.leaflet.closePopup(); this.pick(stop.id); });
      const line = document.createElement("li");
      line.append(button);
      box.append(line);
    }
    if (cell.length > LISTED) box.append(Object.assign(document.createElement("li"), { textContent: text("more_stops", { n: number(cell.length - LISTED, 0) }) }));
    L.popup({ maxHeight: 260, minWidth: 200, closeButton: false }).setLatLng(place).setContent(box).openOn(this.leaflet);
    box.querySelector("button").focus();
  }
}

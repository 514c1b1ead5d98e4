/// What lies beneath every map, none of it from elsewhere: areas with their names, settlements by size, and main roads
/// and borders where the application has an OpenStreetMap extract. With a tile server of the operator its tiles come in
/// place of all that. `await addBase(map)` gives what takes it away again, for a change of theme.
import * as L from "/webjars/leaflet/dist/leaflet-src.esm.js";
import { css, label } from "./marks.js";
import { text } from "./texts.js";

const ROADS = { motorway: 2.6, trunk: 2.6, primary: 1.8, secondary: 1 };
const NAMES_FROM = 8.25; // zoom at which areas are named
const SECONDARY_FROM = 8.5;
let base = null;
let roads = null;

const json = (address) => fetch(address).then((answer) => (answer.status === 200 ? answer.json() : { features: [] }));
const of = (data, kind) => data.features.filter((each) => each.properties.kind === kind);
const lines = (data, kinds) => ({ type: "FeatureCollection", features: data.features.filter((each) => kinds.includes(each.properties.kind)) });

/// Settlements that may be named at a zoom: by inhabitants, or by how much there is to visit.
function named(zoom) {
  const [people, weight] = zoom >= 10.5 ? [-1, 0] : zoom >= 9.5 ? [2000, 2] : zoom >= 8.75 ? [3500, 4] : zoom >= 8 ? [8000, 8] : [20000, 20];
  return ({ population, weight: here }) => population > people || here > weight;
}

const sizeOf = ({ population, weight }) => (population >= 50_000 || weight >= 20 ? 2 : population >= 5_000 || weight >= 5 ? 1 : 0);
const importance = ({ population, weight }) => population + weight * 1000;

/// Takes the room of a name that begins right of a point, if no other name has any of it; widths are guessed.
function free(taken, { x, y }, name, size) {
  const box = { x0: x - 4, x1: x + 10 + name.length * (6.5 + size), y0: y - 8 - size, y1: y + 8 + size };
  if (taken.some((each) => each.x0 < box.x1 && box.x0 < each.x1 && each.y0 < box.y1 && box.y0 < each.y1)) return false;
  taken.push(box);
  return true;
}

class Base {
  constructor(map, data, ways) {
    this.map = map;
    this.data = data;
    this.ways = ways;
    if (!map.getPane("ground")) {
      map.createPane("ground").style.zIndex = 250;
      map.getPane("ground").style.pointerEvents = "none";
    }
    this.renderer = L.canvas({ pane: "ground", padding: 0.2 });
    const borders = of(ways, "border").length > 0;
    const areas = data.features.filter((each) => each.properties.kind === "area" || (each.properties.kind === "region" && !borders));
    this.fixed = L.layerGroup([
      L.geoJSON({ type: "FeatureCollection", features: areas }, this.styled((kind) => (kind === "region"
        ? { color: css("--map-line"), weight: 1.5, dashArray: "2 5", fill: false }
        : { color: css("--map-line"), weight: borders ? 0 : 1, fillColor: css("--map-area"), fillOpacity: 1 }))),
      L.geoJSON(lines(ways, ["border", "district_border"]), this.styled((kind) => ({ color: css("--map-line"), weight: kind === "border" ? 2.2 : 1.2, dashArray: kind === "border" ? null : "5 4" }))),
      L.geoJSON(lines(ways, ["motorway", "trunk", "primary"]), this.styled((kind) => ({ color: css("--map-road"), weight: ROADS[kind] }))),
    ]).addTo(map);
    this.minor = L.geoJSON(lines(ways, ["secondary"]), this.styled((kind) => ({ color: css("--map-road"), weight: ROADS[kind] })));
    this.names = L.layerGroup().addTo(map);
    this.credits = [of(data, "settlement").length > 0 && "GeoNames, CC BY 4.0", areas.length > 0 && text("areas_by_stores"), ways.features.length > 0 && text("osm")].filter(Boolean);
    this.credits.forEach((each) => map.attributionControl.addAttribution(each));
    this.write = () => this.writeNames();
    map.on("moveend", this.write);
    this.write();
  }

  styled(style) {
    return { interactive: false, pane: "ground", renderer: this.renderer, style: ({ properties }) => style(properties.kind) };
  }

  writeNames() {
    const { map, names } = this;
    const zoom = map.getZoom();
    if (this.written?.zoom === zoom && this.written.view.contains(map.getBounds())) return;
    const view = map.getBounds().pad(0.25);
    this.written = { zoom, view };
    if (zoom >= SECONDARY_FROM) this.minor.addTo(map);
    else this.minor.remove();
    names.clearLayers();
    const taken = [];
    const write = (place, icon) => L.marker(place, { interactive: false, keyboard: false, icon, zIndexOffset: -1000 }).addTo(names);
    const settlements = [...of(this.data, "settlement"), ...of(this.ways, "settlement")].filter((each) => named(zoom)(each.properties));
    settlements.sort((a, b) => importance(b.properties) - importance(a.properties));
    for (const { geometry, properties } of settlements) {
      const [lon, lat] = geometry.coordinates;
      if (!view.contains([lat, lon])) continue;
      const size = sizeOf(properties);
      if (!free(taken, map.latLngToLayerPoint([lat, lon]), properties.name, size)) continue;
      L.circleMarker([lat, lon], { radius: 2.5 + size, weight: 0, fillColor: css("--muted"), fillOpacity: 0.8, interactive: false, pane: "ground", renderer: this.renderer }).addTo(names);
      write([lat, lon], label(`map-place map-place-${size}`, properties.name, [-6 - size, 7 + size]));
    }
    if (zoom < NAMES_FROM) return;
    for (const { properties } of of(this.data, "area")) {
      const { x, y } = map.latLngToLayerPoint(properties.centre);
      if (view.contains(properties.centre) && free(taken, { x: x - 50, y }, properties.name, 0)) write(properties.centre, label("map-area", properties.name));
    }
  }

  remove() {
    this.map.off("moveend", this.write);
    for (const layer of [this.fixed, this.minor, this.names, this.renderer]) layer.remove();
    this.credits.forEach((each) => this.map.attributionControl.removeAttribution(each));
  }
}

export async function addBase(map) {
  const tiles = document.body.dataset.tiles;
  if (tiles) {
    const layer = L.tileLayer(tiles, { maxZoom: 19, attribution: text("osm") }).addTo(map);
    return () => layer.remove();
  }
  base ??= json("/map/base.json");
  roads ??= json("/map/roads.json");
  const [data, ways] = await Promise.all([base, roads]);
  const shown = new Base(map, data, ways);
  return () => shown.remove();
}

/// Choosing a part of a map: `const lasso = lassoOn(element, leaflet, {label, taken, framed, ended})`, then
/// `lasso.start()` and `lasso.stop()`. While it is on, a pointer or a finger draws around what is wanted; by keyboard
/// arrows move a frame, Shift with arrows resizes it, + and − zoom the map, Enter takes, Escape leaves. `taken(contains)`
/// and `framed(contains)`, the latter at each step of the frame, get a function of a place in degrees; `ended()` tells
/// that it is off.
import * as L from "/webjars/leaflet/dist/leaflet-src.esm.js";

const SVG = "http://www.w3.org/2000/svg";
const STEP = 24;
const LEAST = 16;
const STROKE = 4;

/// Whether a polygon of `[x, y]` has a point inside: by how often a ray to the right crosses its sides.
export function contains(polygon, x, y) {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [ax, ay] = polygon[i];
    const [bx, by] = polygon[j];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

export function lassoOn(element, leaflet, { label, taken, framed, ended }) {
  let sheet = null;
  let shape = null;
  let drawn = null; // points of the pointer's line
  let frame = null;

  const corners = ({ x, y, width, height }) => [[x, y], [x + width, y], [x + width, y + height], [x, y + height]];
  /// Points of the container become places once, so that a move of the map meanwhile does no harm.
  const test = (points) => {
    const polygon = points.map((point) => { const { lat, lng } = leaflet.containerPointToLatLng(point); return [lng, lat]; });
    return (lat, lon) => contains(polygon, lon, lat);
  };
  const show = (points) => shape.setAttribute("points", points.map((point) => point.map(Math.round).join(",")).join(" "));

  function stop() {
    if (!sheet) return;
    sheet.remove();
    sheet = drawn = frame = null;
    ended();
  }

  function take(points) {
    const chosen = test(points);
    stop();
    taken(chosen);
  }

  function place(event) {
    const box = sheet.getBoundingClientRect();
    return [Math.max(0, Math.min(box.width, event.clientX - box.left)), Math.max(0, Math.min(box.height, event.clientY - box.top))];
  }

  function draw(event) {
    event.preventDefault();
    if (drawn || event.button > 0) return;
    sheet.setPointerCapture(event.pointerId);
    frame = null;
    drawn = { id: event.pointerId, points: [place(event)] };
  }

  function go(event) {
    if (drawn?.id !== event.pointerId) return;
    const next = place(event);
    const last = drawn.points.at(-1);
    if (Math.hypot(next[0] - last[0], next[1] - last[1]) < STROKE) return;
    drawn.points.push(next);
    show(drawn.points);
  }

  function lift(event) {
    if (drawn?.id !== event.pointerId) return;
    const points = drawn.points;
    drawn = null;
    const wide = (axis) => Math.max(...points.map((each) => each[axis])) - Math.min(...points.map((each) => each[axis]));
    if (points.length > 2 && Math.max(wide(0), wide(1)) > LEAST) take(points);
    else show([]);
  }

  function key(event) {
    const step = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    const { clientWidth: width, clientHeight: height } = sheet;
    if (step) {
      if (!frame) frame = { x: width * 0.35, y: height * 0.35, width: width * 0.3, height: height * 0.3 };
      else if (event.shiftKey) {
        frame.width = Math.max(STEP, Math.min(width - frame.x, frame.width + step[0]));
        frame.height = Math.max(STEP, Math.min(height - frame.y, frame.height + step[1]));
      } else {
        frame.x = Math.max(0, Math.min(width - frame.width, frame.x + step[0]));
        frame.y = Math.max(0, Math.min(height - frame.height, frame.y + step[1]));
      }
      show(corners(frame));
      framed(test(corners(frame)));
    } else if (event.key === "Enter" && frame) take(corners(frame));
    else if (event.key === "Escape") stop();
    else if (event.key === "+" || event.key === "=") leaflet.zoomIn();
    else if (event.key === "-") leaflet.zoomOut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function start() {
    if (sheet) return;
    sheet = document.createElementNS(SVG, "svg");
    for (const [name, value] of Object.entries({ class: "map-lasso", tabindex: "0", role: "application", "aria-label": label })) sheet.setAttribute(name, value);
    shape = document.createElementNS(SVG, "polygon");
    sheet.append(shape);
    L.DomEvent.disableClickPropagation(sheet);
    sheet.addEventListener("pointerdown", draw);
    sheet.addEventListener("pointermove", go);
    sheet.addEventListener("pointerup", lift);
    sheet.addEventListener("pointercancel", () => { drawn = null; show([]); });
    sheet.addEventListener("keydown", key);
    element.append(sheet);
    sheet.focus({ preventScroll: true });
  }
  return { start, stop, on: () => Boolean(sheet) };
}

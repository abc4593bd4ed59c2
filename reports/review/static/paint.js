// What was read, drawn over the figure: boxes, ticks, lines, and the grips by which they are moved.

const SVG = "http://www.w3.org/2000/svg";
const PALETTE = ["#d52800", "#005cc8", "#008c5a", "#b42896", "#965f00", "#0096b4", "#5a3cbe", "#466e00"];
const MOST_HANDLES = 400; // more points than these in view are too many to grip
const MARKS_ACROSS = 90; // marks stay smaller than this share of their plot box, which is small in a grid

// A colour for each series, like its own where that is still free, strong enough to be seen on the figure.
export function colorsOf(panel) {
  const taken = [];
  for (const series of panel.series) {
    const used = taken.slice(taken.length - (taken.length % PALETTE.length));
    const free = PALETTE.filter((color) => !used.includes(color));
    taken.push(free.reduce((best, color) => (apart(color, series.color) < apart(best, series.color) ? color : best)));
  }
  return taken;
}

function apart(one, other) {
  const parts = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  const [a, b] = [parts(one), parts(other)];
  return a.reduce((sum, value, k) => sum + (value - b[k]) ** 2, 0);
}

// scene: {panels, chosen, tool, zoom, showing, cursor, corner, inView, hint}; sizes stay the same on the screen.
export function paint(svg, scene) {
  svg.replaceChildren();
  if (scene.showing) {
    scene.panels.forEach((panel, index) => paintPanel(svg, scene, panel, index));
    if (scene.tool === "points") paintPoints(svg, scene);
  }
  if (scene.cursor) paintCursor(svg, scene);
}

function paintPanel(svg, scene, panel, index) {
  const { x0, y0, x1, y1 } = panel.box;
  const chosen = scene.panels.length > 1 && scene.chosen.panel === index;
  add(svg, "rect", { class: chosen ? "box chosen-box" : "box", x: x0, y: y0, width: x1 - x0, height: y1 - y0 });
  const colors = colorsOf(panel);
  panel.series.forEach((series, k) => {
    const dim = scene.chosen.panel === index && scene.chosen.series !== null && scene.chosen.series !== k;
    paintSeries(svg, scene, panel, series, colors[k], dim);
  });
  for (const axis of panel.axes) axis.ticks.forEach((tick, k) => paintTick(svg, scene, panel, axis, tick, index, k));
  if (scene.tool === "move") paintGrips(svg, scene, panel, index);
}

function paintSeries(svg, scene, panel, series, color, dim) {
  const { px, py, x, y, origin } = series.points;
  const calibrated = ["x", series.axis].map((name) => panel.axes.find((axis) => axis.axis === name)?.slope != null);
  const gap = (k) => (calibrated[0] && x[k] === null) || (calibrated[1] && y[k] === null);
  const look = { stroke: color };
  let solid = "", bridged = "", broken = true;
  for (let k = 0; k < px.length; k++) {
    if (gap(k)) { broken = true; continue; }
    const spot = `${px[k]} ${py[k]}`;
    if (broken) { solid += `M${spot}`; broken = false; continue; }
    if (origin[k] === "interpolated" || origin[k - 1] === "interpolated") {
      bridged += `M${px[k - 1]} ${py[k - 1]}L${spot}`;
      solid += `M${spot}`;
    } else solid += `L${spot}`;
  }
  const classes = dim ? "trace dim" : "trace";
  if (solid) add(svg, "path", { class: classes, d: solid, ...look });
  if (bridged) add(svg, "path", { class: `${classes} bridged`, d: bridged, ...look });
  const r = Math.min(4 / scene.zoom, (panel.box.x1 - panel.box.x0) / MARKS_ACROSS);
  origin.forEach((kind, k) => {
    if (kind === "marker" && !gap(k)) add(svg, "circle", { class: classes, cx: px[k], cy: py[k], r, ...look });
  });
}

function paintTick(svg, scene, panel, axis, tick, index, k) {
  const place = tickPlace(panel, axis.axis, tick.px);
  const out = tick.value === null || tick.residual_px === null;
  const half = 7 / scene.zoom;
  const ends = place.upright
    ? { x1: place.x, x2: place.x, y1: place.y - half, y2: place.y + half }
    : { x1: place.x - half, x2: place.x + half, y1: place.y, y2: place.y };
  add(svg, "line", { class: out ? "tick out" : "tick", ...ends });
  if (scene.tool === "move") {
    const hit = add(svg, "line", { class: "hit", ...ends });
    hit.gripped = { kind: "tick", index, axis: axis.axis, tick: k, upright: place.upright };
  }
}

function tickPlace(panel, axis, px) {
  if (axis === "x") return { x: px, y: panel.box.y1, upright: true };
  return { x: axis === "left" ? panel.box.x0 : panel.box.x1, y: px, upright: false };
}

function paintGrips(svg, scene, panel, index) {
  const { x0, y0, x1, y1 } = panel.box;
  const r = Math.min(5 / scene.zoom, (x1 - x0) / 20);
  for (const [x, y, across, along] of [[x0, y0, "x0", "y0"], [x1, y0, "x1", "y0"], [x0, y1, "x0", "y1"], [x1, y1, "x1", "y1"]]) {
    const grip = add(svg, "circle", { class: "grip", cx: x, cy: y, r });
    grip.gripped = { kind: "box", index, across, along };
  }
}

function paintPoints(svg, scene) {
  const points = scene.panels[scene.chosen.panel]?.series[scene.chosen.series]?.points;
  if (!points) return;
  const inView = scene.inView(points);
  if (inView.length > MOST_HANDLES) {
    scene.hint(`${inView.length} points in view: zoom in to move single ones, or draw a box to remove them`);
    return;
  }
  for (const k of inView) {
    const grip = add(svg, "circle", { class: "grip", cx: points.px[k], cy: points.py[k], r: 4 / scene.zoom });
    grip.gripped = { kind: "point", point: k };
  }
}

function paintCursor(svg, { cursor, corner, zoom }) {
  const reach = 14 / zoom;
  add(svg, "line", { class: "cursor", x1: cursor.x - reach, x2: cursor.x + reach, y1: cursor.y, y2: cursor.y });
  add(svg, "line", { class: "cursor", x1: cursor.x, x2: cursor.x, y1: cursor.y - reach, y2: cursor.y + reach });
  if (!corner) return;
  const { x0, y0, x1, y1 } = spanOf(corner, cursor);
  add(svg, "rect", { class: "band", x: x0, y: y0, width: x1 - x0, height: y1 - y0 });
}

// The box between two places.
export function spanOf(a, b) {
  return { x0: Math.min(a.x, b.x), y0: Math.min(a.y, b.y), x1: Math.max(a.x, b.x), y1: Math.max(a.y, b.y) };
}

export function add(svg, name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  svg.append(element);
  return element;
}

// The figure with what was read drawn over it; zoom, pan, and the tools that point at places.

const SVG = "http://www.w3.org/2000/svg";
const PALETTE = ["#d52800", "#005cc8", "#008c5a", "#b42896", "#965f00", "#0096b4", "#5a3cbe", "#466e00"];
const MOST_ZOOM = 40;
const MOST_HANDLES = 400; // more points than these in view are too many to grip
const LENS_ZOOM = 6;
const NEAR = 9; // screen pixels within which a thing is meant

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

export class Stage {
  constructor(root, on) {
    this.root = root;
    this.on = on; // {box, tick, pick, addTick, movePoint, addPoint, removePoints}
    this.sheet = root.querySelector("#sheet");
    this.picture = root.querySelector("#picture");
    this.svg = root.querySelector("#overlay");
    this.lens = root.querySelector("#lens");
    this.tool = "move";
    this.showing = true;
    this.lensOn = false;
    this.view = { x: 0, y: 0, zoom: 1 };
    this.chosen = { panel: 0, series: null };
    this.panels = [];
    this.root.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.root.addEventListener("pointerdown", (event) => this.down(event));
    this.root.addEventListener("pointermove", (event) => this.showLens(event));
    this.root.addEventListener("pointerleave", () => (this.lens.hidden = true));
    new ResizeObserver(() => this.place()).observe(root);
  }

  async load(url, width, height) {
    this.size = { width: width || 1, height: height || 1 };
    this.picture.width = width;
    this.picture.height = height;
    this.svg.setAttribute("viewBox", `-0.5 -0.5 ${this.size.width} ${this.size.height}`);
    this.svg.setAttribute("width", this.size.width);
    this.svg.setAttribute("height", this.size.height);
    this.picture.hidden = !url;
    if (url) this.picture.src = url;
    else this.picture.removeAttribute("src");
    this.fit();
  }

  fit() {
    const { clientWidth, clientHeight } = this.root;
    const zoom = Math.min(clientWidth / this.size.width, clientHeight / this.size.height, 3) * 0.98;
    this.view = {
      zoom,
      x: (clientWidth - zoom * this.size.width) / 2,
      y: (clientHeight - zoom * this.size.height) / 2,
    };
    this.place();
  }

  zoom(factor, at = { x: this.root.clientWidth / 2, y: this.root.clientHeight / 2 }) {
    const zoom = Math.min(Math.max(this.view.zoom * factor, 0.05), MOST_ZOOM);
    const share = zoom / this.view.zoom;
    this.view = { zoom, x: at.x - share * (at.x - this.view.x), y: at.y - share * (at.y - this.view.y) };
    this.place();
  }

  pan(dx, dy) {
    this.view = { ...this.view, x: this.view.x + dx, y: this.view.y + dy };
    this.place();
  }

  place() {
    const { x, y, zoom } = this.view;
    this.sheet.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
    this.picture.classList.toggle("close", zoom > 2);
    // Grips and ticks keep their size on the screen.
    if (zoom !== this.drawnZoom || this.tool === "points") this.drawSoon();
  }

  drawSoon() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => { this.waiting = 0; this.draw(); });
  }

  // --- drawing

  show(panels, chosen) {
    this.panels = panels;
    this.chosen = chosen;
    this.draw();
  }

  draw() {
    this.drawnZoom = this.view.zoom;
    this.svg.replaceChildren();
    if (!this.showing) return;
    this.panels.forEach((panel, index) => this.drawPanel(panel, index));
    if (this.tool === "points") this.drawPoints();
  }

  drawPanel(panel, index) {
    const { x0, y0, x1, y1 } = panel.box;
    this.add("rect", { class: "box", x: x0, y: y0, width: x1 - x0, height: y1 - y0 });
    const colors = colorsOf(panel);
    panel.series.forEach((series, k) => {
      const dim = this.chosen.panel === index && this.chosen.series !== null && this.chosen.series !== k;
      this.drawSeries(series, colors[k], dim, panel);
    });
    for (const axis of panel.axes) axis.ticks.forEach((tick, k) => this.drawTick(panel, axis, tick, index, k));
    if (this.tool === "move") this.drawGrips(panel, index);
  }

  drawSeries(series, color, dim, panel) {
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
    if (solid) this.add("path", { class: classes, d: solid, ...look });
    if (bridged) this.add("path", { class: `${classes} bridged`, d: bridged, ...look });
    const near = 4 / this.view.zoom;
    origin.forEach((kind, k) => {
      if (kind === "marker" && !gap(k)) this.add("circle", { class: classes, cx: px[k], cy: py[k], r: near, ...look });
    });
  }

  drawTick(panel, axis, tick, index, k) {
    const place = tickPlace(panel, axis.axis, tick.px);
    const out = tick.value === null || tick.residual_px === null;
    const half = 7 / this.view.zoom;
    const ends = place.upright
      ? { x1: place.x, x2: place.x, y1: place.y - half, y2: place.y + half }
      : { x1: place.x - half, x2: place.x + half, y1: place.y, y2: place.y };
    this.add("line", { class: out ? "tick out" : "tick", ...ends });
    if (this.tool === "move") {
      const hit = this.add("line", { class: "hit", ...ends });
      hit.gripped = { kind: "tick", index, axis: axis.axis, tick: k, upright: place.upright };
    }
  }

  drawGrips(panel, index) {
    const { x0, y0, x1, y1 } = panel.box;
    const r = 5 / this.view.zoom;
    for (const [x, y, across, along] of [[x0, y0, "x0", "y0"], [x1, y0, "x1", "y0"], [x0, y1, "x0", "y1"], [x1, y1, "x1", "y1"]]) {
      const grip = this.add("circle", { class: "grip", cx: x, cy: y, r });
      grip.gripped = { kind: "box", index, across, along };
    }
  }

  drawPoints() {
    const series = this.panels[this.chosen.panel]?.series[this.chosen.series];
    if (!series) return;
    const inView = this.pointsInView(series.points);
    const r = 4 / this.view.zoom;
    if (inView.length > MOST_HANDLES) {
      this.on.hint(`${inView.length} points in view: zoom in to move single ones, or draw a box to remove them`);
      return;
    }
    for (const k of inView) {
      const grip = this.add("circle", { class: "grip", cx: series.points.px[k], cy: series.points.py[k], r });
      grip.gripped = { kind: "point", point: k };
    }
  }

  pointsInView(points) {
    const [a, b] = [this.toFile({ x: 0, y: 0 }), this.toFile({ x: this.root.clientWidth, y: this.root.clientHeight })];
    const inside = (k) => points.px[k] >= a.x && points.px[k] <= b.x && points.py[k] >= a.y && points.py[k] <= b.y;
    return [...points.px.keys()].filter(inside);
  }

  add(name, attributes) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    this.svg.append(element);
    return element;
  }

  // --- pointing

  at(event) {
    const frame = this.root.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  }

  toFile(at) {
    return { x: (at.x - this.view.x) / this.view.zoom - 0.5, y: (at.y - this.view.y) / this.view.zoom - 0.5 };
  }

  wheel(event) {
    event.preventDefault();
    this.zoom(Math.exp(-event.deltaY / 400), this.at(event));
  }

  down(event) {
    if (event.button > 1) return;
    this.root.focus({ preventScroll: true });
    const start = this.at(event);
    const gripped = event.button === 0 ? event.target.gripped : null;
    if (gripped) return this.drag(event, (at) => this.dragged(gripped, this.toFile(at), false), (at) => this.dragged(gripped, this.toFile(at), true));
    if (event.button === 0 && this.tool === "points" && event.shiftKey) return this.dragBox(event, start);
    let last = start;
    const move = (at) => { this.pan(at.x - last.x, at.y - last.y); last = at; };
    const end = (at, moved) => { if (!moved) this.clicked(this.toFile(at)); };
    this.drag(event, move, end);
  }

  drag(event, move, end) {
    event.preventDefault();
    const start = this.at(event);
    let moved = false;
    const onMove = (next) => {
      const at = this.at(next);
      moved ||= Math.hypot(at.x - start.x, at.y - start.y) > 3;
      if (moved) move(at);
    };
    const onUp = (next) => {
      removeEventListener("pointermove", onMove);
      removeEventListener("pointerup", onUp);
      removeEventListener("pointercancel", onUp);
      end(this.at(next), moved);
    };
    addEventListener("pointermove", onMove);
    addEventListener("pointerup", onUp);
    addEventListener("pointercancel", onUp);
  }

  dragged(gripped, at, done) {
    if (gripped.kind === "tick") this.on.tick(gripped.index, gripped.axis, gripped.tick, gripped.upright ? at.x : at.y, done);
    else if (gripped.kind === "box") this.on.box(gripped.index, { [gripped.across]: at.x, [gripped.along]: at.y }, done);
    else this.on.movePoint(gripped.point, at, done);
  }

  dragBox(event, start) {
    const frame = this.add("rect", { class: "band" });
    const corners = (at) => [this.toFile(start), this.toFile(at)];
    const span = (at) => {
      const [a, b] = corners(at);
      return { x0: Math.min(a.x, b.x), y0: Math.min(a.y, b.y), x1: Math.max(a.x, b.x), y1: Math.max(a.y, b.y) };
    };
    const move = (at) => {
      const { x0, y0, x1, y1 } = span(at);
      for (const [key, value] of Object.entries({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 })) frame.setAttribute(key, value);
    };
    this.drag(event, move, (at, moved) => { frame.remove(); if (moved) this.on.removePoints(span(at)); });
  }

  clicked(at) {
    if (this.tool === "line") this.on.pick(this.panelAt(at), at);
    else if (this.tool === "tick") this.on.addTick(...this.axisAt(at), at);
    else if (this.tool === "points") this.on.addPoint(at);
    else this.on.choose(this.nearestSeries(at));
  }

  panelAt(at) {
    const inside = this.panels.findIndex(({ box }) => at.x >= box.x0 && at.x <= box.x1 && at.y >= box.y0 && at.y <= box.y1);
    return inside < 0 ? this.nearestPanel(at) : inside;
  }

  nearestPanel(at) {
    const away = ({ box }) => Math.hypot(Math.max(box.x0 - at.x, 0, at.x - box.x1), Math.max(box.y0 - at.y, 0, at.y - box.y1));
    return this.panels.reduce((best, panel, k) => (away(panel) < away(this.panels[best]) ? k : best), 0);
  }

  axisAt(at) {
    const index = this.nearestPanel(at);
    const { box } = this.panels[index];
    const away = { x: Math.abs(at.y - box.y1), left: Math.abs(at.x - box.x0), right: Math.abs(at.x - box.x1) };
    return [index, Object.keys(away).reduce((best, name) => (away[name] < away[best] ? name : best))];
  }

  nearestSeries(at) {
    const reach = NEAR / this.view.zoom;
    let best = { panel: this.panelAt(at), series: null, away: reach };
    this.panels.forEach((panel, index) => panel.series.forEach(({ points }, k) => {
      points.px.forEach((x, i) => {
        const away = Math.hypot(x - at.x, points.py[i] - at.y);
        if (away < best.away) best = { panel: index, series: k, away };
      });
    }));
    return best;
  }

  showLens(event) {
    this.lens.hidden = !this.lensOn || !this.picture.src;
    if (this.lens.hidden) return;
    const at = this.at(event);
    const side = this.lens.width;
    const span = side / (LENS_ZOOM * Math.max(this.view.zoom, 1));
    const file = this.toFile(at);
    const context = this.lens.getContext("2d");
    context.imageSmoothingEnabled = false;
    context.fillStyle = "#fff";
    context.fillRect(0, 0, side, side);
    const fine = this.picture.naturalWidth / this.picture.width || 1;  // drawings have several pixels to one of the record
    const corner = [file.x, file.y].map((value) => (value + 0.5 - span / 2) * fine);
    context.drawImage(this.picture, ...corner, span * fine, span * fine, 0, 0, side, side);
    context.strokeStyle = "#b3261e";
    context.beginPath();
    context.moveTo(side / 2, 0); context.lineTo(side / 2, side);
    context.moveTo(0, side / 2); context.lineTo(side, side / 2);
    context.stroke();
    const right = at.x + side + 30 < this.root.clientWidth;
    this.lens.style.left = `${right ? at.x + 20 : at.x - side - 20}px`;
    this.lens.style.top = `${Math.min(Math.max(at.y - side / 2, 0), this.root.clientHeight - side)}px`;
  }
}

function tickPlace(panel, axis, px) {
  if (axis === "x") return { x: px, y: panel.box.y1, upright: true };
  return { x: axis === "left" ? panel.box.x0 : panel.box.x1, y: px, upright: false };
}

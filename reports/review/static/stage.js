// The figure with what was read drawn over it; zoom, pan, and the tools that point at places, by mouse or by keys.

import { add, paint, spanOf } from "./paint.js";

const MOST_ZOOM = 40;
const LENS_ZOOM = 6;
const NEAR = 9; // screen pixels within which a thing is meant
const NUDGE = 12; // screen pixels that a key moves the cursor, with Shift one
const AROUND = 0.3; // of a plot box is shown beside it: its labels

export class Stage {
  constructor(root, on) {
    this.root = root;
    this.on = on; // {box, tick, pick, addTick, addPanel, movePoint, addPoint, removePoints, choose, hint}
    this.sheet = root.querySelector("#sheet");
    this.picture = root.querySelector("#picture");
    this.svg = root.querySelector("#overlay");
    this.lens = root.querySelector("#lens");
    this.tool = "move";
    this.showing = true;
    this.lensOn = false;
    this.view = { x: 0, y: 0, zoom: 1 };
    this.chosen = { panel: 0, series: null };
    this.size = { width: 1, height: 1 };
    this.fitted = true; // stays so until a person zooms or moves it
    this.panels = [];
    this.cursor = null; // where keys point at, in pixels of the file
    this.corner = null; // the first corner of a box that keys draw
    this.root.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.root.addEventListener("pointerdown", (event) => this.down(event));
    this.root.addEventListener("pointermove", (event) => this.showLens(event));
    this.root.addEventListener("pointerleave", () => (this.lens.hidden = true));
    new ResizeObserver(() => (this.fitted ? this.fit() : this.place())).observe(root);
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

  wholeZoom() {
    return Math.min(this.root.clientWidth / this.size.width, this.root.clientHeight / this.size.height, 3) * 0.98;
  }

  fit() {
    this.fitted = true;
    const { clientWidth, clientHeight } = this.root;
    const zoom = this.wholeZoom();
    this.view = {
      zoom,
      x: (clientWidth - zoom * this.size.width) / 2,
      y: (clientHeight - zoom * this.size.height) / 2,
    };
    this.place();
  }

  // A plot box with its labels as large as the window allows.
  fitBox({ x0, y0, x1, y1 }) {
    this.fitted = false;
    const { clientWidth, clientHeight } = this.root;
    const [width, height] = [(x1 - x0) * (1 + 2 * AROUND), (y1 - y0) * (1 + 2 * AROUND)];
    const zoom = Math.max(Math.min(clientWidth / width, clientHeight / height, MOST_ZOOM), this.wholeZoom());
    this.view = { zoom, x: clientWidth / 2 - zoom * ((x0 + x1) / 2 + 0.5), y: clientHeight / 2 - zoom * ((y0 + y1) / 2 + 0.5) };
    this.place();
  }

  zoom(factor, at = { x: this.root.clientWidth / 2, y: this.root.clientHeight / 2 }) {
    this.fitted = false;
    const zoom = Math.min(Math.max(this.view.zoom * factor, 0.05), MOST_ZOOM);
    const share = zoom / this.view.zoom;
    this.view = { zoom, x: at.x - share * (at.x - this.view.x), y: at.y - share * (at.y - this.view.y) };
    this.place();
  }

  pan(dx, dy) {
    if (dx || dy) this.fitted = false;
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
    const { panels, chosen, tool, showing, cursor, corner } = this;
    const inView = (points) => this.pointsInView(points);
    paint(this.svg, { panels, chosen, tool, showing, cursor, corner, zoom: this.view.zoom, inView, hint: this.on.hint });
  }

  pointsInView(points) {
    const [a, b] = [this.toFile({ x: 0, y: 0 }), this.toFile({ x: this.root.clientWidth, y: this.root.clientHeight })];
    const inside = (k) => points.px[k] >= a.x && points.px[k] <= b.x && points.py[k] >= a.y && points.py[k] <= b.y;
    return [...points.px.keys()].filter(inside);
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
    if (event.button === 0 && this.tool === "points" && event.shiftKey) return this.dragBox(event, start, this.on.removePoints);
    if (event.button === 0 && this.tool === "box") return this.dragBox(event, start, this.on.addPanel);
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

  dragBox(event, start, done) {
    const frame = add(this.svg, "rect", { class: "band" });
    const span = (at) => spanOf(this.toFile(start), this.toFile(at));
    const move = (at) => {
      const { x0, y0, x1, y1 } = span(at);
      for (const [key, value] of Object.entries({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 })) frame.setAttribute(key, value);
    };
    this.drag(event, move, (at, moved) => { frame.remove(); if (moved) done(span(at)); });
  }

  // --- pointing with keys

  nudge(across, along, fine) {
    const step = (fine ? 1 : NUDGE) / this.view.zoom;
    const middle = { x: this.root.clientWidth / 2, y: this.root.clientHeight / 2 };
    const from = this.cursor ?? this.toFile(middle);
    this.cursor = { x: from.x + (this.cursor ? across * step : 0), y: from.y + (this.cursor ? along * step : 0) };
    const at = { x: (this.cursor.x + 0.5) * this.view.zoom + this.view.x, y: (this.cursor.y + 0.5) * this.view.zoom + this.view.y };
    const inside = (value, most) => Math.min(Math.max(value, 20), most - 20) - value;
    this.pan(inside(at.x, this.root.clientWidth), inside(at.y, this.root.clientHeight));
    this.draw();
    this.lensAt(at);
  }

  press() {
    if (!this.cursor) return this.nudge(0, 0);
    if (this.tool !== "box") return this.clicked(this.cursor);
    if (!this.corner) {
      this.corner = this.cursor;
      return this.on.hint("Move to the opposite corner and press Enter.");
    }
    const span = spanOf(this.corner, this.cursor);
    this.noCursor();
    this.on.addPanel(span);
  }

  noCursor() {
    this.cursor = this.corner = null;
    this.lens.hidden = true;
    this.draw();
  }

  clicked(at) {
    if (this.tool === "line") this.on.pick(this.panelAt(at), at);
    else if (this.tool === "tick") this.on.addTick(...this.axisAt(at), at);
    else if (this.tool === "points") this.on.addPoint(at);
    else if (this.tool === "box") this.on.hint("Drag from one corner of the plot box to the opposite one.");
    else this.on.choose(this.nearestSeries(at));
  }

  panelAt(at) {
    if (!this.panels.length) return null;
    const inside = this.panels.findIndex(({ box }) => at.x >= box.x0 && at.x <= box.x1 && at.y >= box.y0 && at.y <= box.y1);
    return inside < 0 ? this.nearestPanel(at) : inside;
  }

  nearestPanel(at) {
    const away = ({ box }) => Math.hypot(Math.max(box.x0 - at.x, 0, at.x - box.x1), Math.max(box.y0 - at.y, 0, at.y - box.y1));
    return this.panels.reduce((best, panel, k) => (away(panel) < away(this.panels[best]) ? k : best), 0);
  }

  axisAt(at) {
    if (!this.panels.length) return [null, null];
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
    this.lensAt(this.at(event));
  }

  lensAt(at) {
    this.lens.hidden = !this.lensOn || !this.picture.src;
    if (this.lens.hidden) return;
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

// The page: which figure lies open, what a person does to it, and when it is saved.

import * as api from "./api.js";
import { Doc, parseValue, withAxis, withMovedPoint, withPoint, withSeries, withTick, withoutPoints } from "./doc.js";
import { drawInspector, make } from "./inspector.js";
import { watch } from "./publication.js";
import { Stage } from "./stage.js";

const SAVE_AFTER = 500; // milliseconds of rest after which a draft is saved
const PAN_STEP = 60;
const HINTS = {
  move: "Drag the corners of a plot box or a tick; drag elsewhere to move the figure; click on a line to choose it.",
  line: "Click on a line that was missed: it is traced in its colour.",
  tick: "Click where a tick meets its axis, then type its value.",
  points: "Drag points; click to add one; Shift and drag to remove those in a box.",
};

const NO_PICTURE = {
  missing: "The picture is not in the folder that unplot review was called with: lines cannot be traced.",
  changed: "The picture was changed since it was read: lines cannot be traced. The next run reads it anew.",
  unreadable: "The file is no picture that can be shown: nothing can be corrected here.",
};

const $ = (id) => document.getElementById(id);
const state = { rows: [], id: null, doc: null, opened: null, chosen: { panel: 0, series: null } };
let timer = 0;
let work = Promise.resolve(); // edits that ask the server run one after the other
let preview = null; // what a drag shows until it ends

// --- the queue

async function loadQueue() {
  const queue = await api.queue();
  state.rows = queue.figures;
  drawQueue();
  tellPublication(queue.publication);
}

function tellPublication(publication) {
  const told = (words) => { $("unpublished").textContent = words; $("unpublished").hidden = !words; };
  watch(publication, told, () => loadQueue().catch(() => {}));
}

function shownRows() {
  const kind = $("filter").value;
  const words = $("search").value.trim().toLowerCase();
  const fits = {
    waiting: (row) => ["failed", "review"].includes(row.status) && row.state !== "accepted",
    draft: (row) => row.state === "draft",
    accepted: (row) => row.state === "accepted",
    all: () => true,
  }[kind];
  return state.rows.filter((row) => fits(row) && row.source.toLowerCase().includes(words));
}

function drawQueue() {
  const entry = (row) => {
    const told = `${row.state === "open" ? row.status : row.state} · ${row.confidence.toFixed(2)}`;
    const small = make("small", {}, told);
    return make("li", {}, make("button", { "aria-current": String(row.figure_id === state.id), title: row.why, onclick: () => go(row.figure_id) }, row.source, small));
  };
  const rows = shownRows();
  $("figures").replaceChildren(...rows.slice(0, 300).map(entry));
  if (!rows.length) $("figures").append(make("li", { class: "quiet" }, "No figure here."));
  if (rows.length > 300) $("figures").append(make("li", { class: "quiet" }, `and ${rows.length - 300} more: search for them`));
}

function setRow(id, change) {
  state.rows = state.rows.map((row) => (row.figure_id === id ? { ...row, ...change } : row));
  drawQueue();
}

function neighbour(step) {
  const rows = shownRows();
  const at = rows.findIndex((row) => row.figure_id === state.id);
  return rows[at < 0 ? 0 : at + step]?.figure_id ?? null;
}

// --- a figure

async function go(id) {
  if (!id) return hint("That was the last one here.");
  await flush();
  await openFigure(id);
}

async function openFigure(id) {
  const opened = await api.open(id);
  Object.assign(state, { id, opened, doc: new Doc(opened), chosen: { panel: 0, series: null } });
  location.hash = id;
  $("conflict").hidden = true;
  $("queue").classList.remove("shown");
  await stage.load(opened.picture === "shown" ? api.pictureUrl(id) : null, opened.width, opened.height);
  setTool("move");
  if (opened.picture !== "shown") hint(NO_PICTURE[opened.picture], true);
  if (opened.stale) hint("This figure was corrected before, but the machine now reads it otherwise; you see its new reading.", true);
  draw();
  drawQueue();
  document.querySelector("#inspector tr.far input[type=text], #inspector .failed ~ button")?.focus();
}

function draw() {
  const { doc, opened, chosen } = state;
  const row = state.rows.find((one) => one.figure_id === state.id);
  $("source").textContent = opened.record.source;
  document.title = `${opened.record.source} · unplot review`;
  const told = doc.accepted && !doc.changed ? "accepted" : opened.record.status;
  $("status").textContent = told;
  $("status").className = `chip ${told}`;
  $("why").textContent = [opened.why, opened.record.message].filter(Boolean).join(": ");
  $("undo").disabled = !doc.past.length;
  $("redo").disabled = !doc.future.length;
  $("discard").disabled = !doc.tag && !doc.past.length;
  $("no-chart").setAttribute("aria-pressed", String(doc.now.notAChart));
  if (row) row.why ||= opened.why;
  stage.show(preview ?? doc.now.panels, chosen);
  drawInspector($("inspector"), doc, chosen, edits);
}

function hint(words, bad = false) {
  $("hint").textContent = words;
  $("hint").classList.toggle("bad", bad);
}

function choose({ panel, series }) {
  const { chosen } = state;
  if (chosen.panel === panel && chosen.series === series) return;
  state.chosen = { panel, series };
  draw();
}

// --- edits

function changed() {
  draw();
  clearTimeout(timer);
  $("saved").textContent = "not saved yet";
  timer = setTimeout(() => save(false), SAVE_AFTER);
}

function later(job) {
  work = work.then(job).catch((error) => hint(error.message, true));
  return work;
}

// A panel whose values follow from its ticks: the server computes it, then it is one step.
function computed(change, index = state.chosen.panel) {
  return later(async () => {
    const { doc } = state;
    const panel = await api.recompute(change(doc.now.panels[index]));
    if (doc !== state.doc) return;
    doc.applyPanel(index, panel);
    preview = null;
    changed();
  });
}

function plain(change, index = state.chosen.panel) {
  return later(async () => {
    state.doc.applyPanel(index, change(state.doc.now.panels[index]));
    preview = null;
    changed();
  });
}

const axisOf = (panel, name) => panel.axes.find((axis) => axis.axis === name);
const changeTick = (name, k, change) => computed((panel) => withAxis(panel, name, { ticks: withTick(axisOf(panel, name), k, change) }));
const chosenPoints = () => state.doc.now.panels[state.chosen.panel]?.series[state.chosen.series]?.points;
const changePoints = (change) => {
  const { panel, series } = state.chosen;
  return computed((one) => withSeries(one, series, { points: change(one.series[series].points) }), panel);
};

// As choose, but the fields stay: one of them has just been entered.
function mark(series) {
  state.chosen = { ...state.chosen, series };
  document.querySelectorAll("#inspector .series").forEach((row, k) => row.classList.toggle("chosen", k === series));
  stage.show(state.doc.now.panels, state.chosen);
}

const edits = {
  choose,
  mark,
  hint,
  title: (words) => plain((panel) => ({ ...panel, title: words.trim() || null })),
  rename: (k, words) => plain((panel) => withSeries(panel, k, { name: words.trim() || null })),
  side: (k, axis) => computed((panel) => withSeries(panel, k, { axis })),
  removeSeries: (k) => plain((panel) => ({ ...panel, series: panel.series.filter((_, at) => at !== k) })),
  removePanel: () => later(async () => {
    const { panel } = state.chosen;
    state.doc.apply({ panels: state.doc.now.panels.filter((_, at) => at !== panel) });
    state.chosen = { panel: 0, series: null };
    changed();
  }),
  retrace: () => later(async () => {
    hint("Tracing …");
    const index = state.chosen.panel;
    const panel = await api.retrace(state.id, state.doc.now.panels[index]);
    state.doc.applyPanel(index, panel);
    hint("Traced again in the plot box.");
    changed();
  }),
  scale: (name, scale) => computed((panel) => withAxis(panel, name, { scale, ticks: readAgain(axisOf(panel, name), scale) })),
  tickValue: (name, k, words, value) => {
    const axis = axisOf(state.doc.now.panels[state.chosen.panel], name);
    if (axis.scale === "category") return changeTick(name, k, { text: words });
    if (value === null && words.trim()) {
      hint(`“${words}” is no ${axis.scale === "date" ? "date (write 2024-03-01 or 2024-03-01 12:00)" : "number"}.`, true);
      return draw();
    }
    return changeTick(name, k, { value, residual_px: value === null ? null : 0 });
  },
  useTick: (name, k, used) => computed((panel) => {
    const axis = axisOf(panel, name);
    const value = axis.ticks[k].value ?? parseValue(axis.ticks[k].text, axis.scale ?? "linear");
    return withAxis(panel, name, { ticks: withTick(axis, k, { value, residual_px: used && value !== null ? 0 : null }) });
  }),
  useLabels: (name) => computed((panel) => {
    const axis = axisOf(panel, name);
    const read = (tick) => ({ ...tick, value: tick.value ?? parseValue(tick.text, axis.scale ?? "linear") });
    const used = (tick) => ({ ...tick, residual_px: tick.value === null ? null : 0 });
    return withAxis(panel, name, { ticks: axis.ticks.map(read).map(used) });
  }),
  removeTick: (name, k) => computed((panel) => withAxis(panel, name, { ticks: axisOf(panel, name).ticks.filter((_, at) => at !== k) })),
};

// Ticks that were not read in the old scale may be in the new one.
function readAgain(axis, scale) {
  return axis.ticks.map((tick, k) => {
    if (scale === "category") return { ...tick, value: k, residual_px: 0 };
    const value = axis.scale === scale || axis.scale === null || tick.value === null ? tick.value : parseValue(tick.text, scale) ?? tick.value;
    return { ...tick, value };
  });
}

const stage = new Stage($("stage"), {
  hint,
  choose: (at) => choose(at),
  box: (index, sides, done) => {
    const moved = (panel) => ({ ...panel, box: tidy({ ...panel.box, ...sides }) });
    if (done) return plain(moved, index);
    preview = state.doc.now.panels.map((panel, k) => (k === index ? moved(panel) : panel));
    stage.show(preview, state.chosen);
  },
  tick: (index, name, k, px, done) => {
    const moved = (panel) => withAxis(panel, name, { ticks: withTick(axisOf(panel, name), k, { px }) });
    if (done) return computed(moved, index);
    preview = state.doc.now.panels.map((panel, at) => (at === index ? moved(panel) : panel));
    stage.show(preview, state.chosen);
  },
  pick: (index, at) => later(async () => {
    const panel = state.doc.now.panels[index];
    if (!panel) return hint("There is no plot box to trace in.", true);
    hint("Tracing …");
    const series = await api.trace(state.id, { panel, ...at, axis: "left" });
    state.doc.applyPanel(index, { ...panel, series: [...panel.series, series] });
    state.chosen = { panel: index, series: panel.series.length };
    hint("Traced. Give it a name.");
    setTool("move");
    changed();
    document.querySelector(`[data-key="name of series ${panel.series.length}"]`)?.focus();
  }),
  addTick: async (index, name, at) => {
    const px = name === "x" ? at.x : at.y;
    state.chosen = { panel: index, series: null };
    await plain((panel) => {
      const known = axisOf(panel, name) ? panel : { ...panel, axes: [...panel.axes, bareAxis(name)] };
      const axis = axisOf(known, name);
      return withAxis(known, name, { ticks: [...axis.ticks, { text: "", value: null, px, residual_px: null, reader: "human" }] });
    }, index);
    const last = axisOf(state.doc.now.panels[index], name).ticks.length - 1;
    document.querySelector(`[data-key="tick ${name} ${last}"]`)?.focus();
    hint("Type the value of the tick.");
  },
  movePoint: (k, at, done) => {
    if (done) return changePoints((points) => withMovedPoint(points, k, at.x, at.y));
    const { panel, series } = state.chosen;
    const moved = withMovedPoint(chosenPoints(), k, at.x, at.y);
    preview = state.doc.now.panels.map((one, i) => (i === panel ? withSeries(one, series, { points: moved }) : one));
    stage.show(preview, state.chosen);
  },
  addPoint: (at) => {
    if (!chosenPoints()) return choose(stage.nearestSeries(at));
    return changePoints((points) => withPoint(points, at.x, at.y)[0]);
  },
  removePoints: (box) => {
    const points = chosenPoints();
    if (!points) return hint("Choose a series first.", true);
    const inside = (k) => points.px[k] >= box.x0 && points.px[k] <= box.x1 && points.py[k] >= box.y0 && points.py[k] <= box.y1;
    const gone = new Set([...points.px.keys()].filter(inside));
    if (gone.size) changePoints((all) => withoutPoints(all, gone));
  },
});

const tidy = (box) => ({ x0: Math.min(box.x0, box.x1), y0: Math.min(box.y0, box.y1), x1: Math.max(box.x0, box.x1), y1: Math.max(box.y0, box.y1) });
const bareAxis = (axis) => ({ axis, label: null, unit: null, scale: "linear", slope: null, intercept: null, first_tick: null, last_tick: null, tick_step: null, residual_px: null, status: "failed", reason: "too_few_ticks", categories: null, ticks: [] });

function setTool(name) {
  stage.tool = name;
  for (const button of document.querySelectorAll("[data-tool]")) button.setAttribute("aria-pressed", String(button.dataset.tool === name));
  hint(name === "points" && state.chosen.series === null ? "Click on a line or a name to choose a series." : HINTS[name]);
  stage.draw();
}

// --- saving

async function save(accepted) {
  clearTimeout(timer);
  const { doc, id } = state;
  if (!doc || (!doc.changed && !accepted)) return true;
  const sent = doc.now;
  try {
    const { tag, publication } = await api.save(id, doc.draft(accepted), doc.tag);
    Object.assign(doc, { tag, saved: sent, accepted });
    tellPublication(publication);
    $("saved").textContent = accepted ? "accepted" : "draft saved";
    setRow(id, { state: accepted ? "accepted" : "draft" });
    return true;
  } catch (error) {
    if (error.status === 409) showConflict(error.tag);
    else hint(`Not saved: ${error.message}`, true);
    return false;
  }
}

async function flush() {
  await work;
  if (state.doc?.changed && $("conflict").hidden) await save(false);
}

function showConflict(tag) {
  $("conflict-words").textContent = "This figure was changed in another tab or by someone else since you opened it.";
  $("conflict").hidden = false;
  $("keep-mine").onclick = () => { state.doc.tag = tag; $("conflict").hidden = true; save(false); };
  $("take-theirs").onclick = () => openFigure(state.id);
}

async function accept() {
  await work;
  const next = neighbour(1);
  if (await save(true)) {
    if (next) await openFigure(next);
    else { draw(); hint("Accepted. That was the last one here."); }
  }
}

async function discard() {
  await work;
  clearTimeout(timer);
  try {
    if (state.doc.tag) tellPublication((await api.discard(state.id, state.doc.tag)).publication);
    setRow(state.id, { state: "open" });
    await openFigure(state.id);
    $("saved").textContent = "discarded";
  } catch (error) {
    if (error.status === 409) showConflict(error.tag);
    else hint(error.message, true);
  }
}

const step = (back) => later(async () => {
  if (back ? state.doc.undo() : state.doc.redo()) {
    state.chosen.series = null;
    changed();
  }
});

const toggleChart = () => later(async () => { state.doc.apply({ notAChart: !state.doc.now.notAChart }); changed(); });

function press(button, on) {
  button.setAttribute("aria-pressed", String(on));
}

function keys(event) {
  const typing = event.target.matches("input[type=text], input[type=search], select, textarea");
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key === "Enter") return run(event, () => { document.activeElement?.blur(); accept(); });
  if (control && event.key.toLowerCase() === "z" && !typing) return run(event, () => step(!event.shiftKey));
  if (control && event.key.toLowerCase() === "y" && !typing) return run(event, () => step(false));
  if (typing || control || event.altKey) return;
  const pan = { ArrowLeft: [PAN_STEP, 0], ArrowRight: [-PAN_STEP, 0], ArrowUp: [0, PAN_STEP], ArrowDown: [0, -PAN_STEP] }[event.key];
  if (pan && document.activeElement === $("stage")) return run(event, () => stage.pan(...pan));
  const jobs = {
    j: () => go(neighbour(1)), k: () => go(neighbour(-1)), n: toggleChart, m: () => $("lens-button").click(), o: () => $("traces").click(),
    v: () => setTool("move"), l: () => setTool("line"), t: () => setTool("tick"), p: () => setTool("points"),
    "+": () => stage.zoom(1.25), "=": () => stage.zoom(1.25), "-": () => stage.zoom(0.8), 0: () => stage.fit(),
  };
  if (jobs[event.key.toLowerCase()]) run(event, jobs[event.key.toLowerCase()]);
}

function run(event, job) {
  event.preventDefault();
  job();
}

function wire() {
  $("accept").onclick = accept;
  $("discard").onclick = discard;
  $("undo").onclick = () => step(true);
  $("redo").onclick = () => step(false);
  $("no-chart").onclick = toggleChart;
  $("in").onclick = () => stage.zoom(1.25);
  $("out").onclick = () => stage.zoom(0.8);
  $("fit").onclick = () => stage.fit();
  $("filter").onchange = drawQueue;
  $("search").oninput = drawQueue;
  $("traces").onclick = () => { stage.showing = !stage.showing; press($("traces"), stage.showing); stage.draw(); };
  $("lens-button").onclick = () => { stage.lensOn = !stage.lensOn; press($("lens-button"), stage.lensOn); $("lens").hidden = true; };
  $("show-queue").onclick = () => $("show-queue").setAttribute("aria-expanded", String($("queue").classList.toggle("shown")));
  for (const button of document.querySelectorAll("[data-tool]")) button.onclick = () => setTool(button.dataset.tool);
  addEventListener("keydown", keys);
  addEventListener("beforeunload", (event) => { if (state.doc?.changed) { save(false); event.preventDefault(); } });
}

async function start() {
  wire();
  await loadQueue();
  const asked = location.hash.slice(1);
  const first = state.rows.some((row) => row.figure_id === asked) ? asked : shownRows()[0]?.figure_id;
  if (first) await openFigure(first);
  else hint("No figure waits for review. Choose “all” to look at the others.");
}

start().catch((error) => hint(error.message, true));

// The page: which figure lies open, and when it is saved.

import * as api from "./api.js";
import { Doc, doubtful } from "./doc.js";
import { editsOf } from "./edits.js";
import { drawInspector } from "./inspector.js";
import { fillHelp, listen } from "./keys.js";
import { watch } from "./publication.js";
import { Queue } from "./queue.js";
import { Stage } from "./stage.js";

const SAVE_AFTER = 500; // milliseconds of rest after which a draft is saved
const HINTS = {
  move: "Drag the corners of a plot box or a tick; drag elsewhere to move the figure; click on a line to choose it.",
  line: "Click on a line that was missed: it is traced in its colour.",
  tick: "Click where a tick meets its axis, then type its value.",
  points: "Drag points; click to add one; Shift and drag to remove those in a box.",
  box: "Drag from one corner of the plot box to the opposite one.",
};
const NO_PICTURE = {
  missing: "The picture is not in the folder that unplot review was called with: lines cannot be traced.",
  changed: "The picture was changed since it was read: lines cannot be traced. The next run reads it anew.",
  unreadable: "The file is no picture that can be shown: nothing can be corrected here.",
};

const $ = (id) => document.getElementById(id);
const state = { id: null, doc: null, opened: null, chosen: { panel: 0, series: null }, preview: null };
let timer = 0;

const { fields, figure } = editsOf({ state, stage: () => stage, hint, draw, changed, setTool });
const stage = new Stage($("stage"), figure);
const queue = new Queue($("queue"), { go, loaded: ({ publication }) => tellPublication(publication) });

function tellPublication(publication) {
  const told = (words) => { $("unpublished").textContent = words; $("unpublished").hidden = !words; };
  watch(publication, told, () => queue.load().catch(() => {}));
}

// --- a figure

async function go(id) {
  if (!id) return hint("That was the last one here.");
  await flush();
  await openFigure(id).catch((error) => hint(error.message, true));
}

async function openFigure(id) {
  hint("Opening …");
  const opened = await api.open(id);
  const doc = new Doc(opened);
  const first = doc.now.panels.findIndex(doubtful);
  Object.assign(state, { id, opened, doc, chosen: { panel: Math.max(first, 0), series: null }, preview: null });
  location.hash = id;
  queue.current = id;
  $("conflict").hidden = true;
  $("saved").textContent = "";
  showQueue(false);
  stage.load(opened.picture === "shown" ? api.pictureUrl(id) : null, opened.width, opened.height);
  setTool("move");
  if (opened.picture !== "shown") hint(NO_PICTURE[opened.picture], true);
  if (opened.stale) hint("This figure was corrected before, but the machine now reads it otherwise; you see its new reading.", true);
  draw();
  queue.draw();
  document.querySelector("#inspector tr.worst input[type=text], #inspector .use-labels")?.focus();
}

function draw() {
  const { doc, opened, chosen } = state;
  $("source").textContent = opened.record.source;
  document.title = `${opened.record.source} · unplot review`;
  const told = doc.accepted && !doc.changed ? "accepted" : opened.record.status;
  $("status").textContent = told.replaceAll("_", " ");
  $("status").className = `chip ${told}`;
  $("why").textContent = [opened.why, opened.record.message].filter(Boolean).join(": ");
  $("undo").disabled = !doc.past.length;
  $("redo").disabled = !doc.future.length;
  $("discard").disabled = !doc.tag && !doc.past.length;
  $("no-chart").setAttribute("aria-pressed", String(doc.now.notAChart));
  stage.show(state.preview ?? doc.now.panels, chosen);
  drawInspector($("inspector"), doc, chosen, { ...fields, choose: choosePanel, meanings: opened.meanings });
}

function hint(words, bad = false) {
  $("hint").textContent = words;
  $("hint").classList.toggle("bad", bad);
}

// From the tabs: the panel is shown as large as it goes.
function choosePanel(index) {
  const { panels } = state.doc.now;
  if (!panels[index]) return;
  fields.choose({ panel: index, series: null });
  stage.fitBox(panels[index].box);
}

function changed() {
  draw();
  clearTimeout(timer);
  $("saved").textContent = "not saved yet";
  timer = setTimeout(() => save(false), SAVE_AFTER);
}

function setTool(name, told = true) {
  stage.tool = name;
  for (const button of document.querySelectorAll("[data-tool]")) press(button, button.dataset.tool === name);
  if (told) hint(name === "points" && state.chosen.series === null ? "Click on a line or a name to choose a series." : HINTS[name]);
  stage.noCursor();
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
    $("saved").textContent = accepted ? "accepted" : "draft saved";
    queue.set(id, { state: accepted ? "accepted" : "draft" });
    tellPublication(publication);
    return true;
  } catch (error) {
    if (error.status === 409) showConflict(error.tag);
    else hint(`Not saved: ${error.message}`, true);
    return false;
  }
}

async function flush() {
  await fields.settled();
  if (state.doc?.changed && $("conflict").hidden) await save(false);
}

function showConflict(tag) {
  $("conflict-words").textContent = "This figure was changed in another tab or by someone else since you opened it.";
  $("conflict").hidden = false;
  $("keep-mine").onclick = () => { state.doc.tag = tag; $("conflict").hidden = true; save(false); };
  $("take-theirs").onclick = () => openFigure(state.id);
}

async function accept() {
  await fields.settled();
  if (!state.doc) return;
  const { panels, notAChart } = state.doc.now;
  if (!panels.length && !notAChart) return hint("There is no plot box to accept: draw one (B), or say that this is no line chart (N).", true);
  const next = queue.neighbour(1);
  if (!(await save(true))) return;
  if (next) return go(next);
  draw();
  hint("Accepted. That was the last one here.");
}

async function discard() {
  await fields.settled();
  clearTimeout(timer);
  try {
    if (state.doc.tag) tellPublication((await api.discard(state.id, state.doc.tag)).publication);
    queue.set(state.id, { state: "open" });
    await openFigure(state.id);
    $("saved").textContent = "discarded";
  } catch (error) {
    if (error.status === 409) showConflict(error.tag);
    else hint(error.message, true);
  }
}

// --- buttons and keys

function press(button, on) {
  button.setAttribute("aria-pressed", String(on));
}

function showQueue(on) {
  $("queue").classList.toggle("shown", on);
  $("show-queue").setAttribute("aria-expanded", String(on));
}

function toggleTraces() {
  stage.showing = !stage.showing;
  press($("traces"), stage.showing);
  stage.draw();
}

function toggleLens() {
  stage.lensOn = !stage.lensOn;
  press($("lens-button"), stage.lensOn);
  $("lens").hidden = true;
}

function help() {
  fillHelp($("keys"));
  $("help").showModal();
}

function wire() {
  const larger = () => stage.zoom(1.25);
  const smaller = () => stage.zoom(0.8);
  const whole = () => stage.fit();
  const [undo, redo] = [() => fields.undo(true), () => fields.undo(false)];
  const buttons = {
    accept, discard, undo, redo, "no-chart": fields.notAChart, in: larger, out: smaller, fit: whole,
    traces: toggleTraces, "lens-button": toggleLens, "help-button": help,
    "show-queue": () => showQueue(!$("queue").classList.contains("shown")),
  };
  for (const [id, job] of Object.entries(buttons)) $(id).onclick = () => job();
  for (const button of document.querySelectorAll("[data-tool]")) button.onclick = () => setTool(button.dataset.tool);
  const tools = Object.fromEntries(Object.entries({ v: "move", l: "line", t: "tick", p: "points", b: "box" }).map(([key, tool]) => [key, () => { setTool(tool); $("stage").focus(); }]));
  listen({
    ...tools, j: () => go(queue.neighbour(1)), k: () => go(queue.neighbour(-1)), n: fields.notAChart, m: toggleLens, o: toggleTraces,
    "+": larger, "=": larger, "-": smaller, 0: whole, "?": help, "[": () => choosePanel(state.chosen.panel - 1), "]": () => choosePanel(state.chosen.panel + 1),
    "ctrl+Enter": () => { document.activeElement?.blur(); accept(); }, "ctrl+z": undo, "ctrl+y": redo,
  }, stage);
  addEventListener("beforeunload", (event) => { if (state.doc?.changed) { save(false); event.preventDefault(); } });
}

async function start() {
  wire();
  await queue.load();
  const asked = location.hash.slice(1);
  const first = queue.has(asked) ? asked : queue.shown()[0]?.figure_id;
  if (first) await openFigure(first);
  else hint("No figure waits for review. Choose “all” to look at the others.");
}

start().catch((error) => hint(error.message, true));

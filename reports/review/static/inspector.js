// The side of the page: panels, axes with their ticks, series; every field is an edit.

import { doubtful, isFar, parseValue, showValue, takesPart, worstTick } from "./doc.js";
import { colorsOf } from "./paint.js";

const SCALES = ["linear", "log", "date", "category"];
const NAMES = { x: "x axis", left: "left y axis", right: "right y axis" };

export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== false && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function drawInspector(root, doc, chosen, on) {
  const held = document.activeElement?.dataset?.key;
  const panel = doc.now.panels[chosen.panel];
  root.replaceChildren();
  if (doc.now.notAChart) return void root.append(make("p", {}, "Marked as no line chart. Accept to keep it so."));
  if (!panel) return void root.append(make("p", {}, "No plot box was found in this figure. Draw one with Add box (B), or say that it is no line chart (N)."));
  if (doc.now.panels.length > 1) root.append(tabs(doc, chosen, on));
  const broken = panel.axes.filter((axis) => axis.slope === null);
  for (const axis of broken) root.append(axisField(axis, on));
  root.append(...seriesFields(panel, chosen, on));
  for (const axis of panel.axes) if (!broken.includes(axis)) root.append(axisField(axis, on));
  root.append(panelField(panel, on));
  if (held) root.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
}

function tabs(doc, chosen, on) {
  const button = (panel, k) =>
    make("button", { "aria-pressed": String(k === chosen.panel), title: doubtful(panel) ? "something here is in doubt" : false, onclick: () => on.choose(k) },
      panel.title || `panel ${k}`, doubtful(panel) ? make("span", { class: "dot", "aria-label": "in doubt" }) : null);
  return make("div", { class: "tabs", role: "group", "aria-label": "Panels" }, ...doc.now.panels.map(button));
}

function panelField(panel, on) {
  return make("fieldset", {}, make("legend", {}, "Panel"),
    make("label", { class: "row" }, "Title", field("panel title", panel.title ?? "", (words) => on.title(words))),
    make("div", { class: "row" },
      make("button", { onclick: on.retrace, title: "Trace all series anew in the plot box as it is now" }, "Trace again"),
      make("button", { onclick: on.removePanel }, "Remove panel")));
}

function seriesFields(panel, chosen, on) {
  const sides = panel.axes.map((axis) => axis.axis).filter((name) => name !== "x");
  const colors = colorsOf(panel);
  const rows = panel.series.flatMap((series, k) => [
    make("div", { class: k === chosen.series ? "row series chosen" : "row series" },
      swatch(colors[k]),
      field(`name of series ${k}`, series.name ?? "", (words) => on.rename(k, words), () => on.mark(k)),
      sides.length > 1 ? sideChoice(series, k, sides, on) : null,
      make("button", { class: "icon", "aria-label": `Remove series ${series.name ?? k}`, title: "Remove", onclick: () => on.removeSeries(k) }, "✕")),
    ...(series.reason ? [make("p", { class: "doubt" }, on.meanings[series.reason] ?? series.reason)] : [])]);
  const none = panel.series.length ? [] : [make("p", { class: "quiet" }, "No series. Use Add line and click on one.")];
  return [make("fieldset", {}, make("legend", {}, "Series"), ...none, ...rows)];
}

function swatch(color) {
  const box = make("span", { class: "swatch", "aria-hidden": "true" });
  box.style.background = color;
  return box;
}

function sideChoice(series, k, sides, on) {
  const options = sides.map((name) => make("option", { value: name, selected: name === series.axis }, name));
  return make("select", { "aria-label": `axis of series ${k}`, "data-key": `side ${k}`, onchange: (event) => on.side(k, event.target.value) }, ...options);
}

function axisField(axis, on) {
  const options = SCALES.map((name) => make("option", { value: name, selected: name === (axis.scale ?? "linear") }, name));
  const scale = make("select", { "aria-label": `scale of the ${NAMES[axis.axis]}`, "data-key": `scale ${axis.axis}`, onchange: (event) => on.scale(axis.axis, event.target.value) }, ...options);
  const asRead = make("button", { class: "use-labels", title: "Take the value of every label that is a number", onclick: () => on.useLabels(axis.axis) }, "Use labels as read");
  const state = axis.slope === null ? make("span", { class: "row" }, make("span", { class: "chip failed" }, "no values"), axis.ticks.length > 1 ? asRead : null) : make("span", { class: "quiet" }, `residual ${axis.residual_px?.toFixed(2) ?? "?"} px`);
  const rows = axis.ticks.map((tick, k) => tickRow(axis, tick, k, on));
  const head = make("tr", {}, make("th", {}, "use"), make("th", {}, "value"), make("th", {}, "read"), make("th", {}, "off by"), make("th", {}));
  return make("fieldset", {}, make("legend", {}, `${NAMES[axis.axis]}${axis.label ? `: ${axis.label}` : ""}`),
    make("div", { class: "row" }, scale, state), axis.slope === null ? make("p", { class: "doubt" }, on.meanings[axis.reason] ?? "needs two ticks with values") : null,
    make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows)));
}

function tickRow(axis, tick, k, on) {
  const used = takesPart(tick);
  const off = used ? `${Math.abs(tick.residual_px).toFixed(1)} px` : "";
  const shown = axis.scale === "category" ? tick.text : showValue(tick.value, axis.scale);
  const use = make("input", { type: "checkbox", checked: used, "aria-label": `use tick ${tick.text}`, "data-key": `use ${axis.axis} ${k}`, onchange: (event) => on.useTick(axis.axis, k, event.target.checked) });
  return make("tr", { class: tick === worstTick(axis) ? "far worst" : isFar(tick) ? "far" : "" },
    make("td", {}, use),
    make("td", {}, field(`value of tick ${tick.text} of the ${NAMES[axis.axis]}`, shown, (words) => on.tickValue(axis.axis, k, words, parseValue(words, axis.scale)), null, `tick ${axis.axis} ${k}`)),
    make("td", { class: "quiet" }, tick.text),
    make("td", { class: "number quiet" }, off),
    make("td", {}, make("button", { class: "icon", "aria-label": `Remove tick ${tick.text}`, title: "Remove", onclick: () => on.removeTick(axis.axis, k) }, "✕")));
}

// A text field that tells of a new content when it is left or Enter is pressed; Escape brings the old one back.
function field(label, content, change, focus = null, key = label) {
  let held = content;
  const commit = (event) => {
    if (event.target.value === held) return;
    held = event.target.value; // the page is drawn anew, which may end the field a second time
    change(held);
  };
  const keydown = (event) => {
    if (event.key === "Enter" && !event.ctrlKey) commit(event);
    if (event.key === "Escape") { event.target.value = held; event.target.blur(); }
  };
  const input = make("input", { type: "text", value: content, "aria-label": label, "data-key": key, onchange: commit, onkeydown: keydown });
  if (focus) input.addEventListener("focus", focus);
  return input;
}

// What a person does to a figure, from the fields and from the figure itself; the server does the maths.

import * as api from "./api.js";
import { bareAxis, barePanel, parseValue, withAxis, withMovedPoint, withPoint, withSeries, withTick, withoutPoints } from "./doc.js";

const SMALLEST_BOX = 8; // pixels; what is smaller was no box but a slip of the hand

const axisOf = (panel, name) => panel.axes.find((axis) => axis.axis === name);
const isInside = (box, x, y) => x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1;
const focusOn = (key) => document.querySelector(`[data-key="${key}"]`)?.focus();

// `page` is {state, stage(), hint, draw, changed, setTool}; edits that ask the server run one after the other.
export function editsOf(page) {
  const { state, hint } = page;
  let work = Promise.resolve();

  const later = (job) => {
    work = work.then(job).catch((error) => hint(error.message, true));
    return work;
  };

  const step = (change) => later(async () => {
    const { doc } = state;
    const next = await change(doc.now);
    if (doc !== state.doc) return;
    doc.apply(next);
    state.preview = null;
    page.changed();
  });

  const put = (panels, index, panel) => ({ panels: panels.map((one, k) => (k === index ? panel : one)) });
  const plain = (change, index = state.chosen.panel) => step(({ panels }) => put(panels, index, change(panels[index])));
  // A panel whose values follow from its ticks.
  const computed = (change, index = state.chosen.panel) =>
    step(async ({ panels }) => put(panels, index, await api.recompute(change(panels[index]))));

  const changeTick = (name, k, change) => computed((panel) => withAxis(panel, name, { ticks: withTick(axisOf(panel, name), k, change) }));
  const chosenPoints = () => state.doc.now.panels[state.chosen.panel]?.series[state.chosen.series]?.points;
  const changePoints = (change) => {
    const { panel, series } = state.chosen;
    return computed((one) => withSeries(one, series, { points: change(one.series[series].points) }), panel);
  };
  const preview = (index, change) => {
    state.preview = state.doc.now.panels.map((panel, k) => (k === index ? change(panel) : panel));
    page.stage().show(state.preview, state.chosen);
  };
  const choose = ({ panel, series }) => {
    if (state.chosen.panel === panel && state.chosen.series === series) return;
    state.chosen = { panel, series };
    page.draw();
  };

  const fields = {
    choose,
    hint,
    // As choose, but the fields stay: one of them has just been entered.
    mark: (series) => {
      state.chosen = { ...state.chosen, series };
      document.querySelectorAll("#inspector .series").forEach((row, k) => row.classList.toggle("chosen", k === series));
      page.stage().show(state.doc.now.panels, state.chosen);
    },
    title: (words) => plain((panel) => ({ ...panel, title: words.trim() || null })),
    rename: (k, words) => plain((panel) => withSeries(panel, k, { name: words.trim() || null })),
    side: (k, axis) => computed((panel) => withSeries(panel, k, { axis })),
    removeSeries: (k) => plain((panel) => ({ ...panel, series: panel.series.filter((_, at) => at !== k) })),
    removePanel: () => step(({ panels }) => {
      const gone = state.chosen.panel;
      state.chosen = { panel: 0, series: null };
      return { panels: panels.filter((_, at) => at !== gone) };
    }),
    retrace: () => {
      hint("Tracing …");
      const index = state.chosen.panel;
      return step(async ({ panels }) => {
        const panel = await api.retrace(state.id, panels[index]);
        hint("Traced again in the plot box.");
        return put(panels, index, panel);
      });
    },
    scale: (name, scale) => computed((panel) => withAxis(panel, name, { scale, ticks: readAgain(axisOf(panel, name), scale) })),
    tickValue: (name, k, words, value) => {
      const axis = axisOf(state.doc.now.panels[state.chosen.panel], name);
      if (axis.scale === "category") return changeTick(name, k, { text: words });
      if (value === null && words.trim()) {
        hint(`“${words}” is no ${axis.scale === "date" ? "date (write 2024-03-01 or 2024-03-01 12:00)" : "number"}.`, true);
        return page.draw();
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
    notAChart: () => step(({ notAChart }) => ({ notAChart: !notAChart })),
    undo: (back) => later(async () => {
      if (!(back ? state.doc.undo() : state.doc.redo())) return;
      state.chosen = { panel: Math.min(state.chosen.panel, Math.max(state.doc.now.panels.length - 1, 0)), series: null };
      page.changed();
    }),
    settled: () => work,
  };

  const figure = {
    hint,
    choose,
    box: (index, sides, done) => {
      const moved = (panel) => ({ ...panel, box: tidy({ ...panel.box, ...sides }) });
      return done ? plain(moved, index) : preview(index, moved);
    },
    tick: (index, name, k, px, done) => {
      const moved = (panel) => withAxis(panel, name, { ticks: withTick(axisOf(panel, name), k, { px }) });
      return done ? computed(moved, index) : preview(index, moved);
    },
    pick: (index, at) => {
      hint("Tracing …");
      return step(async ({ panels }) => {
        const panel = panels[index];
        if (!panel) throw new Error("There is no plot box to trace in: draw one first (B).");
        const axis = axisOf(panel, "left") || !axisOf(panel, "right") ? "left" : "right";
        const series = await api.trace(state.id, { panel, ...at, axis });
        state.chosen = { panel: index, series: panel.series.length };
        hint("Traced. Give it a name.");
        page.setTool("move", false);
        return put(panels, index, { ...panel, series: [...panel.series, series] });
      }).then(() => focusOn(`name of series ${state.chosen.series}`));
    },
    addPanel: async (box) => {
      if (box.x1 - box.x0 < SMALLEST_BOX || box.y1 - box.y0 < SMALLEST_BOX) return hint("That is too small for a plot box.", true);
      await step(({ panels }) => {
        state.chosen = { panel: panels.length, series: null };
        return { panels: [...panels, barePanel(box)] };
      });
      page.setTool("tick", false);
      hint("Now click on two ticks of each axis and type their values, then add its lines (L).");
    },
    addTick: async (index, name, at) => {
      if (index === null) return hint("There is no plot box: draw one first (B).", true);
      const px = name === "x" ? at.x : at.y;
      state.chosen = { panel: index, series: null };
      await plain((panel) => {
        const known = axisOf(panel, name) ? panel : { ...panel, axes: [...panel.axes, bareAxis(name)] };
        const fresh = { text: "", value: null, px, residual_px: null, reader: "human" };
        return withAxis(known, name, { ticks: [...axisOf(known, name).ticks, fresh] });
      }, index);
      focusOn(`tick ${name} ${axisOf(state.doc.now.panels[index], name).ticks.length - 1}`);
      hint("Type the value of the tick.");
    },
    movePoint: (k, at, done) => {
      if (done) return changePoints((points) => withMovedPoint(points, k, at.x, at.y));
      const points = withMovedPoint(chosenPoints(), k, at.x, at.y);
      return preview(state.chosen.panel, (panel) => withSeries(panel, state.chosen.series, { points }));
    },
    addPoint: (at) => {
      if (!chosenPoints()) return choose(page.stage().nearestSeries(at));
      return changePoints((points) => withPoint(points, at.x, at.y)[0]);
    },
    removePoints: (box) => {
      const points = chosenPoints();
      if (!points) return hint("Choose a series first.", true);
      const gone = new Set([...points.px.keys()].filter((k) => isInside(box, points.px[k], points.py[k])));
      if (gone.size) changePoints((all) => withoutPoints(all, gone));
    },
  };
  return { fields, figure };
}

// Ticks that were not read in the old scale may be in the new one.
function readAgain(axis, scale) {
  return axis.ticks.map((tick, k) => {
    if (scale === "category") return { ...tick, value: k, residual_px: 0 };
    const value = axis.scale === scale || axis.scale === null || tick.value === null ? tick.value : parseValue(tick.text, scale) ?? tick.value;
    return { ...tick, value };
  });
}

const tidy = (box) => ({ x0: Math.min(box.x0, box.x1), y0: Math.min(box.y0, box.y1), x1: Math.max(box.x0, box.x1), y1: Math.max(box.y0, box.y1) });

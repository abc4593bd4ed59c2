// The figure as the person has it: a state that is never changed in place, with those before and after it.

const MOST_STEPS = 200;

export class Doc {
  constructor(opened) {
    const own = opened.correction && !opened.stale ? opened.correction : null;
    this.record = opened.record;
    this.tag = opened.tag;
    this.start = { panels: opened.record.panels, notAChart: false };
    this.now = own ? { panels: own.panels, notAChart: own.not_a_chart } : this.start;
    this.accepted = Boolean(own && own.accepted);
    this.past = [];
    this.future = [];
    this.saved = this.now;
  }

  get changed() {
    return this.now !== this.saved;
  }

  apply(state) {
    this.past.push(this.now);
    if (this.past.length > MOST_STEPS) this.past.shift();
    this.future = [];
    this.now = { ...this.now, ...state };
  }

  undo() {
    if (!this.past.length) return false;
    this.future.push(this.now);
    this.now = this.past.pop();
    return true;
  }

  redo() {
    if (!this.future.length) return false;
    this.past.push(this.now);
    this.now = this.future.pop();
    return true;
  }

  draft(accepted) {
    return { panels: this.now.panels, not_a_chart: this.now.notAChart, accepted };
  }
}

const FAR = 1.5; // pixels by which a tick misses the line through the others: worth a look

export const takesPart = (tick) => tick.value !== null && tick.residual_px !== null;
export const isFar = (tick) => takesPart(tick) && Math.abs(tick.residual_px) > FAR;

// The tick that is most likely the wrong one: one that is wrong bends the line, so that others seem off as well.
export function worstTick(axis) {
  const far = axis.ticks.filter(isFar);
  return far.length ? far.reduce((worst, tick) => (Math.abs(tick.residual_px) > Math.abs(worst.residual_px) ? tick : worst)) : null;
}

// Whether a person should look at a panel: an axis without values, a tick far off, a series in doubt.
export const doubtful = (panel) =>
  panel.axes.some((axis) => axis.slope === null || axis.ticks.some(isFar)) || panel.series.some((one) => one.reason);

export const bareAxis = (axis) => ({ axis, label: null, unit: null, scale: "linear", slope: null, intercept: null, first_tick: null, last_tick: null, tick_step: null, residual_px: null, status: "failed", reason: "too_few_ticks", categories: null, ticks: [] });
export const barePanel = (box) => ({ title: null, box, axes: [bareAxis("x"), bareAxis("left")], legend: null, series: [] });

export const withAxis = (panel, name, change) => ({
  ...panel,
  axes: panel.axes.map((axis) => (axis.axis === name ? { ...axis, ...change } : axis)),
});

export const withSeries = (panel, index, change) => ({
  ...panel,
  series: panel.series.map((one, k) => (k === index ? { ...one, ...change } : one)),
});

export const withTick = (axis, index, change) => axis.ticks.map((tick, k) => (k === index ? { ...tick, ...change } : tick));

// All columns of points run side by side; columns that a series does not have are empty.
export function withoutPoints(points, gone) {
  return mapColumns(points, (column) => column.filter((_, k) => !gone.has(k)));
}

export function withPoint(points, px, py) {
  const at = points.px.findIndex((x) => x > px);
  const place = at < 0 ? points.px.length : at;
  // A value that stands in x and y tells that there is no gap; the server puts the right ones there.
  const fresh = { x: 0, y: 0, px, py, origin: "trace" };
  const insert = (column, name) => [...column.slice(0, place), fresh[name] ?? null, ...column.slice(place)];
  return [mapColumns(points, insert), place];
}

export function withMovedPoint(points, index, px, py) {
  const put = (column, value) => column.map((old, k) => (k === index ? value : old));
  const known = { x: put(points.x, points.x[index] ?? 0), y: put(points.y, points.y[index] ?? 0) };
  return { ...points, ...known, px: put(points.px, px), py: put(points.py, py) };
}

function mapColumns(points, change) {
  return Object.fromEntries(
    Object.entries(points).map(([name, column]) => [name, column.length ? change(column, name) : column]),
  );
}

const UNITS = { k: 1e3, M: 1e6, G: 1e9, B: 1e9 };

// A typed tick value: numbers as people write them, dates on a date axis; null where it is none.
export function parseValue(text, scale) {
  const words = text.trim().replaceAll("−", "-");
  if (!words) return null;
  if (scale === "date") {
    const zone = /[zZ]|[+-]\d\d:?\d\d$/.test(words.slice(10)) ? "" : words.includes(":") ? "Z" : "";
    const moment = Date.parse(words.replace(" ", "T") + zone);
    return Number.isNaN(moment) ? null : moment / 1000;
  }
  const power = words.match(/^(-?)10\^\(?(-?\d+)\)?$/);
  if (power) return (power[1] ? -1 : 1) * 10 ** Number(power[2]);
  const plain = words.match(/^([-+]?[\d.,]*\d\.?(?:[eE][-+]?\d+)?)\s*([kMGB%]?)$/);
  if (!plain) return null;
  const grouped = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain[1]);
  const number = Number(grouped ? plain[1].replaceAll(",", "") : plain[1].replace(",", "."));
  return Number.isFinite(number) ? number * (UNITS[plain[2]] ?? 1) : null;
}

export function showValue(value, scale) {
  if (value === null || value === undefined) return "";
  if (scale === "date") {
    const iso = new Date(value * 1000).toISOString();
    return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 16).replace("T", " ");
  }
  return String(Number(value.toPrecision(10)));
}

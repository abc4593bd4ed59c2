// The axes of a chart: their scale, their ticks, and values in print. No dependencies; chart.js draws with it.
"use strict";
const unplotAxis = (() => {
  const SLACK = 0.04; // share of a step by which a plot box may end before its outer ticks

  // An axis in the space in which it is even: values, or their log10. Without a calibration it shows pixels.
  function axisOf(panel, name) {
    const record = panel.axes.find((axis) => axis.axis === name);
    const across = name === "x";
    const [first, last] = across ? [panel.box.x0, panel.box.x1] : [panel.box.y1, panel.box.y0];
    const known = record && record.slope !== null && record.slope !== undefined;
    const at = (px) => (known ? record.slope * px + record.intercept : px);
    const scale = known ? record.scale : "px";
    const into = (value) => (value === null ? null : scale === "log" ? (value > 0 ? Math.log10(value) : null) : value);
    const label = known ? record.label : `${(record && record.label) || name} (px, not calibrated)`;
    return { scale, into, known, domain: [at(first), at(last)], label, categories: record && record.categories };
  }

  function steps(low, high, count) {
    const rough = (high - low) / Math.max(count, 1);
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.8) * power;
    const found = [];
    for (let i = Math.ceil(low / step - SLACK); i * step <= high + step * SLACK; i += 1) found.push(i * step);
    const largest = Math.max(...found.map(Math.abs), 0);
    return found.map((value) => ({ at: value, text: plain(value, step, largest) }));
  }

  // All ticks of an axis are printed in one way, which the largest decides.
  function plain(value, step, largest) {
    if (value === 0) return "0";
    if (largest >= 1e6 || largest < 1e-3) {
      const digits = Math.max(0, Math.floor(Math.log10(Math.abs(value))) - Math.floor(Math.log10(step)));
      return value.toExponential(Math.min(digits, 8)).replace("e+", "e").replace("-", "−");
    }
    return value.toFixed(Math.min(Math.max(0, -Math.floor(Math.log10(step) + 1e-9)), 10)).replace("-", "−");
  }

  function logSteps(low, high, count) {
    if (high - low < 1.2) {
      const values = steps(10 ** low, 10 ** high, count).filter((tick) => tick.at > 0);
      return values.map((tick) => ({ at: Math.log10(tick.at), text: tick.text }));
    }
    const every = Math.max(1, Math.ceil((high - low) / Math.max(count, 2)));
    const found = [];
    for (let power = Math.ceil(low - 1e-9); power <= high + 1e-9; power += 1)
      if (power % every === 0) found.push({ at: power, text: Math.abs(power) < 4 ? String(Number(`1e${power}`)) : `1e${power}` });
    return found;
  }

  const SPANS = [1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10800, 21600, 43200, 86400, 172800, 604800, 1209600];
  function dateSteps(low, high, count) {
    const rough = (high - low) / Math.max(count, 1);
    if (rough <= 1209600) {
      const span = SPANS.find((size) => size >= rough) || 1209600;
      const found = [];
      for (let at = Math.ceil(low / span) * span; at <= high; at += span) found.push({ at, text: day(at, span) });
      return found;
    }
    const months = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((size) => size * 2629800 >= rough) || 2400;
    const start = new Date(low * 1000);
    const found = [];
    for (let month = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months; ; month += months) {
      const moment = new Date(0);
      moment.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
      const at = moment.getTime() / 1000;
      if (at > high) return found;
      const text = moment.toISOString();
      if (at >= low) found.push({ at, text: months % 12 ? text.slice(0, 7) : String(moment.getUTCFullYear()) });
    }
  }

  function day(seconds, step) {
    const moment = new Date(seconds * 1000);
    if (Number.isNaN(moment.getTime())) return String(seconds);
    const text = moment.toISOString();
    if (step >= 86400) return text.slice(0, 10);
    return step >= 60 ? text.slice(5, 16).replace("T", " ") : text.slice(11, 19);
  }

  function ticksOf(axis, domain, count) {
    const [low, high] = domain[0] < domain[1] ? domain : [domain[1], domain[0]];
    if (!(high > low)) return [];
    if (axis.scale === "log") return logSteps(low, high, count);
    if (axis.scale === "date") return dateSteps(low, high, count);
    if (axis.scale === "category" && axis.categories) {
      const every = Math.max(1, Math.ceil(axis.categories.length / count));
      return axis.categories
        .map((text, at) => ({ at, text: text.length > 14 ? `${text.slice(0, 13)}…` : text }))
        .filter((tick) => tick.at % every === 0 && tick.at >= low && tick.at <= high);
    }
    return steps(low, high, count);
  }

  // A value as people write it: as many digits as its error allows.
  function valueText(axis, value, error) {
    if (value === null || value === undefined) return "–";
    if (axis.scale === "date") {
      const spread = error ? ` ± ${error >= 86400 ? `${(error / 86400).toPrecision(2)} d` : `${error.toPrecision(2)} s`}` : "";
      return day(value, error && error < 3600 ? 60 : 86400) + spread;
    }
    if (axis.scale === "category" && axis.categories && axis.categories[Math.round(value)] !== undefined) {
      return axis.categories[Math.round(value)];
    }
    if (!error) return String(Number(value.toPrecision(5))).replace("-", "−");
    const digits = 1 - Math.floor(Math.log10(error));
    const big = Math.abs(value) >= 1e6 || (value !== 0 && Math.abs(value) < 1e-4);
    if (big || digits > 10) return `${value.toPrecision(4)} ± ${error.toPrecision(2)}`.replaceAll("e+", "e");
    return `${value.toFixed(Math.max(0, digits))} ± ${error.toFixed(Math.max(0, digits))}`.replace("-", "−");
  }

  return { axisOf, ticksOf, valueText };
})();

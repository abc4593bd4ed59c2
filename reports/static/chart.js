// A chart of one panel, drawn again from the values that were read. No dependencies; the page calls unplotChart.draw().
"use strict";
const unplotChart = (() => {
  const MARGIN = { top: 10, right: 14, bottom: 40, left: 58 };
  const { axisOf, ticksOf, valueText } = unplotAxis;
  const { node, path, stretches, drawErrors } = unplotCurves;
  const ORIGINS = { marker: "marker", interpolated: "gap, bridged", vector: "from the file's paths", human: "set by a person" };
  const REACH = 40; // pixels around the pointer in which a point answers

  function draw(container, panel, options) {
    const { colors, onPoint = () => {}, label = "chart" } = options;
    const axes = { x: axisOf(panel, "x"), left: axisOf(panel, "left"), right: axisOf(panel, "right") };
    const twin = panel.axes.some((axis) => axis.axis === "right");
    const hidden = new Set();
    const state = { zoom: null, chosen: null, errors: true, width: 0 };
    container.classList.add("chart");
    const svg = node("svg", { role: "img", tabindex: "0", "aria-label": label }, null);
    const tip = document.createElement("div");
    tip.className = "tip";
    tip.hidden = true;
    const live = document.createElement("div");
    live.className = "sr";
    live.setAttribute("aria-live", "polite");
    const keys = document.createElement("div");
    keys.className = "keys";
    container.replaceChildren(svg, tip, keys, live);
    let places = [];
    let size = { width: 0, height: 0 };

    const domainOf = (name) => (state.zoom && state.zoom[name]) || axes[name].domain;

    function project() {
      const inner = { w: size.width - margin().left - margin().right, h: size.height - margin().top - margin().bottom };
      const along = (domain, t) => (t - domain[0]) / (domain[1] - domain[0]);
      return {
        inner,
        x: (t) => margin().left + along(domainOf("x"), t) * inner.w,
        y: (name, t) => margin().top + (1 - along(domainOf(name), t)) * inner.h,
      };
    }

    const margin = () => ({ ...MARGIN, right: twin ? 58 : MARGIN.right });

    function render() {
      const ratio = (panel.box.y1 - panel.box.y0) / (panel.box.x1 - panel.box.x0);
      size = { width: state.width, height: Math.round(Math.min(Math.max(state.width * Math.min(ratio, 0.85), 190), 460)) };
      svg.replaceChildren();
      svg.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
      svg.setAttribute("height", size.height);
      const to = project();
      drawAxes(to);
      const clip = `clip-${Math.random().toString(36).slice(2)}`;
      const area = node("clipPath", { id: clip }, node("defs", {}, svg));
      node("rect", { x: margin().left, y: margin().top, width: to.inner.w, height: to.inner.h }, area);
      const all = node("g", { "clip-path": `url(#${clip})` }, svg);
      places = panel.series.map((series, index) => drawSeries(to, series, index, all));
      node("g", { class: "marks" }, svg);
      mark();
    }

    function drawAxes(to) {
      const m = margin();
      const bottom = m.top + to.inner.h;
      const end = m.left + to.inner.w;
      for (const tick of ticksOf(axes.x, domainOf("x"), Math.max(2, Math.floor(to.inner.w / (axes.x.scale === "date" ? 84 : 62))))) {
        const x = to.x(tick.at);
        node("line", { class: "grid", x1: x, x2: x, y1: m.top, y2: bottom }, svg);
        node("line", { class: "tick", x1: x, x2: x, y1: bottom, y2: bottom + 4 }, svg);
        node("text", { x, y: bottom + 16, "text-anchor": "middle" }, svg).textContent = tick.text;
      }
      for (const name of twin ? ["left", "right"] : ["left"]) {
        const left = name === "left";
        if (twin && !panel.axes.some((axis) => axis.axis === name)) continue;
        for (const tick of ticksOf(axes[name], domainOf(name), Math.max(2, Math.floor(to.inner.h / 42)))) {
          const y = to.y(name, tick.at);
          if (left) node("line", { class: "grid", x1: m.left, x2: end, y1: y, y2: y }, svg);
          node("line", { class: "tick", x1: left ? m.left - 4 : end, x2: left ? m.left : end + 4, y1: y, y2: y }, svg);
          const text = { x: left ? m.left - 7 : end + 7, y: y + 4, "text-anchor": left ? "end" : "start" };
          node("text", text, svg).textContent = tick.text;
        }
        const x = left ? 11 : size.width - 4;
        const middle = m.top + to.inner.h / 2;
        const turned = { class: "label", "text-anchor": "middle", transform: `translate(${x} ${middle}) rotate(-90)` };
        node("text", turned, svg).textContent = cut(axes[name].label, to.inner.h / 6.2);
      }
      node("rect", { class: "frame", x: m.left, y: m.top, width: to.inner.w, height: to.inner.h }, svg);
      const under = { class: "label", "text-anchor": "middle", x: m.left + to.inner.w / 2, y: size.height - 5 };
      node("text", under, svg).textContent = cut(axes.x.label, to.inner.w / 6.2);
    }

    function cut(text, most) {
      const words = text || "";
      return words.length > most ? `${words.slice(0, Math.max(1, Math.floor(most) - 1))}…` : words;
    }

    function drawSeries(to, series, index, parent) {
      const group = node("g", { class: `series${hidden.has(index) ? " off" : ""}` }, parent);
      group.style.setProperty("--c", colors[index]);
      const { points } = series;
      const side = axes[series.axis];
      const known = axes.x.known && side.known;
      const at = (x, y) => {
        const tx = axes.x.into(x);
        const ty = side.into(y);
        return tx === null || ty === null ? null : [to.x(tx), to.y(series.axis, ty)];
      };
      const found = points.px.map((px, i) => (known ? at(points.x[i], points.y[i]) : at(axes.x.known ? points.x[i] : px, side.known ? points.y[i] : points.py[i])));
      if (state.errors && known) drawErrors(points, found, at, group);
      if (series.dash !== "none" || points.origin.every((origin) => origin !== "marker")) {
        for (const run of stretches(points, found)) node("path", { class: run.bridged ? "line gap" : "line", d: path(run.places) }, group);
      }
      found.forEach((place, i) => {
        const kind = points.origin[i];
        if (!place || (kind !== "marker" && kind !== "human")) return;
        node("circle", { class: `dot ${kind}`, cx: place[0], cy: place[1], r: kind === "human" ? 3.2 : 3.4 }, group);
      });
      return found;
    }

    function nearest(x, y) {
      let best = null;
      let least = REACH;
      places.forEach((list, series) => {
        if (hidden.has(series)) return;
        list.forEach((place, point) => {
          if (!place) return;
          const away = Math.hypot(place[0] - x, (place[1] - y) * 0.6);
          if (away < least) [least, best] = [away, { series, point }];
        });
      });
      return best;
    }

    function choose(chosen, speak) {
      state.chosen = chosen;
      mark();
      onPoint(chosen);
      if (chosen && speak) live.textContent = tip.textContent;
    }

    function mark() {
      const marks = svg.querySelector(".marks");
      marks.replaceChildren();
      tip.hidden = !state.chosen;
      if (!state.chosen) return;
      const { series: index, point } = state.chosen;
      const place = places[index] && places[index][point];
      if (!place) { tip.hidden = true; return; }
      node("circle", { class: "here", cx: place[0], cy: place[1], r: 6 }, marks);
      tip.replaceChildren(...lines(panel.series[index], index, point));
      const scale = svg.clientWidth / size.width || 1;
      const left = place[0] * scale + 12;
      tip.style.left = `${left + tip.offsetWidth > container.clientWidth ? Math.max(0, left - tip.offsetWidth - 24) : left}px`;
      tip.style.top = `${Math.max(0, place[1] * scale - tip.offsetHeight - 8)}px`;
    }

    function lines(series, index, point) {
      const { points } = series;
      const side = axes[series.axis];
      const title = document.createElement("b");
      title.textContent = series.name || `series ${index}`;
      const rows = [
        `x ${valueText(axes.x, points.x[point], points.x_err[point])}`,
        `y ${valueText(side, points.y[point], points.y_err[point])}`,
      ];
      if (points.y_lower[point] !== null) {
        rows.push(`${valueText(side, points.y_lower[point])} … ${valueText(side, points.y_upper[point])} drawn`);
      }
      const origin = points.origin[point];
      if (origin in ORIGINS) rows.push(ORIGINS[origin]);
      return [title, ...rows.flatMap((row, i) => (i ? [document.createElement("br"), row] : [row]))];
    }

    function buildKeys() {
      panel.series.forEach((series, index) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "series-key";
        button.setAttribute("aria-pressed", "true");
        const swatch = node("svg", { class: "swatch", viewBox: "0 0 26 11", "aria-hidden": "true" });
        swatch.style.setProperty("--c", colors[index]);
        node("line", { x1: 0, x2: 26, y1: 5.5, y2: 5.5 }, swatch);
        const name = document.createElement("span");
        name.textContent = series.name || `series ${index}`;
        button.append(swatch, name);
        button.addEventListener("click", () => {
          if (!hidden.delete(index)) hidden.add(index);
          button.setAttribute("aria-pressed", String(!hidden.has(index)));
          choose(null);
          render();
        });
        keys.append(button);
      });
      const reset = document.createElement("button");
      reset.type = "button";
      reset.textContent = "Whole panel";
      reset.hidden = true;
      reset.addEventListener("click", () => zoomTo(null));
      keys.append(reset);
      return reset;
    }

    function zoomTo(zoom) {
      state.zoom = zoom;
      reset.hidden = !zoom;
      choose(null);
      render();
    }

    function where(event) {
      const frame = svg.getBoundingClientRect();
      return [((event.clientX - frame.left) * size.width) / frame.width, ((event.clientY - frame.top) * size.height) / frame.height];
    }

    function listen() {
      let from = null;
      let frame = null;
      svg.addEventListener("pointerdown", (event) => {
        if (event.pointerType === "mouse" && event.button === 0) from = where(event);
        else choose(nearest(...where(event)), true);
      });
      svg.addEventListener("pointermove", (event) => {
        const at = where(event);
        if (!from) { choose(nearest(...at)); return; }
        frame = frame || node("rect", { class: "zoom" }, svg);
        const box = { x: Math.min(from[0], at[0]), y: Math.min(from[1], at[1]), width: Math.abs(at[0] - from[0]), height: Math.abs(at[1] - from[1]) };
        for (const [key, value] of Object.entries(box)) frame.setAttribute(key, value);
      });
      svg.addEventListener("pointerleave", () => { if (document.activeElement !== svg) choose(null); });
      window.addEventListener("pointerup", (event) => {
        const start = from;
        from = null;
        if (frame) frame.remove();
        frame = null;
        if (!start) return;
        const end = where(event);
        if (Math.abs(end[0] - start[0]) > 8 && Math.abs(end[1] - start[1]) > 8) zoomTo(zoomBetween(start, end));
      });
      svg.addEventListener("dblclick", () => zoomTo(null));
      svg.addEventListener("keydown", step);
      svg.addEventListener("blur", () => choose(null));
    }

    function zoomBetween(a, b) {
      const m = margin();
      const to = project();
      const share = (value, start, span) => Math.min(Math.max((value - start) / span, 0), 1);
      const part = (name, low, high) => {
        const [first, last] = domainOf(name);
        return [first + low * (last - first), first + high * (last - first)];
      };
      const xs = [a[0], b[0]].sort((p, q) => p - q).map((x) => share(x, m.left, to.inner.w));
      const ys = [a[1], b[1]].sort((p, q) => q - p).map((y) => 1 - share(y, m.top, to.inner.h));
      return { x: part("x", ...xs), left: part("left", ...ys), right: part("right", ...ys) };
    }

    // With the keyboard: left and right along a series, up and down from one to the next.
    function step(event) {
      const moves = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], Escape: null };
      if (!(event.key in moves)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Escape") { choose(null); return; }
      const shown = panel.series.map((_, i) => i).filter((i) => !hidden.has(i) && places[i].some(Boolean));
      if (!shown.length) return;
      const [down, right] = moves[event.key];
      const now = state.chosen || { series: shown[0], point: right < 0 ? places[shown[0]].length : -1 };
      const series = shown[(shown.indexOf(now.series) + down + shown.length) % shown.length];
      let point = Math.min(Math.max(now.point + right, 0), places[series].length - 1);
      while (!places[series][point] && point > 0 && point < places[series].length - 1) point += right || 1;
      choose({ series, point }, true);
    }

    const reset = buildKeys();
    listen();
    new ResizeObserver(([entry]) => {
      const width = Math.round(entry.contentRect.width);
      if (width > 0 && width !== state.width) { state.width = width; render(); }
    }).observe(container);
    return { setErrors(on) { state.errors = on; render(); } };
  }

  return { draw };
})();

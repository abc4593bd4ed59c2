// What was read, drawn over the figure in its own pixels. The page calls unplotOverlay.draw(); lighting a place up
// works by panel, series and point, so that tables, charts and claims can point into the figure.
"use strict";
const unplotOverlay = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  function node(name, attributes, parent) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent.append(made);
    return made;
  }

  const rect = (box) => ({ x: box.x0, y: box.y0, width: box.x1 - box.x0, height: box.y1 - box.y0 });

  function draw(svg, record, colors) {
    const size = Math.max(record.width, record.height);
    // Pixel centres are whole numbers, so the picture begins half a pixel before them.
    svg.setAttribute("viewBox", `-0.5 -0.5 ${record.width} ${record.height}`);
    svg.classList.add("over");
    const share = Math.max(0, ...record.panels.map((panel) => (panel.box.x1 - panel.box.x0) / record.width));
    svg.style.setProperty("--w", share > 0.5 ? 1 : share > 0.3 ? 0.8 : 0.55);
    const texts = node("g", { class: "texts", hidden: "" }, svg);
    record.texts.forEach((text) => node("rect", { class: "text", ...rect(text.box) }, texts));
    const groups = record.panels.map((panel, number) => drawPanel(svg, panel, colors[number], size));
    const marks = node("g", { class: "marks" }, svg);

    function light(target) {
      marks.replaceChildren();
      svg.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
      svg.classList.toggle("dimmed", Boolean(target && target.series !== undefined && target.series !== null));
      if (!target) return;
      const group = target.panel === null || target.panel === undefined ? null : groups[target.panel];
      if (group && target.series !== undefined && target.series !== null) group.series[target.series]?.classList.add("lit");
      else if (group && !(target.points || []).length && !target.box && !target.tick) node("rect", { class: "here frame", ...rect(group.box) }, marks);
      if (target.box) node("rect", { class: "here", ...rect(target.box) }, marks);
      if (target.tick) node("circle", { class: "here", cx: target.tick[0], cy: target.tick[1], r: size * 0.012 }, marks);
      for (const point of target.points || [])
        if (typeof point.px === "number" && typeof point.py === "number") node("circle", { class: "here", cx: point.px, cy: point.py, r: size * 0.012 }, marks);
    }

    return {
      light,
      showTexts(on) { texts.toggleAttribute("hidden", !on); },
    };
  }

  function drawPanel(svg, panel, colors, size) {
    const group = node("g", {}, svg);
    node("rect", { class: "box", ...rect(panel.box) }, group);
    if (panel.legend) node("rect", { class: "legend", ...rect(panel.legend.box) }, group);
    const series = panel.series.map((one, index) => drawSeries(group, panel, one, colors[index]));
    for (const axis of panel.axes) for (const tick of axis.ticks) drawTick(group, panel.box, axis.axis, tick, size);
    return { series, box: panel.box };
  }

  function drawSeries(parent, panel, series, color) {
    const group = node("g", { class: "series" }, parent);
    group.style.setProperty("--c", color);
    drawBand(group, panel, series);
    const { px, py, y, origin } = series.points;
    const radius = 0.011 * Math.min(panel.box.x1 - panel.box.x0, panel.box.y1 - panel.box.y0);
    const blank = y.some((value) => value !== null);
    let run = [];
    let kind = null;
    const close = () => {
      const d = `M${run.map((p) => p.join(" ")).join("L")}`;
      if (run.length > 1 && series.dash !== "none") {
        if (kind !== "gap") node("path", { class: "halo", d }, group);
        node("path", { class: `line ${kind}`, d }, group);
      }
    };
    px.forEach((x, i) => {
      const missing = blank && y[i] === null;
      const now = origin[i] === "interpolated" ? "gap" : "drawn";
      if (missing) { close(); run = []; kind = null; return; }
      if (kind !== null && now !== kind) { close(); run = run.slice(-1); }
      kind = now;
      run.push([x, py[i]]);
    });
    close();
    px.forEach((x, i) => {
      if (origin[i] === "marker" || origin[i] === "human") node("circle", { class: "dot", cx: x, cy: py[i], r: radius }, group);
    });
    return group;
  }

  function drawBand(group, panel, series) {
    const axis = panel.axes.find((one) => one.axis === series.axis);
    if (!axis || !axis.slope) return;
    const toPixel = (value) => ((axis.scale === "log" ? Math.log10(value) : value) - axis.intercept) / axis.slope;
    const { px, y_lower: low, y_upper: high, origin } = series.points;
    let top = [];
    let bottom = [];
    const close = () => {
      if (top.length > 1) node("path", { class: "edge", d: `M${[...top, ...bottom.reverse()].map((p) => p.join(" ")).join("L")}Z` }, group);
      top = [];
      bottom = [];
    };
    const bars = origin.includes("marker") && origin.every((kind, i) => kind === "marker" || low[i] === null);
    px.forEach((x, i) => {
      if (low[i] === null || high[i] === null) { if (!bars) close(); return; }
      const [a, b] = [toPixel(high[i]), toPixel(low[i])];
      if (!Number.isFinite(a) || !Number.isFinite(b)) { close(); return; }
      if (bars) node("path", { class: "line", d: `M${x} ${a}V${b}` }, group);
      else { top.push([x, a]); bottom.push([x, b]); }
    });
    close();
  }

  function tickPlace(box, axis, px) {
    return axis === "x" ? [px, box.y1] : [axis === "left" ? box.x0 : box.x1, px];
  }

  function drawTick(group, box, axis, tick, size) {
    const [x, y] = tickPlace(box, axis, tick.px);
    const half = size * 0.006;
    const [dx, dy] = axis === "x" ? [0, half] : [half, 0];
    const used = tick.residual_px !== null && tick.residual_px !== undefined;
    node("line", { class: `tick${used ? "" : " off"}`, x1: x - dx, y1: y - dy, x2: x + dx, y2: y + dy }, group);
  }

  return { draw, tickPlace };
})();

// The curves of a chart: their stretches, and their bands, error bars and errors of reading. chart.js draws with it.
"use strict";
const unplotCurves = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  function node(name, attributes, parent) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    if (parent) parent.append(made);
    return made;
  }

  // Stretches of points with values, each of one kind: drawn in the figure, or bridged where nothing is drawn.
  function stretches(points, places) {
    const found = [];
    let run = null;
    places.forEach((place, i) => {
      if (!place) { run = null; return; }
      const bridged = points.origin[i] === "interpolated";
      if (!run || run.bridged !== bridged) {
        const before = run ? run.places[run.places.length - 1] : null;
        run = { bridged, places: before ? [before] : [] };
        found.push(run);
      }
      run.places.push(place);
    });
    return found;
  }

  const path = (places) => `M${places.map((p) => `${p[0].toFixed(2)} ${p[1].toFixed(2)}`).join("L")}`;

  // Drawn bands and error bars, else the errors of reading; `at` turns values into a place.
  function drawErrors(points, found, at, group) {
    // Error bars belong to markers; where the line between them has bounds too, they are a band.
    const marked = points.origin.includes("marker") && points.origin.every((origin, i) => origin === "marker" || points.y_lower[i] === null);
    let upper = [];
    let lower = [];
    const close = () => {
      if (upper.length > 1) node("path", { class: "edge", d: `${path([...upper, ...lower.reverse()])}Z` }, group);
      upper = [];
      lower = [];
    };
    found.forEach((place, i) => {
      const banded = points.y_lower[i] !== null && points.y_upper[i] !== null;
      const error = points.y_err[i];
      const low = place && (banded ? at(points.x[i], points.y_lower[i]) : error ? at(points.x[i], points.y[i] - error) : null);
      const high = place && (banded ? at(points.x[i], points.y_upper[i]) : error ? at(points.x[i], points.y[i] + error) : null);
      if (!low || !high) { if (!marked) close(); return; }
      if (!marked) { upper.push(high); lower.push(low); return; }
      if (points.origin[i] !== "marker" || Math.abs(high[1] - low[1]) < 3) return;
      const [x, y0, y1] = [place[0], low[1], high[1]];
      node("path", { class: "whisker", d: `M${x} ${y0}V${y1}M${x - 3} ${y0}h6M${x - 3} ${y1}h6` }, group);
    });
    close();
  }

  return { node, path, stretches, drawErrors };
})();

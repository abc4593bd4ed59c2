// The page of one figure: ties the picture, the charts and the tables together, and answers the keyboard.
"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const record = read("record");
  const page = read("page");
  const one = (selector) => document.querySelector(selector);
  const overlay = record.width ? unplotOverlay.draw(one("#over"), record, page.colors) : { light() {}, showTexts() {} };

  document.querySelectorAll("[data-chart]").forEach((container) => {
    const number = Number(container.dataset.chart);
    const chart = unplotChart.draw(container, record.panels[number], {
      colors: page.colors[number],
      label: container.dataset.label,
      onPoint(chosen) {
        if (!chosen) { overlay.light(null); return; }
        const { px, py } = record.panels[number].series[chosen.series].points;
        overlay.light({ panel: number, series: chosen.series, points: [{ px: px[chosen.point], py: py[chosen.point] }] });
      },
    });
    one(`[data-errors="${number}"]`)?.addEventListener("change", (event) => chart.setErrors(event.target.checked));
  });

  // The picture as wide as its column, but never taller than the window.
  const stage = one("#stage");
  if (stage) {
    const ratio = record.width / record.height;
    stage.style.aspectRatio = String(ratio);
    stage.style.width = `min(100%, calc((100vh - 9.5rem) * ${ratio}))`;
  }

  // The slider goes from the figure alone over both to the reading alone.
  const mixer = one("#mix");
  function mix() {
    if (!mixer) return;
    const at = Number(mixer.value);
    const picture = one("#picture");
    if (picture) picture.style.opacity = String(Math.min(1, (100 - at) / 50));
    one("#over").style.opacity = String(Math.min(1, at / 50));
    one("#toggle").setAttribute("aria-pressed", String(at > 0));
    mixer.setAttribute("aria-valuetext", at === 0 ? "figure only" : at === 100 ? "reading only" : "figure and reading");
  }
  let shown = mixer ? mixer.value : "0";
  function toggle() {
    if (!mixer) return;
    if (Number(mixer.value) > 0) { shown = mixer.value; mixer.value = "0"; } else mixer.value = shown;
    mix();
  }
  mixer?.addEventListener("input", mix);
  one("#toggle")?.addEventListener("click", toggle);
  one("#texts")?.addEventListener("change", (event) => overlay.showTexts(event.target.checked));
  mix();

  // Rows, ticks and claims that point into the figure.
  function targetOf(element) {
    const data = element.dataset;
    const number = data.panel === undefined ? null : Number(data.panel);
    if (data.claim !== undefined) return page.claims[Number(data.claim)];
    if (data.text !== undefined) return { panel: null, box: record.texts[Number(data.text)].box };
    if (data.tick !== undefined) return { panel: number, tick: unplotOverlay.tickPlace(record.panels[number].box, data.axis, Number(data.tick)) };
    return { panel: number, series: data.series === undefined ? null : Number(data.series) };
  }
  let held = null;
  function lit(element) {
    document.querySelectorAll("[data-light].lit").forEach((other) => other.classList.toggle("lit", other === element));
    element?.classList.add("lit");
    overlay.light(element ? targetOf(element) : null);
  }
  function intoView() {
    if (!stage) return;
    const frame = stage.getBoundingClientRect();
    if (frame.bottom < 80 || frame.top > window.innerHeight - 80) stage.scrollIntoView({ block: "center" });
  }
  document.querySelectorAll("[data-light]").forEach((element) => {
    element.addEventListener("pointerenter", () => lit(element));
    element.addEventListener("pointerleave", () => lit(held));
    element.addEventListener("focus", () => lit(element));
    element.addEventListener("blur", () => lit(held));
    element.addEventListener("click", () => {
      held = held === element ? null : element;
      lit(held);
      if (held) intoView();
    });
  });

  // Downloads are made here, of what the page holds.
  const COLUMNS = ["x", "y", "x_err", "y_err", "y_lower", "y_upper", "px", "py", "origin"];
  const cell = (value) => {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  function csv() {
    const rows = [["panel", "series", "name", "axis", "point", ...COLUMNS]];
    record.panels.forEach((panel, number) => panel.series.forEach((series, index) => series.points.px.forEach((_, point) => {
      rows.push([number, index, series.name, series.axis, point, ...COLUMNS.map((name) => series.points[name][point])]);
    })));
    return `${rows.map((row) => row.map(cell).join(",")).join("\n")}\n`;
  }
  function save(text, type, suffix) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = `${page.stem}${suffix}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  one("#csv")?.addEventListener("click", () => save(csv(), "text/csv", ".csv"));
  one("#json").addEventListener("click", () => save(`${JSON.stringify(record, null, 1)}\n`, "application/json", ".json"));

  // The neighbours are those of the list as it was filtered and sorted last, where the browser lets pages share that.
  function listed() {
    try { return JSON.parse(sessionStorage.getItem("unplot-order")) || []; } catch { return []; }
  }
  const order = listed();
  const at = order.indexOf(record.figure_id);
  if (at >= 0) {
    for (const [selector, id] of [["#previous", order[at - 1]], ["#next", order[at + 1]]]) {
      const link = one(selector);
      if (id) link.href = `${id}.html`; else link.removeAttribute("href");
      link.setAttribute("aria-disabled", String(!id));
    }
    one("#position").textContent = `${at + 1} of ${order.length}`;
  }

  const KEYS = { ArrowLeft: "#previous", k: "#previous", ArrowRight: "#next", j: "#next", i: "#index" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "o") toggle();
    else if (KEYS[event.key] && one(KEYS[event.key]).href) window.location.href = one(KEYS[event.key]).href;
    else return;
    event.preventDefault();
  });
})();

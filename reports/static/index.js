// The list of all figures: filters, sorting, and rows made only as they come into view, so that thousands stay quick.
"use strict";
(() => {
  const PAGE = 120;
  const { rows, meanings, statuses } = JSON.parse(document.getElementById("rows").textContent);
  const one = (selector) => document.querySelector(selector);
  const body = one("tbody");
  const search = one("#search");
  const reason = one("#reason");
  const sure = one("#sure");
  const state = { statuses: new Set(), sort: "order", down: false, found: rows, made: 0 };
  rows.forEach((row, order) => { row.order = order; row.searched = [row.source, row.message, row.words, row.id].join(" ").toLowerCase(); });

  function element(name, properties, children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...(children || []));
    return made;
  }

  function cell(kind, children, label) {
    const td = element("td", { className: kind }, children);
    if (label) td.setAttribute("data-label", label);
    return td;
  }

  function thumb(row) {
    if (!row.thumb) return element("span", { className: "thumb none" });
    return element("img", { className: "thumb", loading: "lazy", decoding: "async", alt: "", width: 83, height: 54, src: `thumbs/${row.id}.webp` });
  }

  function meter(share) {
    const ns = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(ns, "svg");
    svg.setAttribute("class", "meter");
    svg.setAttribute("viewBox", "0 0 100 10");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    const filled = document.createElementNS(ns, "rect");
    filled.setAttribute("width", String(100 * share));
    filled.setAttribute("height", "10");
    svg.append(filled);
    return svg;
  }

  function tally(row) {
    const parts = [["supported", "✓"], ["imprecise", "≈"], ["refuted", "✗"], ["not_verifiable", "?"]];
    const shown = parts.filter((_, i) => row.claims[i]);
    return shown.map(([name, sign]) => {
      const count = row.claims[parts.findIndex(([other]) => other === name)];
      return element("b", { className: name, title: `${count} ${name.replace("_", " ")}` }, [`${count}${sign} `]);
    });
  }

  function made(row) {
    const link = element("a", { className: "name", href: `${row.id}.html`, textContent: row.source });
    const why = [meanings[row.reason], row.message].filter((text, i) => text && (i || row.reason)).join(": ") || row.words;
    const pill = element("span", { className: `pill ${row.status}`, textContent: statuses[row.status] });
    return element("tr", {}, [
      cell("t-thumb", [thumb(row)]),
      cell("t-name", [link, element("div", { className: "why", textContent: why, title: why })]),
      cell("t-status", [pill]),
      cell("t-sure num", [meter(row.confidence), ` ${row.confidence.toFixed(2)}`]),
      cell("t-n num", [String(row.panels)]),
      cell("t-n num", [String(row.series)]),
      cell("t-claims num", [element("span", { className: "tally" }, tally(row))]),
    ]);
  }

  function more() {
    body.append(...state.found.slice(state.made, state.made + PAGE).map(made));
    state.made = Math.min(state.made + PAGE, state.found.length);
    one("#more").hidden = state.made >= state.found.length;
  }

  function refuted(row) { return [-row.claims[2], -row.claims[1]]; }
  const KEYS = {
    order: (row) => [row.order],
    status: (row) => [Object.keys(statuses).indexOf(row.status), row.reason],
    confidence: (row) => [row.confidence],
    panels: (row) => [row.panels],
    series: (row) => [row.series],
    claims: refuted,
  };

  function compare(a, b) {
    const [left, right] = [KEYS[state.sort](a), KEYS[state.sort](b)];
    for (let i = 0; i < left.length; i += 1) {
      if (left[i] !== right[i]) return (left[i] < right[i] ? -1 : 1) * (state.down ? -1 : 1);
    }
    return a.order - b.order;
  }

  function apply() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const most = Number(sure.value) / 100;
    one("#sure-value").textContent = most < 1 ? `≤ ${most.toFixed(2)}` : "any";
    state.found = rows
      .filter((row) => (!state.statuses.size || state.statuses.has(row.status)) && (!reason.value || row.reason === reason.value))
      .filter((row) => row.confidence <= most && words.every((word) => row.searched.includes(word)))
      .sort(compare);
    state.made = 0;
    body.replaceChildren();
    more();
    one("#count").textContent = `${state.found.length} of ${rows.length} figures`;
    one("#none").hidden = state.found.length > 0;
    remember();
  }

  // The figure pages step through the list as it stands here; it also comes back as it was.
  function remember() {
    const view = { q: search.value, reason: reason.value, sure: sure.value, statuses: [...state.statuses], sort: state.sort, down: state.down };
    try {
      sessionStorage.setItem("unplot-order", JSON.stringify(state.found.map((row) => row.id)));
      sessionStorage.setItem("unplot-view", JSON.stringify(view));
    } catch { /* a browser that keeps nothing for pages from disk: the figures' own order is used */ }
  }

  function recall() {
    try {
      const view = JSON.parse(sessionStorage.getItem("unplot-view"));
      if (!view) return;
      [search.value, reason.value, sure.value] = [view.q, view.reason, view.sure];
      if (!(view.sort in KEYS) || reason.selectedIndex < 0) throw new Error("a view of another report");
      state.statuses = new Set(view.statuses);
      [state.sort, state.down] = [view.sort, view.down];
    } catch { [search.value, reason.value, sure.value] = ["", "", "100"]; }
  }

  function showState() {
    document.querySelectorAll("[data-status]").forEach((chip) => chip.setAttribute("aria-pressed", String(state.statuses.has(chip.dataset.status))));
    document.querySelectorAll("th[data-sort]").forEach((head) => {
      const own = head.dataset.sort === state.sort;
      head.toggleAttribute("aria-sort", own);
      if (own) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      head.querySelector(".arrow").textContent = own ? (state.down ? "↓" : "↑") : "";
    });
  }

  function move(by) {
    const links = [...body.querySelectorAll("a.name")];
    const now = links.indexOf(document.activeElement);
    if (by > 0 && now === links.length - 1 && state.made < state.found.length) { more(); move(by); return; }
    const link = links[Math.min(Math.max(now + by, 0), links.length - 1)];
    link?.focus();
    link?.scrollIntoView({ block: "nearest" });
  }

  search.addEventListener("input", apply);
  reason.addEventListener("change", apply);
  sure.addEventListener("input", apply);
  document.querySelectorAll("[data-status]").forEach((chip) => chip.addEventListener("click", () => {
    if (!state.statuses.delete(chip.dataset.status)) state.statuses.add(chip.dataset.status);
    showState();
    apply();
  }));
  document.querySelectorAll("th[data-sort] button").forEach((button) => button.addEventListener("click", () => {
    const key = button.parentElement.dataset.sort;
    state.down = state.sort === key ? !state.down : false;
    state.sort = key;
    showState();
    apply();
  }));
  one("#clear").addEventListener("click", () => {
    [search.value, reason.value, sure.value] = ["", "", "100"];
    state.statuses.clear();
    showState();
    apply();
    search.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, select");
    if (event.key === "/" && !typing) search.focus();
    else if (event.key === "Escape" && typing) document.activeElement.blur();
    else if (!typing && (event.key === "j" || event.key === "ArrowDown")) move(1);
    else if (!typing && (event.key === "k" || event.key === "ArrowUp")) move(-1);
    else if (event.target === search && event.key === "ArrowDown") move(1);
    else return;
    event.preventDefault();
  });
  new IntersectionObserver((seen) => { if (seen.some((entry) => entry.isIntersecting)) more(); }, { rootMargin: "1200px" }).observe(one("#more"));
  recall();
  showState();
  apply();
})();

// The list of figures: which are shown, and which comes next.

import * as api from "./api.js";
import { make } from "./inspector.js";

const MOST_SHOWN = 300;
const KINDS = {
  waiting: (row) => ["failed", "review"].includes(row.status) && row.state !== "accepted",
  draft: (row) => row.state === "draft",
  accepted: (row) => row.state === "accepted",
  all: () => true,
};

export class Queue {
  constructor(root, on) {
    this.root = root;
    this.on = on; // {go, loaded}
    this.filter = root.querySelector("#filter");
    this.search = root.querySelector("#search");
    this.list = root.querySelector("#figures");
    this.rows = [];
    this.current = null;
    this.filter.onchange = () => this.draw();
    this.search.oninput = () => this.draw();
  }

  async load() {
    const queue = await api.queue();
    this.rows = queue.figures;
    this.draw();
    this.on.loaded(queue);
  }

  shown() {
    const words = this.search.value.trim().toLowerCase();
    return this.rows.filter((row) => KINDS[this.filter.value](row) && row.source.toLowerCase().includes(words));
  }

  has(id) {
    return this.rows.some((row) => row.figure_id === id);
  }

  neighbour(step) {
    const rows = this.shown();
    const at = rows.findIndex((row) => row.figure_id === this.current);
    return rows[at < 0 ? 0 : at + step]?.figure_id ?? null;
  }

  set(id, change) {
    this.rows = this.rows.map((row) => (row.figure_id === id ? { ...row, ...change } : row));
    this.draw();
  }

  draw() {
    const rows = this.shown();
    this.list.replaceChildren(...rows.slice(0, MOST_SHOWN).map((row) => this.entry(row)));
    if (!rows.length) this.note("No figure here.");
    if (rows.length > MOST_SHOWN) this.note(`and ${rows.length - MOST_SHOWN} more: search for them`);
    this.list.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  }

  entry(row) {
    const told = `${(row.state === "open" ? row.status : row.state).replaceAll("_", " ")} · confidence ${row.confidence.toFixed(2)}`;
    const attributes = { "aria-current": String(row.figure_id === this.current), title: row.why, onclick: () => this.on.go(row.figure_id) };
    return make("li", {}, make("button", attributes, row.source, make("small", {}, told)));
  }

  note(words) {
    this.list.append(make("li", { class: "quiet" }, words));
  }
}

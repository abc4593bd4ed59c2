// The keyboard: every tool and step has a key, and the help that tells them is made of the same list.

import { make } from "./inspector.js";

const PAN_STEP = 60;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const HELP = [
  ["Ctrl+Enter", "accept, and on to the next figure"],
  ["J, K", "next figure, figure before"],
  ["Ctrl+Z, Ctrl+Y", "undo, redo"],
  ["N", "this is no line chart"],
  ["V, L, T, P, B", "move; add a line, a tick, points, a plot box"],
  ["[, ]", "panel before, next panel"],
  ["Tab", "from field to field; Enter takes a value, Escape brings the old one back"],
  ["arrows, on the figure", "move it; with a tool in hand move a cross, with Shift by a pixel, Enter clicks there"],
  ["+, -, 0", "larger, smaller, whole figure"],
  ["M, O", "magnifier; hide or show what was read"],
  ["?", "this list"],
];

export function listen(jobs, stage) {
  addEventListener("keydown", (event) => {
    const typing = event.target.matches("input[type=text], input[type=search], select, textarea");
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const named = control && (key === "Enter" || !typing) ? `ctrl+${event.shiftKey && key === "z" ? "y" : key}` : key;
    if ((typing || event.altKey) && !named.startsWith("ctrl+")) return;
    if (document.activeElement === stage.root && pointed(event, key, stage)) return;
    if (control !== named.startsWith("ctrl+") || !jobs[named]) return;
    event.preventDefault();
    jobs[named]();
  });
}

// What keys do while the figure has the focus; whether this one did something.
function pointed(event, key, stage) {
  if (event.ctrlKey || event.metaKey) return false;
  const aims = stage.tool !== "move";
  if (ARROWS[key]) {
    const [across, along] = ARROWS[key];
    if (aims) stage.nudge(across, along, event.shiftKey);
    else stage.pan(-across * PAN_STEP, -along * PAN_STEP);
  } else if (aims && key === "Enter") stage.press();
  else if (stage.cursor && key === "Escape") stage.noCursor();
  else return false;
  event.preventDefault();
  return true;
}

export function fillHelp(list) {
  list.replaceChildren(...HELP.flatMap(([keys, words]) => [make("dt", {}, keys), make("dd", {}, words)]));
}

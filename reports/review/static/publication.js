// What the tables do not carry yet: told in the page, and asked for until they carry it.

import * as api from "./api.js";

const AGAIN_AFTER = 2000; // milliseconds
let timer = 0;

// `told` gets a sentence, empty where the tables carry everything; `done` is called once they do.
export function watch({ waiting, trouble }, told, done) {
  clearTimeout(timer);
  const figures = waiting === 1 ? "1 figure" : `${waiting} figures`;
  if (!waiting) return told("");
  told(trouble ? `${figures} not in the tables yet: ${trouble}. It is tried again by itself.` : `Writing the tables: ${figures} …`);
  timer = setTimeout(async () => {
    try {
      const now = await api.publication();
      watch(now, told, done);
      if (!now.waiting) done();
    } catch {
      watch({ waiting, trouble: "the review server does not answer" }, told, done);
    }
  }, AGAIN_AFTER);
}

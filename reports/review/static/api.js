// The desk, as functions. Every address begins with the token that the page itself was opened with.

const base = location.pathname.replace(/\/$/, "");

export class Refused extends Error {
  constructor(status, body) {
    super(body.detail || `the server answered with ${status}`);
    this.status = status;
    this.tag = body.tag;
  }
}

async function ask(path, method = "GET", body, headers = {}) {
  const answer = await fetch(`${base}/api/${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => { throw new Refused(0, { detail: "the review server does not answer: is it still running?" }); });
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, typeof content.detail === "string" ? content : {});
  return content;
}

const figure = (id) => `figures/${encodeURIComponent(id)}`;

export const queue = () => ask("queue");
export const publication = () => ask("publication");
export const open = (id) => ask(figure(id));
export const pictureUrl = (id) => `${base}/api/${figure(id)}/picture`;
export const recompute = async (panel) => (await ask("recompute", "POST", { panel })).panel;
export const trace = async (id, place) => (await ask(`${figure(id)}/trace`, "POST", place)).series;
export const retrace = async (id, panel) => (await ask(`${figure(id)}/retrace`, "POST", { panel })).panel;
export const save = (id, draft, tag) => ask(`${figure(id)}/correction`, "PUT", draft, { "If-Match": `"${tag}"` });
export const discard = (id, tag) => ask(`${figure(id)}/correction`, "DELETE", undefined, { "If-Match": `"${tag}"` });

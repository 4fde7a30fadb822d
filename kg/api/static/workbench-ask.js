// One question to the endpoint: sent with an id, so that it can be ended on the server, and read up to a size that a screen can hold.

const LARGEST = 20 * 2 ** 20; // bytes

export class Refusal extends Error {
  constructor(problem, status) {
    super(problem.title ?? "");
    Object.assign(this, { status, detail: problem.detail, line: problem.line, column: problem.column });
  }
}

export class TooLarge extends Error {
  megabytes = LARGEST / 2 ** 20;
}

const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// {answer: a promise of SPARQL JSON results or {turtle}, cancel()}
export function ask(query) {
  const id = newId();
  const controller = new AbortController();
  const asked = { cancelled: false, answer: read(query, id, controller) };
  const end = () => {
    fetch(`/sparql/query/${id}`, { method: "DELETE", keepalive: true }).catch(() => null).finally(() => controller.abort());
  };
  asked.cancel = () => { asked.cancelled = true; end(); };
  return asked;
}

async function read(query, id, controller) {
  const answer = await fetch("/sparql", {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.9, application/problem+json;q=0.5", "Query-Id": id },
    body: query,
    signal: controller.signal,
  });
  if (!answer.ok) throw new Refusal(await answer.json().catch(() => ({})), answer.status);
  const text = await readUpTo(answer, controller);
  return answer.headers.get("content-type").includes("json") ? JSON.parse(text) : { turtle: text };
}

// What is too long is left by hanging up, which ends the work on the server too: ended there first, it would be a broken answer here.
async function readUpTo(answer, controller) {
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let text = "", length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > LARGEST) { controller.abort(); throw new TooLarge(); }
    text += decoder.decode(value, { stream: true });
  }
}

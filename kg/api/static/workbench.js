// The SPARQL page as a workbench: editor with completion, examples with a filter, answers as table, chart and map, cancelling, sharing.
// Without scripts the page is a form; without the editor of the npm registry the workbench uses the plain text field.
import { make, word } from "./workbench-parts.js";
import { editorOf } from "./workbench-editor.js";
import { ask, Refusal, TooLarge } from "./workbench-ask.js";
import { showAnswer } from "./workbench-answer.js";
import { thingsOf } from "./workbench-things.js";
import { codeOf } from "./workbench-code.js";

const form = document.getElementById("ask");
const answer = document.getElementById("answer");
const submit = form.querySelector("button[type=submit]");
const cancel = make("button", { type: "button", class: "second", hidden: "" }, word("cancel"));
const state = make("p", { class: "state", role: "status" });
const fault = make("div", { role: "alert" });
submit.after(" ", cancel);
form.after(state, fault);
form.querySelector(".keys").hidden = false;
const editor = editorOf(form.querySelector("textarea"), () => form.requestSubmit());
thingsOf(editor, form);
const code = codeOf(editor);
answer.after(code.element);
let running = null;

const seconds = (since) => ((performance.now() - since) / 1000).toLocaleString(document.documentElement.lang, { maximumSignificantDigits: 2 });

function addressOf(query) {
  const parameters = new URLSearchParams({ query, format: "html" });
  const language = new URLSearchParams(location.search).get("lang");
  if (language) parameters.set("lang", language);
  return `/sparql?${parameters}`;
}

function tellFault(error) {
  if (error instanceof TooLarge) {
    fault.replaceChildren(make("div", { class: "beware fault" }, make("p", {}, word("too_large", { mb: error.megabytes })), downloadsOnly()));
    return;
  }
  const known = error instanceof Refusal;
  const title = known ? word(`e${error.status}`) ?? word("e_other") : word("no_connection");
  const box = make("div", { class: "beware fault" }, make("p", {}, make("strong", {}, title)));
  if (known && error.line) {
    const at = editor.firstFault() ?? error;
    const [here, there] = [at, error].map(({ line, column }) => word("at_line", { line, column }));
    box.firstChild.append(` · ${here}${here === there ? "" : ` (${word("read_to", { there })})`}`);
    const go = make("button", { type: "button", class: "second" }, word("go_there"));
    go.addEventListener("click", () => editor.goTo(at.line, at.column));
    editor.mark(at.line, at.column);
    box.append(make("p", {}, go));
  }
  if (known && error.detail) box.insertBefore(make("p", { lang: "en" }, error.detail), box.children[1] ?? null);
  fault.replaceChildren(box);
}

function downloadsOnly() {
  return make("p", {}, make("a", { href: addressOf(editor.text()).replace("format=html", "format=csv"), download: "satu-data-ham.csv" }, `${word("download")} CSV`));
}

async function run() {
  running?.cancel();
  const query = editor.text();
  const started = performance.now();
  const mine = (running = ask(query));
  history.replaceState(null, "", addressOf(query) + location.hash);
  document.getElementById("refused")?.remove();
  document.getElementById("examples")?.removeAttribute("open");
  fault.replaceChildren();
  editor.unmark();
  answer.replaceChildren();
  answer.setAttribute("aria-busy", "true");
  cancel.hidden = false;
  const tell = () => { state.textContent = word("running", { s: Math.round((performance.now() - started) / 1000) }); };
  tell();
  const clock = setInterval(tell, 1000);
  try {
    const got = await mine.answer;
    if (running !== mine) return;
    const rows = got.results?.bindings.length;
    const took = seconds(started);
    state.textContent = rows === undefined ? word("answered", { s: took }) : word("done", { n: rows.toLocaleString(document.documentElement.lang), s: took });
    await showAnswer(answer, got, query);
  } catch (error) {
    if (running !== mine) return;
    state.textContent = mine.cancelled ? word("cancelled", { s: seconds(started) }) : "";
    if (!mine.cancelled) tellFault(error);
  } finally {
    clearInterval(clock);
    if (running === mine) {
      running = null;
      cancel.hidden = true;
      answer.removeAttribute("aria-busy");
    }
  }
}

form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
cancel.addEventListener("click", () => { running?.cancel(); editor.focus(); });
addEventListener("keydown", (event) => { if (event.key === "Escape" && running && !event.defaultPrevented) running.cancel(); });

// What the reader came with runs at once: a link to a query, or an example.
const place = /(?:baris|line) (\d+)\D+(\d+)/i.exec(document.querySelector("#refused strong")?.parentNode.textContent ?? "");
if (place) {
  const at = editor.firstFault() ?? { line: Number(place[1]), column: Number(place[2]) };
  editor.mark(at.line, at.column);
} else if (form.hasAttribute("data-run") || new URLSearchParams(location.search).get("query")) run();

// The examples: what is typed narrows the list.
const examples = document.getElementById("examples");
if (examples) {
  const line = examples.querySelector(".filter");
  const items = [...examples.querySelectorAll("li")];
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  line.hidden = false;
  line.querySelector("input").addEventListener("input", (event) => {
    const wanted = plain(event.target.value).split(/\s+/).filter(Boolean);
    for (const item of items) item.hidden = !wanted.every((part) => plain(item.textContent).includes(part));
    line.querySelector("[role=status]").textContent = word("hits", { n: items.filter((item) => !item.hidden).length });
  });
}

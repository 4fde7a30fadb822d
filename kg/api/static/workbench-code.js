// The query as code to take along, and as a link.
import { copyButton, make, word } from "./workbench-parts.js";

const endpoint = () => `${location.origin}/sparql`;
const shell = (text) => `'${text.replaceAll("'", "'\\''")}'`;
// in Python and R a text in quotes of three, or a raw text: neither may hold its own end
const python = (text) => `"""${text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"')}"""`;
const r = (text) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

const LANGUAGES = {
  curl: (query) => `curl -s ${endpoint()} -H 'Accept: text/csv' --data-urlencode query=${shell(query)}`,
  Python: (query) => `from SPARQLWrapper import JSON, SPARQLWrapper  # pip install sparqlwrapper

endpoint = SPARQLWrapper("${endpoint()}", returnFormat=JSON)
endpoint.setMethod("POST")
endpoint.setQuery(${python(query)})
for row in endpoint.queryAndConvert()["results"]["bindings"]:
    print({name: cell["value"] for name, cell in row.items()})`,
  R: (query) => `library(httr)  # install.packages("httr")

query <- ${r(query)}
answer <- POST("${endpoint()}", body = list(query = query), encode = "form", accept("text/csv"))
stop_for_status(answer)
rows <- read.csv(text = content(answer, "text", encoding = "UTF-8"))
head(rows)`,
};

export function codeOf(editor) {
  const shown = make("pre", { class: "scroll", tabindex: "0" }, make("code"));
  const group = make("div", { class: "switch", role: "group", "aria-label": word("code") });
  let chosen = "curl";
  const tell = () => {
    shown.firstChild.textContent = LANGUAGES[chosen](editor.text());
    for (const button of group.children) button.setAttribute("aria-pressed", String(button.textContent === chosen));
  };
  for (const name of Object.keys(LANGUAGES)) {
    const button = make("button", { type: "button" }, name);
    button.addEventListener("click", () => { chosen = name; tell(); });
    group.append(button);
  }
  const element = make("details", { class: "code" }, make("summary", {}, word("code")), group, shown, make("p", {}, copyButton(() => shown.textContent, word("copy"))));
  element.addEventListener("toggle", tell);
  editor.onChange(() => { if (element.open) tell(); });
  return { element };
}

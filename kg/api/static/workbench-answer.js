// An answer: as table, chart or map where its columns allow, with downloads and a link.
import { copyButton, make, word } from "./workbench-parts.js";
import { tableOf } from "./workbench-table.js";
import { chartOf } from "./workbench-chart.js";
import { mapOf } from "./workbench-map.js";

const LONGEST_LINK = 6000; // characters; longer queries are sent as a form

export async function showAnswer(place, got, query) {
  const graph = got.turtle !== undefined;
  const view = make("div", { class: "view" });
  const tools = make("div", { class: "actions answer-tools" }, downloads(query, graph ? ["ttl", "jsonld", "nt", "rdf"] : ["csv", "tsv", "json", "xml"]), copyButton(() => location.href, word("share")));
  place.replaceChildren(make("h2", {}, word("results")));
  if (graph) {
    place.append(tools, make("pre", { class: "scroll", tabindex: "0" }, got.turtle));
    return;
  }
  if (got.boolean !== undefined) {
    place.append(tools, make("p", { class: "value" }, make("strong", {}, word(String(got.boolean)))));
    return;
  }
  const names = got.head.vars;
  const rows = got.results.bindings;
  if (!rows.length) {
    place.append(make("p", { class: "beware" }, word("no_rows")));
    return;
  }
  const views = [["table", () => tableOf(names, rows)]];
  const chart = chartOf(names, rows);
  if (chart) views.push(["chart", chart]);
  const map = await mapOf(names, rows);
  if (map) views.push(["map", map]);
  const group = make("div", { class: "switch", role: "group", "aria-label": word("view") });
  const show = async (name, make_) => {
    for (const button of group.children) button.setAttribute("aria-pressed", String(button.dataset.view === name));
    view.replaceChildren(await make_());
  };
  for (const [name, make_] of views) {
    const button = make("button", { type: "button", "data-view": name }, word(name));
    button.addEventListener("click", () => { history.replaceState(null, "", `${location.pathname}${location.search}${name === "table" ? "" : `#${name}`}`); show(name, make_); });
    group.append(button);
  }
  if (views.length > 1) place.append(group);
  place.append(tools, view);
  const [name, make_] = views.find(([each]) => `#${each}` === location.hash) ?? views[0];
  await show(name, make_);
}

function downloads(query, suffixes) {
  const line = make("span", { class: "downloads" }, `${word("download")}: `);
  suffixes.forEach((suffix, n) => {
    const address = `/sparql?${new URLSearchParams({ query, format: suffix })}`;
    if (n) line.append(" · ");
    line.append(address.length <= LONGEST_LINK ? make("a", { href: address, download: `satu-data-ham.${suffix}` }, suffix) : byForm(query, suffix));
  });
  return line;
}

function byForm(query, suffix) {
  const send = make("button", { type: "button", class: "second" }, suffix);
  send.addEventListener("click", async () => {
    const answer = await fetch("/sparql", { method: "POST", body: new URLSearchParams({ query, format: suffix }) });
    if (!answer.ok) return;
    const link = make("a", { href: URL.createObjectURL(await answer.blob()), download: `satu-data-ham.${suffix}` });
    link.click();
    URL.revokeObjectURL(link.href);
  });
  return send;
}

// A column of numbers on the map of provinces, where a column names provinces of today. A place with several rows has no colour.
import { draw, figure, language, local, make, word } from "./workbench-parts.js";
import { figureColumns } from "./workbench-chart.js";

const WIDTH = 600, CLASSES = 5;
let outlines = null;

// A function that makes the map, or null if the columns allow none.
export async function mapOf(names, rows) {
  const values = figureColumns(names, rows);
  if (!values.length || !rows.some((row) => names.some((name) => /\/id\/wilayah\//.test(row[name]?.value ?? "")))) return null;
  outlines ??= await fetch(`/sparql/garis-besar?lang=${language}`).then((answer) => answer.json()).catch(() => null);
  const places = outlines?.places ?? {};
  const columns = names.filter((name) => rows.some((row) => row[name]?.value in places));
  if (!columns.length) return null;
  return () => {
    const place = make("div");
    const value = make("select", { id: "map-value" }, ...values.map((name) => make("option", {}, name)));
    const where = make("select", { id: "map-by" }, ...columns.map((name) => make("option", {}, name)));
    const show = () => place.replaceChildren(...drawn(rows, value.value, where.value, places));
    value.addEventListener("change", show);
    where.addEventListener("change", show);
    show();
    return make("div", { class: "chart-card plain" }, make("p", { class: "pages" }, make("label", { for: "map-value" }, `${word("value_of")} `, value), " ", make("label", { for: "map-by" }, `${word("by")} `, where)), place);
  };
}

function drawn(rows, value, where, places) {
  const of = new Map();
  let off = 0;
  for (const row of rows) {
    const at = row[where]?.value;
    if (at in places) of.set(at, [...(of.get(at) ?? []), row]); else off += 1;
  }
  const single = [...of].filter(([, found]) => found.length === 1 && found[0][value]);
  const bounds = classes(single.map(([, [row]]) => Number(row[value].value)));
  const shapes = Object.entries(places).map(([iri, place]) => shapeOf(place, of.get(iri) ?? [], value, bounds));
  const height = outlines.height + 8;
  const name = word("chart_of", { value, by: where });
  const picture = draw("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": name }, ...shapes);
  const several = [...of.values()].filter((found) => found.length > 1).length;
  const parts = [make("figure", {}, picture), legendOf(single.map(([, [row]]) => row[value].value), bounds)];
  if (several) parts.push(make("p", { class: "beware" }, word("map_several", { n: several })));
  if (off) parts.push(make("p", { class: "how" }, word("map_off", { n: off })));
  return parts;
}

function shapeOf(place, found, value, bounds) {
  const cell = found.length === 1 ? found[0][value] : null;
  const step = cell ? stepOf(Number(cell.value), bounds) : null;
  const told = `${place.name}: ${cell ? figure(cell.value) : found.length > 1 ? word("several") : word("no_value")}`;
  const path = draw("path", { class: step === null ? "no-data" : `border step-${step}`, d: place.path });
  return draw("a", { href: local(place.href), "aria-label": told }, draw("title", {}, told), path);
}

// Upper bounds of classes that hold about as many values each.
function classes(numbers) {
  const ordered = [...numbers].sort((one, other) => one - other);
  const count = Math.min(CLASSES, new Set(ordered).size);
  const bounds = Array.from({ length: count }, (_, n) => ordered[Math.max(Math.round((ordered.length * (n + 1)) / count) - 1, 0)]);
  return [...new Set(bounds)];
}

function stepOf(number, bounds) {
  const at = bounds.findIndex((bound) => number <= bound);
  return bounds.length === 1 ? CLASSES - 1 : Math.round((at * (CLASSES - 1)) / (bounds.length - 1));
}

function legendOf(lexicals, bounds) {
  const key = (cls) => draw("svg", { class: "chart key", viewBox: "0 0 22 15", "aria-hidden": "true" }, draw("rect", { class: cls, width: 22, height: 15, rx: 2 }));
  const items = bounds.map((bound, n) => {
    const inside = lexicals.filter((text) => Number(text) <= bound && (n === 0 || Number(text) > bounds[n - 1])).sort((one, other) => Number(one) - Number(other));
    const words = inside[0] === inside.at(-1) ? figure(inside[0]) : `${figure(inside[0])} – ${figure(inside.at(-1))}`;
    return make("li", {}, key(`step-${stepOf(bound, bounds)}`), ` ${words}`);
  });
  return make("ul", { class: "legend" }, ...items, make("li", {}, key("no-data"), ` ${word("no_value")}`));
}

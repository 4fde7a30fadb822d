// A column of numbers against another column: bars for names, points for times. Drawn as the site's own charts are.
import { draw, figure, language, local, make, namesOf, word } from "./workbench-parts.js";
import { isNumber } from "./workbench-table.js";

const WIDTH = 600, ROW = 30, NAMES = 206, FIGURES = 110, MOST = 40;
const TIME = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/;

const timeOf = (cell) => {
  const parts = cell && cell.type === "literal" ? TIME.exec(cell.value) : null;
  if (!parts || Number(parts[1]) < 1800 || Number(parts[1]) > 2100) return null;
  return Number(parts[1]) + (Number(parts[2] ?? 1) - 1) / 12 + (Number(parts[3] ?? 1) - 1) / 365;
};
const filled = (rows, name) => rows.map((row) => row[name]).filter(Boolean);
const isTime = (rows, name) => { const cells = filled(rows, name); return cells.length > 0 && cells.every((cell) => timeOf(cell) !== null); };
const isFigure = (rows, name) => { const cells = filled(rows, name); return cells.length > 0 && cells.every(isNumber) && !isTime(rows, name); };

export const figureColumns = (names, rows) => names.filter((name) => isFigure(rows, name));

// A function that makes the chart with its choices, or null if the columns allow none.
export function chartOf(names, rows) {
  const values = figureColumns(names, rows);
  if (!values.length || names.length < 2) return null;
  const times = names.filter((name) => isTime(rows, name));
  const others = names.filter((name) => !values.includes(name) && !times.includes(name));
  const by = [...times, ...others, ...values.slice(1)];
  if (!by.length) return null;
  return () => {
    const place = make("div");
    const value = choice("chart-value", word("value_of"), values);
    const against = choice("chart-by", word("by"), by);
    const addresses = rows.flatMap((row) => names.map((name) => row[name]).filter((cell) => cell?.type === "uri").map((cell) => cell.value));
    return namesOf(addresses).then((known) => {
      const apart = apartOf(names, rows, known);
      const show = () => {
        const chosen = { value: value.select.value, by: against.select.value };
        const kept = apart ? rows.filter((row) => nameOf(row[apart.name], known) === apart.select.value) : rows;
        place.replaceChildren(...(times.includes(chosen.by) ? points(names, kept, chosen, known) : bars(names, kept, chosen, known)));
      };
      for (const each of [value, against, apart]) each?.select.addEventListener("change", show);
      show();
      const choices = make("p", { class: "pages" }, ...[apart, value, against].filter(Boolean).map((each) => each.label));
      return make("div", { class: "chart-card plain" }, choices, place);
    });
  };
}

// Figures of different indicators or units never share an axis: one of them is drawn at a time, the most frequent first.
function apartOf(names, rows, known) {
  const name = [/indi[ck]ator/i, /unit|satuan/i].map((pattern) => names.find((each) => pattern.test(each) && new Set(filled(rows, each).map((cell) => cell.value)).size > 1)).find(Boolean);
  if (!name) return null;
  const counts = new Map();
  for (const row of rows) { const text = nameOf(row[name], known); counts.set(text, (counts.get(text) ?? 0) + 1); }
  const kinds = [...counts].sort((one, other) => other[1] - one[1]).map(([text]) => text);
  return { name, ...choice("chart-apart", name, kinds) };
}

function choice(id, words, names) {
  const select = make("select", { id }, ...names.map((name) => make("option", {}, name)));
  return { select, label: make("label", { for: id }, `${words} `, select) };
}

const nameOf = (cell, known) => (!cell ? word("no_value") : known.get(cell.value)?.label ?? (isNumber(cell) ? figure(cell.value) : cell.value));
const short = (text, most = 25) => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);

// The row in words, and the page of the first figure that it names.
function toldOf(names, row, known) {
  const parts = names.filter((name) => row[name]).map((name) => `${name}: ${nameOf(row[name], known)}`);
  const figures = names.map((name) => row[name]).filter((cell) => cell?.type === "uri" && /\/id\/pengamatan\//.test(cell.value));
  const href = figures.length ? known.get(figures[0].value)?.href : undefined;
  return { told: parts.join("; "), href: href && local(href) };
}

function linked({ told, href }, ...parts) {
  const title = draw("title", {}, told);
  return href ? draw("a", { href, "aria-label": told }, title, ...parts) : draw("g", {}, title, ...parts);
}

const picture = (height, name, parts) => draw("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": name }, ...parts);

export function ticks(low, high, about = 5) {
  const power = 10 ** Math.floor(Math.log10((high - low || Math.abs(high) || 1) / about));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((each) => each >= ((high - low || Math.abs(high) || 1) / about) * 0.999);
  const found = [];
  for (let n = Math.floor(low / step + 1e-9); n <= Math.ceil(high / step - 1e-9); n += 1) found.push(Number((n * step).toPrecision(12)));
  return found;
}

function bars(names, rows, { value, by }, known) {
  const with_value = rows.filter((row) => row[value]);
  const part = with_value.slice(0, MOST);
  const numbers = part.map((row) => Number(row[value].value));
  const low = Math.min(0, ...numbers), high = Math.max(0, ...numbers) || 1;
  const x = (number) => NAMES + ((number - low) / (high - low)) * (WIDTH - NAMES - FIGURES);
  const parts = [draw("line", { class: "axis", x1: x(0), x2: x(0), y1: 4, y2: part.length * ROW + 4 })];
  part.forEach((row, n) => {
    const top = n * ROW + 6, end = x(numbers[n]);
    parts.push(linked(toldOf(names, row, known),
      draw("text", { class: "label", x: NAMES - 10, y: top + 18, "text-anchor": "end" }, short(nameOf(row[by], known))),
      draw("rect", { class: "dot hue-0", x: Math.min(x(0), end), y: top, width: Math.max(Math.abs(end - x(0)), 1), height: ROW - 9, rx: 2 }),
      draw("text", { class: "strong", x: Math.max(x(0), end) + 8, y: top + 18 }, figure(row[value].value))));
  });
  const name = word("chart_of", { value, by });
  return [make("figure", {}, picture(part.length * ROW + 10, name, parts)), ...notes(rows, with_value, part.length)];
}

function points(names, rows, { value, by }, known) {
  const with_value = rows.filter((row) => row[value] && row[by]);
  const series = seriesOf(names, with_value, value, by);
  const kinds = series ? [...new Set(with_value.map((row) => nameOf(row[series], known)))] : [];
  const times = with_value.map((row) => timeOf(row[by])), numbers = with_value.map((row) => Number(row[value].value));
  const marks = ticks(Math.min(0, ...numbers), Math.max(0, ...numbers));
  const height = 340, left = 78, bottom = 300;
  const first = Math.min(...times) - 0.4, last = Math.max(...times) + 0.4;
  const x = (time) => left + ((time - first) / (last - first)) * (WIDTH - left - 20);
  const y = (number) => bottom - ((number - marks[0]) / (marks.at(-1) - marks[0] || 1)) * (bottom - 18);
  const parts = marks.flatMap((mark) => [
    draw("line", { class: mark === 0 ? "axis" : "grid", x1: left, x2: WIDTH - 20, y1: y(mark), y2: y(mark) }),
    draw("text", { class: "tick", x: left - 8, y: y(mark) + 5, "text-anchor": "end" }, mark.toLocaleString(language)),
  ]);
  const span = Math.floor(last) - Math.ceil(first) + 1;
  const step = [1, 2, 5, 10, 20, 50, 100].find((each) => span / each <= 8) ?? 100;
  for (let year = Math.ceil(first); year <= Math.floor(last); year += 1) {
    if (year % step === 0 || step === 1) parts.push(draw("text", { class: "tick", x: x(year), y: bottom + 24, "text-anchor": "middle" }, String(year)));
  }
  with_value.forEach((row, n) => {
    const hue = series ? kinds.indexOf(nameOf(row[series], known)) % 8 : 0;
    parts.push(linked(toldOf(names, row, known),
      draw("circle", { class: "target", cx: x(times[n]), cy: y(numbers[n]), r: 12 }),
      draw("circle", { class: `dot hue-${hue}`, cx: x(times[n]), cy: y(numbers[n]), r: 5 })));
  });
  const legend = kinds.length ? [make("ul", { class: "legend" }, ...kinds.map((kind, n) => make("li", {}, key(n), ` ${kind}`)))] : [];
  const name = word("chart_of", { value, by });
  return [...legend, make("figure", {}, picture(height, name, parts)), make("p", { class: "how" }, word("chart_times")), ...notes(rows, with_value, with_value.length)];
}

const key = (n) => draw("svg", { class: "chart key", viewBox: "0 0 14 14", "aria-hidden": "true" }, draw("circle", { class: `dot hue-${n % 8}`, cx: 7, cy: 7, r: 6 }));

// The first other column with a few different values tells points apart.
function seriesOf(names, rows, value, by) {
  return names.find((name) => {
    if (name === value || name === by || isFigure(rows, name) || isTime(rows, name)) return false;
    const different = new Set(rows.map((row) => row[name]?.value));
    return different.size > 1 && different.size <= 8;
  });
}

function notes(rows, with_value, drawn) {
  const parts = [];
  if (drawn < with_value.length) parts.push(make("p", { class: "how" }, word("chart_part", { n: drawn, all: with_value.length })));
  if (with_value.length < rows.length) parts.push(make("p", { class: "beware" }, word("chart_no_value", { n: rows.length - with_value.length })));
  return parts;
}

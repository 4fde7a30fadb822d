// Rows as a table: pages of a hundred, order by a column, a filter, and names in place of addresses.
import { figure, language, local, make, namesOf, word } from "./workbench-parts.js";

const ON_A_PAGE = 100;
const NUMBER = /#(integer|decimal|double|float|nonNegativeInteger|positiveInteger|int|long)$/;
export const isNumber = (cell) => cell?.type === "literal" && NUMBER.test(cell.datatype ?? "") && Number.isFinite(Number(cell.value));

export function tableOf(names, rows) {
  let order = null, down = false, page = 0, wanted = "", known = new Map(), latest = 0;
  const body = make("tbody");
  const told = make("span", { class: "note", role: "status" });
  const head = make("tr");
  for (const name of names) {
    const button = make("button", { type: "button", title: word("sort") }, name);
    const cell = make("th", { scope: "col" }, button);
    button.addEventListener("click", () => { down = order === name && !down; order = name; page = 0; show(); });
    head.append(cell);
  }
  const filter = make("input", { type: "search", id: "rows-filter", autocomplete: "off" });
  filter.addEventListener("input", () => { wanted = filter.value.trim().toLowerCase(); page = 0; show(); });
  const back = make("button", { type: "button", class: "second" }, `← ${word("previous")}`);
  const on = make("button", { type: "button", class: "second" }, `${word("next")} →`);
  back.addEventListener("click", () => { page -= 1; show(); });
  on.addEventListener("click", () => { page += 1; show(); });

  const textOf = (cell) => (cell ? known.get(cell.value)?.label ?? cell.value : "");
  const compare = (one, other) => {
    const [a, b] = [one[order], other[order]];
    if (!a || !b) return Number(!a) - Number(!b); // what has no value stands last in both orders
    const sign = isNumber(a) && isNumber(b) ? Number(a.value) - Number(b.value) : textOf(a).localeCompare(textOf(b), language);
    return down ? -sign : sign;
  };
  async function show() {
    const mine = ++latest;
    if (wanted || order) await nameAll(rows);
    if (mine !== latest) return;
    const kept = wanted ? rows.filter((row) => names.some((name) => textOf(row[name]).toLowerCase().includes(wanted))) : rows;
    const ordered = order ? [...kept].sort(compare) : kept;
    const part = ordered.slice(page * ON_A_PAGE, (page + 1) * ON_A_PAGE);
    await nameAll(part);
    if (mine !== latest) return;
    body.replaceChildren(...part.map((row) => make("tr", {}, ...names.map((name) => cellOf(row[name])))));
    [...head.children].forEach((cell, n) => {
      if (names[n] === order) cell.setAttribute("aria-sort", down ? "descending" : "ascending"); else cell.removeAttribute("aria-sort");
    });
    const whole = (number) => number.toLocaleString(language);
    told.textContent = part.length ? word("rows_shown", { from: whole(page * ON_A_PAGE + 1), to: whole(page * ON_A_PAGE + part.length), n: whole(kept.length) }) : word("no_rows");
    back.hidden = page === 0;
    on.hidden = (page + 1) * ON_A_PAGE >= kept.length;
  }
  async function nameAll(some) {
    known = await namesOf(some.flatMap((row) => names.map((name) => row[name]).filter((cell) => cell?.type === "uri").map((cell) => cell.value)));
  }
  function cellOf(cell) {
    if (!cell) return make("td");
    if (cell.type === "uri") return make("td", {}, linkOf(cell.value, known.get(cell.value)));
    if (isNumber(cell)) return make("td", { class: "number" }, figure(cell.value));
    return make("td", { lang: cell["xml:lang"] }, cell.value);
  }
  const table = make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": word("results") }, make("table", { class: "rows" }, make("thead", {}, head), body));
  const tools = make("p", { class: "pages" }, make("label", { for: "rows-filter" }, word("filter_rows")), " ", filter, " ", told, " ", back, " ", on);
  return show().then(() => make("div", {}, tools, table));
}

function linkOf(address, name) {
  if (name) return make("a", { href: local(name.href), title: address }, name.label);
  if (!/^https?:/.test(address)) return address;
  const link = make("span", {}, make("a", { href: address, rel: "noopener external", title: word("away") }, address), " ↗");
  return link;
}

// What the query names, in words, each to be changed by choosing another: place, concept, institution, dataset.
import { language, make, namesOf, word } from "./workbench-parts.js";

const IRI = /<([^<>"{}|^`\\\s]+)>/g;

export function thingsOf(editor, form) {
  const base = form.dataset.base;
  const chips = make("ul", { class: "chips" });
  const heading = make("p", { class: "note" }, word("named_here"));
  const label = make("label", { for: "thing" }, word("insert"));
  const input = make("input", { type: "text", id: "thing", role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-controls": "things-found", "aria-autocomplete": "list" });
  const list = make("ul", { id: "things-found", class: "found", role: "listbox", hidden: "" });
  const keep = make("button", { type: "button", class: "second", hidden: "" }, word("keep"));
  form.querySelector(".commands").before(make("div", { class: "things" }, heading, chips, make("p", { class: "pick" }, label, " ", input, " ", keep, list)));
  let replaced = null, chosen = -1, latest = 0, waiting = 0;

  const choose = (iri, name) => {
    replaced = iri;
    label.textContent = iri ? word("replace", { name }) : word("insert");
    keep.hidden = !iri;
    for (const button of chips.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.iri === iri));
    input.value = "";
    close();
  };
  const close = () => { list.hidden = true; list.replaceChildren(); chosen = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const take = (iri) => {
    if (replaced) editor.replaceAll(`<${replaced}>`, `<${iri}>`);
    else editor.insert(`<${iri}> `);
    choose(null);
    show();
    editor.focus();
  };

  async function show() {
    const found = [...new Set([...editor.text().matchAll(IRI)].map((match) => match[1]).filter((iri) => iri.startsWith(`${base}id/`)))];
    const names = await namesOf(found);
    const buttons = found.filter((iri) => names.get(iri)).map((iri) => {
      const button = make("button", { type: "button", class: "second", "data-iri": iri, title: iri, "aria-pressed": String(iri === replaced) }, names.get(iri).label);
      button.addEventListener("click", () => { choose(iri, names.get(iri).label); input.focus(); });
      return make("li", {}, button);
    });
    heading.hidden = !buttons.length;
    chips.replaceChildren(...buttons);
  }

  const mark = (next) => {
    const items = [...list.children];
    if (!items.length) return;
    chosen = (next + items.length) % items.length;
    items.forEach((item, n) => item.setAttribute("aria-selected", String(n === chosen)));
    input.setAttribute("aria-activedescendant", items[chosen].id);
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    const asked = input.value.trim();
    if (asked.length < 2) { close(); return; }
    waiting = setTimeout(async () => {
      const mine = ++latest;
      const answer = await fetch(`/cari/saran?lang=${language}&q=${encodeURIComponent(asked)}`).catch(() => null);
      if (!answer?.ok || mine !== latest) return;
      const hits = await answer.json();
      list.replaceChildren(...hits.map((hit, n) => {
        const item = make("li", { id: `thing-${n}`, role: "option", "aria-selected": "false", "data-iri": hit.iri }, hit.title, make("small", {}, ` ${hit.kind}`));
        item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(hit.iri); });
        return item;
      }));
      chosen = -1;
      list.hidden = !hits.length;
      input.setAttribute("aria-expanded", String(hits.length > 0));
    }, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { mark(chosen + 1); event.preventDefault(); }
    else if (event.key === "ArrowUp") { mark(chosen - 1); event.preventDefault(); }
    else if (event.key === "Escape") { if (replaced || !list.hidden) event.preventDefault(); choose(null); }
    else if (event.key === "Enter") { event.preventDefault(); const item = list.children[Math.max(chosen, 0)]; if (item) take(item.dataset.iri); }
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  keep.addEventListener("click", () => { choose(null); editor.focus(); });
  let later = 0;
  editor.onChange(() => { clearTimeout(later); later = setTimeout(show, 400); });
  show();
}

// Charts that change in place: a slider of periods, and places to compare. Without scripts the same forms open the page anew.
(() => {
  const language = document.documentElement.lang;
  const answers = new Map(); // what was asked for once, by address

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const asked = (form) => {
    const parameters = new URLSearchParams(new FormData(form));
    parameters.set("lang", language);
    return parameters;
  };

  const fetched = async (indicator, parameters) => {
    const address = `/kartu/${indicator}?${parameters}`;
    if (!answers.has(address)) {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(String(answer.status));
      answers.set(address, await answer.text());
    }
    return new DOMParser().parseFromString(answers.get(address), "text/html").querySelector(".chart-card");
  };

  // The fresh chart takes the place of the old one, part by part; the form stays, and with it the focus.
  const swap = (card, fresh) => {
    card.querySelector(":scope > :is(h2, h3)").textContent = fresh.querySelector(":scope > :is(h2, h3)").textContent;
    card.querySelector(".sentence").textContent = fresh.querySelector(".sentence").textContent;
    const figure = card.querySelector(":scope > figure");
    figure.style.minHeight = `${figure.offsetHeight}px`; // nothing below jumps while the drawing changes
    figure.replaceChildren(...fresh.querySelector(":scope > figure").childNodes);
    const open = card.querySelector(".behind-numbers").open;
    for (const part of [".notes", ".behind-numbers", ".actions"]) card.querySelector(part).replaceWith(fresh.querySelector(part));
    if (open) card.querySelector(".behind-numbers").open = true;
  };

  // The address of the page is that of the view, and so is the link to the other language.
  const remember = (card, parameters) => {
    history.replaceState(null, "", `?${parameters}#${card.id}`);
    const other = document.querySelector(".site-head a[hreflang]");
    if (!other) return;
    const same = new URLSearchParams(parameters);
    same.set("lang", other.hreflang);
    other.href = `?${same}`;
  };

  const follow = (form) => {
    const card = form.closest(".chart-card");
    const state = make("p", { class: "note state", role: "status" });
    form.append(state);
    card.querySelector(".sentence").setAttribute("aria-live", "polite");
    let latest = 0, waiting = 0;
    const load = async () => {
      const mine = ++latest, parameters = asked(form);
      const slow = setTimeout(() => { state.textContent = form.dataset.busy; }, 400);
      card.setAttribute("aria-busy", "true");
      try {
        const fresh = await fetched(card.dataset.chart, parameters);
        if (mine === latest) { swap(card, fresh); remember(card, parameters); state.textContent = ""; }
      } catch {
        if (mine === latest) state.textContent = form.dataset.failed;
      } finally {
        clearTimeout(slow);
        if (mine === latest) { card.removeAttribute("aria-busy"); if (state.textContent === form.dataset.busy) state.textContent = ""; }
      }
    };
    return { say: (words) => { state.textContent = words; }, later: () => { clearTimeout(waiting); waiting = setTimeout(load, 120); } };
  };

  const slide = (form) => {
    const select = form.querySelector("select"), periods = [...select.options].reverse(); // the oldest at the left
    const id = `geser-${form.closest(".chart-card").id}`, shown = make("output", { for: id });
    const range = make("input", { type: "range", id, min: 0, max: periods.length - 1, step: 1 });
    const name = make("label", { for: id }, `${select.closest("label").firstChild.textContent.trim()}:`);
    const loading = follow(form);
    range.value = periods.indexOf(select.selectedOptions[0]);
    shown.style.minWidth = `${Math.max(...periods.map((period) => period.text.length))}ch`;
    const show = () => {
      const period = periods[range.value];
      shown.textContent = period.text;
      range.setAttribute("aria-valuetext", period.text);
      period.selected = true;
    };
    range.addEventListener("input", () => { show(); loading.later(); });
    for (const plain of [select.closest("label"), form.querySelector("button")]) plain.hidden = true;
    const ends = make("span", { class: "ends", "aria-hidden": "true" }, make("span", {}, periods[0].text), make("span", {}, periods.at(-1).text));
    form.prepend(make("div", { class: "slider" }, name, " ", shown, range, ends));
    show();
  };

  const pick = (form) => {
    const boxes = [...form.querySelectorAll("input[type=checkbox]")], most = Number(form.dataset.most), loading = follow(form);
    const chosen = make("ul", { class: "chosen" });
    const named = (box) => box.closest("label").textContent.trim();
    const show = () => chosen.replaceChildren(...boxes.filter((box) => box.checked).map((box) => {
      const remove = make("button", { type: "button" }, `${named(box)} `, make("span", { "aria-hidden": "true" }, "✕"));
      remove.addEventListener("click", () => { box.checked = false; changed(box); form.querySelector("summary").focus(); });
      return make("li", {}, remove);
    }));
    const changed = (box) => {
      const count = boxes.filter((each) => each.checked).length;
      if (count > most) { box.checked = false; loading.say(form.dataset.full); return; }
      if (!count) { box.checked = true; return; } // a chart of no place says nothing
      loading.say("");
      show();
      loading.later();
    };
    form.addEventListener("change", (event) => { if (event.target.type === "checkbox") changed(event.target); });
    form.querySelector("button").hidden = true;
    const find = make("input", { type: "search", placeholder: form.dataset.find, "aria-label": form.dataset.find, autocomplete: "off" });
    let latest = 0;
    const only = (fits) => { for (const box of boxes) box.closest("label").hidden = !fits(box); };
    find.addEventListener("input", async () => {
      const mine = ++latest, words = find.value.trim().toLowerCase();
      const written = (box) => named(box).toLowerCase().includes(words);
      only(written);
      if (words.length < 3 || boxes.some(written)) return;
      const answer = await fetch(`/cari/saran?lang=${language}&q=${encodeURIComponent(words)}`).catch(() => null); // other names, slips
      const found = answer?.ok ? await answer.json() : [];
      if (mine === latest) only((box) => found.some((hit) => hit.iri.endsWith(`/id/${box.value}`)));
    });
    find.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const left = boxes.filter((box) => !box.closest("label").hidden);
      if (left.length === 1) { left[0].checked = !left[0].checked; changed(left[0]); }
    });
    form.querySelector("fieldset").prepend(find);
    form.prepend(chosen);
    show();
  };

  for (const form of document.querySelectorAll("form[data-choose]")) (form.dataset.choose === "period" ? slide : pick)(form);
})();

// What pages gain where scripts run. Everything works without: values are links with titles, choices are forms.

// Figures of charts: their words beside the pointer or the focus.
(() => {
  let box = null;
  const hide = () => { if (box) { box.remove(); box = null; } };
  const show = (link, x, y) => {
    hide();
    const title = link.querySelector("title");
    if (!title) return;
    box = document.createElement("div");
    box.className = "tip-box";
    box.textContent = title.textContent;
    document.body.append(box);
    const left = Math.min(x + 14, window.innerWidth - box.offsetWidth - 8);
    box.style.left = `${Math.max(left, 4) + window.scrollX}px`;
    box.style.top = `${y + 18 + window.scrollY}px`;
  };
  document.addEventListener("pointermove", (event) => {
    const link = event.target.closest?.(".chart a, .chart g g");
    if (link) show(link, event.clientX, event.clientY); else hide();
  });
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest?.(".chart a");
    if (link) { const place = link.getBoundingClientRect(); show(link, place.right, place.top); } else hide();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();

// Suggestions while typing: a list under the search box, for pointer and keyboard (WAI-ARIA combobox).
(() => {
  const input = document.querySelector(".search input[type=search]");
  if (!input) return;
  const list = document.createElement("ul");
  list.id = "saran";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "saran", "aria-autocomplete": "list" })) input.setAttribute(name, value);
  const language = document.documentElement.lang;
  let chosen = -1, latest = 0, waiting = 0;
  const close = () => { list.hidden = true; list.replaceChildren(); chosen = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const choose = (next) => {
    const items = [...list.children];
    if (!items.length) return;
    chosen = (next + items.length) % items.length;
    items.forEach((item, n) => item.setAttribute("aria-selected", String(n === chosen)));
    input.setAttribute("aria-activedescendant", items[chosen].id);
  };
  const open = (found) => {
    list.replaceChildren(...found.map((hit, n) => {
      const item = document.createElement("li");
      item.id = `saran-${n}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.href = `${hit.href}${hit.href.includes("?") ? "&" : "?"}lang=${language}`;
      const kind = document.createElement("small");
      kind.textContent = ` ${hit.kind}`;
      item.append(hit.title, kind);
      return item;
    }));
    chosen = -1;
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    const asked = input.value.trim();
    if (asked.length < 2) { close(); return; }
    waiting = setTimeout(async () => {
      const mine = ++latest;
      const answer = await fetch(`/cari/saran?lang=${language}&q=${encodeURIComponent(asked)}`).catch(() => null);
      if (answer?.ok && mine === latest) open(await answer.json());
    }, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { choose(chosen + 1); event.preventDefault(); }
    else if (event.key === "ArrowUp") { choose(chosen - 1); event.preventDefault(); }
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) { location.href = list.children[chosen].dataset.href; event.preventDefault(); }
  });
  list.addEventListener("pointerdown", (event) => { const item = event.target.closest("li"); if (item) location.href = item.dataset.href; });
  input.addEventListener("blur", () => setTimeout(close, 150));
})();

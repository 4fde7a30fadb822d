// Small parts that all modules of the workbench use.

const words = JSON.parse(document.getElementById("words").textContent);
export const language = document.documentElement.lang;

// A word of the page in its language, with {names} filled in; undefined if there is none.
export const word = (name, values = {}) => words[name]?.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

// An element with attributes and children; texts become text, never markup.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// The same for drawings.
export function draw(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// Figures keep their own digits; whole numbers get the language's marks for thousands.
export function figure(lexical) {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(lexical);
  if (!parts) return lexical;
  const [thousands, point] = language === "id" ? [".", ","] : [",", "."];
  return parts[1] + parts[2].replace(/\B(?=(\d{3})+$)/g, thousands) + (parts[3] ? point + parts[3] : "");
}

const known = new Map();

// Names and pages of IRIs that this service knows: address -> {label, href}.
export async function namesOf(addresses) {
  const missing = [...new Set(addresses)].filter((address) => !known.has(address));
  for (let n = 0; n < missing.length; n += 500) {
    const part = missing.slice(n, n + 500);
    const answer = await fetch(`/sparql/nama?lang=${language}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ iri: part }) }).catch(() => null);
    if (!answer?.ok) break;
    const found = await answer.json();
    for (const address of part) known.set(address, found[address] ?? null);
  }
  return known;
}

// A link of this service in the language that the page has.
export const local = (href) => `${href}${href.includes("?") ? "&" : "?"}lang=${language}`.replace(/(#[^?&]*)(.*)$/, "$2$1");

// A button that copies a text, and says that it did.
export function copyButton(text, label) {
  const button = make("button", { type: "button", class: "second" }, label);
  button.addEventListener("click", async () => {
    const value = text();
    try {
      await navigator.clipboard.writeText(value);
      button.textContent = word("copied");
    } catch {
      const box = make("input", { type: "text", readonly: "", "aria-label": word("copy_failed"), title: word("copy_failed"), value });
      button.after(" ", box);
      box.select();
    }
    setTimeout(() => { button.textContent = label; }, 2000);
  });
  return button;
}

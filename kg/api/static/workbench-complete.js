// Completion in the editor from our own data alone: prefixes, classes and properties (VoID), things (search). YASQE's own completers of
// these ask hosts of others.
import { language } from "./workbench-parts.js";

let terms = null;
const loadTerms = () => (terms ??= fetch(`/sparql/istilah?lang=${language}`).then((answer) => answer.json()).catch(() => ({ prefixes: {}, classes: [], properties: [] })));
const told = new Map(); // what a suggestion says besides its text
const LOCAL = /^[A-Za-z_][\w-]*(?:\.[\w-]+)*$/;
const MOST = 60;

// An IRI as the query would write it: with a prefix where one fits, else in full.
function written(yasqe, prefixes, iri) {
  for (const [prefix, start] of Object.entries({ ...prefixes, ...yasqe.getPrefixesFromQuery() })) {
    if (start && iri.startsWith(start) && LOCAL.test(iri.slice(start.length))) return `${prefix}:${iri.slice(start.length)}`;
  }
  return `<${iri}>`;
}

// What is being typed up to the cursor. The tokenizer cuts unfinished words in two where their start is a keyword: "a" of "aceh".
const TYPED = /(?:<[^\s>]*|[^\s{}()[\];,"'|^/!*+]*)$/;
function tokenOf(yasqe, token = yasqe.getCompleteToken()) {
  const cursor = yasqe.getDoc().getCursor();
  const string = TYPED.exec(yasqe.getLine(cursor.line).slice(0, cursor.ch))[0];
  const start = cursor.ch - string.length;
  return { ...token, string, start, from: { ch: start } };
}
const before = (yasqe, token) => yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token)?.string ?? "";
const isVariable = (token) => /^[?$]/.test(token.string);
const inPrologue = (yasqe, token) => /^(prefix|base)$/i.test(before(yasqe, token)) || /:$/.test(before(yasqe, token));
const afterType = (yasqe, token) => /^(a|rdf:type)$/.test(before(yasqe, token));
const atProperty = (token) => token.state.possibleCurrent.includes("a");

async function matching(yasqe, token, kind) {
  const { prefixes, [kind]: all } = await loadTerms();
  const typed = token.string.trim().replace(/^</, "").toLowerCase();
  const found = [];
  for (const term of all) {
    const text = written(yasqe, prefixes, term.iri);
    const local = term.iri.split(/[/#]/).pop().toLowerCase();
    const rank = text.toLowerCase().startsWith(typed) || term.iri.toLowerCase().startsWith(typed) ? 0
      : local.startsWith(typed) ? 1 : local.includes(typed) || term.label.toLowerCase().includes(typed) ? 2 : 3;
    if (rank < 3) found.push({ rank, text, told: `${term.label} · ${term.count.toLocaleString(language)}` });
  }
  found.sort((one, other) => one.rank - other.rank);
  if (found.length === 1 && found[0].text.toLowerCase() === typed) return []; // it is written already
  return found.slice(0, MOST).map((one) => { told.set(one.text, one.told); return one.text; });
}

async function things(token) {
  const typed = token.string.replace(/^</, "").replace(/>$/, "").split("/").pop().trim();
  if (typed.length < 2) return [];
  const answer = await fetch(`/cari/saran?lang=${language}&q=${encodeURIComponent(typed)}`).catch(() => null);
  const hits = answer?.ok ? await answer.json() : [];
  return hits.map((hit) => { told.set(`<${hit.iri}>`, `${hit.title} · ${hit.kind}`); return `<${hit.iri}>`; });
}

// Suggestions with their names beside them.
function named(_yasqe, hints) {
  return hints.map((hint) => ({
    ...hint,
    render(element) {
      const code = document.createElement("code");
      code.textContent = hint.text;
      element.append(code);
      if (told.has(hint.text)) {
        const small = document.createElement("small");
        small.textContent = ` ${told.get(hint.text)}`;
        element.append(small);
      }
    },
  }));
}

const common = { bulk: false, persistenceId: null, preProcessToken: tokenOf, postprocessHints: named };

export function completersOf(Yasqe) {
  loadTerms();
  return [
    Yasqe.Autocompleters.variables,
    {
      ...Yasqe.Autocompleters.prefixes, name: "own-prefixes", persistenceId: null,
      get: () => loadTerms().then(({ prefixes }) => Object.entries(prefixes).map(([prefix, start]) => `${prefix}: <${start}>`).sort()),
    },
    {
      ...common, name: "own-classes", autoShow: true,
      isValidCompletionPosition(yasqe) { const token = tokenOf(yasqe); return token.string.trim().length > 0 && !isVariable(token) && afterType(yasqe, token); },
      get: (yasqe, token) => (token ? matching(yasqe, token, "classes") : []),
    },
    {
      ...common, name: "own-properties", autoShow: true,
      isValidCompletionPosition(yasqe) {
        const token = tokenOf(yasqe);
        return token.string.trim().length > 1 && !isVariable(token) && !inPrologue(yasqe, token) && !afterType(yasqe, token) && atProperty(token);
      },
      get: (yasqe, token) => (token ? matching(yasqe, token, "properties") : []),
    },
    {
      ...common, name: "own-things", autoShow: false,
      isValidCompletionPosition(yasqe) {
        const token = tokenOf(yasqe);
        return /^<?[^\s"'?$:{}().;,]{2,}/.test(token.string) && !inPrologue(yasqe, token) && !afterType(yasqe, token) && !atProperty(token);
      },
      get: (_yasqe, token) => (token ? things(token) : []),
    },
  ];
}

// The text of the query: in YASQE where the build fetched it, else in the form's own field. Both are used in the same way.
import { word } from "./workbench-parts.js";
import { completersOf } from "./workbench-complete.js";

export function editorOf(field, run) {
  const { Yasqe } = window;
  return typeof Yasqe === "function" ? withYasqe(Yasqe, field, run) : plain(field, run);
}

function withYasqe(Yasqe, field, run) {
  const names = [];
  for (const completer of completersOf(Yasqe)) {
    Yasqe.registerAutocompleter(completer, false);
    names.push(completer.name);
  }
  const place = document.createElement("div");
  place.className = "editor";
  field.after(place);
  const keys = { Tab: false, "Shift-Tab": false, "Ctrl-Enter": run, "Cmd-Enter": run };
  const yasqe = new Yasqe(place, {
    value: field.value, persistenceId: null, consumeShareLink: null, createShareableLink: null, createShortLink: null, prefixCcApi: null,
    showQueryButton: false, resizeable: false, syntaxErrorCheck: false, lineNumbers: innerWidth > 640, lineWrapping: true, inputStyle: "contenteditable",
    viewportMargin: Infinity, screenReaderLabel: word("query"), editorHeight: "auto", autocompleters: names, extraKeys: keys,
  });
  // its own list of completers may hold those that ask other hosts
  for (const name of Object.keys(yasqe.autocompleters)) if (!names.includes(name)) yasqe.disableCompleter(name);
  field.hidden = true;
  yasqe.on("change", () => { field.value = yasqe.getValue(); });
  for (const label of field.labels) label.addEventListener("click", () => yasqe.focus());
  let marks = [];
  const editor = {
    text: () => yasqe.getValue(),
    focus: () => yasqe.focus(),
    onChange: (listener) => yasqe.on("change", listener),
    replaceAll(before, after) {
      const text = yasqe.getValue();
      yasqe.operation(() => {
        for (let at = text.lastIndexOf(before); at >= 0; at = at ? text.lastIndexOf(before, at - 1) : -1) {
          yasqe.replaceRange(after, yasqe.posFromIndex(at), yasqe.posFromIndex(at + before.length));
        }
      });
    },
    insert: (text) => yasqe.replaceSelection(text),
    goTo(line, column) {
      yasqe.focus();
      yasqe.setCursor({ line: line - 1, ch: column - 1 });
      yasqe.scrollIntoView(null, 80);
    },
    mark(line, column) {
      editor.unmark();
      const length = yasqe.getLine(line - 1)?.length ?? 0;
      const from = Math.min(column - 1, Math.max(length - 1, 0));
      yasqe.addLineClass(line - 1, "background", "fault-line");
      const end = Math.max(yasqe.getTokenAt({ line: line - 1, ch: from + 1 }).end, from + 1);
      marks.push(yasqe.markText({ line: line - 1, ch: from }, { line: line - 1, ch: end }, { className: "fault-here" }));
    },
    // where the query stops to be SPARQL: the engine tells only how far it got, which may be lines later
    firstFault() {
      for (let line = 0; line < yasqe.lineCount(); line += 1) {
        const wrong = yasqe.getLineTokens(line, true).find((token) => token.state.OK === false);
        if (wrong) return { line: line + 1, column: wrong.start + 1 };
      }
      return null;
    },
    unmark() {
      for (const mark of marks) mark.clear();
      marks = [];
      yasqe.eachLine((line) => { yasqe.removeLineClass(line, "background", "fault-line"); });
    },
  };
  yasqe.on("change", () => { if (marks.length) editor.unmark(); });
  return editor;
}

function plain(field, run) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
  });
  const indexOf = (line, column) => field.value.split("\n").slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  const changed = () => field.dispatchEvent(new Event("input"));
  return {
    text: () => field.value,
    focus: () => field.focus(),
    onChange: (listener) => field.addEventListener("input", listener),
    replaceAll(before, after) { field.value = field.value.replaceAll(before, () => after); changed(); },
    insert(text) { field.setRangeText(text, field.selectionStart, field.selectionEnd, "end"); changed(); },
    goTo(line, column) { field.focus(); const at = indexOf(line, column); field.setSelectionRange(at, at + 1); },
    firstFault: () => null,
    mark() {},
    unmark() {},
  };
}

// Buttons and keys for bold, italic and references, in the fields of a dialog: cells and captions.
import { insert } from "./insert.js";
import { isEmptyPair, marked, withoutEmptyPairs } from "./marks.js";
import { insertReference, offerReferences } from "./references.js";
import { button, CTRL, element, ICONS, roving } from "./ui.js";

/**
 * @typedef {import("./insert.js").Field} Field
 * @typedef {import("./ui.js").Context} Context
 */

/** The marks of keys with Ctrl. */
const MARKS = /** @type {Record<string, string>} */ ({ b: "**", i: "*" });

/** The fields in which a button put marks around nothing. @type {WeakSet<Field>} */
const emptied = new WeakSet();

/** @param {Field} field @param {string} mark */
function put(field, mark) {
  const edit = marked(field.value, field.selectionStart ?? 0, field.selectionEnd ?? 0, mark);
  if (isEmptyPair(edit)) emptied.add(field);
  insert(field, edit.text, edit.start, edit.end);
  field.setSelectionRange(edit.start + edit.select[0], edit.start + edit.select[1]);
}

/**
 * Lets a field take bold, italic and references by their keys.
 * @param {Field} field
 * @param {Context} context
 */
export function takeMarks(field, context) {
  offerReferences(field, context);
  field.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || event.isComposing || event.shiftKey || event.altKey) return;
    const mark = event.ctrlKey || event.metaKey ? MARKS[event.key.toLowerCase()] : undefined;
    if (!mark) return;
    event.preventDefault();
    put(field, mark);
  });
  field.addEventListener("change", () => {
    if (!emptied.delete(field)) return;
    field.value = withoutEmptyPairs(field.value);
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  });
}

/**
 * Buttons that do the same in the field that had the focus last.
 * @param {Context} context
 * @param {() => Field | null} field
 */
export function markBar(context, field) {
  const { words } = context;
  /** @param {string} label @param {string} icon @param {string} key @param {(field: Field) => void} act */
  const mark = (label, icon, key, act) => {
    const one = button(label, () => {
      const at = field();
      if (at) act(at);
    }, { icon, class: "plain", key: CTRL + key });
    // The field keeps its focus, and a finger its keyboard.
    one.addEventListener("pointerdown", (event) => event.preventDefault());
    return one;
  };
  const bar = element(
    "div",
    { class: "row marks", role: "toolbar", "aria-label": words.marks },
    mark(words.bold, ICONS.bold, "B", (at) => put(at, MARKS.b)),
    mark(words.italic, ICONS.italic, "I", (at) => put(at, MARKS.i)),
    mark(words.refer, ICONS.link, "K", (at) => void insertReference(at, context)),
  );
  roving(bar);
  return bar;
}

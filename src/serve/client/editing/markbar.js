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
export const MARKS = /** @type {Record<string, string>} */ ({ b: "**", i: "*" });

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
 * The buttons for bold, italic and references.
 * @param {import("./ui.js").Words} words
 * @param {(mark: string) => void} put
 * @param {() => void} refer
 */
export function markButtons(words, put, refer) {
  const one = (/** @type {string} */ label, /** @type {string} */ icon, /** @type {string} */ key, /** @type {() => void} */ act) =>
    button(label, act, { icon, class: "plain", key: CTRL + key });
  return [
    one(words.bold, ICONS.bold, "B", () => put(MARKS.b)),
    one(words.italic, ICONS.italic, "I", () => put(MARKS.i)),
    one(words.refer, ICONS.link, "K", refer),
  ];
}

/**
 * A bar of these buttons, for the field that had the focus last.
 * @param {Context} context
 * @param {() => Field | null} field
 */
export function markBar(context, field) {
  const { words } = context;
  const within = (/** @type {(field: Field) => void} */ act) => {
    const at = field();
    if (at) act(at);
  };
  const marks = markButtons(
    words,
    (mark) => within((at) => put(at, mark)),
    () => within((at) => void insertReference(at, context)),
  );
  // The field keeps its focus, and a finger its keyboard.
  for (const one of marks) one.addEventListener("pointerdown", (event) => event.preventDefault());
  const bar = element("div", { class: "row marks", role: "toolbar", "aria-label": words.marks }, ...marks);
  roving(bar);
  return bar;
}

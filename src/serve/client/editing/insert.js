// Puts text in a field the way typing does, so that the browser's own undo takes it back.

/** @typedef {HTMLTextAreaElement | HTMLInputElement} Field */

/**
 * A browser types each line by itself and lays out the field for each: more characters than this would take
 * seconds, and a large document minutes. They are put in at once, which is taken back here.
 */
const MOST_TYPED = 4000;

/**
 * Replaces a part of a field's text, and leaves the caret behind it.
 * @param {Field} field
 * @param {string} text
 * @param {number} [from]
 * @param {number} [to]
 */
export function insert(field, text, from = field.selectionStart ?? field.value.length, to = field.selectionEnd ?? from) {
  field.focus();
  field.setSelectionRange(from, to);
  if (text.length > MOST_TYPED) {
    putLarge(field, text, from, to);
    return;
  }
  if (text === "" ? from === to || document.execCommand("delete") : document.execCommand("insertText", false, text)) return;
  put(field, text, from, to, "insertReplacementText");
}

/**
 * @param {Field} field
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {string} inputType
 */
function put(field, text, from, to, inputType) {
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType, data: text }));
}

/**
 * Puts a large text in a field. The browser's own undo knows nothing of it, so the keys for that are heard here
 * where the text is as it was just before or after.
 * @param {Field} field
 * @param {string} text
 * @param {number} from
 * @param {number} to
 */
function putLarge(field, text, from, to) {
  const before = field.value;
  put(field, text, from, to, "insertFromPaste");
  const after = field.value;
  const replaced = before.slice(from, to);
  const end = from + text.length;
  field.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    const isUndo = key === "z" && !event.shiftKey;
    const isRedo = key === "y" || (key === "z" && event.shiftKey);
    if (isUndo && field.value === after) put(field, replaced, from, end, "historyUndo");
    else if (isRedo && field.value === before) put(field, text, from, to, "historyRedo");
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
}

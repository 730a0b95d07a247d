// Puts text in a field the way typing does, so that the browser's own undo takes it back.
import { document } from "./document.js";
import { put, stepsOf } from "./taking-back.js";

/** @typedef {HTMLTextAreaElement | HTMLInputElement} Field */

/**
 * A browser types each line by itself and lays out the field for each: more characters than this would take
 * seconds, and a large document minutes. They are put in at once, which its own undo knows nothing of.
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
    const steps = stepsOf(field);
    put(field, text, from, to, "insertFromPaste");
    steps.takeOver();
    return;
  }
  if (text === "" ? from === to || document.execCommand("delete") : document.execCommand("insertText", false, text)) return;
  put(field, text, from, to, "insertReplacementText");
}

// Puts text in a field the way typing does, so that the browser's own undo takes it back.

/** @typedef {HTMLTextAreaElement | HTMLInputElement} Field */

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
  if (text === "" ? from === to || document.execCommand("delete") : document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "insertReplacementText", data: text }));
}

// Presses keys in a field again that were pressed before it was there. A browser does nothing by itself for keys that a
// script presses, so that this does what people expect of them.
import { document } from "./document.js";
import { insert } from "./insert.js";
import { wayOf } from "./taking-back.js";

/** @typedef {HTMLTextAreaElement | HTMLInputElement} Field */

/** The keys with a name that do something in a field. */
const NAMED = ["Enter", "Backspace", "Delete", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
/** The letters that do so with Ctrl. Others are for the browser, such as the one that closes a tab. */
const WITH_CTRL = "sbikzy";

/** Whether a key does something in a field that can be done later. @param {KeyboardEvent} event */
export function isHoldable(event) {
  const { key, ctrlKey, metaKey, altKey } = event;
  // Enter that is still held down opened the field.
  if (key === "Enter" && event.repeat) return false;
  if (NAMED.includes(key) || event.getModifierState("AltGraph")) return NAMED.includes(key) || key.length === 1;
  if (ctrlKey || metaKey) return !altKey && WITH_CTRL.includes(key.toLowerCase());
  return key.length === 1 && !altKey;
}

/**
 * @param {Field} field
 * @param {KeyboardEvent} event the key as it was pressed
 */
export function press(field, event) {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const again = new KeyboardEvent("keydown", { key, ctrlKey, metaKey, altKey, shiftKey, bubbles: true, composed: true, cancelable: true });
  if (!field.dispatchEvent(again)) return;
  const way = wayOf(event);
  const isCommand = (ctrlKey || metaKey) && !event.getModifierState("AltGraph");
  if (way) document.execCommand(way);
  else if (isCommand && (key.length === 1 || key === "Enter")) return;
  else if (key.length === 1) insert(field, key);
  else if (key === "Enter") insert(field, "\n");
  else if (key === "Backspace" || key === "Delete") remove(field, key === "Delete");
  else moveCaret(field, event);
}

/**
 * @param {Field} field
 * @param {boolean} isForward
 */
function remove(field, isForward) {
  const { value, selectionStart, selectionEnd } = field;
  let [from, to] = [selectionStart ?? value.length, selectionEnd ?? value.length];
  if (from === to && isForward) to += lengthOf(value.slice(to), 0);
  else if (from === to) from -= lengthOf(value.slice(0, from), -1);
  insert(field, "", from, to);
}

/**
 * How long the first or the last character of a text is.
 * @param {string} text
 * @param {0 | -1} which
 */
function lengthOf(text, which) {
  return [...text].at(which)?.length ?? 0;
}

/**
 * @param {Field} field
 * @param {KeyboardEvent} event
 */
function moveCaret(field, { key, ctrlKey, metaKey, shiftKey }) {
  const selection = getSelection();
  const direction = /Left|Up|Home/.test(key) ? "backward" : "forward";
  const has = ctrlKey || metaKey;
  const by = /Home|End/.test(key) ? (has ? "documentboundary" : "lineboundary") : /Up|Down/.test(key) ? "line" : has ? "word" : "character";
  field.focus();
  // This moves the caret also where it is in a field.
  selection?.modify(shiftKey ? "extend" : "move", direction, by);
}

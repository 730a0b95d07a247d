// Presses keys in a field again that were pressed before it was there. A browser does nothing by itself for keys that a
// script presses, so that this does what people expect of them.
import { document } from "./document.js";
import { insert } from "./insert.js";
import { pasting } from "./paste.js";
import { wayOf } from "./taking-back.js";

/**
 * @typedef {import("./insert.js").Field} Field
 * @typedef {import("./held.js").Input} Input
 */

/** The keys with a name that do something in a field. */
const NAMED = ["Enter", "Escape", "Tab", "Backspace", "Delete", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
/** The letters that do so with Ctrl. Others are for the browser, such as the one that closes a tab. */
const WITH_CTRL = "abcikszxy";

/** What was cut or copied last of what was held. */
let copied = "";

/** Whether a key does something in a field that can be done later. @param {KeyboardEvent} event */
export function isHoldable(event) {
  const { key, ctrlKey, metaKey, altKey } = event;
  // Enter that is still held down opened the field. Of keys that make a letter together the browser tells that letter.
  if ((key === "Enter" && event.repeat) || event.isComposing) return false;
  if (key === "Tab") return !ctrlKey && !altKey && !metaKey;
  if (NAMED.includes(key) || event.getModifierState("AltGraph")) return NAMED.includes(key) || key.length === 1;
  if (ctrlKey || metaKey) return !altKey && WITH_CTRL.includes(key.toLowerCase());
  return key.length === 1 && !altKey;
}

/** Whether one writes in an element. @param {Element | null} node @returns {node is Field} */
export function isText(node) {
  const isField = node instanceof HTMLTextAreaElement || (node instanceof HTMLInputElement && node.type === "text");
  return isField && node.getRootNode() instanceof ShadowRoot;
}

/** Whether something leaves a field for no other one. @param {Field} field @param {Input} input */
export function leaves(field, input) {
  if (!(input instanceof KeyboardEvent)) return false;
  const { key, ctrlKey, metaKey } = input;
  // In a dialog there are other fields.
  return field.closest("dialog") === null && (key === "Tab" || key === "Escape" || (key === "Enter" && (ctrlKey || metaKey)));
}

/**
 * Types something in a field. Returns what is waited for, if that takes time.
 * @param {Field} field
 * @param {Input} input
 */
export function press(field, input) {
  if (input instanceof KeyboardEvent) pressKey(field, input);
  else if ("text" in input) insert(field, input.text);
  else return pasteIn(field, input.pasted);
  return null;
}

/**
 * @param {Field} field
 * @param {DataTransfer | null} data
 */
function pasteIn(field, data) {
  if (data === null) {
    insert(field, copied);
    return null;
  }
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true, cancelable: true });
  if (field.dispatchEvent(event)) insert(field, data.getData("text/plain"));
  return pasting(field);
}

/**
 * @param {Field} field
 * @param {KeyboardEvent} event the key as it was pressed
 */
function pressKey(field, event) {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const again = new KeyboardEvent("keydown", { key, ctrlKey, metaKey, altKey, shiftKey, bubbles: true, composed: true, cancelable: true });
  if (!field.dispatchEvent(again)) return;
  const way = wayOf(event);
  const isCommand = (ctrlKey || metaKey) && !event.getModifierState("AltGraph");
  if (way) {
    field.focus();
    document.execCommand(way);
  } else if (isCommand && (key.length === 1 || key === "Enter")) command(field, key.toLowerCase());
  else if (key.length === 1) insert(field, key);
  else if (key === "Enter") insert(field, "\n");
  else if (key === "Escape") field.closest("dialog")?.dispatchEvent(new Event("cancel", { cancelable: true }));
  else if (key === "Tab") moveFocus(field, shiftKey ? -1 : 1);
  else if (key === "Backspace" || key === "Delete") remove(field, key === "Delete", isCommand);
  else moveCaret(field, event);
}

/**
 * What the browser does with a letter and Ctrl.
 * @param {Field} field
 * @param {string} letter
 */
function command(field, letter) {
  if (letter === "a") field.select();
  if (letter !== "x" && letter !== "c") return;
  copied = field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
  if (copied === "") return;
  void navigator.clipboard?.writeText(copied).catch(() => {});
  if (letter === "x") insert(field, "");
}

/**
 * @param {Field} field
 * @param {1 | -1} by
 */
function moveFocus(field, by) {
  const root = /** @type {ShadowRoot} */ (field.getRootNode());
  const all = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("button, input, select, textarea")]);
  const reached = all.filter((node) => node === field || (node.tabIndex >= 0 && !node.matches(":disabled") && node.getClientRects().length > 0));
  reached[reached.indexOf(field) + by]?.focus();
}

/**
 * @param {Field} field
 * @param {boolean} isForward
 * @param {boolean} isWord
 */
function remove(field, isForward, isWord) {
  if (isWord && field.selectionStart === field.selectionEnd) {
    field.focus();
    getSelection()?.modify("extend", isForward ? "forward" : "backward", "word");
  }
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

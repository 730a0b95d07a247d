// What keys do in a field, where they do more than to type.
import { headingParts, levelOf } from "./heading.js";
import { makePlain } from "./plain.js";
import { continued, kindAt, isHeadingEnd, isParagraphLike } from "./typing.js";

/**
 * @typedef {import("./bar.js").Bar} Bar
 * @typedef {import("./field.js").Field} Field
 * @typedef {import("./main.js").Editor} Editor
 * @typedef {() => unknown} Act
 */

/**
 * A key was pressed in a field.
 * @param {Editor} editor
 * @param {Field} field
 * @param {Bar} bar
 * @param {KeyboardEvent} event
 */
export function keyed(editor, field, bar, event) {
  const act = actOf(editor, field, bar, event);
  if (!act) return;
  event.preventDefault();
  act();
}

/**
 * @param {Editor} editor
 * @param {Field} field
 * @param {Bar} bar
 * @param {KeyboardEvent} event
 * @returns {Act | null}
 */
function actOf(editor, field, bar, event) {
  const { key, altKey, shiftKey } = event;
  const has = event.ctrlKey || event.metaKey;
  const at = event.composedPath()[0];
  if (key === "Escape") return () => editor.session.cancel(field);
  if (has && key === "Enter") return () => editor.session.finish(field);
  if (has && !altKey && key.toLowerCase() === "s") return () => editor.session.keep(field);
  // Where one chooses, the arrows choose.
  if (at instanceof HTMLSelectElement) return null;
  if (altKey && key === "ArrowUp") return () => editor.moving.moveField(field, "up");
  if (altKey && key === "ArrowDown") return () => editor.moving.moveField(field, "down");
  if (at !== field.area || altKey) return null;
  if (has) return stepped(field, event) ? () => {} : shiftKey ? null : bar.key(key.toLowerCase());
  if (key === "Enter") return shiftKey ? null : enter(editor, field);
  return key === "Backspace" ? backspace(editor, field) : null;
}

/**
 * Whether a key took back what a control did, or made it again. The browser takes back what was typed.
 * @param {Field} field
 * @param {KeyboardEvent} event
 */
function stepped(field, { key, shiftKey }) {
  const name = key.toLowerCase();
  if (name !== "z" && (name !== "y" || shiftKey)) return false;
  return field.step(name === "z" && !shiftKey ? "undo" : "redo");
}

/**
 * What Enter does, where it does more than to break a line.
 * @param {Editor} editor
 * @param {Field} field
 * @returns {Act | null}
 */
function enter(editor, field) {
  const { selectionStart: start, selectionEnd: end, value } = field.area;
  const kind = kindAt(field.kind, value, start);
  if (isParagraphLike(kind)) {
    const behind = value.slice(end);
    const isAtEnd = start === end && (kind === "heading" ? isHeadingEnd(behind) : behind.trim() === "");
    const isEmpty = /^#*\s*$/.test(value.slice(0, start));
    if (isAtEnd && !isEmpty) return () => editor.paragraphs.next(field);
    if (kind === "heading" || value.trim() === "") return () => {};
    return () => field.type("\n\n");
  }
  const after = continued(kind, value, start, end);
  if (!after) return null;
  if (after.ends) {
    return () => {
      field.type(after.text, after.start, end);
      // Without its mark it is an empty paragraph again.
      if (field.kind === "paragraph" && field.area.value === "") return;
      editor.paragraphs.next(field);
    };
  }
  return () => field.type(after.text, after.start, end);
}

/**
 * What Backspace does after a blank line that Enter made, and at the start of a paragraph, or of a heading, which
 * becomes a paragraph first.
 * @param {Editor} editor
 * @param {Field} field
 * @returns {Act | null}
 */
function backspace(editor, field) {
  const { selectionStart: start, selectionEnd: end, value } = field.area;
  if (start !== end) return null;
  if (isParted(field.kind, value, start)) return () => field.type("", start - 2, start);
  if (start !== 0 || !isParagraphLike(field.kind)) return null;
  if (field.kind === "heading") {
    if (levelOf(field.source) > 0) return () => makePlain(field, editor.words);
    // The level of one in several lines is in its text.
    if (field.original !== "" && !headingParts(field.original)) return null;
  }
  return () => editor.paragraphs.join(field);
}

/**
 * Whether before the caret stands what Enter types there: one Backspace takes it away, as half of it would be a line
 * break that was not there before.
 * @param {import("./api.js").Kind} kind
 * @param {string} text
 * @param {number} caret
 */
function isParted(kind, text, caret) {
  const before = text.slice(0, caret);
  if (!before.endsWith("\n\n")) return false;
  const at = caret - 2;
  const whole = text.slice(0, at) + text.slice(caret);
  const was = kindAt(kind, whole, at);
  return isParagraphLike(was) || continued(was, whole, at, at)?.text === "\n\n";
}

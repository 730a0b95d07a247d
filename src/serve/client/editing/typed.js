// What is typed in a heading by who knows Markdown, and is no words: number signs before it are its level, and
// attributes behind it are its own.
import { typedAttributes } from "./braces.js";
import { levelOf, typedLevel, withLevel, withTyped } from "./heading.js";

/** @typedef {import("./field.js").Field} Field */

/** Takes it out of the words of a heading. Says whether there was any. @param {Field} field */
export function takeTyped(field) {
  return field.kind === "heading" && (takeLevel(field) || takeAttributes(field));
}

/** @param {Field} field */
function takeLevel(field) {
  const { area } = field;
  const typed = typedLevel(area.value);
  if (!typed) return false;
  const { selectionStart, selectionEnd } = area;
  field.type("", 0, typed.length);
  area.setSelectionRange(Math.max(selectionStart - typed.length, 0), Math.max(selectionEnd - typed.length, 0));
  field.reframe(withLevel(field.source, typed.level), "typed");
  return true;
}

/** @param {Field} field */
function takeAttributes(field) {
  const { value } = field.area;
  const end = value.indexOf("\n") < 0 ? value.length : value.indexOf("\n");
  const typed = typedAttributes(value.slice(0, end));
  if (!typed || levelOf(field.source) === 0) return false;
  field.type("", typed.start, end);
  field.reframe(withTyped(field.source, typed.attributes), "typed");
  return true;
}

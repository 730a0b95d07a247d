// The parts of a box in Markdown: its text, and the kind and title that a field shows as controls.
import { unbraced } from "./braces.js";

/**
 * @typedef {{ colons: string, kind: string, marks: string, title: string, attributes: string, end: string }} Fence
 *   the line that a box begins with
 * @typedef {{ fence: Fence, before: string, body: string, after: string, closing: string }} Parts `before` and
 *   `after` are the blank lines around the body, and the end of its last line
 */

/** `::: tip Titel {#anker}`, which may end in colons too. */
const OPENING = /^([ \t]*:{3,}[ \t]*)([\p{L}\p{N}_-]+)([:.,;]*)([ \t]+[^\s{}:](?:.*?\S)?)??([ \t]*\{[^{}]*\})?((?:[ \t]*:{3,})?[ \t]*)$/u;
const CLOSING = /^[ \t]*:{3,}[ \t]*$/;
/** The blank lines that a text begins with. */
const BLANK = /^(?:[ \t]*\n)+/;

/**
 * The parts of a box; null for what is none, or is not wholly known.
 * @param {string} source
 * @returns {Parts | null}
 */
export function boxParts(source) {
  const lines = source.split("\n");
  const [first, last] = [lines[0], lines.at(-1) ?? ""];
  const found = OPENING.exec(first);
  if (!found || lines.length < 2 || !CLOSING.test(last)) return null;
  const [, colons, kind, marks, title = "", attributes = "", end] = found;
  const fence = { colons, kind, marks, title, attributes, end };
  const inner = lines.slice(1, -1).map((line) => `${line}\n`).join("");
  if (inner.trim() === "") return { fence, before: "", body: "", after: inner, closing: last };
  const before = BLANK.exec(inner)?.[0] ?? "";
  const body = inner.slice(before.length).trimEnd();
  return { fence, before, body, after: inner.slice(before.length + body.length), closing: last };
}

/**
 * A box with another body, without the blank lines around it that say nothing.
 * @param {Parts} parts
 * @param {string} text
 */
export function withBody({ fence, before, body, after, closing }, text) {
  const trimmed = text.replace(BLANK, "").trimEnd();
  if (trimmed === "") return `${opening(fence)}\n${closing}`;
  const [above, below] = body === "" ? ["", "\n"] : [before, after];
  return `${opening(fence)}\n${above}${trimmed}${below}${closing}`;
}

/** @param {Fence} fence */
function opening({ colons, kind, marks, title, attributes, end }) {
  return colons + kind + marks + title + attributes + end;
}

/** Where the body of a box begins in its source. @param {Parts} parts */
export function bodyStart({ fence, before }) {
  return opening(fence).length + 1 + before.length;
}

/**
 * The source with another line at the start.
 * @param {string} source
 * @param {Partial<Fence>} change
 */
function withFence(source, change) {
  const parts = boxParts(source);
  if (!parts) return source;
  return opening({ ...parts.fence, ...change }) + source.slice(opening(parts.fence).length);
}

/**
 * A box of another kind.
 * @param {string} source
 * @param {string} kind
 */
export function withKind(source, kind) {
  return withFence(source, { kind });
}

/**
 * A box with another title, or none. Braces are the marks of attributes, whatever stands before them, so they become
 * parentheses.
 * @param {string} source
 * @param {string} title
 */
export function withTitle(source, title) {
  const words = unbraced(title).replace(/\s+/g, " ").replace(/^[:\s]+/, "").trim();
  return withFence(source, { title: words && ` ${words}` });
}

// What keys and buttons do to Markdown: pure functions of a text and a selection.
import { isInCode } from "./code.js";

/**
 * @typedef {{ start: number, end: number, text: string, select: [number, number] }} Edit a part that is
 *   replaced by a text, and what is selected in that
 */

/** Whether Enter at the end of such a block starts the next. @param {import("./api.js").Kind} kind */
export function isParagraphLike(kind) {
  return kind === "paragraph" || kind === "heading";
}

/**
 * What stands at the caret: who knows Markdown types a list, a quotation, code or a box in a paragraph. Of the last
 * two it is told only as long as they are not closed.
 * @param {import("./api.js").Kind} kind
 * @param {string} text
 * @param {number} caret
 * @returns {import("./api.js").Kind}
 */
export function kindAt(kind, text, caret) {
  if (kind !== "paragraph") return kind;
  const before = text.slice(0, caret);
  if (isInCode(before)) return "code";
  if (/^[ \t]*:{3,}[ \t]*[^\s:]/.test(text) && !/\n[ \t]*:{3,}[ \t]*$/.test(before)) return "other";
  if (/^ {0,3}>/.test(text)) return "quote";
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return ITEM.test(text) || /^[ \t]*[-*+][ \t]/.test(line) ? "list" : kind;
}

/** The line that a box begins or ends with: its colons, and what follows them at the beginning. */
const FENCE = /^[ \t]*(:{3,})[ \t]*([^\s:].*)?$/;

/** The mark at the start of an item of a list: its indent, its bullet or number, its box. */
const ITEM = /^([ \t]*)(?:([-*+])|(\d+)([.)]))[ \t]+(\[[ xX]\][ \t]+)?/;

/**
 * What Enter types in a list or a quote: the mark of the next item. Where an item is empty, it ends. In the
 * text of a box or a quotation it begins a paragraph, as it does elsewhere. What ends has only the text that closes it.
 * @param {import("./api.js").Kind} kind
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {{ start: number, text: string, ends: boolean } | null}
 */
export function continued(kind, text, start, end) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const line = text.slice(from, start);
  const sign = kind === "quote" ? line.match(/^[ \t]*>[ \t]?/)?.[0] : undefined;
  if (sign !== undefined) {
    const ends = line === sign && text.slice(end).trim() === "";
    return ends ? { start: Math.max(from - 1, 0), text: "", ends } : { start, text: `\n${sign}`, ends };
  }
  if (isText(kind) && line === "" && text.trim() !== "" && text.slice(end).trim() === "" && !isInCode(text.slice(0, from))) {
    return { start: text.slice(0, start).trimEnd().length, text: "", ends: true };
  }
  const fences = kind === "other" && line === "" && text.slice(end).trim() === "" ? openFences(text.slice(0, start)) : [];
  if (fences.length > 0) {
    const closing = fences.map((colons) => `\n${colons}`).reverse().join("");
    return { start: text.slice(0, start).trimEnd().length, text: closing, ends: true };
  }
  const found = line.match(ITEM);
  if (!found && isProse(kind, text.slice(0, from), line)) return { start, text: "\n\n", ends: false };
  if (!found || kind === "code" || kind === "html") return null;
  const [mark, indent, bullet, number, point, box] = found;
  if (line.trim() === mark.trim() && text.slice(end).split("\n")[0].trim() === "") {
    if (indent === "" && kind === "list" && text.slice(end).trim() === "") return { start: Math.max(from - 1, 0), text: "", ends: true };
    return { start: from, text: indent.length >= 2 ? indent.slice(2) : "", ends: false };
  }
  const next = bullet ?? `${Number(number) + 1}${point}`;
  return { start, text: `\n${indent}${next} ${box ? "[ ] " : ""}`, ends: false };
}

/**
 * The colons of the boxes that are open at the end of a text; none if the last of them is empty as yet.
 * @param {string} text
 */
function openFences(text) {
  const lines = text.trimEnd().split("\n");
  const isOpening = (/** @type {string} */ line) => FENCE.exec(line)?.[2] !== undefined;
  /** @type {string[]} */
  const open = [];
  for (const line of lines) {
    const [, colons, kind] = FENCE.exec(line) ?? [];
    if (kind !== undefined) open.push(colons);
    else if (colons !== undefined) open.pop();
  }
  return isOpening(lines[lines.length - 1]) ? [] : open;
}

/** Whether a block holds others, as text. @param {import("./api.js").Kind} kind */
function isText(kind) {
  return kind === "box" || kind === "example" || kind === "quote";
}

/**
 * Whether a line is text of a box or a quotation, and no fence, table or code.
 * @param {import("./api.js").Kind} kind
 * @param {string} before what stands above the line
 * @param {string} line
 */
function isProse(kind, before, line) {
  return isText(kind) && !isInCode(before) && /^[^\s|:`~<]/.test(line);
}

/**
 * Makes a list of the selected lines, or lines of a list.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {Edit}
 */
export function listed(text, start, end) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", end);
  const to = next < 0 ? text.length : next;
  const lines = text.slice(from, to).split("\n");
  const isList = lines.every((line) => ITEM.test(line) || line.trim() === "") && lines.some((line) => line.trim() !== "");
  const changed = lines.map((line) => {
    if (isList) return line.replace(ITEM, "$1");
    return line.trim() === "" && lines.length > 1 ? line : `- ${line}`;
  });
  const list = changed.join("\n");
  // A list that follows text needs a blank line between.
  const gap = !isList && from > 0 && text[from - 2] !== "\n" ? "\n" : "";
  const result = gap + list;
  return { start: from, end: to, text: result, select: lines.length > 1 ? [gap.length, result.length] : [result.length, result.length] };
}

/**
 * Adds a footnote: its mark at the end of the selection, and its text below.
 * @param {string} text the text of the block
 * @param {number} at
 * @param {string} whole the text of the chapter, whose notes are counted
 * @returns {{ mark: string, at: number, note: string }}
 */
export function footnote(text, at, whole) {
  let number = 1;
  while (whole.includes(`[^${number}]`) || text.includes(`[^${number}]`)) number += 1;
  while (at > 0 && text[at - 1] === " ") at -= 1;
  // Behind the marks of the word, not within them.
  while (/[*_]/.test(text[at] ?? "") && /[^\s*_]/.test(text[at - 1] ?? "")) at += text.slice(at).match(/^[*_]+/)?.[0].length ?? 1;
  return { mark: `[^${number}]`, at, note: `${text.endsWith("\n") ? "\n" : "\n\n"}[^${number}]: ` };
}

/** Whether a caret in a heading has only its attributes behind it. @param {string} behind */
export function isHeadingEnd(behind) {
  return /^[ \t]*(?:\{[^{}\n]*\})?\s*$/.test(behind);
}

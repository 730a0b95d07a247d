// Which element of the page shows which block of a chapter, and which block of a later text a block became.
import { document } from "./document.js";

/**
 * @typedef {import("./api.js").Block} Block
 * @typedef {import("./api.js").Chapter} Chapter
 */

/** The attribute with the place of a block. */
export const PLACE = "data-source";

/** @param {Element} node */
function place(node) {
  const [, file, line] = node.getAttribute(PLACE)?.match(/^(.*):(\d+)$/) ?? [];
  return { file: file ?? "", line: Number(line) };
}

/**
 * Whether an element is the section of a lesson, which begins with its heading.
 * @param {Element} node
 */
function isLesson(node) {
  const heading = node.localName === "section" ? node.firstElementChild : null;
  return heading !== null && heading.getAttribute(PLACE) === node.getAttribute(PLACE);
}

/**
 * The outermost elements of a file that were written in these lines.
 * @param {string} file
 * @param {number} first
 * @param {number} last
 */
export function elementsIn(file, first, last) {
  /** @type {HTMLElement[]} */
  const found = [];
  for (const node of document.querySelectorAll(`main [${PLACE}]`)) {
    const at = place(node);
    if (at.file !== file || at.line < first || at.line > last || !(node instanceof HTMLElement)) continue;
    // They come in order, so that what contains this one can only be the last.
    if (found.at(-1)?.contains(node)) continue;
    found.push(node);
  }
  return found;
}

/** The element that is outlined for one that was written: a lesson has only its heading. @param {HTMLElement} node */
export function ownPart(node) {
  return isLesson(node) && node.firstElementChild instanceof HTMLElement ? node.firstElementChild : node;
}

/** The parts around an element that fold it away, from the inside out. @param {Element} node */
function folds(node) {
  /** @type {{ details: HTMLDetailsElement, summary: HTMLElement | null }[]} */
  const found = [];
  for (let at = node.parentElement; at; at = at.parentElement) {
    if (!(at instanceof HTMLDetailsElement) || at.open) continue;
    const summary = /** @type {HTMLElement | null} */ (at.querySelector(":scope > summary"));
    if (!summary?.contains(node)) found.push({ details: at, summary });
  }
  return found;
}

/** The element that is seen of a block: of what is folded away, the summary. @param {HTMLElement} node */
export function inSight(node) {
  const outer = folds(node).at(-1);
  return outer ? (outer.summary ?? outer.details) : node;
}

/** Unfolds what an element is in. @param {HTMLElement} node */
export function unfold(node) {
  for (const { details } of folds(node)) details.open = true;
}

/**
 * The element of each block of a chapter; null for one that shows nothing.
 * @param {Chapter} chapter
 */
export function elementsOf(chapter) {
  /** @type {Map<number, HTMLElement>} */
  const byLine = new Map();
  for (const node of document.querySelectorAll(`main [${PLACE}]`)) {
    const { file, line } = place(node);
    if (file !== chapter.file || byLine.has(line) || isLesson(node) || !(node instanceof HTMLElement)) continue;
    byLine.set(line, node);
  }
  /** @type {Set<HTMLElement>} */
  const taken = new Set();
  /** @type {HTMLElement | null} */
  let above = null;
  /** @type {(HTMLElement | null)[]} */
  const elements = [];
  for (const block of chapter.blocks) {
    const found = byLine.get(block.line) ?? captioned(block, byLine);
    /** @type {HTMLElement | null} */
    const node = found && !taken.has(found) ? found : block.kind === "html" ? after(above) : null;
    elements.push(node);
    if (!node) continue;
    taken.add(node);
    above = node;
  }
  return elements;
}

/**
 * The element of a block whose caption stands above it.
 * @param {Block} block
 * @param {Map<number, HTMLElement>} byLine
 */
function captioned({ kind, line, last_line }, byLine) {
  if (kind !== "table" && kind !== "html") return undefined;
  for (let at = line + 1; at <= last_line; at += 1) if (byLine.has(at)) return byLine.get(at);
  return undefined;
}

/**
 * The element of raw HTML, which has no place of its own: the one after the block before.
 * @param {HTMLElement | null} before
 */
function after(before) {
  const next = before?.nextElementSibling;
  if (next instanceof HTMLFormElement && hidesItself(next)) return null;
  return next instanceof HTMLElement && !next.hasAttribute(PLACE) && !next.hasAttribute("data-editor") ? next : null;
}

/**
 * Whether what is in a form has the name of something that forms have, such as `before`, which then means that.
 * @param {HTMLFormElement} form
 */
function hidesItself(form) {
  const inside = /** @type {NodeListOf<Element>} */ (Element.prototype.querySelectorAll.call(form, "[name], [id]"));
  return [...inside].some((node) => node.id in HTMLFormElement.prototype || (node.getAttribute("name") ?? "") in HTMLFormElement.prototype);
}

/**
 * The block of a later text that a block became: the one with the same words, nearest to where it was.
 * @param {Block} block
 * @param {Chapter} before
 * @param {Chapter} later
 */
export function follow(block, before, later) {
  const added = lines(later.text) - lines(before.text);
  const same = later.blocks.filter(({ kind, text }) => kind === block.kind && text === block.text);
  const away = (/** @type {Block} */ other) =>
    Math.min(Math.abs(other.line - block.line), Math.abs(other.line - block.line - added));
  same.sort((a, b) => away(a) - away(b));
  return same[0] ?? null;
}

/** @param {string} text */
function lines(text) {
  return text.split("\n").length;
}

/**
 * The text of a part of a chapter, whose places are bytes.
 * @param {Pick<Chapter, "text">} chapter
 * @param {number} start
 * @param {number} end
 */
export function textOf({ text }, start, end) {
  const part = new TextEncoder().encode(text).slice(start, end);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(part).replaceAll("\r\n", "\n");
}

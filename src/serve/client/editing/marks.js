// Bold and italic: which words a button marks, and what remains of one that was pressed for nothing.

/** @typedef {import("./typing.js").Edit} Edit */

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
const BOLD = /(?<=\*\*)(?=[^\s*])[^\n]+?(?<=[^\s*])(?=\*\*)|(?<=\*\*)[^\s*](?=\*\*)/gu;
const ITALIC = /(?<=(?<!\*)\*)[^\s*](?:[^\n*]*[^\s*])?(?=\*(?!\*))/gu;

/** Marks around nothing: two of bold or two of italic. */
const EMPTY_PAIR = /(?<=^|[\s(])(?:\*{4}|\*{2})(?=$|[\s.,;:!?)])/gu;

/** A text without pairs of marks around nothing. @param {string} text */
export function withoutEmptyPairs(text) {
  return text.replace(EMPTY_PAIR, "");
}

/** Whether an edit puts a pair of marks around nothing. @param {Edit} edit */
export function isEmptyPair({ text, select }) {
  return /^\*+$/.test(text) && select[0] === select[1] && select[0] * 2 === text.length;
}

/**
 * Puts marks around the selected words, or takes them away. Without a selection that is what is marked so at the
 * caret, or else the word; the caret stays where it is.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {string} mark
 * @returns {Edit}
 */
export function marked(text, start, end, mark) {
  if (start !== end) return markedRange(text, start, end, mark);
  const own = rangeAt(text, start, mark === "**" ? BOLD : ITALIC);
  // Who is at the end of what is marked goes on without marks.
  if (own?.[1] === start) return { start, end: start, text: "", select: [mark.length, mark.length] };
  const around = own ?? rangeAt(text, start, WORD) ?? [start, start];
  const edit = markedRange(text, around[0], around[1], mark);
  const caret = start - around[0] + edit.select[0];
  return { ...edit, select: [caret, caret] };
}

/**
 * The stretch of a kind in which a caret stands, or at whose edge.
 * @param {string} text
 * @param {number} at
 * @param {RegExp} kind
 * @returns {[number, number] | null}
 */
function rangeAt(text, at, kind) {
  const from = text.lastIndexOf("\n", at - 1) + 1;
  const next = text.indexOf("\n", at);
  const line = text.slice(from, next < 0 ? text.length : next);
  for (const { index, 0: found } of line.matchAll(kind)) {
    const start = from + index;
    if (start <= at && at <= start + found.length) return [start, start + found.length];
  }
  return null;
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {string} mark
 * @returns {Edit}
 */
function markedRange(text, start, end, mark) {
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  const size = mark.length;
  const words = text.slice(start, end);
  const isExact = (/** @type {number} */ at, /** @type {number} */ to) =>
    text.slice(at - size, at) === mark &&
    text.slice(to, to + size) === mark &&
    (size > 1 || (text[at - 2] !== mark || text[at - 3] === mark) && (text[to + 1] !== mark || text[to + 2] === mark));
  if (isExact(start, end)) return { start: start - size, end: end + size, text: words, select: [0, words.length] };
  const isWithin = words.length >= 2 * size && words.startsWith(mark) && words.endsWith(mark) && (size > 1 || !words.startsWith("**"));
  if (isWithin) {
    const inner = words.slice(size, -size);
    return { start, end, text: inner, select: [0, inner.length] };
  }
  return { start, end, text: mark + words + mark, select: [size, size + words.length] };
}

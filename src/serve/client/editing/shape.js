// What a field shows of a block, and how that is written: the words of a heading without its level and
// attributes, the text of a box and code without their fences, a quotation without its signs, a footnote without its mark and
// its indent.
import { bodyStart, boxParts, withBody } from "./box.js";
import { unescaped } from "./braces.js";
import { codeParts, codeStart, withCode } from "./fence.js";
import { headingParts, withWords } from "./heading.js";
import { matches } from "./parting.js";
import { quoteLines, withQuoted } from "./quote.js";

/**
 * @typedef {{
 *   shown: string,
 *   written: (text: string) => string,
 *   framed: (text: string) => string,
 *   place: (at: number) => number,
 *   shows: (start: number, end: number) => boolean,
 * }} Shape `written` is what stands in the file for a
 *   text of the field, and nothing for none; `framed` has what is hidden also then; `place` is where in the
 *   field a place of the source is, and `shows` whether a part of the source is in the field
 * @typedef {import("./quote.js").Line} Line
 */

/** What a footnote begins with. */
const MARK = /^[ \t]*\[\^[^\]\s]+\]:[ \t]*/;
/** What the other lines of a footnote begin with: four columns at most, the rest is their own. */
const INDENT = /^(?: {0,3}\t| {1,4})/;
/** What a paragraph of a footnote begins with, as only then it belongs to the note. */
const FULL = /^(?: {0,3}\t| {4})/;

/**
 * @param {import("./api.js").Kind} kind
 * @param {string} source
 * @returns {Shape}
 */
export function shapeOf(kind, source) {
  const make = SHAPES[kind];
  const own = make ? make(source) : null;
  return own ?? { shown: source, written: (text) => text, framed: (text) => text, place: (at) => at, shows: () => true };
}

/**
 * A shape of a source whose frame is written around each text.
 * @param {string} source
 * @param {string} shown
 * @param {(text: string) => string} frame
 * @param {Pick<Shape, "place" | "shows">} places
 * @returns {Shape}
 */
function shape(source, shown, frame, places) {
  const framed = (/** @type {string} */ text) => (text === shown ? source : frame(text));
  return { shown, framed, written: (text) => (text.trim() === "" ? "" : framed(text)), ...places };
}

/** @param {string} source */
function headingShape(source) {
  const parts = headingParts(source);
  if (!parts) return null;
  const { lead, words, tail, rest } = parts;
  const read = unescaped(words);
  const end = lead.length + words.length;
  const place = (/** @type {number} */ at) =>
    at <= end ? Math.min(Math.max(at - lead.length, 0), read.length) : Math.max(at - end - tail.length + read.length, read.length);
  const shows = (/** @type {number} */ from, /** @type {number} */ to) => from >= lead.length && (to <= end || from >= end + tail.length);
  return shape(source, read + rest, (text) => withWords(parts, text), { place, shows });
}

/** @param {string} source */
function boxShape(source) {
  const parts = boxParts(source);
  if (!parts) return null;
  const { body, fence } = parts;
  const start = bodyStart(parts);
  const place = (/** @type {number} */ at) => Math.min(Math.max(at - start, 0), body.length);
  const shows = (/** @type {number} */ from, /** @type {number} */ to) => from >= start && to <= start + body.length;
  const made = shape(source, body, (text) => withBody(parts, text), { place, shows });
  // A box with a title says something, also without a text.
  return { ...made, written: (/** @type {string} */ text) => (fence.title === "" ? made.written(text) : made.framed(text)) };
}

/** @param {string} source */
function codeShape(source) {
  const parts = codeParts(source);
  if (!parts) return null;
  const { body } = parts;
  const start = codeStart(parts);
  const place = (/** @type {number} */ at) => Math.min(Math.max(at - start, 0), body.length);
  const shows = (/** @type {number} */ from, /** @type {number} */ to) => from >= start && to <= start + body.length;
  return shape(source, body, (text) => withCode(parts, text), { place, shows });
}

/** @param {string} source */
function quoteShape(source) {
  const lines = quoteLines(source);
  return lines && linesShape(source, lines, withQuoted);
}

/** @param {string} source */
function noteShape(source) {
  if (!MARK.test(source)) return null;
  const lines = source.split("\n").map((line, at) => parted(line, at === 0 ? MARK : INDENT));
  return linesShape(source, lines, written);
}

/**
 * The shape of a source of whose lines the starts are hidden.
 * @param {string} source
 * @param {Line[]} lines
 * @param {(text: string, lines: Line[]) => string} write
 */
function linesShape(source, lines, write) {
  const shown = lines.map(({ text }) => text).join("\n");
  const places = { place: (/** @type {number} */ at) => place(at, lines), shows: (/** @type {number} */ from) => shows(from, lines) };
  return shape(source, shown, (text) => write(text, lines), places);
}

/** @type {Partial<Record<import("./api.js").Kind, (source: string) => Shape | null>>} */
const SHAPES = { heading: headingShape, box: boxShape, example: boxShape, code: codeShape, quote: quoteShape, footnote: noteShape };

/**
 * @param {string} line
 * @param {RegExp} hidden
 * @returns {Line}
 */
function parted(line, hidden) {
  const indent = hidden.exec(line)?.[0] ?? "";
  return { indent, text: line.slice(indent.length) };
}

/**
 * A footnote as the file has it. Lines that stay keep their indent, and new ones get that of the line above.
 * @param {string} text
 * @param {Line[]} before
 */
function written(text, before) {
  const lines = text.split("\n");
  const stays = matches(lines, before.map((line) => line.text));
  const full = before.slice(1).find(({ indent }) => FULL.test(indent))?.indent ?? "    ";
  const { indent: mark, text: first } = before[0];
  const made = [first === "" && !/\s$/.test(mark) ? `${mark} ${lines[0]}` : mark + lines[0]];
  let indent = full;
  for (const [at, line] of lines.entries()) {
    if (at === 0) continue;
    const kept = stays[at] > 0 ? before[stays[at]].indent : null;
    const isBlank = line.trim() === "";
    if (!isBlank) {
      const isParagraph = lines[at - 1].trim() === "";
      indent = kept ?? indent;
      if (isParagraph && !FULL.test(indent)) indent = full;
    }
    made.push((isBlank ? (kept ?? "") : indent) + line);
  }
  return made.join("\n");
}

/**
 * @param {number} at
 * @param {Line[]} lines
 */
function place(at, lines) {
  let [start, shown] = [0, 0];
  for (const { indent, text } of lines) {
    const from = start + indent.length;
    if (at <= from + text.length) return shown + Math.max(at - from, 0);
    start = from + text.length + 1;
    shown += text.length + 1;
  }
  return Math.max(shown - 1, 0);
}

/**
 * Whether a place is text, and neither mark nor indent.
 * @param {number} at
 * @param {Line[]} lines
 */
function shows(at, lines) {
  let start = 0;
  for (const { indent, text } of lines) {
    if (at <= start + indent.length + text.length) return at >= start + indent.length;
    start += indent.length + text.length + 1;
  }
  return false;
}

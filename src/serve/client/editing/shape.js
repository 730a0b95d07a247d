// What a field shows of a block, and how that is written: a footnote without its mark and its indent.
import { matches } from "./parting.js";

/**
 * @typedef {{
 *   shown: string,
 *   written: (text: string) => string,
 *   place: (at: number) => number,
 * }} Shape `written` is what stands in the file for a text of the field, and `place` where in the field a
 *   place of the source is
 * @typedef {{ indent: string, text: string }} Line what a field hides of a line, and what it shows
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
  if (kind !== "footnote" || !MARK.test(source)) return { shown: source, written: (text) => text, place: (at) => at };
  const lines = source.split("\n").map((line, at) => parted(line, at === 0 ? MARK : INDENT));
  const shown = lines.map(({ text }) => text).join("\n");
  return { shown, written: (text) => (text === shown ? source : written(text, lines)), place: (at) => place(at, lines) };
}

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
  if (text.trim() === "") return "";
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

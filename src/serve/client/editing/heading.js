// The parts of a heading in Markdown: its words, and the level and attributes that a field shows as controls.
import { escaped, joined, unbraced } from "./braces.js";

/**
 * @typedef {{ lead: string, words: string, tail: string, rest: string }} Parts what stands before and behind
 *   the words, and what follows the heading
 */

/** A heading with number signs: those, its words, and its attributes or closing signs. */
const SIGNED = /^( {0,3}#{1,6}(?:[ \t]+|$))(.*?)((?:[ \t]+#+)?(?:[ \t]*(?<!\\)\{[^{}]*\})?(?:[ \t]+#+)?[ \t]*)$/;
/** A heading with a line below it. */
const UNDERLINED = /^( {0,3})(\S.*?)((?:[ \t]*(?<!\\)\{[^{}\n]*\})?[ \t]*\n {0,3}(?:=+|-+)[ \t]*)$/;
/** The attributes at the end of a heading: `{#id .les themes="zorg"}`. */
const ATTRIBUTES = /\{([^{}\n]*)\}/;
const LESSON = /\.(?:les|lesson)(?=\s|$)/;
const THEMES = /\bthemes?=(?:"([^"]*)"|'([^']*)')/;
/** What someone types who knows how a heading begins. */
const TYPED = /^(#{1,6})[ \t]+/;

/**
 * The parts of a heading; null for any other text.
 * @param {string} source
 * @returns {Parts | null}
 */
export function headingParts(source) {
  const [first, second, ...others] = source.split("\n");
  const after = (/** @type {string[]} */ lines) => lines.map((line) => `\n${line}`).join("");
  const signed = SIGNED.exec(first);
  if (signed) return { lead: signed[1], words: signed[2], tail: signed[3], rest: second === undefined ? "" : after([second, ...others]) };
  const underlined = second === undefined ? null : UNDERLINED.exec(`${first}\n${second}`);
  return underlined && { lead: underlined[1], words: underlined[2], tail: underlined[3], rest: after(others) };
}

/** The level of a heading; 0 for any other text. @param {string} source */
export function levelOf(source) {
  const parts = headingParts(source);
  if (!parts) return 0;
  return parts.lead.trim().length || (/=[ \t]*$/.test(parts.tail) ? 1 : 2);
}

/**
 * A heading with another level; with none it is a paragraph.
 * @param {string} source
 * @param {number} level
 */
export function withLevel(source, level) {
  const parts = headingParts(source);
  if (!parts) return level === 0 ? source : `${"#".repeat(level)} ${source}`;
  const { lead, words, tail, rest } = parts;
  if (level === 0) return words + rest;
  if (lead.trim()) return lead.replace(/#+/, "#".repeat(level)) + words + tail + rest;
  const attributes = ATTRIBUTES.exec(tail)?.[0] ?? "";
  return `${"#".repeat(level)} ${words}${attributes && ` ${attributes}`}${rest}`;
}

/**
 * The level that number signs at the start of the words ask for, and how long they are.
 * @param {string} words
 */
export function typedLevel(words) {
  const found = TYPED.exec(words);
  return found && { level: found[1].length, length: found[0].length };
}

/** What stands between the braces of a heading. @param {Parts | null} parts */
function attributesOf(parts) {
  return ATTRIBUTES.exec(parts?.tail ?? "")?.[1] ?? "";
}

/**
 * Whether a heading is that of a lesson, and its themes.
 * @param {string} source
 */
export function lessonOf(source) {
  const attributes = attributesOf(headingParts(source));
  const found = THEMES.exec(attributes);
  const themes = found?.[1] ?? found?.[2] ?? "";
  return { isLesson: LESSON.test(attributes), themes: listed(themes) };
}

/**
 * A heading as that of a lesson with these themes, or as a heading like others. Other attributes stay.
 * @param {string} source
 * @param {boolean} isLesson
 * @param {string} themes with commas between them
 */
export function asLesson(source, isLesson, themes) {
  const parts = headingParts(source);
  if (!parts) return source;
  // A name with a quotation mark stands between those of the other kind.
  const quote = themes.includes('"') ? "'" : '"';
  const names = listed(attributed(themes, quote));
  const written = `themes=${quote}${names}${quote}`;
  let attributes = attributesOf(parts);
  if (!isLesson) attributes = attributes.replace(LESSON, "").replace(THEMES, "");
  else {
    if (!LESSON.test(attributes)) attributes = `.les ${attributes}`;
    if (names === "") attributes = attributes.replace(THEMES, "");
    else if (THEMES.test(attributes)) attributes = attributes.replace(THEMES, () => written);
    else attributes += ` ${written}`;
  }
  return withAttributes(parts, attributes);
}

/**
 * A value as an attribute can hold it: what would end the value or the attributes is a sign that looks like it.
 * @param {string} value
 * @param {"'" | '"'} quote what stands around it
 */
function attributed(value, quote) {
  return quote === "'" ? unbraced(value).replaceAll("'", "’") : unbraced(value);
}

/**
 * A heading with other attributes, or none.
 * @param {Parts} parts
 * @param {string} attributes
 */
function withAttributes({ lead, words, tail, rest }, attributes) {
  const found = ATTRIBUTES.exec(tail);
  attributes = attributes.replace(/\s+/g, " ").trim();
  const written = attributes === "" ? "" : `{${attributes}}`;
  if (!found) return `${lead}${words}${written && separated(lead + words, written)}${tail}${rest}`;
  const [before, behind] = [tail.slice(0, found.index), tail.slice(found.index + found[0].length)];
  const gap = written === "" ? before.trimEnd() : before;
  return lead + words + (written === "" ? gap : gap + written) + behind + rest;
}

/**
 * A heading with attributes that were typed.
 * @param {string} source
 * @param {string[]} typed
 */
export function withTyped(source, typed) {
  const parts = headingParts(source);
  if (!parts) return source;
  return withAttributes(parts, joined(attributesOf(parts), typed));
}

/**
 * Text with the space before it that it needs.
 * @param {string} before
 * @param {string} text
 */
function separated(before, text) {
  return before === "" || /\s$/.test(before) ? text : ` ${text}`;
}

/**
 * A heading with other words; the field may hold what follows it too. Number signs before them are its level.
 * @param {Parts} parts
 * @param {string} text
 * @returns {string}
 */
export function withWords(parts, text) {
  const typed = typedLevel(text);
  if (typed) return withLevel(withWords(parts, text.slice(typed.length)), typed.level);
  const { lead, tail } = parts;
  const end = text.indexOf("\n") < 0 ? text.length : text.indexOf("\n");
  const [first, rest] = [escaped(text.slice(0, end)), text.slice(end)];
  const before = first === "" || lead.trim() === "" ? lead : lead.replace(/#$/, "# ");
  const isApart = tail === "" || first === "" || /^\s/.test(tail);
  return before + first + (isApart ? tail : ` ${tail}`) + rest;
}

/**
 * What a heading has besides its words, which a paragraph cannot have: what lessons have, and the rest as it is
 * written.
 * @param {string} source
 */
export function besides(source) {
  const attributes = attributesOf(headingParts(source));
  const rest = attributes.replace(LESSON, "").replace(THEMES, "").replace(/\s+/g, " ").trim();
  return { ...lessonOf(source), rest };
}

/** Names with a comma and a space between them. @param {string} names */
function listed(names) {
  return names.split(",").map((name) => name.trim()).filter(Boolean).join(", ");
}

// The parts of code between fences in Markdown: the code, and the language that a field shows as a control.

/**
 * @typedef {{ lead: string, signs: string, gap: string, language: string, rest: string }} Fence the line that code
 *   begins with; what follows the language is for other tools
 * @typedef {{ fence: Fence, body: string, closing: string }} Parts
 */

/** What a word can be that names a language. Attributes are none. */
const OPENING = /^( {0,3})(`{3,}|~{3,})([ \t]*)([^\s{},`~]*)(.*)$/;
const CLOSING = /^( {0,3})(`{3,}|~{3,})[ \t]*$/;

/** The name of the language of code that has none, where attributes follow. */
const NONE = "text";

/** Languages that are offered, by the names that other tools know too. */
export const LANGUAGES = ["bash", "c", "css", "html", "java", "javascript", "json", "markdown", "php", "powershell", "python", "r", "rust", "sql", "toml", "typescript", "xml", "yaml"];

/**
 * The parts of code; null for what is not closed, has no fences or only attributes behind them.
 * @param {string} source
 * @returns {Parts | null}
 */
export function codeParts(source) {
  const lines = source.split("\n");
  const found = OPENING.exec(lines[0]);
  const closing = lines.at(-1) ?? "";
  if (!found || lines.length < 2) return null;
  const [, lead, signs, gap, language, rest] = found;
  if (!closes(closing, signs) || (language === "" && rest.trim() !== "")) return null;
  const fence = { lead, signs, gap, language, rest };
  return { fence, body: lines.slice(1, -1).join("\n"), closing };
}

/**
 * Whether a line ends code that begins with these signs.
 * @param {string} line
 * @param {string} signs
 */
function closes(line, signs) {
  const own = CLOSING.exec(line)?.[2] ?? "";
  return own[0] === signs[0] && own.length >= signs.length;
}

/** Where the code begins in its source. @param {Parts} parts */
export function codeStart({ fence }) {
  return opening(fence).length + 1;
}

/** @param {Fence} fence */
function opening({ lead, signs, gap, language, rest }) {
  return lead + signs + gap + language + rest;
}

/**
 * The source with other code. Fences in it are code too, so its own get longer than they are.
 * @param {Parts} parts
 * @param {string} text
 */
export function withCode({ fence, closing }, text) {
  const inner = text.split("\n").filter((line) => closes(line, fence.signs));
  const longest = Math.max(0, ...inner.map((line) => line.trim().length));
  const more = longest === 0 ? "" : fence.signs[0].repeat(longest + 1 - fence.signs.length);
  return `${opening({ ...fence, signs: fence.signs + more })}\n${text}\n${lengthened(closing, longest + 1)}`;
}

/**
 * A closing line of so many signs at least.
 * @param {string} closing
 * @param {number} count
 */
function lengthened(closing, count) {
  return closing.replace(/[`~]+/, (signs) => signs[0].repeat(Math.max(signs.length, count)));
}

/**
 * The source with another language, or none.
 * @param {string} source
 * @param {string} typed
 */
export function withLanguage(source, typed) {
  const parts = codeParts(source);
  if (!parts) return source;
  const { fence } = parts;
  const name = typed.trim().replace(/\s+/g, "-").replace(/[{},`~]/g, "");
  const language = name === "" && fence.rest.trim() !== "" ? NONE : name;
  return opening({ ...fence, language }) + source.slice(opening(fence).length);
}

// @ts-check
// Splits text into words, and parses what a reader typed.

/** @typedef {{ form: string, start: number, end: number, capitals: boolean }} Token */
/** @typedef {{ form: string, capitals: boolean, open: boolean, at: number, quoted: boolean, required: boolean }} Word */
/** @typedef {{ words: Word[], phrases: string[][], without: string[][], numbers: [string, number][] }} Query */

/** @type {Record<string, string>} */
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l" };

/** A word without case and accents. @param {string} word */
const fold = (word) =>
  word.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[ßæœøđł]/g, (c) => LETTERS[c]);

/** The letters of a word. A string has them too, unless some are made of two units.
 * @param {string} word @returns {string | string[]} */
const letters = (word) => (/[\ud800-\udfff]/.test(word) ? [...word] : word);

/** @param {string} word */
const size = (word) => letters(word).length;

/** Some letters of a word. @param {string} word @param {number} start @param {number} [end] */
function part(word, start, end) {
  const found = letters(word).slice(start, end);
  return typeof found === "string" ? found : found.join("");
}

/** @param {string} word @param {number} count */
const prefix = (word, count) => part(word, 0, count);

/** @param {string} word @param {number} count */
const suffix = (word, count) => part(word, Math.max(0, size(word) - count));

/** The words of a text. Letters with dots between them are one word: "b.v." is "bv".
 * @param {string} text @returns {Token[]} */
function tokens(text) {
  /** @type {Token[]} */
  const out = [];
  // The letters of an abbreviation so far.
  let single = 0;
  for (const found of text.matchAll(/[0-9]+(?:\.[0-9]+)+|[\p{Alphabetic}\p{N}\p{M}]+/gu)) {
    const [word] = found;
    const start = found.index;
    const before = text[start - 1] ?? "";
    const isSingle = size(word) === 1;
    if (isSingle && /['’]/.test(before)) continue;
    const form = prefix(fold(word), tuning.longestWord);
    if (!form) continue;
    const last = out[out.length - 1];
    const followsDot = before === "." && last?.end === start - 1;
    single = !/^\p{Alphabetic}$/u.test(word) ? 0 : followsDot ? single + 1 : 1;
    if (single > 1 && single <= tuning.longestWord) {
      last.capitals = !/\p{Lowercase}/u.test(word) && (single === 2 || last.capitals);
      last.form += form;
      last.end = start + word.length;
      continue;
    }
    const capitals = !isSingle && !/\p{Lowercase}/u.test(word);
    out.push({ form, start, end: start + word.length, capitals });
  }
  return out;
}

/** The part of a query that is used. @param {string} text */
const bounded = (text) => prefix(text, tuning.longestQuery);

/** @param {string} text @returns {Query} */
function parse(text) {
  /** @type {Query} */
  const query = { words: [], phrases: [], without: [], numbers: numbersOf(text) };
  let room = tuning.mostWords;
  const plain = text.replace(/[“”„«»]/g, '"');
  for (const [, sign, phrase, end, bare] of plain.matchAll(/(-?)"([^"]*)("?)|([^\s"]+)/g)) {
    const found = tokens(bare ?? phrase).slice(0, room);
    room -= found.length;
    const forms = found.map((token) => token.form);
    if (!forms.length) continue;
    if (sign === "-" || bare?.startsWith("-")) {
      query.without.push(forms);
      continue;
    }
    const quoted = bare === undefined && end !== "";
    const required = quoted && forms.length === 1;
    for (const { form, capitals } of found) {
      query.words.push({ form, capitals, open: false, at: query.words.length, quoted, required });
    }
    if (quoted) query.phrases.push(forms);
  }
  const last = query.words[query.words.length - 1];
  if (last) last.open = /[\p{Alphabetic}\p{N}]$/u.test(plain);
  return query;
}

/** The numbers of chapters and lessons that a query can be read as. @param {string} text
 * @returns {[string, number][]} */
function numbersOf(text) {
  const [, label, rest] = /^\s*(§+|\p{Alphabetic}+)\.?\s*(.*)$/su.exec(text) ?? [];
  const ways = manifest.labels.includes(label?.toLowerCase() ?? "") ? [text, rest] : [text];
  return ways.flatMap((way) => {
    const found =
      /^\s*([0-9]+(?:\.[0-9]+)*|[a-z](?:\.[0-9]+)*)\.?(?:[ #]+(?:les|lesson)[ -]*([0-9]+))?\s*$/i.exec(way);
    return found ? [/** @type {[string, number]} */ ([found[1].toUpperCase(), Number(found[2] ?? 0)])] : [];
  });
}

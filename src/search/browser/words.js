// @ts-check
// Splits text into words, and parses what a reader typed.

/** @typedef {{ form: string, start: number, end: number, capitals: boolean }} Token */
/** @typedef {{ form: string, capitals: boolean, open: boolean, at: number, quoted: boolean, required: boolean }} Word */
/** @typedef {{ words: Word[], phrases: string[][], without: string[][], numbers: [string, number][] }} Query */

/** @type {Record<string, string>} */
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l" };

/** A word without case and accents. @param {string} word */
const fold = (word) =>
  word.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ßæœøđł]/g, (c) => LETTERS[c]);

/** The first characters of a text. @param {string} text @param {number} count */
const prefix = (text, count) => (text.length > count ? [...text].slice(0, count).join("") : text);

/** @param {string} word */
const size = (word) => [...word].length;

/** The words of a text. Letters with dots between them are one word: "b.v." is "bv".
 * @param {string} text @returns {Token[]} */
function tokens(text) {
  /** @type {Token[]} */
  const out = [];
  // The letters of an abbreviation so far.
  let letters = 0;
  for (const found of text.matchAll(/[0-9]+(?:\.[0-9]+)+|[\p{Alphabetic}\p{N}\p{M}]+/gu)) {
    const [word] = found;
    const start = found.index;
    const before = text[start - 1] ?? "";
    if (word.length === 1 && /['’]/.test(before)) continue;
    const form = prefix(fold(word), tuning.longestWord);
    if (!form) continue;
    const last = out[out.length - 1];
    const followsDot = before === "." && last?.end === start - 1;
    letters = !/^\p{Alphabetic}$/u.test(word) ? 0 : followsDot ? letters + 1 : 1;
    if (letters > 1 && letters <= tuning.longestWord) {
      last.capitals = !/\p{Lowercase}/u.test(word) && (letters === 2 || last.capitals);
      last.form += form;
      last.end = start + word.length;
      continue;
    }
    const capitals = word.length > 1 && !/\p{Lowercase}/u.test(word);
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

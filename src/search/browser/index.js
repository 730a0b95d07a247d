// @ts-check
// The files of the search index.
//
// The scripts in this folder are one script, the engine that answers queries from these files;
// themes/build.rs puts them together. It is a twin of the engine in Rust (src/search) and must give
// the same answers: change both together. Nothing here knows the page; search.js shows the results.

/** @typedef {[section: number, digit: number]} Posting */
/** @typedef {"longestQuery" | "mostWords" | "longestWord" | "exact" | "otherLink" | "neighbours" | "joinedWords" | "swappedNeighbours" | "beginning" | "allParts" | "oneError" | "part" | "twoErrors" | "piece" | "candidates" | "rare" | "compoundFrom" | "fuzzyFrom" | "begunFrom" | "twoErrorsFrom" | "tailFrom" | "shortestStem" | "shortestRoot" | "shortestWord" | "sharedStart" | "shortestPart" | "shortestCompound" | "longHead" | "longTail" | "common" | "few" | "first" | "sections" | "overfetch" | "snippet" | "lead" | "window" | "sameForm" | "sameStem" | "within" | "withinFrom" | "formBonus" | "proximity" | "titleBonus" | "headingBonus"} Weight */
/** @typedef {{ version: string, tuning: Record<Weight, number>, language: string, compounds: boolean, links: string[], prefixes: string[], labels: string[], stop: string, endings: [string, string][], sections: string, records: string, stems: string, words: string, ends: string, postings: string, rests: string, bigrams: { count: number, byWord: boolean }, lists: string }} Manifest */
/** @typedef {{ parts: [string, number, number][], themes: [string, string][], lessons: string }} Filters */
/** @typedef {{ h?: string, a?: string, l?: number, x?: string }} Section */
/** @typedef {{ n?: string, t: string, u: string, l?: string, b?: string[], s: Section[] }} Chapter */

// ---- Files. Missing ones are noted, then loaded, and the query is asked again.

/** @type {Map<string, any>} */
const files = new Map();
/** @type {Map<string, any>} */
const decoded = new Map();
/** @type {Set<string>} */
const missing = new Set();

/**
 * @template T
 * @param {string} name
 * @param {T} nothing
 * @param {(data: any) => T} [decode]
 * @returns {T}
 */
function file(name, nothing, decode) {
  if (!files.has(name)) {
    missing.add(name);
    return nothing;
  }
  if (!decoded.has(name)) {
    const data = files.get(name);
    decoded.set(name, data === null ? nothing : decode ? decode(data) : data);
  }
  return decoded.get(name);
}

// ---- Numbers as text, in base 32, lowest digit first. The last digit has no high bit.

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** @param {string} text */
function cursor(text) {
  let at = 0;
  const digit = () => Math.max(0, DIGITS.indexOf(text[at++] ?? "A"));
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 5) {
      const next = digit();
      value += (next & 31) * 2 ** shift;
      if (next < 32) return value;
    }
  };
  const word = () => {
    const start = at;
    at = text.indexOf(" ", start) + 1;
    return text.slice(start, at - 1);
  };
  return { digit, number, word, more: () => at < text.length };
}

/** @param {string} text */
function ascending(text) {
  const from = cursor(text);
  const out = [];
  for (let last = 0; from.more(); out.push(last)) last += from.number();
  return out;
}

/** @param {string} text @returns {Posting[]} */
function readPostings(text) {
  const from = cursor(text);
  /** @type {Posting[]} */
  const out = [];
  for (let section = 0; from.more(); ) {
    section += from.number();
    out.push([section, from.digit()]);
  }
  return out;
}

/** The rest of the postings of a common term: their mean impact, then their sections.
 * @param {string} text @returns {Posting[]} */
const readRest = (text) => ascending(text.slice(1)).map((section) => [section, DIGITS.indexOf(text[0])]);

/** The hash of a text: FNV-1a over UTF-16. @param {string} text */
function hash(text) {
  let out = 2166136261;
  for (let at = 0; at < text.length; at++) out = Math.imul(out ^ text.charCodeAt(at), 16777619);
  return (out ^ (out >>> 15)) >>> 0;
}

// ---- Shards, each named after the letters it begins with.

/** @typedef {"words" | "ends" | "postings" | "rests"} List */

/** @type {{ [list in List]?: string[] }} */
const firstLetters = {};

/** The letters that all shards begin with. @param {List} list */
const firstsOf = (list) => (firstLetters[list] ??= manifest[list].split(" "));

/** @template T @param {List} list @param {number} shard @param {T} nothing @param {(data: any) => T} decode */
const shardOf = (list, shard, nothing, decode) =>
  file(list[0] + hash(firstsOf(list)[shard]).toString(16), nothing, decode);

/** The shard that has a word. @template T
 * @param {List} list @param {string} word @param {T} nothing @param {(data: any) => T} decode */
const shardWith = (list, word, nothing, decode) => shardOf(list, lastBefore(firstsOf(list), word), nothing, decode);

/** @type {Map<string, Posting[]>} */
const NO_POSTINGS = new Map();

/** Reads lists when they are asked for. @param {(text: string) => Posting[]} decode */
const listsWith = (decode) => (/** @type {Record<string, string>} */ lists) =>
  new Map(Object.entries(lists).map(([name, text]) => [name, decode(text)]));

/** The place of the last of ascending values that is not beyond a value. @template {string | number} T
 * @param {T[]} values @param {T} value */
function lastBefore(values, value) {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

// ---- The manifest.

/** @type {Manifest} */
let manifest;
/** @type {Manifest["tuning"]} */
let tuning;
/** @type {Set<string>} */
let stopWords;
/** The first section of every chapter, and the number of sections at the end. @type {number[]} */
let firsts;
/** @type {Uint32Array} */
let chapterOf;
/** The first chapter of every file of records. @type {number[]} */
let firstRecords;
/** The first list of every shard of bigrams. @type {number[]} */
let firstLists;
let isDutch = false;
/** A participle, with what can stand before "ge": "getest", "aangevraagd". */
let participle = /(?!)/;

const sectionCount = () => firsts[firsts.length - 1];

/** Whether the manifest has been loaded. */
function isOpen() {
  if (manifest) return true;
  const found = file("index", null);
  if (!found) return false;
  manifest = found;
  tuning = manifest.tuning;
  // Few stems are in the manifest, as if they were the only shard.
  if (manifest.stems) files.set("w" + hash("").toString(16), manifest.stems);
  stopWords = new Set(manifest.stop.split(" "));
  firstRecords = ascending(manifest.records);
  firstLists = ascending(manifest.lists);
  isDutch = manifest.language.split("-")[0] === "nl";
  participle = new RegExp(`^(${manifest.prefixes.join("|")}|)ge(.{${tuning.shortestRoot - 1},}[td])$`);
  firsts = [0];
  for (const counts = cursor(manifest.sections); counts.more(); ) firsts.push(sectionCount() + counts.number());
  chapterOf = new Uint32Array(sectionCount());
  firsts.slice(0, -1).forEach((start, chapter) => chapterOf.fill(chapter, start, firsts[chapter + 1]));
  return true;
}

/** @returns {Filters} */
const filtersOf = () => file("filters", { parts: [], themes: [], lessons: "" });

/** @type {Chapter} */
const NO_CHAPTER = { t: "", u: "", s: [] };

/** @type {Chapter[]} */
const NO_CHAPTERS = [];

/** @param {number} chapter @returns {Chapter} */
function recordOf(chapter) {
  const first = firstRecords[lastBefore(firstRecords, chapter)];
  return file("c" + first, NO_CHAPTERS)[chapter - first] ?? NO_CHAPTER;
}

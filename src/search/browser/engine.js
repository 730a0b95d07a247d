// @ts-check
// Answers queries.

/** @typedef {{ hits: Hit[], suggestion: string | null }} Answer */
/** @typedef {typeof wijkengidsSearch} Search */

/** @param {Resolved[]} words @param {Query} query @param {Candidate[]} candidates @param {number} limit */
function readChapters(words, query, candidates, limit) {
  const readText = highlighter(words, query);
  /** @type {Hit[][]} */
  const groups = [];
  let awaited = 0;
  for (const { chapter, sections } of candidates) {
    if (groups.length + awaited >= limit) break;
    const record = recordOf(chapter);
    if (record === NO_CHAPTER) {
      awaited += 1;
      continue;
    }
    /** @type {Hit[]} */
    let hits = [];
    for (const [section, score] of sections) {
      const found = readText(record, section);
      if (found) hits.push({ chapter, section, score: score + found[0], snippet: found[1], record });
    }
    hits.sort((a, b) => b.score - a.score || a.section - b.section);
    hits = hits.slice(0, tuning.sections);
    if (hits.length) groups.push(hits);
  }
  // In pairs, so that the first can be shown before the texts of the others are there.
  const inOrder = (/** @type {Hit[]} */ [a], /** @type {Hit[]} */ [b]) => b.score - a.score || a.chapter - b.chapter;
  return groups.flatMap((_, at) => (at % tuning.first ? [] : groups.slice(at, at + tuning.first).sort(inOrder)));
}

/** A number without the zeros that some write in front of its parts: 5.1 of 5.01. @param {string} number */
const withoutZeros = (number) => number.replace(/(^|\.)0+(?=[0-9])/g, "$1");

/** The chapter with a number and the chapters below it, or a lesson.
 * @param {Query} query @param {Uint8Array | null} allowed @param {number} limit @returns {Hit[] | null} */
function byNumber(query, allowed, limit) {
  for (const [number, lesson] of query.numbers) {
    const hits = ofNumber(withoutZeros(number), lesson, allowed, limit);
    if (hits) return hits;
  }
  return null;
}

/** @param {string} number @param {number} lesson @param {Uint8Array | null} allowed @param {number} limit
 * @returns {Hit[] | null} */
function ofNumber(number, lesson, allowed, limit) {
  /** @type {string[]} */
  const numbers = file("numbers", []).map(withoutZeros);
  const chapter = numbers.indexOf(number);
  const hit = (/** @type {number} */ of, /** @type {number} */ section, /** @type {number} */ score) => {
    const record = recordOf(of);
    return { chapter: of, section, score, snippet: [opening(record.s[section]?.x ?? "")], record };
  };
  if (lesson) {
    if (chapter < 0) return null;
    const section = recordOf(chapter).s.findIndex(({ l }) => l === lesson);
    return section < 0 ? null : [hit(chapter, section, 2)];
  }
  const below = numbers.flatMap((other, at) => (other.startsWith(number + ".") ? [at] : []));
  const found = chapter < 0 ? below : [chapter, ...below];
  if (!found.length) return null;
  /** @type {Hit[]} */
  const hits = [];
  for (const at of found) {
    let section = firsts[at];
    while (section < firsts[at + 1] && allowed && !allowed[section]) section++;
    if (section < firsts[at + 1] && hits.length < limit) hits.push(hit(at, section - firsts[at], at === chapter ? 2 : 1));
  }
  return hits;
}

/** The words that count: stop words only if there are no others. @param {Query} query */
function decisive(query) {
  const others = query.words.filter(({ form }) => !stopWords.has(form));
  const unique = new Map();
  for (const word of others.length ? others : query.words) {
    if (!unique.has(word.form)) unique.set(word.form, word);
  }
  const words = [...unique.values()].map(resolve);
  addNeighbours(words);
  return words.filter(({ meanings }) => meanings.length);
}

/** @param {string} text @param {Resolved[]} words */
function suggestionFor(text, words) {
  const before = text.trim().toLowerCase();
  let out = before;
  for (const { word, correction } of words) if (correction) out = out.replace(word.form, () => correction);
  return out === before ? null : out;
}

/** Answers from the files that are there. @param {string} text @param {Options} options @returns {Answer} */
function answer(text, options) {
  const nothing = { hits: [], suggestion: null };
  if (!isOpen()) return nothing;
  text = bounded(text);
  const limit = options.limit ?? 10;
  const query = parse(text);
  const allowed = narrowing(query, options);
  const hits = byNumber(query, allowed, limit);
  if (hits) return { hits, suggestion: null };
  const words = decisive(query);
  if (missing.size) return nothing;
  const hasPhrase = query.phrases.length > 0;
  const ranked = (/** @type {boolean} */ isComplete) =>
    readChapters(words, query, bestChapters(words, allowed, hasPhrase, limit, isComplete), limit);
  let groups = ranked(false);
  if (missing.size) return nothing;
  // The best postings of common words may all be in sections that are ruled out. A phrase has
  // already narrowed the sections to those that may have it.
  if (allowed && groups.length < limit && !hasPhrase) groups = ranked(true);
  return { hits: groups.flat(), suggestion: suggestionFor(text, words) };
}

/**
 * @template T
 * @param {() => T} ask
 * @returns {Promise<T>}
 */
async function complete(ask) {
  for (;;) {
    missing.clear();
    const out = ask();
    if (!missing.size) return out;
    await Promise.all(
      [...missing].map(async (name) => {
        await wijkengidsSearch.load(name).catch(() => {});
        if (!files.has(name)) files.set(name, null);
      }),
    );
  }
}

const wijkengidsSearch = {
  /** Called by the files of the index. @param {string} name @param {unknown} data */
  add: (name, data) => void files.set(name, data),
  /** Loads a file of the index; set by the page. @type {(name: string) => Promise<unknown>} */
  load: () => Promise.reject(new Error("no way to load")),
  /** @param {string} text @param {Options} [options] */
  search: (text, options = {}) => complete(() => answer(text, options)),
  /** What results can be narrowed to: the labels of parts, and themes. */
  filters: () =>
    complete(() => {
      const { parts, themes, lessons } = filtersOf();
      return { parts: parts.map(([label]) => label), themes: themes.map(([name]) => name), lessons: lessons !== "" };
    }),
  /** Tells whether a query asks for a word of a page, so that it is marked. @param {string} text */
  marker: (text) =>
    complete(() => {
      const matchOf = matcher(isOpen() ? decisive(parse(bounded(text))) : []);
      return (/** @type {Token} */ token) => matchOf(token, stemOf(token.form, token.capitals)) !== null;
    }),
  /** Loads what every query needs. */
  prepare: () => complete(isOpen),
  /** How many chapters are ranked before any are shown. */
  first: () => tuning.first,
  /** Changes with the index; empty until that is open. */
  version: () => manifest?.version ?? "",
  tokens,
};

// The files of the index and search.js use it by this name.
Object.assign(globalThis, { wijkengidsSearch });

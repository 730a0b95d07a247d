// @ts-check
// A word of a query → the terms of the guide it may mean.

/** @typedef {{ terms: number[], weight: number }} Meaning */
/** @typedef {{ word: Word, stem: string, rarity: number, meanings: Meaning[], stems: Set<string>, correction: string | null }} Resolved */
/** @typedef {[part: string, entry: Entry]} Part */

// How sure it is that a term is meant, in sixteenths.
const EXACT = 16;
const OTHER_LINK = 15;
const NEIGHBOURS = 14;
const BEGINNING = 10;
const ALL_PARTS = 9;
const ONE_ERROR = 9;
const PART = 8;
const TWO_ERRORS = 6;
const PIECE = 5;

const MOST = 8;
const RARE = 32;

/** @param {Entry[]} entries */
function commonest(entries) {
  return entries.sort(byRarity).slice(0, MOST);
}

/** @param {Entry} a @param {Entry} b */
const byRarity = (a, b) => a.rarity - b.rarity || a.term - b.term || (a.stem < b.stem ? -1 : 1);

/** @param {Resolved} out @param {Entry | undefined} entry @param {number} weight */
function add(out, entry, weight) {
  if (!entry || out.meanings.some(({ terms }) => terms.length === 1 && terms[0] === entry.term)) return;
  out.rarity = out.meanings.length ? Math.min(out.rarity, entry.rarity) : entry.rarity;
  out.meanings.push({ terms: [entry.term], weight });
  for (const stem of entry.family) out.stems.add(stem);
}

/** What words that the guide does not have were taken for. @type {Map<string, Resolved>} */
const unknown = new Map();

/** @param {Word} word @returns {Resolved} */
function resolve(word) {
  const stem = stemOf(word.form, word.capitals);
  /** @type {Resolved} */
  const out = { word, stem, rarity: 0, meanings: [], stems: new Set(), correction: null };
  add(out, entryOf(stem), EXACT);
  add(out, known(word.form, stem), EXACT);
  const isKnown = out.meanings.length > 0;
  if (isKnown && out.rarity < RARE) return out;
  if (!isKnown && word.open) addBeginnings(out);
  addCompound(out);
  if (out.meanings.length) return out;
  const before = unknown.get(word.form);
  if (before) return { ...before, word, meanings: [...before.meanings], stems: new Set(before.stems) };
  addNear(out);
  if (!missing.size) unknown.set(word.form, { ...out, meanings: [...out.meanings], stems: new Set(out.stems) });
  return out;
}

/** @param {Resolved} out */
function addBeginnings(out) {
  const { form } = out.word;
  if (size(form) < 2) return;
  const found = commonest(beginning(form));
  for (const entry of found) add(out, entry, BEGINNING);
}

// ---- Compounds.

const LINKS = ["", "s", "en", "e"];

/** @param {string} start @param {string} end */
const joined = (start, end) => LINKS.map((link) => start + link + end);

/** A part of a compound. @param {string} word @param {(stem: string) => Entry | undefined} get
 * @returns {Part | null} */
function partOf(word, get) {
  if (stopWords.has(word)) return null;
  const stem = stemOf(word);
  let entry = get(stem);
  for (const variant of [...variants(word, stem), akinTo(stem)]) entry ??= get(variant);
  return entry ? [word, entry] : null;
}

/** @param {string} word */
const headOf = (word) => partOf(word, entryOf);
/** @param {string} word */
const tailOf = (word) => partOf(word, lastPart);

/** A word with or without a link. @param {string} word */
function linkedHead(word) {
  for (const link of LINKS) {
    const bare = word.slice(0, word.length - link.length);
    const part = word.endsWith(link) && bare.length >= 3 && headOf(bare);
    if (part) return part;
  }
  return null;
}

/** @param {number} start @param {number} end */
const isLongEnough = (start, end) => start >= 3 && end >= 3 && start + end >= 7 && (end >= 4 || start >= 5);

/** @param {string} word @returns {Part[] | null} */
function split(word) {
  /** @type {[number, Part][]} */
  const tails = [];
  for (let at = 3; at <= word.length - 3; at++) {
    const tail = tailOf(word.slice(at));
    if (tail) tails.push([at, tail]);
  }
  for (const [at, tail] of tails) {
    const start = isLongEnough(at, word.length - at) && linkedHead(word.slice(0, at));
    if (start) return [start, tail];
  }
  for (const [at, tail] of tails) {
    for (let middle = 3; middle <= at - 3; middle++) {
      if (!isLongEnough(middle, word.length - middle) || !isLongEnough(at - middle, word.length - at)) continue;
      const start = linkedHead(word.slice(0, middle));
      const second = start && linkedHead(word.slice(middle, at));
      if (start && second) return [start, second, tail];
    }
  }
  return null;
}

/** @param {Resolved} out */
function addCompound(out) {
  const { form } = out.word;
  if (!manifest.compounds || size(form) < 7) return;
  const parts = split(form);
  if (!parts) return;
  if (parts.length === 2) {
    for (const other of joined(parts[0][0], parts[1][0])) add(out, entryOf(stemOf(other)), OTHER_LINK);
  }
  if (!out.meanings.length) out.rarity = Math.max(...parts.map(([, entry]) => entry.rarity));
  const isKnown = out.meanings.length > 0;
  out.meanings.push({ terms: parts.map(([, entry]) => entry.term), weight: ALL_PARTS });
  for (const [, entry] of parts) {
    for (const stem of entry.family) out.stems.add(stem);
    if (!isKnown) add(out, entry, PIECE);
  }
}

/** Words of one compound that the reader wrote apart, in either order. @param {Resolved[]} words */
function addNeighbours(words) {
  for (let at = 1; at < words.length; at++) {
    const pair = words.slice(at - 1, at + 1);
    if (!manifest.compounds || pair[0].word.at + 1 !== pair[1].word.at) continue;
    const [head, tail] = pair.map(({ word }) => word.form);
    for (const form of [...joined(head, tail), pair[0].stem + tail, ...joined(tail, head)]) {
      const entry = entryOf(stemOf(form));
      if (!entry) continue;
      for (const word of pair) {
        if (!word.meanings.length) word.rarity = RARE;
        word.meanings.push({ terms: [entry.term], weight: NEIGHBOURS });
        for (const stem of entry.family) word.stems.add(stem);
      }
    }
  }
}

// ---- Words that are not known.

/** Words that have the word within them, or differ by an error or two; else what comes nearest.
 * @param {Resolved} out */
function addNear(out) {
  const length = size(out.word.form);
  const found =
    length >= 4 &&
    (addWithin(out) ||
      addErrors(out, 1, ONE_ERROR) ||
      (length >= 5 && addBegunWithError(out)) ||
      (length >= 8 && addErrors(out, 2, TWO_ERRORS)));
  if (!found && length >= 5) addEdges(out);
}

/** The entries that begin in one way or end in another. @param {string} start @param {string} end */
function withEdge(start, end) {
  const found = beginning(start);
  const stems = new Set(found.map(({ stem }) => stem));
  return [...found, ...ending(end).filter(({ stem }) => !stems.has(stem))];
}

/** @param {Resolved} out */
function addWithin(out) {
  const { stem } = out;
  add(out, entryOf(akinTo(stem)), PART);
  if (size(stem) >= 4) addCommonest(out, withEdge(stem, stem), PART);
  return out.meanings.length > 0;
}

/** @param {Resolved} out @param {Entry[]} entries @param {number} weight */
function addCommonest(out, entries, weight) {
  const found = commonest(entries);
  for (const entry of found) add(out, entry, weight);
  return found.length > 0;
}

/** Words that are so many errors away, of those that begin or end alike: not all can be loaded.
 * @param {Resolved} out @param {number} most @param {number} weight */
function addErrors(out, most, weight) {
  const { form } = out.word;
  const { stem } = out;
  const middle = form.length >> 1;
  const swapped = form.slice(0, middle - 1) + form[middle] + form[middle - 1] + form.slice(middle + 1);
  const start = form.slice(0, Math.max(2, Math.floor(form.length / (most + 1))));
  const end = most === 1 ? Math.max(2, stem.length - start.length) : Math.max(3, Math.floor(stem.length / 3));
  const found = withEdge(start, stem.slice(-end));
  const other = entryOf(stemOf(swapped));
  if (other) found.push(other);
  const near = found.filter(
    (entry) =>
      entry.stem.length >= 3 &&
      (distance(stem, entry.stem, most) <= most || distance(form, entry.display, most) <= most),
  );
  const isOther = (/** @type {Entry} */ entry) => Number(entry.stem[0] !== form[0]);
  near.sort((a, b) => isOther(a) - isOther(b) || byRarity(a, b));
  for (const entry of near.slice(0, MOST)) add(out, entry, weight);
  out.correction = near.length ? (entryOf(near[0].stem)?.display ?? null) : null;
  return near.length > 0;
}

/** Longer words that begin with the word but for an error: of "beelscherm", "beeldschermbril".
 * @param {Resolved} out */
function addBegunWithError(out) {
  const { form } = out.word;
  const isNear = (/** @type {Entry} */ { stem }, /** @type {number} */ more) =>
    distance(form, stem.slice(0, form.length + more), 1) <= 1;
  const found = beginning(form.slice(0, form.length >> 1)).filter(
    (entry) => entry.stem.length > form.length && [-1, 0, 1].some((more) => isNear(entry, more)),
  );
  return addCommonest(out, found, TWO_ERRORS);
}

/** The words that begin most like this one, and those that end most like it. @param {Resolved} out */
function addEdges(out) {
  const { form } = out.word;
  const least = Math.max(4, Math.ceil(form.length / 2));
  for (let end = form.length - 1; end >= least; end--) {
    if (addCommonest(out, beginning(form.slice(0, end)), PIECE)) break;
  }
  if (!manifest.compounds) return;
  for (let length = form.length - 3; length >= 4; length--) {
    const end = form.slice(-length);
    const stem = stemOf(end);
    const tail = tailOf(end);
    if (tail) return add(out, tail[1], PIECE);
    if (size(stem) >= 6 && addCommonest(out, ending(stem), PIECE)) return;
  }
}

// @ts-check
// Finds the terms of the guide that a word of a query may mean.

/** @typedef {{ terms: string[], weight: number }} Meaning */
/** @typedef {{ word: Word, stem: string, rarity: number, meanings: Meaning[], stems: Set<string>, joined: Set<string>, correction: string | null }} Resolved */
/** @typedef {[part: string, term: Term]} Part */

/** @param {Term[]} terms */
function commonest(terms) {
  return terms.sort(byRarity).slice(0, tuning.candidates);
}

/** @param {string} a @param {string} b */
const order = (a, b) => (a < b ? -1 : 1);

/** @param {Term} a @param {Term} b */
const byRarity = (a, b) => a.rarity - b.rarity || (a.name === b.name ? order(a.stem, b.stem) : order(a.name, b.name));

/** @param {Resolved} out @param {Term | undefined} term @param {number} weight */
function add(out, term, weight) {
  if (!term || out.meanings.some(({ terms }) => terms.length === 1 && terms[0] === term.name)) return;
  out.rarity = out.meanings.length ? Math.min(out.rarity, term.rarity) : term.rarity;
  out.meanings.push({ terms: [term.name], weight });
  for (const stem of term.family) out.stems.add(stem);
}

/** Words that the guide does not have, resolved before. @type {Map<string, Resolved>} */
const unknown = new Map();

/** @param {Word} word @returns {Resolved} */
function resolve(word) {
  const stem = stemOf(word.form, word.capitals);
  /** @type {Resolved} */
  const out = { word, stem, rarity: 0, meanings: [], stems: new Set(), joined: new Set(), correction: null };
  add(out, termOf(stem), tuning.exact);
  add(out, known(word.form, stem), tuning.exact);
  const isKnown = out.meanings.length > 0;
  if (isKnown && out.rarity < tuning.rare) return out;
  if (!isKnown && word.open) addBeginnings(out);
  addCompound(out);
  if (out.meanings.length) return out;
  const before = unknown.get(word.form);
  if (before) return { ...before, word, meanings: [...before.meanings], joined: new Set() };
  addNear(out);
  if (!missing.size) unknown.set(word.form, { ...out, meanings: [...out.meanings] });
  return out;
}

/** @param {Resolved} out */
function addBeginnings(out) {
  const { form } = out.word;
  if (size(form) < tuning.shortestWord) return;
  const found = commonest(beginning(form));
  for (const term of found) add(out, term, tuning.beginning);
}

// ---- Compounds.

/** @param {string} start @param {string} end */
function joined(start, end) {
  const forms = manifest.links.map((link) => start + link + end);
  // "les" and "lessen", "begrip" and "begrippen".
  const [, last] = /[aeiou]([bdfgklmnprst])$/.exec(start) ?? [];
  return last ? [...forms, `${start}${last}en${end}`] : forms;
}

/** A part of a compound. @param {string} word @param {(stem: string) => Term | undefined} get
 * @returns {Part | null} */
function partOf(word, get) {
  if (stopWords.has(word)) return null;
  const stem = stemOf(word);
  let term = get(stem);
  for (const variant of [...variants(word, stem), relatedTo(stem)]) term ??= get(variant);
  return term ? [word, term] : null;
}

/** @param {string} word */
const headOf = (word) => partOf(word, termOf);
/** @param {string} word */
const tailOf = (word) => partOf(word, lastPart);

/** A first part, with or without a link. @param {string} word */
function linkedHead(word) {
  for (const link of manifest.links) {
    const bare = word.slice(0, word.length - link.length);
    const part = word.endsWith(link) && size(bare) >= tuning.shortestPart && headOf(bare);
    if (part) return part;
  }
  return null;
}

/** @param {number} start @param {number} end */
const isLikely = (start, end) =>
  start + end >= tuning.shortestCompound && (end >= tuning.longTail || start >= tuning.longHead);

/** @param {string} word @returns {Part[] | null} */
function split(word) {
  /** @type {[number, Part][]} */
  const tails = [];
  const [shortest, length] = [tuning.shortestPart, size(word)];
  for (let at = shortest; at <= length - shortest; at++) {
    const tail = tailOf(part(word, at));
    if (tail) tails.push([at, tail]);
  }
  for (const [at, tail] of tails) {
    const start = isLikely(at, length - at) && linkedHead(prefix(word, at));
    if (start) return [start, tail];
  }
  for (const [at, tail] of tails) {
    for (let middle = shortest; middle <= at - shortest; middle++) {
      if (!isLikely(middle, length - middle) || !isLikely(at - middle, length - at)) continue;
      const start = linkedHead(prefix(word, middle));
      const second = start && linkedHead(part(word, middle, at));
      if (start && second) return [start, second, tail];
    }
  }
  return null;
}

/** @param {Resolved} out */
function addCompound(out) {
  const { form } = out.word;
  if (!manifest.compounds || size(form) < tuning.compoundFrom) return;
  const parts = split(form);
  if (!parts) return;
  if (parts.length === 2) {
    for (const other of joined(parts[0][0], parts[1][0])) add(out, termOf(stemOf(other)), tuning.otherLink);
  }
  if (!out.meanings.length) out.rarity = Math.max(...parts.map(([, term]) => term.rarity));
  const isKnown = out.meanings.length > 0;
  out.meanings.push({ terms: parts.map(([, term]) => term.name), weight: tuning.allParts });
  for (const [, term] of parts) {
    for (const stem of term.family) out.stems.add(stem);
    if (!isKnown) add(out, term, tuning.piece);
  }
}

/** The compounds that neighbouring words may make, with their weights: in their order, and two also in
 * the other. @param {Resolved[]} run @returns {[form: string, weight: number][]} */
function formsOfRun(run) {
  const [first, ...rest] = run.map(({ word }) => word.form);
  let forms = [first];
  for (const tail of rest) forms = forms.flatMap((head) => joined(head, tail));
  if (run.length > 2) return forms.map((form) => [form, tuning.neighbours]);
  const tail = rest[0];
  return [
    ...[...forms, run[0].stem + tail].map((form) => /** @type {[string, number]} */ ([form, tuning.neighbours])),
    ...joined(tail, first).map((form) => /** @type {[string, number]} */ ([form, tuning.swappedNeighbours])),
  ];
}

/** Compounds that were written as several words; two in either order. Words of a phrase are as they are. @param {Resolved[]} words */
function addNeighbours(words) {
  if (!manifest.compounds) return;
  for (let count = 2; count <= tuning.joinedWords; count++) {
    for (let at = 0; at + count <= words.length; at++) {
      const run = words.slice(at, at + count);
      const first = run[0].word.at;
      if (!run.every(({ word }, nth) => word.at === first + nth && size(word.form) >= tuning.shortestWord)) continue;
      if (run.every(({ word }) => word.quoted)) continue;
      for (const [form, weight] of formsOfRun(run)) {
        const term = termOf(stemOf(form));
        if (!term) continue;
        for (const word of run) {
          if (!word.meanings.length) word.rarity = tuning.rare;
          word.meanings.push({ terms: [term.name], weight });
          for (const stem of term.family) word.joined.add(stem);
        }
      }
    }
  }
}

// ---- Unknown words.

/** Terms that contain the word or differ from it by an error or two, or else share an edge with it.
 * @param {Resolved} out */
function addNear(out) {
  const length = size(out.word.form);
  const found =
    length >= tuning.fuzzyFrom &&
    (addWithin(out) ||
      addErrors(out, 1, tuning.oneError) ||
      (length >= tuning.begunFrom && addBegunWithError(out)) ||
      (length >= tuning.twoErrorsFrom && addErrors(out, 2, tuning.twoErrors)));
  if (!found && length >= tuning.begunFrom) addEdges(out);
}

/** The terms with a prefix or with a suffix. @param {string} start @param {string} end */
function withEdge(start, end) {
  const found = beginning(start);
  const stems = new Set(found.map(({ stem }) => stem));
  return [...found, ...ending(end).filter(({ stem }) => !stems.has(stem))];
}

/** @param {Resolved} out */
function addWithin(out) {
  const { stem } = out;
  add(out, termOf(relatedTo(stem)), tuning.part);
  if (size(stem) >= tuning.fuzzyFrom) addCommonest(out, withEdge(stem, stem), tuning.part);
  return out.meanings.length > 0;
}

/** @param {Resolved} out @param {Term[]} terms @param {number} weight */
function addCommonest(out, terms, weight) {
  const found = commonest(terms);
  for (const term of found) add(out, term, weight);
  return found.length > 0;
}

/** Terms that differ by at most `most` errors, of those that begin or end alike: not all can be loaded.
 * @param {Resolved} out @param {number} most @param {number} weight */
function addErrors(out, most, weight) {
  const { form } = out.word;
  const { stem } = out;
  const length = size(form);
  const middle = length >> 1;
  const swapped = prefix(form, middle - 1) + letters(form)[middle] + letters(form)[middle - 1] + part(form, middle + 1);
  const start = prefix(form, Math.max(tuning.sharedStart, Math.floor(length / (most + 1))));
  const end = most === 1 ? size(stem) - size(start) : Math.floor(size(stem) / (most + 1));
  const found = withEdge(start, suffix(stem, Math.max(most + 1, end)));
  const other = termOf(stemOf(swapped));
  if (other) found.push(other);
  const near = found.filter(
    (term) =>
      size(term.stem) >= tuning.shortestStem &&
      (distance(stem, term.stem, most) <= most || distance(form, term.display, most) <= most),
  );
  const isOther = (/** @type {Term} */ term) => Number(prefix(term.stem, 1) !== prefix(form, 1));
  near.sort((a, b) => isOther(a) - isOther(b) || byRarity(a, b));
  for (const term of near.slice(0, tuning.candidates)) add(out, term, weight);
  out.correction = near.length ? (termOf(near[0].stem)?.display ?? null) : null;
  return near.length > 0;
}

/** Longer terms that begin with the word, but for an error: "beeldschermbril" for "beelscherm".
 * @param {Resolved} out */
function addBegunWithError(out) {
  const { form } = out.word;
  const length = size(form);
  const isNear = (/** @type {Term} */ { stem }, /** @type {number} */ more) =>
    distance(form, prefix(stem, length + more), 1) <= 1;
  const found = beginning(prefix(form, length >> 1)).filter(
    (term) => size(term.stem) > length && [-1, 0, 1].some((more) => isNear(term, more)),
  );
  return addCommonest(out, found, tuning.twoErrors);
}

/** The terms that share the longest beginning with the word, and those that share the longest end. @param {Resolved} out */
function addEdges(out) {
  const { form } = out.word;
  const whole = size(form);
  const least = Math.max(tuning.fuzzyFrom, Math.ceil(whole / 2));
  for (let end = whole - 1; end >= least; end--) {
    if (addCommonest(out, beginning(prefix(form, end)), tuning.piece)) break;
  }
  if (!manifest.compounds) return;
  for (let length = whole - tuning.shortestPart; length >= tuning.fuzzyFrom; length--) {
    const end = suffix(form, length);
    const stem = stemOf(end);
    const tail = tailOf(end);
    if (tail) return add(out, tail[1], tuning.piece);
    if (size(stem) >= tuning.tailFrom && addCommonest(out, ending(stem), tuning.piece)) return;
  }
}

// @ts-check
// The stems of the guide, in order and reversed.

/** @typedef {{ stem: string, display: string, rarity: number, name: string, family: string[] }} Term */
/** @typedef {{ stem: string, name: string, term: Term | null }} Stem */
/** @typedef {{ stems: Stem[], byStem: Map<string, Stem> }} Words */

/** @type {Words} */
const NO_WORDS = { stems: [], byStem: new Map() };

/** @param {Stem[]} stems @returns {Words} */
const wordsOf = (stems) => ({ stems, byStem: new Map(stems.map((one) => [one.stem, one])) });

/** A word after a change: "2-ad" makes "stad" of "sted". @param {string} word @param {string} change */
function changed(word, change) {
  const [cut, rest] = change.split("-");
  return rest === undefined ? word + change : word.slice(0, word.length - Number(cut)) + rest;
}

/** @param {string} text @returns {Words} */
function readWords(text) {
  const from = cursor(text);
  /** @type {Stem[]} */
  const out = [];
  for (let stem = ""; from.more(); ) {
    stem = stem.slice(0, from.digit()) + from.word();
    const base = stem;
    const [first, ...others] = from.word().split(",").map((change) => changed(base, change));
    const rarity = from.digit();
    const term = rarity ? { stem, display: first, rarity, name: stem, family: [stem, ...others] } : null;
    out.push({ stem, name: term ? stem : first, term });
  }
  return wordsOf(out);
}

/** @param {string} text @returns {Words} */
function readEnds(text) {
  const from = cursor(text);
  /** @type {Stem[]} */
  const out = [];
  for (let backwards = ""; from.more(); ) {
    backwards = backwards.slice(0, from.digit()) + from.word();
    const stem = reversed(backwards);
    const name = changed(stem, from.word());
    out.push({ stem, name, term: { stem, display: stem, rarity: from.digit(), name, family: [stem] } });
  }
  return wordsOf(out);
}

/** @param {string} word */
const reversed = (word) => [...word].reverse().join("");

/** @type {Words | undefined} */
let endsOfFew;

/** Few stems, as the reversed stems would have them. */
function endsOfWords() {
  const { stems, byStem } = shardOf("words", 0, NO_WORDS, readWords);
  if (stems.length === 0) return NO_WORDS;
  return (endsOfFew ??= wordsOf(
    stems.map(({ stem, name }) => {
      const rarity = byStem.get(name)?.term?.rarity ?? 0;
      return { stem, name, term: { stem, display: stem, rarity, name, family: [stem] } };
    }),
  ));
}

/** The stems of the shard that has a word. @param {"words" | "ends"} list @param {string} word */
function stemsWith(list, word) {
  if (list === "words") return shardWith("words", word, NO_WORDS, readWords);
  return manifest.stems ? endsOfWords() : shardWith("ends", word, NO_WORDS, readEnds);
}

/** @param {string} stem @returns {Term | undefined} */
function termOf(stem) {
  const found = stemsWith("words", stem).byStem.get(stem);
  if (!found || found.term) return found?.term ?? undefined;
  const named = stemsWith("words", found.name).byStem.get(found.name)?.term;
  return named ? (found.term = { ...named, stem }) : undefined;
}

/** The term of a stem, as the reversed stems have it: with that stem only. @param {string} stem */
const lastPart = (stem) => stemsWith("ends", reversed(stem)).byStem.get(stem)?.term ?? undefined;

/** All stems of the shards that can have a prefix.
 * @param {"words" | "ends"} list @param {string} start */
function* shardsFrom(list, start) {
  const all = firstsOf(list);
  const end = lastBefore(all, start + "\uffff");
  for (let shard = lastBefore(all, start); shard <= end; shard++) yield* stemsWith(list, all[shard]).stems;
}

/** The terms of stems with a prefix, but not those whose name does not begin like it.
 * @param {string} start */
function beginning(start) {
  const edge = prefix(start, 2);
  const out = [];
  for (const { stem, name, term } of shardsFrom("words", start)) {
    if (!stem.startsWith(start) || !name.startsWith(edge)) continue;
    const found = term ?? termOf(stem);
    if (found) out.push(found);
  }
  return out;
}

/** The terms of stems with a suffix. @param {string} end */
function ending(end) {
  const out = [];
  for (const { stem, term } of shardsFrom("ends", reversed(end))) if (term && stem.endsWith(end)) out.push(term);
  return out;
}

/** The term of a form: as it is, by its stem, as an inflection, or as the plural of an
 * abbreviation ("tvs" for "tv's"). @param {string} form @param {string} stem */
function known(form, stem) {
  const found = termOf(form) ?? termOf(stem);
  if (found) return found;
  for (const variant of variants(form, stem)) {
    const term = termOf(variant);
    if (term) return term;
  }
  // An abbreviation is read letter by letter: it has no vowel.
  const abbreviation = /^([^aeiouy]{2,})s$/u.exec(form)?.[1];
  return abbreviation === undefined ? undefined : termOf(abbreviation);
}

/** The edit distance of two words, `most + 1` if it is more than `most`.
 * @param {string} one @param {string} other @param {number} most */
function distance(one, other, most) {
  const [a, b] = [letters(one), letters(other)];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), last[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length], most + 1);
}

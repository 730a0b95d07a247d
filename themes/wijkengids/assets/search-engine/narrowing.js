// @ts-check
// Which sections may be found at all: filters, exact phrases and exclusions.

/** @typedef {{ limit?: number, part?: number, theme?: string, lessons?: boolean }} Options */

/** Of a phrase so many pairs of words are looked up; the rest is seen in the text. */
const PAIRS = 2;

/** The sections that a query and its options leave; nothing where all are left.
 * @param {Query} query @param {Options} options */
function narrowing(query, options) {
  const allowed = new Uint8Array(sectionCount()).fill(1);
  let isNarrowed = false;
  const keep = (/** @type {Iterable<number>} */ sections) => {
    const kept = new Set(sections);
    for (let at = 0; at < allowed.length; at++) if (!kept.has(at)) allowed[at] = 0;
    isNarrowed = true;
  };
  const drop = (/** @type {Iterable<number>} */ sections) => {
    for (const at of sections) allowed[at] = 0;
    isNarrowed = true;
  };
  if (options.part !== undefined || options.theme || options.lessons) {
    const { parts, themes, lessons } = filtersOf();
    if (options.part !== undefined) {
      const start = firsts[parts[options.part]?.[1]] ?? 0;
      const end = firsts[parts[options.part + 1]?.[1]] ?? sectionCount();
      keep(Array.from({ length: end - start }, (_, at) => start + at));
    }
    if (options.theme) keep(ascending(themes[options.theme] ?? ""));
    if (options.lessons) keep(ascending(lessons));
  }
  for (const phrase of query.phrases) {
    const sections = withPhrase(phrase);
    if (sections) keep(sections);
  }
  for (const phrase of query.without) {
    if (phrase.length > 1) {
      drop(withPhrase(phrase) ?? []);
      continue;
    }
    const entry = known(phrase[0], stemOf(phrase[0]));
    if (entry) drop(postings(entry.term, true).map(([section]) => section));
  }
  return isNarrowed ? allowed : null;
}

/** The sections in which a phrase may stand; nothing where that is seen in the text only.
 * @param {string[]} phrase */
function withPhrase(phrase) {
  /** @type {[commonWords: number, hash: number][]} */
  let hashes = phrase.slice(1).map((form, at) => {
    const pair = [phrase[at], form];
    return [pair.filter((one) => stopWords.has(one)).length, hash(pair.join(" "))];
  });
  hashes.sort((a, b) => a[0] - b[0]);
  if (phrase.length === 1) {
    // Where most who write the word write this form, reading is soon done.
    const entry = known(phrase[0], stemOf(phrase[0]));
    if (!entry) return [];
    if (entry.display === phrase[0]) return null;
    hashes = [[0, hash(phrase[0])]];
  }
  const [first, ...others] = hashes.slice(0, PAIRS).map(([, of]) => withPair(of));
  return others.reduce((all, list) => {
    const other = new Set(list);
    return all.filter((section) => other.has(section));
  }, first);
}

/** The hash of a text: FNV-1a over UTF-16. @param {string} text */
function hash(text) {
  let out = 2166136261;
  for (let at = 0; at < text.length; at++) out = Math.imul(out ^ text.charCodeAt(at), 16777619);
  return (out ^ (out >>> 15)) >>> 0;
}

/** The sections that have a pair. @param {number} pair */
function withPair(pair) {
  const list = listOf("b", pairShards, (pair >>> 6) & (manifest.lists - 1));
  return list.filter(([, mark]) => mark === (pair & 63)).map(([section]) => section);
}

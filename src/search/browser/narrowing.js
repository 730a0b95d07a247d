// @ts-check
// Narrows the sections that may be found: by filters, exact phrases and exclusions.

/** @typedef {{ limit?: number, part?: number, theme?: string, lessons?: boolean }} Options */

/** The sections that a query and its options leave; null if all are left.
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
      const [, first, next] = parts[options.part] ?? ["", 0, 0];
      const start = firsts[first] ?? 0;
      const end = firsts[next] ?? sectionCount();
      keep(Array.from({ length: end - start }, (_, at) => start + at));
    }
    if (options.theme) keep(ascending(themes.find(([name]) => name === options.theme)?.[1] ?? ""));
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
    const term = known(phrase[0], stemOf(phrase[0]));
    if (term) drop(postings(term.id, true).map(([section]) => section));
  }
  return isNarrowed ? allowed : null;
}

/** The sections that may contain a phrase; null if only their text can tell.
 * @param {string[]} phrase */
function withPhrase(phrase) {
  /** @type {[commonWords: number, hash: number][]} */
  let hashes = phrase.slice(1).map((form, at) => {
    const words = [phrase[at], form];
    return [words.filter((one) => stopWords.has(one)).length, hash(words.join(" "))];
  });
  hashes.sort((a, b) => a[0] - b[0]);
  if (phrase.length === 1) {
    // If this is the commonest form of its term, most sections with the term have it.
    const term = known(phrase[0], stemOf(phrase[0]));
    if (!term) return [];
    if (term.display === phrase[0]) return null;
    hashes = [[0, hash(phrase[0])]];
  }
  const [first, ...others] = hashes.slice(0, tuning.bigrams).map(([, of]) => withBigram(of));
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

/** The sections that contain a bigram. @param {number} bigram */
function withBigram(bigram) {
  const list = listOf("b", bigramShards, (bigram >>> 6) & (manifest.lists - 1));
  return list.filter(([, mark]) => mark === (bigram & 63)).map(([section]) => section);
}

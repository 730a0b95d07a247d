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
    if (term) drop(postings(term.name, true).map(([section]) => section));
  }
  return isNarrowed ? allowed : null;
}

/** The sections that may contain a phrase; null if only their text can tell.
 * @param {string[]} phrase */
function withPhrase(phrase) {
  let hashes = bigramsOf(phrase).sort((a, b) => a[0] - b[0]);
  if (phrase.length === 1) {
    // If this is the commonest form of its term, most sections with the term have it.
    const term = known(phrase[0], stemOf(phrase[0]));
    if (!term) return [];
    if (term.display === phrase[0]) return null;
    hashes = [[0, hash(phrase[0])]];
  }
  if (!hashes.length) return null;
  let all = withBigram(hashes[0][1]);
  // Few sections are read sooner than further bigrams.
  for (const [, of] of hashes.slice(1)) {
    if (missing.size || all.length <= tuning.few) break;
    all = inBoth(all, withBigram(of));
  }
  return all;
}

/** The bigrams of words, each with how many of its words are stop words. Instead of two stop words, the
 * words before and after them are a bigram. @param {string[]} words @returns {[stopWords: number, hash: number][]} */
function bigramsOf(words) {
  /** @type {[number, number][]} */
  const out = [];
  let said = -1;
  words.forEach((word, at) => {
    const [wasStop, isStop] = [stopWords.has(words[at - 1]), stopWords.has(word)];
    if (at && !(wasStop && isStop)) out.push([Number(wasStop) + Number(isStop), hashOf(words[at - 1], " ", word, wasStop)]);
    if (isStop) return;
    if (said >= 0 && at - said > 2) out.push([0, hashOf(words[said], "  ", word)]);
    said = at;
  });
  return out;
}

/** The hash of two words with something between them, whose high bits are those of one of them: of the second,
 * if the first is a stop word. @param {string} first @param {string} between @param {string} second */
function hashOf(first, between, second, isFirstStop = false) {
  const ofBoth = hash(first + between + second) & 524287;
  return ((hash(isFirstStop ? second : first) << 19) | ofBoth) >>> 0;
}

/** @param {number[]} all @param {number[]} list */
function inBoth(all, list) {
  const other = new Set(list);
  return all.filter((section) => other.has(section));
}

/** The sections that contain a bigram. @param {number} bigram */
function withBigram(bigram) {
  const lists = manifest.bigrams;
  const ofBoth = bigram >>> 6;
  const at = (lists.byWord ? (ofBoth & 63) | ((bigram >>> 19) << 6) : ofBoth) & (lists.count - 1);
  const first = firstLists[lastBefore(firstLists, at)];
  /** @type {string[]} */
  const shard = file("b" + first, []);
  const list = readPostings(shard[at - first] ?? "");
  return list.filter(([, mark]) => mark === (bigram & 63)).map(([section]) => section);
}

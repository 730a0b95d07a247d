// @ts-check
// Ranks sections by the impact of the words of a query, before any text is read.

const readBest = listsWith(readPostings);
const readRests = listsWith(readRest);

/** The postings of a term. Of a common term they are the best, unless all are asked for.
 * @param {string} term @param {boolean} isComplete @returns {Posting[]} */
function postings(term, isComplete) {
  const best = shardWith("postings", term, NO_POSTINGS, readBest).get(term) ?? [];
  if (!isComplete || best.length < tuning.common) return best;
  return [...best, ...(shardWith("rests", term, NO_POSTINGS, readRests).get(term) ?? [])];
}

/** @param {Posting[][]} lists @returns {Posting[]} */
function intersection(lists) {
  return lists.reduce((all, list) => {
    const other = new Map(list);
    return all.flatMap(([section, impact]) => {
      const second = other.get(section);
      return second === undefined ? [] : [[section, Math.min(impact, second)]];
    });
  });
}

/** The impact of a word on each section; the chapters with such sections are marked.
 * @param {Resolved} word @param {boolean} isComplete @param {Uint8Array} met */
function impactsOf(word, isComplete, met) {
  const out = new Uint32Array(sectionCount());
  for (const { terms, weight } of word.meanings) {
    for (const [section, impact] of intersection(terms.map((term) => postings(term, isComplete)))) {
      if (impact * weight > out[section]) out[section] = impact * weight;
      met[chapterOf[section]] = 1;
    }
  }
  return out;
}

/** The sum over all words of their best impact on some sections times rarity, reduced if words are missing.
 * @param {Resolved[]} words @param {Uint32Array[]} impacts @param {number} first @param {number} end */
function scoreOf(words, impacts, first, end) {
  let sum = 0;
  let matched = 0;
  let total = 0;
  for (let word = 0; word < words.length; word++) {
    const { rarity } = words[word];
    let impact = 0;
    for (let at = first; at < end; at++) if (impacts[word][at] > impact) impact = impacts[word][at];
    sum += impact * rarity;
    total += rarity;
    if (impact) matched += rarity;
  }
  return total ? Math.floor((sum * (matched + total)) / (2 * total)) : 0;
}

/** How many of them are allowed. @param {Uint8Array} allowed */
const count = (allowed) => allowed.reduce((sum, is) => sum + is, 0);

/** @typedef {{ chapter: number, sections: [section: number, score: number][] }} Candidate */

/** @param {Resolved[]} words @param {Uint8Array | null} allowed @param {boolean} hasPhrase
 * @param {number} limit @param {boolean} isComplete @returns {Candidate[]} */
function bestChapters(words, allowed, hasPhrase, limit, isComplete) {
  // Few sections that may have a phrase are all read, whatever the words say of them.
  if (hasPhrase && allowed && count(allowed) <= tuning.few && words.every(({ word }) => !word.required)) words = [];
  const met = new Uint8Array(firsts.length - 1);
  const impacts = words.map((word) => impactsOf(word, isComplete, met));
  if (missing.size) return [];
  // A phrase is found even if its words are too common to score.
  const least = Number(hasPhrase && allowed !== null);
  if (least) allowed?.forEach((is, section) => is && (met[chapterOf[section]] = 1));
  const required = impacts.filter((_, word) => words[word].word.required);
  const scoreAt = (/** @type {number} */ at) =>
    (allowed && !allowed[at]) || required.some((list) => !list[at])
      ? 0
      : Math.max(least, scoreOf(words, impacts, at, at + 1));
  /** @type {[best: number, chapter: number, together: number][]} */
  const top = [];
  const most = hasPhrase ? limit * tuning.overfetch : limit;
  for (let chapter = 0; chapter < met.length; chapter++) {
    if (!met[chapter]) continue;
    let best = 0;
    for (let at = firsts[chapter]; at < firsts[chapter + 1]; at++) best = Math.max(best, scoreAt(at));
    if (!best) continue;
    const together = Math.max(least, scoreOf(words, impacts, firsts[chapter], firsts[chapter + 1]));
    best = best * 2 + together;
    if (top.length === most && best <= top[most - 1][0]) continue;
    let place = top.length;
    while (place && top[place - 1][0] < best) place--;
    top.splice(place, 0, [best, chapter, together]);
    if (top.length > most) top.pop();
  }
  return top.map(([best, chapter, together]) => {
    /** @type {[number, number][]} */
    const sections = [];
    for (let at = firsts[chapter]; at < firsts[chapter + 1]; at++) {
      const score = scoreAt(at);
      const whole = score * 2 + together;
      if (score && (hasPhrase || whole * 2 >= best)) sections.push([at - firsts[chapter], whole]);
    }
    sections.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return { chapter, sections: hasPhrase ? sections : sections.slice(0, tuning.sections) };
  });
}

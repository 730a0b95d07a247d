// @ts-check
// Reads the text of the best sections: matches, phrases, proximity and a snippet.

/** @typedef {{ chapter: number, section: number, score: number, snippet: string[], record: Chapter }} Hit */

/** The beginning of a text, as a snippet without matches. @param {string} text */
function opening(text) {
  const next = tokens(text)[tuning.snippet];
  return next ? `${text.slice(0, next.start).trim()} …` : text.trim();
}

/** The words of the query that a token matches, a bit for each, and how well.
 * @typedef {{ words: number, quality: number } | null} Match */
/** @typedef {{ tokens: Token[], matches: Match[] }} MatchedText */

/** @type {Map<string, { tokens: Token[], stems: string[] }>} */
let read = new Map();

/** @param {string} text */
function tokensOf(text) {
  let found = read.get(text);
  if (!found) {
    const all = tokens(text);
    found = { tokens: all, stems: all.map(({ form, capitals }) => stemOf(form, capitals)) };
    if (read.size > 2000) read = new Map();
    read.set(text, found);
  }
  return found;
}

/** The place of a phrase, or -1. @param {Token[]} all @param {string[]} phrase */
function findPhrase(all, phrase) {
  const last = all.length - phrase.length;
  for (let at = 0; at <= last; at++) {
    if (phrase.every((form, offset) => all[at + offset].form === form)) return at;
  }
  return -1;
}

/** @param {{ words: number }} match @param {number} word */
const hasWord = ({ words }, word) => (words & (1 << word)) !== 0;

/** Tells which words of the query a token matches, and how well. @param {Resolved[]} words */
function matcher(words) {
  /** @type {Map<string, number>} */
  const stems = new Map();
  words.forEach((word, at) => {
    for (const stem of word.stems) if (!stems.has(stem)) stems.set(stem, 1 << at);
  });
  words.forEach((word, at) => {
    for (const stem of word.joined) stems.set(stem, (stems.get(stem) ?? 0) | (1 << at));
  });
  /** @type {Map<string, Match>} */
  const matched = new Map();

  /** @param {string} form @param {string} stem @returns {Match} */
  function match(form, stem) {
    const same = words.findIndex(({ word }) => word.form === form);
    if (same >= 0) return { words: 1 << same, quality: tuning.sameForm };
    if (stopWords.has(form)) return null;
    const found = stems.get(stem);
    // Words that stand loose in the query and joined in the text are written in another way.
    const isJoined = words.some((word) => word.joined.has(stem));
    if (found) return { words: found, quality: isJoined ? tuning.sameForm : tuning.sameStem };
    const within = words.findIndex((other) => size(other.stem) >= tuning.withinFrom && form.includes(other.stem));
    return within >= 0 ? { words: 1 << within, quality: tuning.within } : null;
  }

  /** @param {Token} token @param {string} stem @returns {Match} */
  return ({ form }, stem) => {
    const key = form + " " + stem;
    let found = matched.get(key);
    if (found === undefined) matched.set(key, (found = match(form, stem)));
    return found;
  };
}

/** @param {Resolved[]} words @param {Query} query */
function highlighter(words, query) {
  const matchOf = matcher(words);

  /** @param {string} text @returns {MatchedText} */
  function field(text) {
    const found = tokensOf(text);
    return { tokens: found.tokens, matches: found.tokens.map((token, at) => matchOf(token, found.stems[at])) };
  }

  /** @param {MatchedText} of @returns {[start: number, score: number] | null} */
  function bestWindow({ matches }) {
    /** @type {[number, number] | null} */
    let best = null;
    for (let start = 0; start < matches.length; start++) {
      if (!matches[start]) continue;
      const quality = words.map(() => 0);
      for (let at = start; at < Math.min(matches.length, start + tuning.window); at++) {
        const found = matches[at];
        if (!found) continue;
        for (let word = 0; word < words.length; word++) {
          if (hasWord(found, word)) quality[word] = Math.max(quality[word], found.quality);
        }
        const met = quality.filter((value) => value > 0).length;
        const rarity = quality.reduce((sum, value, word) => sum + value * words[word].rarity, 0);
        const score = Math.floor((tuning.proximity * rarity * (met - 1)) / (at - start + 1)) + rarity;
        if (!best || score > best[1]) best = [start, score];
      }
    }
    return best;
  }

  /** @param {MatchedText[]} fields */
  function formBonus(fields) {
    const best = words.map(() => 0);
    for (const found of fields.flatMap(({ matches }) => matches)) {
      if (!found) continue;
      for (let word = 0; word < words.length; word++) {
        if (hasWord(found, word)) best[word] = Math.max(best[word], found.quality);
      }
    }
    return best.reduce((sum, quality, at) => sum + quality * tuning.formBonus * words[at].rarity, 0);
  }

  /** @param {MatchedText} of @param {string} text */
  function snippet(of, text) {
    const phrase = query.phrases.map((forms) => findPhrase(of.tokens, forms)).find((at) => at >= 0);
    const start = phrase ?? bestWindow(of)?.[0] ?? 0;
    let first = Math.max(0, start - tuning.lead);
    if (of.tokens.length < first + tuning.snippet) first = Math.max(0, of.tokens.length - tuning.snippet);
    let at = first ? of.tokens[first].start : 0;
    const out = [];
    for (let n = first; n < Math.min(of.tokens.length, first + tuning.snippet); n++) {
      if (!of.matches[n]) continue;
      out.push(text.slice(at, of.tokens[n].start), text.slice(of.tokens[n].start, of.tokens[n].end));
      at = of.tokens[n].end;
    }
    const rest = of.tokens[first + tuning.snippet];
    out.push(text.slice(at, rest?.start ?? text.length).trimEnd() + (rest ? " …" : ""));
    if (first) out[0] = "… " + out[0];
    return out;
  }

  /** @param {Chapter} record @param {number} section @returns {[bonus: number, snippet: string[]] | null} */
  return (record, section) => {
    const { h = "", x = "" } = record.s[section] ?? {};
    const fields = [record.t, h, x].map(field);
    // The title belongs to the whole chapter; its phrases are found in the first section.
    const said = section ? fields.slice(1) : fields;
    const has = (/** @type {string[]} */ phrase) => said.some((of) => findPhrase(of.tokens, phrase) >= 0);
    if (!query.phrases.every(has) || query.without.some(has)) return null;
    const [title, heading, text] = fields.map((of) => bestWindow(of)?.[1] ?? 0);
    const proximity = text + heading * tuning.headingBonus + (section === 0 ? title * tuning.titleBonus : 0);
    return [formBonus(fields) + proximity, snippet(fields[2], x)];
  };
}

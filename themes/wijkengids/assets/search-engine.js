// @ts-check
// Answers queries from the files of a guide's search index. There is a twin of this engine in
// Rust (src/search) that gives the same answers: whoever changes one changes the other.
// Nothing here knows the page; search.js shows what this finds.

/**
 * @typedef {{ form: string, start: number, end: number, capitals: boolean }} Token
 * @typedef {{ form: string, capitals: boolean, open: boolean, at: number, required: boolean }} Word
 * @typedef {{ words: Word[], phrases: string[][], without: string[][], number: [string, number] | null }} Query
 * @typedef {{ stem: string, display: string, rarity: number, term: number, stemLetters: number, letters: number }} Entry
 * @typedef {{ entries: Entry[], byStem: Map<string, Entry> }} Lexicon
 * @typedef {{ terms: number[], weight: number }} Meaning
 * @typedef {{ word: Word, stem: string, rarity: number, meanings: Meaning[], correction: string | null }} Resolved
 * @typedef {{ h?: string, a?: string, l?: number, x?: string }} Section
 * @typedef {{ n?: string, t: string, u: string, b?: string[], s: Section[] }} Chapter
 * @typedef {{ limit?: number, part?: number, theme?: string, lessons?: boolean }} Options
 * @typedef {{ chapter: number, section: number, score: number, snippet: string[], record: Chapter }} Hit
 * @typedef {{ hits: Hit[], suggestion: string | null }} Answer
 * @typedef {{ version: string, language: string, compounds: boolean, stop: string, sections: string, letters: string, shards: string, common: string }} Manifest
 * @typedef {{ parts: [string, number][], themes: Record<string, string>, lessons: string }} Filters
 * @typedef {[section: number, impact: number]} Posting
 */

/** @typedef {typeof wijkengidsSearch} Search */

const wijkengidsSearch = (() => {
  // ---- Files: what is not there yet is noted, loaded, and asked for again.

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

  // ---- Numbers as text.

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /** @param {string} text */
  function reader(text) {
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
    const from = reader(text);
    const out = [];
    for (let last = 0; from.more(); out.push(last)) last += from.number();
    return out;
  }

  // ---- Words.

  /** @type {Record<string, string>} */
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l" };

  /** @param {string} word */
  const fold = (word) =>
    word.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ßæœøđł]/g, (c) => LETTERS[c]);

  /** @param {string} text @returns {Token[]} */
  function tokens(text) {
    const out = [];
    for (const found of text.matchAll(/[0-9]+(?:\.[0-9]+)+|[\p{Alphabetic}\p{N}\p{M}]+/gu)) {
      const [word] = found;
      const start = found.index;
      if (word.length === 1 && /['’]/.test(text[start - 1] ?? "")) continue;
      const form = fold(word);
      const capitals = word.length > 1 && !/\p{Lowercase}/u.test(word);
      if (form) out.push({ form, start, end: start + word.length, capitals });
    }
    return out;
  }

  /** The Dutch stemmer of Snowball. @param {string} word */
  function dutchStem(word) {
    let w = word.replace(/^y/, "Y");
    const isVowel = (/** @type {number} */ at) => at >= 0 && at < w.length && "aeiouy".includes(w[at]);
    const isConsonant = (/** @type {number} */ at) => at >= 0 && at < w.length && !isVowel(at);
    for (let at = 0; at < w.length; at++) {
      const i = w[at + 1] === "i" && isVowel(at + 2);
      if (isVowel(at) && (i || w[at + 1] === "y")) {
        w = w.slice(0, at + 1) + (i ? "I" : "Y") + w.slice(at + 2);
      }
    }
    const region = (/** @type {number} */ from) => {
      let at = from;
      while (at < w.length && !isVowel(at)) at++;
      while (at < w.length && isVowel(at)) at++;
      return at < w.length ? at + 1 : Infinity;
    };
    const first = region(0);
    const r2 = region(first);
    const r1 = Math.max(3, first);
    let hadE = false;
    const cut = (/** @type {number} */ count) => (w = w.slice(0, w.length - count));
    const undouble = () => /(kk|dd|tt)$/.test(w) && cut(1);
    const before = (/** @type {string} */ suffix) => w.length - suffix.length;
    const ending = (/** @type {RegExp} */ suffix) => suffix.exec(w)?.[0] ?? "";
    const en = (/** @type {string} */ suffix) => {
      const at = before(suffix);
      if (suffix && at >= r1 && isConsonant(at - 1) && !w.slice(0, at).endsWith("gem")) {
        cut(suffix.length);
        undouble();
      }
    };
    const e = () => {
      hadE = false;
      if (w.endsWith("e") && before("e") >= r1 && isConsonant(before("e") - 1)) {
        cut(1);
        hadE = true;
        undouble();
      }
    };

    let suffix = ending(/(heden|ene|en|se|s)$/);
    if (suffix === "heden") {
      if (before(suffix) >= r1) w = w.slice(0, before(suffix)) + "heid";
    } else if (suffix.startsWith("e")) {
      en(suffix);
    } else if (suffix && before(suffix) >= r1) {
      const at = before(suffix) - 1;
      if (isConsonant(at) && w[at] !== "j") cut(suffix.length);
    }
    e();
    if (w.endsWith("heid") && before("heid") >= r2 && w[before("heid") - 1] !== "c") {
      cut(4);
      en(ending(/en$/));
    }
    suffix = ending(/(end|ing|ig|lijk|baar|bar)$/);
    const isIg = () => w.endsWith("ig") && before("ig") >= r2 && w[before("ig") - 1] !== "e";
    if (suffix && before(suffix) >= r2) {
      if (suffix === "end" || suffix === "ing") {
        cut(3);
        if (isIg()) cut(2);
        else undouble();
      } else if (suffix === "ig") {
        if (isIg()) cut(2);
      } else if (suffix === "lijk") {
        cut(4);
        e();
      } else if (suffix === "baar" || hadE) {
        cut(suffix.length);
      }
    }
    const last = w.length - 1;
    if (/(aa|ee|oo|uu).$/.test(w) && isConsonant(last) && w[last] !== "I" && isConsonant(last - 3)) {
      w = w.slice(0, last - 1) + w[last];
    }
    return w.toLowerCase();
  }

  // ---- What the manifest says.

  /** @type {Manifest} */
  let manifest;
  /** @type {Set<string>} */
  let stop;
  /** @type {number[]} */
  let firsts;
  /** @type {Uint32Array} */
  let chapterOf;
  /** @type {number[]} */
  let shards;
  /** @type {Set<number>} */
  let common;
  let isDutch = false;

  function open() {
    if (manifest) return true;
    const found = file("index", null);
    if (!found) return false;
    manifest = found;
    stop = new Set(manifest.stop.split(" "));
    shards = ascending(manifest.shards);
    common = new Set(ascending(manifest.common));
    isDutch = manifest.language.split("-")[0] === "nl";
    firsts = [0];
    for (const counts = reader(manifest.sections); counts.more(); ) {
      firsts.push(firsts[firsts.length - 1] + counts.number());
    }
    chapterOf = new Uint32Array(sectionCount());
    firsts.slice(0, -1).forEach((first, chapter) => chapterOf.fill(chapter, first, firsts[chapter + 1]));
    return true;
  }

  const sectionCount = () => firsts[firsts.length - 1];

  /** @param {string} form @param {boolean} [capitals] */
  function stemOf(form, capitals) {
    return !isDutch || capitals || /^[0-9]/.test(form) ? form : dutchStem(form);
  }

  /** Stems of which this may be an inflection that Snowball leaves alone. @param {string} stem */
  function variants(stem) {
    if (!isDutch) return [];
    if (/e(s|en)$/.test(stem)) {
      const root = stem.replace(/(s|en)$/, "");
      return root.length >= 4 ? [dutchStem(root)] : [];
    }
    if (!/(t|^(ge|be|ver|ont|her).*d)$/.test(stem)) return [];
    const root = stem.slice(0, -1);
    const roots = root.startsWith("ge") && root.length >= 6 ? [root, root.slice(2)] : [root];
    const out = root.length >= 4 ? roots.map(dutchStem) : [];
    return out.filter((variant) => variant.length >= 3 && variant !== stem);
  }

  // ---- The vocabulary.

  /** @type {Lexicon} */
  const NO_WORDS = { entries: [], byStem: new Map() };

  /** @param {string} letter @returns {Lexicon} */
  function lexicon(letter) {
    const code = /[a-z0-9]/.test(letter) ? letter : "u" + letter.codePointAt(0)?.toString(16);
    return manifest.letters.includes(letter) ? file("w-" + code, NO_WORDS, readLexicon) : NO_WORDS;
  }

  /** @param {string} text @returns {Lexicon} */
  function readLexicon(text) {
    const from = reader(text);
    /** @type {Entry[]} */
    const entries = [];
    let next = from.number();
    let stem = "";
    while (from.more()) {
      stem = stem.slice(0, from.digit()) + from.word();
      const display = stem + from.word();
      const rarity = from.digit();
      const term = from.number();
      const [stemLetters, letters] = [lettersOf(stem), lettersOf(display)];
      entries.push({ stem, display, rarity, term: term ? term - 1 : next++, stemLetters, letters });
    }
    return { entries, byStem: new Map(entries.map((entry) => [entry.stem, entry])) };
  }

  /** Which letters a word has, as bits. @param {string} word */
  function lettersOf(word) {
    let bits = 0;
    for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
    return bits;
  }

  /** Whether two words have so many different letters that more than `most` errors are between them.
   * @param {number} a @param {number} b @param {number} most */
  function isFar(a, b, most) {
    let left = 2 * most;
    for (let bits = a ^ b; bits; bits &= bits - 1) if (--left < 0) return true;
    return false;
  }

  /** @param {string} word */
  const letterOf = (word) => String.fromCodePoint(word.codePointAt(0) ?? 32);
  /** @param {string} word */
  const lexiconOf = (word) => lexicon(letterOf(word));
  /** @param {string} stem */
  const entryOf = (stem) => lexiconOf(stem).byStem.get(stem);
  /** @param {string} word */
  const size = (word) => [...word].length;

  /** @param {string} form @param {string} stem @returns {Entry | undefined} */
  function known(form, stem) {
    const found = entryOf(form) ?? entryOf(stem);
    if (found) return found;
    for (const variant of variants(stem)) {
      const entry = entryOf(variant);
      if (entry) return entry;
    }
  }

  /** How many errors are between two words, `most + 1` where it is more than `most`.
   * @param {string} a @param {string} b @param {number} most */
  function distance(a, b, most) {
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

  // ---- Compounds.

  const LINKS = ["", "s", "en", "e"];

  /** @param {string} head @param {string} tail */
  const joined = (head, tail) => LINKS.map((link) => head + link + tail);

  /** @typedef {[part: string, entry: Entry]} Part */

  /** @param {string} part @returns {Part | null} */
  function knownPart(part) {
    const entry = stop.has(part) ? null : entryOf(stemOf(part));
    return entry ? [part, entry] : null;
  }

  /** @param {string} word @param {number} parts @returns {Part[] | null} */
  function split(word, parts) {
    if (parts === 1) {
      const tail = knownPart(word);
      return tail && [tail];
    }
    for (let at = 3; at <= word.length - 3; at++) {
      const tail = word.length - at;
      if (word.length < 7 || (tail < 4 && at < 5)) continue;
      const first = headOf(word.slice(0, at));
      const rest = first && split(word.slice(at), parts - 1);
      if (first && rest) return [first, ...rest];
    }
    return null;
  }

  /** @param {string} head */
  function headOf(head) {
    for (const link of LINKS) {
      const bare = head.slice(0, head.length - link.length);
      const part = head.endsWith(link) && bare.length >= 3 && knownPart(bare);
      if (part) return part;
    }
    return null;
  }

  // ---- What a reader typed.

  /** @param {string} text @returns {Query} */
  function parse(text) {
    /** @type {Query} */
    const query = { words: [], phrases: [], without: [], number: numberOf(text) };
    const plain = text.replace(/[“”„«»]/g, '"');
    for (const [, sign, phrase, end, bare] of plain.matchAll(/(-?)"([^"]*)("?)|([^\s"]+)/g)) {
      const found = tokens(bare ?? phrase);
      const forms = found.map((token) => token.form);
      if (!forms.length) continue;
      if (sign === "-" || bare?.startsWith("-")) {
        query.without.push(forms);
        continue;
      }
      const required = bare === undefined && end !== "";
      for (const { form, capitals } of found) {
        query.words.push({ form, capitals, open: false, at: query.words.length, required });
      }
      if (required) query.phrases.push(forms);
    }
    const last = query.words[query.words.length - 1];
    if (last) last.open = /[\p{Alphabetic}\p{N}]$/u.test(plain);
    return query;
  }

  /** @param {string} text @returns {[string, number] | null} */
  function numberOf(text) {
    const found =
      /^\s*([0-9]+(?:\.[0-9]+)*|[a-z](?:\.[0-9]+)*)\.?(?:[ #]+(?:les|lesson)[ -]*([0-9]+))?\s*$/i.exec(text);
    return found && [found[1].toUpperCase(), Number(found[2] ?? 0)];
  }

  // ---- What a word may mean, and how sure that is, in sixteenths.

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

  /** @param {Entry} a @param {Entry} b */
  const byRarity = (a, b) => a.rarity - b.rarity || a.term - b.term;

  /** @param {Resolved} out @param {Entry | undefined} entry @param {number} weight */
  function add(out, entry, weight) {
    if (!entry || out.meanings.some(({ terms }) => terms.length === 1 && terms[0] === entry.term)) return;
    out.rarity = out.meanings.length ? Math.min(out.rarity, entry.rarity) : entry.rarity;
    out.meanings.push({ terms: [entry.term], weight });
  }

  /** What words that the guide does not have were taken for. @type {Map<string, Resolved>} */
  const unknown = new Map();

  /** @param {Word} word @returns {Resolved} */
  function resolve(word) {
    const stem = stemOf(word.form, word.capitals);
    /** @type {Resolved} */
    const out = { word, stem, rarity: 0, meanings: [], correction: null };
    add(out, entryOf(stem), EXACT);
    add(out, known(word.form, stem), EXACT);
    const isKnown = out.meanings.length > 0;
    if (isKnown && out.rarity < RARE) return out;
    if (!isKnown && word.open) beginnings(out);
    compound(out);
    if (out.meanings.length) return out;
    const before = unknown.get(word.form);
    if (before) return { ...before, word, meanings: [...before.meanings] };
    near(out);
    if (!missing.size) unknown.set(word.form, { ...out, meanings: [...out.meanings] });
    return out;
  }

  /** @param {Resolved} out */
  function beginnings(out) {
    const { form } = out.word;
    const length = size(form);
    if (length < 2) return;
    const { entries } = lexiconOf(form);
    const found = entries.filter(({ stem }) => stem.startsWith(form)).sort(byRarity);
    for (const entry of found.slice(0, MOST)) add(out, entry, BEGINNING);
    if (found.length) return;
    const begun = entries.filter(
      ({ stem }) => size(stem) >= 4 && size(stem) + 4 >= length && form.startsWith(stem),
    );
    begun.sort((a, b) => b.stem.length - a.stem.length);
    add(out, begun[0], BEGINNING);
  }

  /** @param {Resolved} out */
  function compound(out) {
    const { form } = out.word;
    if (!manifest.compounds || size(form) < 7) return;
    const parts = split(form, 2) ?? split(form, 3);
    if (!parts) return;
    if (parts.length === 2) {
      for (const other of joined(parts[0][0], parts[1][0])) add(out, entryOf(stemOf(other)), OTHER_LINK);
    }
    if (!out.meanings.length) out.rarity = Math.max(...parts.map(([, entry]) => entry.rarity));
    const isKnown = out.meanings.length > 0;
    out.meanings.push({ terms: parts.map(([, entry]) => entry.term), weight: ALL_PARTS });
    if (!isKnown) for (const [, entry] of parts) add(out, entry, PIECE);
  }

  /** Words of one compound that the reader wrote apart, in either order. @param {Resolved[]} words */
  function neighbours(words) {
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
        }
      }
    }
  }

  /** @param {Resolved} out */
  function near(out) {
    const length = size(out.word.form);
    if (length < 4 || errors(out, lexiconOf(out.word.form).entries, 1, ONE_ERROR)) return;
    if (missing.size) return;
    const all = [...manifest.letters].flatMap((letter) => lexicon(letter).entries);
    if (within(out, all) || errors(out, all, 1, ONE_ERROR) || length < 8) return;
    if (!errors(out, all, 2, TWO_ERRORS) && manifest.compounds) pieces(out, all);
  }

  /** The longest known word that an unknown compound begins or ends with, and words that have the
   * rest of it within them. @param {Resolved} out @param {Entry[]} entries */
  function pieces(out, entries) {
    const { form } = out.word;
    let head = null;
    let end = form.length - 2;
    while (--end >= 5 && !head) head = knownPart(form.slice(0, end));
    const rest = form.slice(end + 1);
    let tail = null;
    for (let start = 3; start <= form.length - 5 && !tail; start++) tail = knownPart(form.slice(start));
    if (head) {
      add(out, head[1], PIECE);
      if (!tail && rest.length >= 5) containing(out, entries, stemOf(rest), PIECE);
    }
    if (tail) add(out, tail[1], PIECE);
  }

  /** @param {Resolved} out @param {Entry[]} entries @param {number} most @param {number} weight */
  function errors(out, entries, most, weight) {
    const { form } = out.word;
    const letters = lettersOf(form);
    const stemLetters = lettersOf(out.stem);
    const found = entries.filter(
      (entry) =>
        entry.stem.length >= 3 &&
        ((!isFar(stemLetters, entry.stemLetters, most) && distance(out.stem, entry.stem, most) <= most) ||
          (!isFar(letters, entry.letters, most) && distance(form, entry.display, most) <= most)),
    );
    found.sort(byRarity);
    for (const entry of found.slice(0, MOST)) add(out, entry, weight);
    out.correction = found[0]?.display ?? null;
    return found.length > 0;
  }

  /** @param {Resolved} out @param {Entry[]} entries */
  function within(out, entries) {
    return containing(out, entries, out.stem, PART);
  }

  /** @param {Resolved} out @param {Entry[]} entries @param {string} part @param {number} weight */
  function containing(out, entries, part, weight) {
    const found = entries.filter(({ stem }) => stem.includes(part)).sort(byRarity);
    for (const entry of found.slice(0, MOST)) add(out, entry, weight);
    return found.length > 0;
  }

  // ---- Which sections are about it.

  /** @param {string} text @returns {Posting[]} */
  function readPostings(text) {
    const from = reader(text);
    /** @type {Posting[]} */
    const out = [];
    for (let section = 0; from.more(); ) {
      section += from.number();
      out.push([section, from.digit()]);
    }
    return out;
  }

  /** @param {string[]} lists */
  const readShard = (lists) => lists.map(readPostings);

  /** @param {number} term @param {boolean} isComplete @returns {Posting[]} */
  function postings(term, isComplete) {
    if (isComplete && common.has(term)) return file("f" + term, [], readPostings);
    let shard = shards.findIndex((first) => first > term) - 1;
    if (shard < 0) shard = shards.length - 1;
    /** @type {Posting[][]} */
    const lists = file("p" + shard, [], readShard);
    return lists[term - shards[shard]] ?? [];
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

  /** How strongly a word speaks for every section; the chapters it speaks for are noted.
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

  /** The sum over all words of their best impact on some sections, less where words are missing.
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

  const PHRASE_CHAPTERS = 100;
  const SECTIONS = 4;

  /** @typedef {{ chapter: number, sections: [section: number, score: number][] }} Candidate */

  /** @param {Resolved[]} words @param {Uint32Array[]} impacts @param {Uint8Array} met
   * @param {Uint8Array | null} allowed @param {boolean} hasPhrase @param {number} limit
   * @returns {Candidate[]} */
  function bestChapters(words, impacts, met, allowed, hasPhrase, limit) {
    const required = impacts.filter((_, word) => words[word].word.required);
    const scoreAt = (/** @type {number} */ at) =>
      (allowed && !allowed[at]) || required.some((list) => !list[at]) ? 0 : scoreOf(words, impacts, at, at + 1);
    /** @type {[best: number, chapter: number, together: number][]} */
    const top = [];
    const most = hasPhrase ? PHRASE_CHAPTERS : limit;
    for (let chapter = 0; chapter < met.length; chapter++) {
      if (!met[chapter]) continue;
      let best = 0;
      for (let at = firsts[chapter]; at < firsts[chapter + 1]; at++) best = Math.max(best, scoreAt(at));
      if (!best) continue;
      const together = scoreOf(words, impacts, firsts[chapter], firsts[chapter + 1]);
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
      return { chapter, sections: hasPhrase ? sections : sections.slice(0, SECTIONS) };
    });
  }

  /** The sections that filters and exclusions leave; nothing where there are none.
   * @param {Query} query @param {Options} options */
  function allowedBy(query, options) {
    const allowed = new Uint8Array(sectionCount()).fill(1);
    let isNarrowed = false;
    const keep = (/** @type {Set<number>} */ kept) => {
      for (let at = 0; at < allowed.length; at++) if (!kept.has(at)) allowed[at] = 0;
      isNarrowed = true;
    };
    if (options.part !== undefined || options.theme || options.lessons) {
      const filters = filtersOf();
      if (options.part !== undefined) {
        const start = firsts[filters.parts[options.part]?.[1]] ?? 0;
        const end = firsts[filters.parts[options.part + 1]?.[1]] ?? sectionCount();
        keep(new Set(Array.from({ length: end - start }, (_, at) => start + at)));
      }
      if (options.theme) keep(new Set(ascending(filters.themes[options.theme] ?? "")));
      if (options.lessons) keep(new Set(ascending(filters.lessons)));
    }
    for (const [form, more] of query.without) {
      const entry = more === undefined && known(form, stemOf(form));
      if (!entry) continue;
      for (const [section] of postings(entry.term, true)) allowed[section] = 0;
      isNarrowed = true;
    }
    return isNarrowed ? allowed : null;
  }

  /** @returns {Filters} */
  const filtersOf = () => file("filters", { parts: [], themes: {}, lessons: "" });

  // ---- Reading the text of the best sections: hits, phrases, nearness and a snippet.

  const SNIPPET = 32;
  const BEFORE = 6;
  const NEAR = 12;

  /** @typedef {{ word: number, quality: number } | null} Match */
  /** @typedef {{ tokens: Token[], matches: Match[] }} Field */

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

  /** @param {Token[]} all @param {string[]} phrase */
  function find(all, phrase) {
    const last = all.length - phrase.length;
    for (let at = 0; at <= last; at++) {
      if (phrase.every((form, offset) => all[at + offset].form === form)) return at;
    }
    return -1;
  }

  /** @param {Resolved[]} words @param {Query} query */
  function textReader(words, query) {
    /** @type {Map<number, number>} */
    const ofTerm = new Map();
    words.forEach(({ meanings }, at) => {
      for (const term of meanings.flatMap(({ terms }) => terms)) {
        if (!ofTerm.has(term)) ofTerm.set(term, at);
      }
    });
    /** @type {Map<string, number>} */
    const stems = new Map();
    for (const letter of new Set(words.flatMap(({ word, stem }) => [letterOf(word.form), letterOf(stem)]))) {
      for (const { stem, term } of lexicon(letter).entries) {
        const at = ofTerm.get(term);
        if (at !== undefined) stems.set(stem, at);
      }
    }

    /** @type {Map<string, Match>} */
    const matched = new Map();

    /** @param {Token} token @param {string} stem @returns {Match} */
    function matchOf({ form }, stem) {
      const key = form + " " + stem;
      let found = matched.get(key);
      if (found === undefined) matched.set(key, (found = match(form, stem)));
      return found;
    }

    /** @param {string} form @param {string} stem @returns {Match} */
    function match(form, stem) {
      const same = words.findIndex(({ word }) => word.form === form);
      if (same >= 0) return { word: same, quality: 3 };
      if (stop.has(form)) return null;
      const word = stems.get(stem);
      if (word !== undefined) return { word, quality: 2 };
      const within = words.findIndex((other) => size(other.stem) >= 4 && form.includes(other.stem));
      return within >= 0 ? { word: within, quality: 1 } : null;
    }

    /** @param {string} text @returns {Field} */
    function field(text) {
      const found = tokensOf(text);
      return { tokens: found.tokens, matches: found.tokens.map((token, at) => matchOf(token, found.stems[at])) };
    }

    /** @param {Field} of @returns {[start: number, score: number] | null} */
    function stretch({ matches }) {
      /** @type {[number, number] | null} */
      let best = null;
      for (let start = 0; start < matches.length; start++) {
        if (!matches[start]) continue;
        const quality = words.map(() => 0);
        for (let at = start; at < Math.min(matches.length, start + NEAR); at++) {
          const found = matches[at];
          if (!found) continue;
          quality[found.word] = Math.max(quality[found.word], found.quality);
          const met = quality.filter((value) => value > 0).length;
          const rarity = quality.reduce((sum, value, word) => sum + value * words[word].rarity, 0);
          const score = Math.floor((64 * rarity * (met - 1)) / (at - start + 1)) + rarity;
          if (!best || score > best[1]) best = [start, score];
        }
      }
      return best;
    }

    /** @param {Field[]} fields */
    function formBonus(fields) {
      const best = words.map(() => 0);
      for (const found of fields.flatMap(({ matches }) => matches)) {
        if (found) best[found.word] = Math.max(best[found.word], found.quality);
      }
      return best.reduce((sum, quality, at) => sum + quality * 48 * words[at].rarity, 0);
    }

    /** @param {Field} of @param {string} text */
    function snippet(of, text) {
      const phrase = query.phrases.map((forms) => find(of.tokens, forms)).find((at) => at >= 0);
      const start = phrase ?? stretch(of)?.[0] ?? 0;
      let first = Math.max(0, start - BEFORE);
      if (of.tokens.length < first + SNIPPET) first = Math.max(0, of.tokens.length - SNIPPET);
      let at = first ? of.tokens[first].start : 0;
      const out = [];
      for (let n = first; n < Math.min(of.tokens.length, first + SNIPPET); n++) {
        if (!of.matches[n]) continue;
        out.push(text.slice(at, of.tokens[n].start), text.slice(of.tokens[n].start, of.tokens[n].end));
        at = of.tokens[n].end;
      }
      out.push(text.slice(at, of.tokens[first + SNIPPET]?.start ?? text.length).trimEnd());
      return out;
    }

    /** @param {Chapter} record @param {number} section @returns {[bonus: number, snippet: string[]] | null} */
    return (record, section) => {
      const { h = "", x = "" } = record.s[section] ?? {};
      const fields = [record.t, h, x].map(field);
      const has = (/** @type {string[]} */ phrase) => fields.some((of) => find(of.tokens, phrase) >= 0);
      if (!query.phrases.every(has) || query.without.some(has)) return null;
      const [title, heading, text] = fields.map((of) => stretch(of)?.[1] ?? 0);
      const nearness = text + heading * 2 + (section === 0 ? title * 3 : 0);
      return [formBonus(fields) + nearness, snippet(fields[2], x)];
    };
  }

  /** @type {Chapter} */
  const NO_CHAPTER = { t: "", u: "", s: [] };

  /** @param {number} chapter @returns {Chapter} */
  const recordOf = (chapter) => file("c" + chapter, NO_CHAPTER);

  /** @param {Resolved[]} words @param {Query} query @param {Candidate[]} candidates @param {number} limit */
  function readChapters(words, query, candidates, limit) {
    const readText = textReader(words, query);
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
      hits = hits.slice(0, SECTIONS);
      if (hits.length) groups.push(hits);
    }
    groups.sort((a, b) => b[0].score - a[0].score || a[0].chapter - b[0].chapter);
    return groups.flat();
  }

  // ---- The answer.

  /** The chapter with a number, or a lesson of it, and the chapters below it.
   * @param {Query} query @param {number} limit @returns {Hit[] | null} */
  function byNumber(query, limit) {
    if (!query.number) return null;
    const [number, lesson] = query.number;
    /** @type {string[]} */
    const numbers = file("numbers", []);
    const chapter = numbers.indexOf(number);
    const hit = (/** @type {number} */ of, /** @type {number} */ section, /** @type {number} */ score) => {
      const record = recordOf(of);
      const text = record.s[section]?.x ?? "";
      const opening = text.slice(0, tokens(text)[SNIPPET]?.start ?? text.length).trim();
      return { chapter: of, section, score, snippet: [opening], record };
    };
    if (lesson) {
      if (chapter < 0) return null;
      const section = recordOf(chapter).s.findIndex(({ l }) => l === lesson);
      return section < 0 ? null : [hit(chapter, section, 2)];
    }
    const below = numbers.flatMap((other, at) => (other.startsWith(number + ".") ? [at] : []));
    const found = chapter < 0 ? below : [chapter, ...below];
    return found.length ? found.slice(0, limit).map((at) => hit(at, 0, at === chapter ? 2 : 1)) : null;
  }

  /** @param {Query} query */
  function wordsOf(query) {
    const decisive = query.words.filter(({ form }) => !stop.has(form));
    const unique = new Map();
    for (const word of decisive.length ? decisive : query.words) {
      if (!unique.has(word.form)) unique.set(word.form, word);
    }
    const words = [...unique.values()].map(resolve);
    neighbours(words);
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
    if (!open()) return nothing;
    const limit = options.limit ?? 10;
    const query = parse(text);
    const hits = byNumber(query, limit);
    if (hits) return { hits, suggestion: null };
    const words = wordsOf(query);
    if (missing.size) return nothing;
    const allowed = allowedBy(query, options);
    const isComplete = Boolean(allowed) || query.phrases.length > 0;
    const met = new Uint8Array(firsts.length - 1);
    const impacts = words.map((word) => impactsOf(word, isComplete, met));
    if (missing.size) return nothing;
    const chapters = bestChapters(words, impacts, met, allowed, query.phrases.length > 0, limit);
    return { hits: readChapters(words, query, chapters, limit), suggestion: suggestionFor(text, words) };
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
          await engine.load(name).catch(() => {});
          if (!files.has(name)) files.set(name, null);
        }),
      );
    }
  }

  const engine = {
    /** A file of the index calls this with what it holds. @param {string} name @param {unknown} data */
    add: (name, data) => void files.set(name, data),
    /** Loads a file; whoever uses the engine says how. @type {(name: string) => Promise<unknown>} */
    load: () => Promise.reject(new Error("no way to load")),
    /** @param {string} text @param {Options} [options] */
    search: (text, options = {}) => complete(() => answer(text, options)),
    /** What results can be narrowed to: the labels of parts, and themes. */
    filters: () =>
      complete(() => {
        const { parts, themes, lessons } = filtersOf();
        return { parts: parts.map(([label]) => label), themes: Object.keys(themes), lessons: lessons !== "" };
      }),
    /** Whether a word of a page is one a query asks for: for marking. @param {string} text */
    marker: (text) => {
      if (!open()) return () => false;
      const asked = parse(text).words.filter(({ form }) => !stop.has(form));
      const forms = new Set(asked.flatMap(({ form, capitals }) => [form, stemOf(form, capitals)]));
      return (/** @type {Token} */ token) =>
        forms.has(token.form) || forms.has(stemOf(token.form, token.capitals)) ||
        [...forms].some((form) => form.length >= 4 && token.form.includes(form));
    },
    /** Loads what nearly every query needs. */
    prepare: () => complete(open),
    /** Changes with the index; nothing before it is loaded. */
    version: () => manifest?.version ?? "",
    tokens,
    stem: dutchStem,
  };
  return engine;
})();

// The scripts of the index and search.js find it by its name.
Object.assign(globalThis, { wijkengidsSearch });

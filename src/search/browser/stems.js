// @ts-check
// Stems Dutch words; queries in other languages have endings instead.

/** The Dutch stemmer of Snowball. @param {string} word */
function snowball(word) {
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

/** Ends a stem as the word itself ends: "plann" becomes "plan", "huiz" "huis". @param {string} stem */
const finish = (stem) =>
  stem
    .replace(/([bdfgklmnprst])\1$/, "$1")
    .replace(/(..)v$/, "$1f")
    .replace(/(..)z$/, "$1s");

/** The stem of a word. Snowball strips the s of "fiets" but not of "fietsen", and makes "kan" of
 * "kans". Here both "fiets" and "fietsen" lose it, and short words keep it. @param {string} word */
function dutchStem(word) {
  const S = /[b-df-hk-np-tv-xz]s$/;
  if (word.length <= tuning.shortestRoot && S.test(word)) return word;
  const stem = finish(snowball(word));
  return stem.length > tuning.shortestRoot && S.test(stem) ? finish(snowball(stem.slice(0, -1))) : stem;
}

/** The stem of a form, which has none in another script. @param {string} form @param {boolean} [capitals] */
const stemOf = (form, capitals) => (!isDutch || capitals || /^[0-9]|[^ -~]/.test(form) ? form : dutchStem(form));

/** Words of which a Dutch stem may be an inflection. @param {string} stem @returns {string[]} */
function roots(stem) {
  const small = /^(.*)j(es)?$/.exec(stem)?.[1];
  if (small !== undefined) {
    const out = [small];
    if (small.endsWith("et")) out.push(small.slice(0, -2));
    if (/[tp]$/.test(small)) out.push(small.slice(0, -1));
    if (small.endsWith("nk")) out.push(small.slice(0, -1) + "g");
    return out;
  }
  const plural = /^(.+[aeiouy])s$/.exec(stem) ?? /^(.+e)en$/.exec(stem);
  if (plural && plural[1].length >= tuning.shortestRoot) return [plural[1]];
  const root = /^(.*)[td]$/.exec(stem)?.[1] ?? "";
  if (root.length < tuning.shortestRoot) return [];
  const [, prefix, verb = ""] = participle.exec(stem) ?? [];
  return [...(/([aeiou]|ch)$/.test(root) ? [] : [root]), ...(verb ? [prefix + verb.slice(0, -1), prefix + verb] : [])];
}

/** Stems of which a word may be an inflection, likeliest first. @param {string} form @param {string} stem */
function variants(form, stem) {
  if (!isDutch) {
    const once = withoutEnding(form);
    return [...once, ...once.flatMap(withoutEnding)];
  }
  if (!/^[a-z]*$/.test(stem)) return [];
  const isLongEnough = (/** @type {string} */ word) => word.length >= tuning.shortestStem;
  const inflected = roots(stem).filter(isLongEnough).map(dutchStem).filter(isLongEnough);
  return [...new Set(inflected.filter((variant) => variant !== stem))];
}

/** The verb that a noun is made of, "meld(en)" of "melding". @param {string} stem */
function relatedTo(stem) {
  const root = (isDutch && /^([ -~]*)ing$/.exec(stem)?.[1]) || "";
  return root.length >= tuning.shortestRoot ? dutchStem(root) : "";
}

/** @param {string} form */
const withoutEnding = (form) =>
  manifest.endings
    .filter(([ending]) => form.endsWith(ending) && size(form) - size(ending) >= tuning.shortestStem)
    .map(([ending, instead]) => form.slice(0, form.length - ending.length) + instead);

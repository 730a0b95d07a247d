//! Inflections of Dutch that Snowball does not know: verbs and plurals whose vowel changes,
//! diminutives, third persons and past tenses. All words are folded.
//!
//! `browser/stems.js` has the same rules, and takes their lists and limits from the manifest of the
//! index. Words that follow no rule are in [`super::irregular`], which only an index needs.

use super::tuning::TUNING;

/// Prefixes that take the place of "ge" in a participle, as in "beschreven".
pub const INSEPARABLE: [&str; 4] = ["be", "ver", "ont", "her"];

/// Prefixes that come before "ge" in a participle, as in "aangevraagd".
pub const SEPARABLE: [&str; 22] = [
    "aan", "achter", "af", "bij", "binnen", "door", "in", "mee", "na", "om", "onder", "op", "over",
    "samen", "tegen", "terug", "toe", "uit", "vast", "voor", "vrij", "weg",
];

/// The stem of a word, given Snowball's. Snowball strips the s of "fiets" but not of "fietsen", and
/// makes "kan" of "kans". Here both "fiets" and "fietsen" lose it, and short words keep it.
pub fn stem(word: &str, snowball: impl Fn(&str) -> String) -> String {
    if word.len() <= TUNING.shortest_root && without_s(word).is_some() {
        return word.to_owned();
    }
    let stem = finish(snowball(word));
    match without_s(&stem).filter(|root| root.len() >= TUNING.shortest_root) {
        Some(root) => finish(snowball(root)),
        None => stem,
    }
}

/// A word without its final s, if that follows a consonant.
fn without_s(word: &str) -> Option<&str> {
    let root = word.strip_suffix('s')?;
    let is_consonant = |c: char| c.is_ascii_alphabetic() && !"aeiouyj".contains(c);
    root.ends_with(is_consonant).then_some(root)
}

/// Ends a stem as the word itself ends: with a single consonant ("plann" becomes "plan"), and with
/// s or f for z or v ("huiz" becomes "huis", "briev" becomes "brief").
fn finish(mut stem: String) -> String {
    if let [.., before, last] = stem.as_bytes()
        && before == last
        && b"bdfgklmnprst".contains(last)
    {
        stem.pop();
    }
    let hardened = match stem.as_bytes() {
        [_, _, .., b'v'] => 'f',
        [_, _, .., b'z'] => 's',
        _ => return stem,
    };
    stem.pop();
    stem.push(hardened);
    stem
}

/// Words of which a stem may be an inflection, likeliest first.
pub fn roots(stem: &str) -> Vec<String> {
    if !stem.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut roots = diminutive(stem)
        .or_else(|| plural_after_a_vowel(stem).map(|root| vec![root.to_owned()]))
        .or_else(|| verb(stem))
        .unwrap_or_default();
    roots.retain(|root| root.len() >= TUNING.shortest_stem);
    roots
}

/// The word that a diminutive is made of: "huisj(e)", "tuintj(e)", "boompj(es)", "bloemetj(e)" and
/// "woninkj(e)".
fn diminutive(stem: &str) -> Option<Vec<String>> {
    let root = stem.strip_suffix("es").unwrap_or(stem).strip_suffix('j')?;
    let mut out = vec![root.to_owned()];
    out.extend(root.strip_suffix("et").map(str::to_owned));
    out.extend(root.strip_suffix(['t', 'p']).map(str::to_owned));
    out.extend(root.strip_suffix("nk").map(|root| format!("{root}ng")));
    Some(out)
}

/// The singular of a word that ends in a vowel, which Snowball does not find: "functies",
/// "bureaus", "ideeen".
fn plural_after_a_vowel(stem: &str) -> Option<&str> {
    let of_s = stem.strip_suffix('s').filter(|root| root.ends_with(['a', 'e', 'i', 'o', 'u', 'y']));
    let of_en = || stem.strip_suffix("en").filter(|root| root.ends_with('e'));
    of_s.or_else(of_en).filter(|root| root.len() >= TUNING.shortest_root)
}

/// The verb of a third person, past tense or participle: "bewaart", "woond(e)", "gewerkt",
/// "aangevraagd". "klimaat" and "klacht" are no such forms.
fn verb(stem: &str) -> Option<Vec<String>> {
    let is_long_enough = |root: &&str| root.len() >= TUNING.shortest_root;
    let root = stem.strip_suffix(['t', 'd']).filter(is_long_enough)?;
    let mut out = Vec::new();
    if !root.ends_with(['a', 'e', 'i', 'o', 'u']) && !root.ends_with("ch") {
        out.push(root.to_owned());
    }
    for prefix in std::iter::once("").chain(SEPARABLE) {
        let participle = stem.strip_prefix(prefix).and_then(|rest| rest.strip_prefix("ge"));
        if let Some(verb) = participle.filter(is_long_enough) {
            out.extend(verb.strip_suffix(['t', 'd']).map(|verb| format!("{prefix}{verb}")));
            out.push(format!("{prefix}{verb}"));
        }
    }
    Some(out)
}

/// The verb that a noun is made of, "meld(en)" of "melding". The two are related, not the same.
pub fn verb_of_noun(stem: &str) -> Option<&str> {
    let is_verb = |root: &&str| root.len() >= TUNING.shortest_root && root.is_ascii();
    stem.strip_suffix("ing").filter(is_verb)
}

/// Whether a word can be the first part of a verb, as "aan" in "aanvragen".
pub fn is_separable(prefix: &str) -> bool {
    SEPARABLE.contains(&prefix)
}

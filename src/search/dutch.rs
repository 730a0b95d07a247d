//! What Snowball does not know of Dutch: verbs and plurals that change their vowel, diminutives,
//! third persons and past tenses. All words here are folded.
//!
//! [`stem`], [`variants`] and [`verb_of_noun`] have their twins in the browser, in `stems.js`. The tables are
//! needed only where an index is made: what they say is in the index then.

use std::collections::HashMap;

use super::stem::Stemmer;
use super::tokens::Token;

/// Infinitive, past tense in singular and plural, participle, and the third person where it is
/// made by no rule. A form that is another word as well,
/// such as "reden" of "rijden", is left out.
const VERBS: &str = include_str!("dutch/verbs.txt");

/// Singular and plural.
const PLURALS: &str = include_str!("dutch/plurals.txt");

/// Words that look like a form of a verb and are none: "buurt" is not of "buren".
const NOUNS: &str = include_str!("dutch/nouns.txt");

/// What a verb may begin with: a participle has no "ge" after these, as in "beschreven" …
const INSEPARABLE: [&str; 4] = ["be", "ver", "ont", "her"];

/// … and has one after these, as in "aangevraagd".
const SEPARABLE: [&str; 22] = [
    "aan", "achter", "af", "bij", "binnen", "door", "in", "mee", "na", "om", "onder", "op", "over",
    "samen", "tegen", "terug", "toe", "uit", "vast", "voor", "vrij", "weg",
];

/// The stem of a word. Snowball takes an s off "fiets" and not off "fietsen", and makes "kan" of
/// "kans"; here, both of the first lose it, and short words keep it.
pub fn stem(word: &str, snowball: &dyn Fn(&str) -> String) -> String {
    if word.len() <= 4 && without_s(word).is_some() {
        return word.to_owned();
    }
    let stem = finish(snowball(word));
    match without_s(&stem).filter(|root| root.len() >= 4) {
        Some(root) => finish(snowball(root)),
        None => stem,
    }
}

/// A word without the s that follows a consonant.
fn without_s(word: &str) -> Option<&str> {
    let root = word.strip_suffix('s')?;
    let is_consonant = |c: char| c.is_ascii_alphabetic() && !"aeiouyj".contains(c);
    root.ends_with(is_consonant).then_some(root)
}

/// One consonant at the end, and the one a word has there where nothing follows: "plannen" is of
/// "plan", "huizen" of "huis" and "brieven" of "brief".
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

/// Stems of which this one may be an inflection, the likeliest first.
pub fn variants(stemmer: &Stemmer, stem: &str) -> Vec<String> {
    if !stem.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let roots = diminutive(stem)
        .or_else(|| plural_after_a_vowel(stem).map(|root| vec![root.to_owned()]))
        .or_else(|| verb(stem))
        .unwrap_or_default();
    let mut out = Vec::new();
    for root in roots.iter().filter(|root| root.len() >= 3) {
        let variant = stemmer.stem(root);
        if variant.len() >= 3 && variant != stem && !out.contains(&variant) {
            out.push(variant);
        }
    }
    out
}

/// What is smaller in "huisj(e)", "tuintj(e)", "boompj(es)", "bloemetj(e)" and "woninkj(e)".
fn diminutive(stem: &str) -> Option<Vec<String>> {
    let root = stem.strip_suffix("es").unwrap_or(stem).strip_suffix('j')?;
    let mut out = vec![root.to_owned()];
    out.extend(root.strip_suffix("et").map(str::to_owned));
    out.extend(root.strip_suffix(['t', 'p']).map(str::to_owned));
    out.extend(root.strip_suffix("nk").map(|root| format!("{root}ng")));
    Some(out)
}

/// Snowball leaves a plural alone whose word ends in a vowel: "functies", "bureaus", "ideeen".
fn plural_after_a_vowel(stem: &str) -> Option<&str> {
    let of_s = stem.strip_suffix('s').filter(|root| root.ends_with(['a', 'e', 'i', 'o', 'u', 'y']));
    let of_en = || stem.strip_suffix("en").filter(|root| root.ends_with('e'));
    of_s.or_else(of_en).filter(|root| root.len() >= 4)
}

/// The verb of "bewaart", "woond(e)", "gewerkt", "getest" and "aangevraagd"; "klimaat" and
/// "klacht" are of none.
fn verb(stem: &str) -> Option<Vec<String>> {
    let root = stem.strip_suffix(['t', 'd']).filter(|root| root.len() >= 4)?;
    let mut out = Vec::new();
    if !root.ends_with(['a', 'e', 'i', 'o', 'u']) && !root.ends_with("ch") {
        out.push(root.to_owned());
    }
    for prefix in std::iter::once("").chain(SEPARABLE) {
        let participle = stem.strip_prefix(prefix).and_then(|rest| rest.strip_prefix("ge"));
        if let Some(verb) = participle.filter(|verb| verb.len() >= 4) {
            out.push(format!("{prefix}{}", &verb[..verb.len() - 1]));
            out.push(format!("{prefix}{verb}"));
        }
    }
    Some(out)
}

/// The verb a noun is made of, "meld(en)" of "melding": akin, and not the same.
pub fn verb_of_noun(stemmer: &Stemmer, stem: &str) -> Option<String> {
    let root = stem.strip_suffix("ing").filter(|root| root.len() >= 4 && root.is_ascii())?;
    Some(stemmer.stem(root))
}

/// "aanvragen", where "aan te vragen" is written.
pub fn divided_infinitive(words: &[Token]) -> Option<String> {
    match words {
        [prefix, te, verb]
            if te.form == "te"
                && verb.form.ends_with('n')
                && SEPARABLE.contains(&prefix.form.as_str()) =>
        {
            Some(format!("{}{}", prefix.form, verb.form))
        }
        _ => None,
    }
}

/// Words whose forms cannot be found by rule.
pub struct Irregular {
    /// Stem → the words it is a form of, as a place in `families`, with what stands before it.
    of_stem: HashMap<String, Vec<(Form, usize)>>,
    /// The stems of a word, first the one that names it.
    families: Vec<Family>,
    nouns: Vec<String>,
}

/// What a form may have before it.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// Nothing.
    Plural,
    /// Any prefix.
    Finite,
    /// "ge" and a separable prefix: the stem is that with "ge".
    Participle,
    /// An inseparable prefix.
    Bare,
}

type Family = Vec<(Form, String)>;

impl Irregular {
    /// Reads the tables.
    pub fn new(stemmer: &Stemmer) -> Self {
        let mut families: Vec<Family> = Vec::new();
        for line in VERBS.lines() {
            let mut family: Family = Vec::new();
            for (at, word) in line.split(' ').enumerate().filter(|(_, word)| *word != "-") {
                if at != 3 {
                    family.push((Form::Finite, stemmer.stem(word)));
                } else {
                    family.push((Form::Participle, stemmer.stem(word)));
                    let bare = word.strip_prefix("ge").map(|bare| stemmer.stem(bare));
                    family.extend(bare.map(|bare| (Form::Bare, bare)));
                }
            }
            families.push(family);
        }
        for line in PLURALS.lines() {
            families.push(line.split(' ').map(|word| (Form::Plural, stemmer.stem(word))).collect());
        }
        let mut of_stem: HashMap<String, Vec<(Form, usize)>> = HashMap::new();
        for (at, family) in families.iter().enumerate() {
            for (form, stem) in family {
                of_stem.entry(stem.clone()).or_default().push((*form, at));
            }
        }
        let nouns = NOUNS.split_whitespace().map(|noun| stemmer.stem(noun)).collect();
        Self { of_stem, families, nouns }
    }

    /// Whether a stem is a word of its own, or a compound of one, though it looks like a form of a
    /// verb.
    pub fn is_noun(&self, stem: &str) -> bool {
        self.nouns
            .iter()
            .any(|noun| stem.strip_suffix(noun.as_str()).is_some_and(|rest| rest.len() != 1))
    }

    /// All stems of the word a stem is of, first the one that names it.
    pub fn family(&self, stem: &str) -> Option<Vec<String>> {
        let prefixes = INSEPARABLE.iter().chain(&SEPARABLE).copied();
        std::iter::once("").chain(prefixes).find_map(|prefix| {
            let found = self.of_stem.get(stem.strip_prefix(prefix)?)?;
            let (_, family) = found.iter().find(|(form, _)| goes_with(*form, prefix))?;
            let all = &self.families[*family];
            let forms = all.iter().filter(|(form, _)| goes_with(*form, prefix));
            Some(forms.map(|(_, stem)| format!("{prefix}{stem}")).collect())
        })
    }
}

fn goes_with(form: Form, prefix: &str) -> bool {
    match form {
        Form::Plural => prefix.is_empty(),
        Form::Finite => true,
        Form::Participle => !INSEPARABLE.contains(&prefix),
        Form::Bare => INSEPARABLE.contains(&prefix),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_variant(of: &str, word: &str) -> bool {
        let dutch = Stemmer::new("nl");
        let stem = dutch.stem(word);
        stem == dutch.stem(of) || variants(&dutch, &stem).contains(&dutch.stem(of))
    }

    #[test]
    fn inflections_lead_to_their_word() {
        for (word, of) in [
            ("plannen", "plan"),
            ("huizen", "huis"),
            ("brieven", "brief"),
            ("schrijft", "schrijven"),
            ("corporaties", "corporatie"),
            ("ideeen", "idee"),
            ("bureaus", "bureau"),
            ("huisje", "huis"),
            ("wijkjes", "wijk"),
            ("tuintje", "tuin"),
            ("boompjes", "boom"),
            ("bloemetje", "bloem"),
            ("woninkje", "woning"),
            ("bewaart", "bewaren"),
            ("bewaarde", "bewaren"),
            ("woonden", "wonen"),
            ("gewerkt", "werken"),
            ("gepest", "pesten"),
            ("opgestart", "opstarten"),
            ("fietsen", "fiets"),
            ("kansen", "kans"),
            ("grenzen", "grens"),
            ("aangevraagd", "aanvragen"),
        ] {
            assert!(is_variant(of, word), "{word} of {of}");
        }
        for noun in ["wijkbudget", "klacht", "klimaat", "wet"] {
            let dutch = Stemmer::new("nl");
            assert!(variants(&dutch, &dutch.stem(noun)).is_empty(), "{noun}");
        }
    }

    #[test]
    fn irregular_words_have_families() {
        let dutch = Stemmer::new("nl");
        let irregular = Irregular::new(&dutch);
        for (one, other) in [
            ("stad", "steden"),
            ("museum", "musea"),
            ("schrijven", "geschreven"),
            ("beschrijven", "beschreven"),
            ("omschreef", "omschrijven"),
            ("meegenomen", "meenemen"),
            ("besloten", "besluiten"),
        ] {
            let family = irregular.family(&dutch.stem(one));
            assert!(family.unwrap_or_default().contains(&dutch.stem(other)), "{one} {other}");
        }
        assert_eq!(irregular.family("vergunn"), None);
    }
}

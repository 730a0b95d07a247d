//! The vocabulary of a guide: which forms are the same term, and which parts a compound has.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::analysis::Form;
use super::compound::{self, Dictionary};
use super::endings::{self, Ending};
use super::stem::Stemmer;
use super::stopwords::StopWords;

/// The number of a term, from 0 in the order of their names.
pub type TermId = u32;

/// How often each form occurs.
pub type Forms<'a> = HashMap<&'a Form, u32>;

/// The words of a guide.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Form → term, for forms in lower case and for those in capitals.
    of_form: [HashMap<String, TermId>; 2],
    /// Stem → term. A term can have several stems: "stad" and "sted", "wijkaanpak" and
    /// "wijkenaanpak".
    pub stems: BTreeMap<String, TermId>,
    /// The stem that names each term.
    pub terms: Vec<String>,
    /// The terms that each term is composed of.
    pub parts: Vec<Vec<TermId>>,
    /// The commonest form of each term, which is shown.
    pub display: Vec<String>,
    /// The endings of forms, if queries are not stemmed.
    pub endings: Vec<Ending>,
}

impl Vocabulary {
    /// Groups the forms of a guide into terms.
    pub fn new(forms: &Forms<'_>, language: &str, stop_words: &StopWords) -> Self {
        let stemmer = Stemmer::new(language);
        let mut sorted: Vec<(&Form, u32)> = forms.iter().map(|(form, n)| (*form, *n)).collect();
        sorted.sort_unstable();
        let stem_of: Vec<(&Form, String)> =
            sorted.par_iter().map(|&(form, _)| (form, stem(&stemmer, form))).collect();
        let stems: BTreeSet<&str> = stem_of.iter().map(|(_, stem)| stem.as_str()).collect();
        let mut names = Names::default();
        stems.iter().for_each(|stem| names.add(stem));
        names.join_inflections(&stemmer, &stems, stop_words);
        let mut parts = BTreeMap::new();
        if compounds(language) {
            parts = names.split(&stem_of, &stemmer, stop_words);
            names.join_compounds(&parts);
        }
        let mut this = Self::default();
        this.number(&names, &parts);
        for ((form, capitals), stem) in &stem_of {
            if let Some(&term) = this.stems.get(stem) {
                this.of_form[usize::from(*capitals)].insert(form.clone(), term);
            }
        }
        this.choose_displays(&sorted);
        if !stemmer.stems_queries() {
            let small = stem_of.iter().filter(|(form, _)| !form.1);
            let small = small.map(|(form, stem)| (form.0.as_str(), stem.as_str()));
            this.endings = endings::learn(small, &stemmer, language);
            this.add_forms(&stem_of);
        }
        this
    }

    /// The term of a form of the guide.
    pub fn term(&self, (form, capitals): &Form) -> Option<TermId> {
        self.of_form[usize::from(*capitals)].get(form).copied()
    }

    /// The stems of each term, except the one that names it.
    pub fn families(&self) -> Vec<Vec<&str>> {
        let mut families = vec![Vec::new(); self.terms.len()];
        for (stem, &term) in &self.stems {
            if self.terms[term as usize] != *stem {
                families[term as usize].push(stem.as_str());
            }
        }
        families
    }

    fn number(&mut self, names: &Names, parts: &BTreeMap<&str, Vec<String>>) {
        let terms: BTreeSet<&str> = names.0.keys().map(|stem| names.of(stem)).collect();
        let ids: HashMap<&str, TermId> = terms.iter().copied().zip(0..).collect();
        self.stems = names
            .0
            .keys()
            .filter_map(|stem| Some((stem.clone(), *ids.get(names.of(stem))?)))
            .collect();
        self.parts = vec![Vec::new(); terms.len()];
        for (stem, of) in parts {
            if let Some(&id) = ids.get(names.of(stem)) {
                let of = of.iter().filter_map(|part| ids.get(names.of(part)).copied());
                self.parts[id as usize] = of.filter(|part| *part != id).collect();
            }
        }
        self.terms = terms.into_iter().map(str::to_owned).collect();
        self.add_parts_of_parts();
    }

    /// Adds the forms themselves, so that they are found without a stemmer.
    fn add_forms(&mut self, stem_of: &[(&Form, String)]) {
        for ((form, _), stem) in stem_of {
            if let Some(&term) = self.stems.get(stem) {
                self.stems.entry(form.clone()).or_insert(term);
            }
        }
    }

    fn add_parts_of_parts(&mut self) {
        for id in 0..self.parts.len() {
            let deeper: Vec<_> =
                self.parts[id].iter().flat_map(|&part| self.parts[part as usize].clone()).collect();
            self.parts[id].extend(deeper);
            self.parts[id].sort_unstable();
            self.parts[id].dedup();
        }
    }

    fn choose_displays(&mut self, forms: &[(&Form, u32)]) {
        let mut best: Vec<(u32, &str)> = vec![(0, ""); self.terms.len()];
        for (form, count) in forms {
            if let Some(id) = self.term(form) {
                let best = &mut best[id as usize];
                if *count > best.0 {
                    *best = (*count, &form.0);
                }
            }
        }
        self.display = best.into_iter().map(|(_, form)| form.to_owned()).collect();
    }
}

fn stem(stemmer: &Stemmer, (form, capitals): &Form) -> String {
    if *capitals { form.clone() } else { stemmer.stem(form) }
}

/// Whether a language writes compounds as one word.
pub fn compounds(language: &str) -> bool {
    let language = language.split('-').next().unwrap_or_default();
    ["nl", "de", "da", "sv", "no", "nb", "nn", "fi", "af", "fy"].contains(&language)
}

/// Stem → the stem that names its term.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

/// The words that compounds can be composed of.
struct Known<'a> {
    names: &'a Names,
    stemmer: &'a Stemmer,
    stop_words: &'a StopWords,
}

impl Dictionary for Known<'_> {
    type Word = String;

    fn head(&self, word: &str) -> Option<String> {
        let stem = self.stemmer.stem(word);
        let is_known = self.names.0.contains_key(&stem) && !self.stop_words.contains(word);
        is_known.then(|| self.names.of(&stem).to_owned())
    }

    fn tail(&self, word: &str) -> Option<String> {
        self.head(word)
    }
}

impl Names {
    fn add(&mut self, stem: &str) {
        if !self.0.contains_key(stem) {
            self.0.insert(stem.to_owned(), stem.to_owned());
        }
    }

    /// The name of a stem's term. Only names that are their own are joined, so this ends.
    fn of<'a>(&'a self, stem: &'a str) -> &'a str {
        let mut name = stem;
        while let Some(next) = self.0.get(name).filter(|next| *next != name) {
            name = next;
        }
        name
    }

    fn join(&mut self, stem: &str, to: &str) {
        let (from, to) = (self.of(stem).to_owned(), self.of(to).to_owned());
        if from != to {
            self.0.insert(from, to);
        }
    }

    fn join_inflections(
        &mut self,
        stemmer: &Stemmer,
        stems: &BTreeSet<&str>,
        stop_words: &StopWords,
    ) {
        let irregular = stemmer.irregular();
        let is_other = |stem: &str| {
            stop_words.contains(stem) || irregular.as_ref().is_some_and(|of| of.is_noun(stem))
        };
        for stem in stems.iter().filter(|stem| !is_other(stem)) {
            let mut variants = stemmer.variants(stem);
            variants.retain(|variant| !stop_words.contains(variant.as_str()));
            match variants.iter().find(|variant| stems.contains(variant.as_str())) {
                Some(variant) => self.join(stem, variant),
                // A query may have a form that the guide does not.
                None => variants.iter().for_each(|variant| {
                    self.add(variant);
                    self.join(variant, stem);
                }),
            }
        }
        for stem in stems.iter().filter(|stem| !stop_words.contains(*stem)) {
            let family = irregular.as_ref().and_then(|irregular| irregular.family(stem));
            let [name, others @ ..] = family.as_deref().unwrap_or_default() else { continue };
            self.add(name);
            for other in others.iter().filter(|other| !stop_words.contains(other.as_str())) {
                self.add(other);
                self.join(other, name);
            }
        }
    }

    /// The parts of every compound, by its stem.
    fn split<'a>(
        &self,
        stem_of: &'a [(&Form, String)],
        stemmer: &Stemmer,
        stop_words: &StopWords,
    ) -> BTreeMap<&'a str, Vec<String>> {
        let known = Known { names: self, stemmer, stop_words };
        let parts = |form: &str, stem: &str| {
            let related = || stemmer.related(stem).and_then(|related| known.head(&related));
            let one = || related().or_else(|| compound::edge(form, &known));
            compound::split(form, &known).or_else(|| Some(vec![one()?]))
        };
        let is_word = |form: &str| form.chars().all(char::is_alphabetic);
        stem_of
            .par_iter()
            .filter(|((form, _), _)| form.len() >= 7 && is_word(form))
            .filter_map(|((form, _), stem)| Some((stem.as_str(), parts(form, stem)?)))
            .collect()
    }

    /// Joins compounds of the same parts, however they are linked.
    fn join_compounds(&mut self, parts: &BTreeMap<&str, Vec<String>>) {
        let mut of_parts: HashMap<&[String], &str> = HashMap::new();
        for (stem, of) in parts.iter().filter(|(_, of)| of.len() > 1) {
            match of_parts.get(of.as_slice()) {
                Some(first) => self.join(stem, first),
                None => {
                    of_parts.insert(of, stem);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::tokens::tokens;

    fn vocabulary(text: &str, language: &str) -> Vocabulary {
        let forms: Vec<Form> = tokens(text)
            .into_iter()
            .map(|token| (token.form.into_owned(), token.capitals))
            .collect();
        let forms = forms.iter().map(|form| (form, 1)).collect();
        Vocabulary::new(&forms, language, &StopWords::from(["de", "het"]))
    }

    fn term(vocabulary: &Vocabulary, word: &str) -> TermId {
        let token = tokens(word).remove(0);
        vocabulary.term(&(token.form.into_owned(), token.capitals)).unwrap()
    }

    #[test]
    fn inflections_are_one_term() {
        let words = vocabulary(
            "stad steden bewaren bewaart wijk wijken MKBA MKBA's schrijven beschreven beschrijf",
            "nl",
        );
        for (one, other) in [
            ("stad", "steden"),
            ("bewaren", "bewaart"),
            ("wijk", "wijken"),
            ("beschreven", "beschrijf"),
        ] {
            assert_eq!(term(&words, one), term(&words, other), "{one} {other}");
        }
        assert_ne!(term(&words, "wijk"), term(&words, "stad"));
        assert_ne!(term(&words, "schrijven"), term(&words, "beschreven"));
    }

    #[test]
    fn nouns_are_not_taken_for_verbs() {
        let words = vocabulary("buurt buren sport sporen maand man", "nl");
        for (one, other) in [("buurt", "buren"), ("sport", "sporen"), ("maand", "man")] {
            assert_ne!(term(&words, one), term(&words, other), "{one} {other}");
        }
    }

    #[test]
    fn compounds_have_parts_and_other_spellings() {
        let words = vocabulary("de wijk met een aanpak: wijkaanpak, wijkenaanpak", "nl");
        let compound = term(&words, "wijkaanpak");
        assert_eq!(compound, term(&words, "wijkenaanpak"));
        let mut parts = vec![term(&words, "aanpak"), term(&words, "wijk")];
        parts.sort_unstable();
        assert_eq!(words.parts[compound as usize], parts);
    }

    #[test]
    fn an_irregular_plural_is_known_though_the_guide_lacks_it() {
        let words = vocabulary("stad", "nl");
        assert_eq!(words.stems["sted"], words.stems["stad"]);
    }

    #[test]
    fn forms_and_endings_replace_a_stemmer_of_queries() {
        let words = vocabulary("cities housing", "en");
        assert_eq!(words.stems["cities"], words.stems["citi"]);
        assert!(words.endings.contains(&("ing".into(), String::new())));
        assert!(words.endings.contains(&("y".into(), "i".into())));
    }
}

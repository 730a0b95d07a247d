//! The words of a guide: which forms are the same term, and which parts a compound has.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::compound;
use super::stem::Stemmer;
use super::tokens::Token;

/// Which term: terms are counted from 0 in the order of their stems.
pub type TermId = u32;

/// All words of a guide.
pub struct Vocabulary {
    stemmer: Stemmer,
    /// Form → term, for forms in small letters and for those in capitals: stemming every word of
    /// the text anew would take most of the time.
    of_form: [HashMap<String, TermId>; 2],
    /// Stem → term. Several stems can be one term: stad and sted, wijkaanpak and wijkenaanpak.
    pub stems: BTreeMap<String, TermId>,
    /// For every term, the stem that names it.
    pub terms: Vec<String>,
    /// For every term, the terms it is composed of.
    pub parts: Vec<Vec<TermId>>,
    /// For every term, the commonest form, to show.
    pub display: Vec<String>,
}

/// How often every form occurs, those in capitals apart.
pub type Forms = HashMap<(String, bool), u32>;

impl Vocabulary {
    /// Orders the forms of a guide into terms.
    pub fn new(forms: &Forms, language: &str, stop_words: &[&str]) -> Self {
        let stemmer = Stemmer::new(language);
        let sorted: BTreeMap<_, _> = forms.iter().collect();
        let stem_of: Vec<(&str, String)> = sorted
            .keys()
            .map(|(form, capitals)| (form.as_str(), key(&stemmer, form, *capitals)))
            .collect();
        let stems: BTreeSet<&str> = stem_of.iter().map(|(_, stem)| stem.as_str()).collect();
        let mut names = Names::default();
        stems.iter().for_each(|stem| names.add(stem));
        names.join_inflections(&stemmer, &stems, stop_words);
        let mut parts = BTreeMap::new();
        if compounds(language) {
            parts = names.split(&stem_of, &stemmer, stop_words);
            names.join_compounds(&parts);
        }
        let mut this = Self {
            stemmer,
            of_form: Default::default(),
            stems: BTreeMap::new(),
            terms: Vec::new(),
            parts: Vec::new(),
            display: Vec::new(),
        };
        this.number(&names, &parts);
        for ((form, capitals), (_, stem)) in sorted.keys().zip(&stem_of) {
            if let Some(&term) = this.stems.get(stem) {
                this.of_form[usize::from(*capitals)].insert(form.clone(), term);
            }
        }
        this.choose_displays(&sorted);
        if !this.stemmer.stems_queries() {
            this.add_forms(&stem_of);
        }
        this
    }

    /// The term of a token of the guide.
    pub fn term(&self, token: &Token) -> Option<TermId> {
        self.of_form[usize::from(token.capitals)].get(&token.form).copied()
    }

    fn number(&mut self, names: &Names, parts: &BTreeMap<String, Vec<String>>) {
        let terms: BTreeSet<String> = names.0.keys().map(|stem| names.of(stem)).collect();
        self.terms = terms.into_iter().collect();
        let ids: HashMap<&str, TermId> = self.terms.iter().map(String::as_str).zip(0..).collect();
        self.stems = names
            .0
            .keys()
            .filter_map(|stem| Some((stem.clone(), *ids.get(names.of(stem).as_str())?)))
            .collect();
        self.parts = vec![Vec::new(); self.terms.len()];
        for (stem, of) in parts {
            if let Some(&id) = ids.get(names.of(stem).as_str()) {
                let of = of.iter().filter_map(|part| ids.get(names.of(part).as_str()).copied());
                self.parts[id as usize] = of.filter(|part| *part != id).collect();
            }
        }
        self.add_parts_of_parts();
    }

    /// Lets every form of the guide be found without a stemmer.
    fn add_forms(&mut self, stem_of: &[(&str, String)]) {
        for (form, stem) in stem_of {
            if let Some(&term) = self.stems.get(stem) {
                self.stems.entry((*form).to_owned()).or_insert(term);
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

    fn choose_displays(&mut self, forms: &BTreeMap<&(String, bool), &u32>) {
        let mut best: Vec<(u32, &str)> = vec![(0, ""); self.terms.len()];
        for (&(form, capitals), &&count) in forms {
            if let Some(&id) = self.of_form[usize::from(*capitals)].get(form) {
                let best = &mut best[id as usize];
                if count > best.0 {
                    *best = (count, form);
                }
            }
        }
        self.display = best.into_iter().map(|(_, form)| form.to_owned()).collect();
    }
}

fn key(stemmer: &Stemmer, form: &str, capitals: bool) -> String {
    if capitals { form.to_owned() } else { stemmer.stem(form) }
}

/// Whether a language writes compounds as one word.
pub fn compounds(language: &str) -> bool {
    let language = language.split('-').next().unwrap_or_default();
    ["nl", "de", "da", "sv", "no", "nb", "nn", "fi", "af", "fy"].contains(&language)
}

/// Stem → the stem that names its term.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    fn add(&mut self, stem: &str) {
        self.0.entry(stem.to_owned()).or_insert_with(|| stem.to_owned());
    }

    /// The name of a stem's term. Names are joined towards their root, so this ends.
    fn of(&self, stem: &str) -> String {
        let mut name = stem;
        while let Some(next) = self.0.get(name).filter(|next| *next != name) {
            name = next;
        }
        name.to_owned()
    }

    fn join(&mut self, stem: &str, to: &str) {
        let (from, to) = (self.of(stem), self.of(to));
        if from != to {
            self.0.insert(from, to);
        }
    }

    fn join_inflections(&mut self, stemmer: &Stemmer, stems: &BTreeSet<&str>, stop_words: &[&str]) {
        for stem in stems {
            let known = |variant: &String| {
                stems.contains(variant.as_str()) && !stop_words.contains(&variant.as_str())
            };
            let variants = stemmer.variants(stem);
            let found = variants.iter().find(|variant| known(variant));
            // A reader may ask for a form that the guide does not have.
            if let Some(variant) = found.or(variants.first())
                && !stop_words.contains(&variant.as_str())
            {
                self.add(variant);
                self.join(stem, variant);
            }
        }
        for (one, many) in stemmer.irregular() {
            if stems.contains(one) || stems.contains(many) {
                self.add(one);
                self.add(many);
                self.join(many, one);
            }
        }
    }

    /// The parts of every compound, by its stem.
    fn split(
        &self,
        stem_of: &[(&str, String)],
        stemmer: &Stemmer,
        stop_words: &[&str],
    ) -> BTreeMap<String, Vec<String>> {
        let known = |word: &str| {
            let stem = stemmer.stem(word);
            let is_known = self.0.contains_key(&stem) && !stop_words.contains(&word);
            is_known.then(|| self.of(&stem))
        };
        let is_word = |form: &str| form.chars().all(char::is_alphabetic);
        stem_of
            .iter()
            .filter(|(form, _)| form.len() >= 7 && is_word(form))
            .filter_map(|(form, stem)| Some((stem.clone(), compound::split(form, &known)?)))
            .collect()
    }

    /// Compounds of the same parts are one term, however they are linked.
    fn join_compounds(&mut self, parts: &BTreeMap<String, Vec<String>>) {
        let mut of_parts: HashMap<&[String], &str> = HashMap::new();
        for (stem, of) in parts {
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

    fn vocabulary(text: &str) -> Vocabulary {
        let mut forms = Forms::new();
        for token in tokens(text) {
            *forms.entry((token.form, token.capitals)).or_default() += 1;
        }
        Vocabulary::new(&forms, "nl", &["de", "het"])
    }

    fn term(vocabulary: &Vocabulary, word: &str) -> TermId {
        vocabulary.term(&tokens(word)[0]).unwrap()
    }

    #[test]
    fn inflections_are_one_term() {
        let words = vocabulary("stad steden bewaren bewaart wijk wijken MKBA MKBA's");
        assert_eq!(term(&words, "stad"), term(&words, "steden"));
        assert_eq!(term(&words, "bewaren"), term(&words, "bewaart"));
        assert_eq!(term(&words, "wijk"), term(&words, "wijken"));
        assert_ne!(term(&words, "wijk"), term(&words, "stad"));
    }

    #[test]
    fn compounds_know_their_parts_and_their_other_spelling() {
        let words = vocabulary("de wijk met een aanpak: wijkaanpak, wijkenaanpak");
        let compound = term(&words, "wijkaanpak");
        assert_eq!(compound, term(&words, "wijkenaanpak"));
        let mut parts = vec![term(&words, "aanpak"), term(&words, "wijk")];
        parts.sort_unstable();
        assert_eq!(words.parts[compound as usize], parts);
    }

    #[test]
    fn a_word_of_which_one_plural_is_used_is_found_by_the_other() {
        let words = vocabulary("stad");
        assert_eq!(words.stems["sted"], words.stems["stad"]);
    }
}

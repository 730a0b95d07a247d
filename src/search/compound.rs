//! Splits compounds into words of the guide: "criminaliteitsbestrijding" is "criminaliteit" and
//! "bestrijding".

use super::tuning::TUNING;

/// What can link the parts of a compound.
pub const LINKS: [&str; 4] = ["", "s", "en", "e"];

/// The least length of the known part of a compound, and of the rest if that is unknown.
const ALONE: usize = 5;
const REST: usize = 4;

/// Prefixes that make no compound: "samenwerking" is none.
const PREFIXES: [&str; 12] = [
    "achter", "binnen", "buiten", "door", "mede", "onder", "over", "samen", "tegen", "terug",
    "tussen", "voor",
];

/// Looks words up. An index has the first parts of compounds and the last in different files.
pub trait Dictionary {
    /// What is known of a word.
    type Word: Clone;
    /// A word that is followed by another part.
    fn head(&self, word: &str) -> Option<Self::Word>;
    /// A word that ends the compound.
    fn tail(&self, word: &str) -> Option<Self::Word>;
}

/// Splits a folded word into two parts or three: as few as possible, with the first as short as
/// possible.
pub fn split<W: Dictionary>(word: &str, words: &W) -> Option<Vec<W::Word>> {
    let tails: Vec<(&str, &str, W::Word)> =
        halves(word).filter_map(|(head, rest)| Some((head, rest, words.tail(rest)?))).collect();
    let two = tails.iter().find_map(|(head, rest, tail)| {
        is_long_enough(size(head), size(rest)).then_some(())?;
        Some(vec![head_of(head, words)?, tail.clone()])
    });
    two.or_else(|| {
        tails.iter().find_map(|(head, rest, tail)| {
            halves(head).find_map(|(first, second)| {
                let after = size(second) + size(rest);
                let is_likely =
                    is_long_enough(size(first), after) && is_long_enough(size(second), size(rest));
                is_likely.then_some(())?;
                Some(vec![head_of(first, words)?, head_of(second, words)?, tail.clone()])
            })
        })
    })
}

/// The long word that ends or begins a compound whose rest is unknown: "Netzgerät" in
/// "Hochspannungsnetzgerät".
pub fn edge<W: Dictionary>(word: &str, words: &W) -> Option<W::Word> {
    let tail = halves(word).find_map(|(rest, tail)| {
        (size(rest) >= REST && size(tail) >= ALONE && !PREFIXES.contains(&rest)).then_some(())?;
        words.tail(tail)
    });
    tail.or_else(|| {
        halves(word).rev().find_map(|(head, rest)| {
            (size(rest) >= ALONE && size(head) >= ALONE).then_some(())?;
            head_of(head, words)
        })
    })
}

/// A word, split wherever that leaves two parts, the shortest first part first.
fn halves(word: &str) -> impl DoubleEndedIterator<Item = (&str, &str)> {
    let all: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    let end = all.len().saturating_sub(TUNING.shortest_part - 1);
    let ends = all.get(TUNING.shortest_part..end).unwrap_or_default().to_vec();
    ends.into_iter().map(|at| word.split_at(at))
}

fn size(text: &str) -> usize {
    text.chars().count()
}

/// Whether two parts of these lengths are more likely a compound than a coincidence.
fn is_long_enough(head: usize, tail: usize) -> bool {
    tail >= TUNING.shortest_part
        && head + tail >= TUNING.shortest_compound
        && (tail >= TUNING.long_tail || head >= TUNING.long_head)
}

/// A first part, with or without a link.
pub fn head_of<W: Dictionary>(head: &str, words: &W) -> Option<W::Word> {
    LINKS.iter().find_map(|link| {
        let bare = head.strip_suffix(link)?;
        if size(bare) < TUNING.shortest_part { None } else { words.head(bare) }
    })
}

/// The compounds of two words, one for each link, and one with the last letter of the first doubled:
/// "les" and "overzicht" make "lessenoverzicht".
pub fn joined(head: &str, tail: &str) -> impl Iterator<Item = String> {
    let linked = LINKS.iter().map(move |link| format!("{head}{link}{tail}"));
    linked.chain(doubled(head).map(move |last| format!("{head}{last}en{tail}")))
}

/// The last letter of a word, if it is doubled before "en".
fn doubled(word: &str) -> Option<char> {
    let mut letters = word.chars().rev();
    let last = letters.next().filter(|&c| "bdfgklmnprst".contains(c))?;
    letters.next().filter(|&c| "aeiou".contains(c)).map(|_| last)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Known(&'static [&'static str]);

    impl Dictionary for Known {
        type Word = String;

        fn head(&self, word: &str) -> Option<String> {
            self.0.contains(&word).then(|| word.to_owned())
        }

        fn tail(&self, word: &str) -> Option<String> {
            self.head(word)
        }
    }

    const WORDS: Known =
        Known(&["wijk", "aanpak", "criminaliteit", "bestrijding", "best", "uur", "plan"]);

    #[test]
    fn compounds_are_split_with_and_without_a_link() {
        let parts = |word| split(word, &WORDS).unwrap();
        assert_eq!(parts("wijkaanpak"), ["wijk", "aanpak"]);
        assert_eq!(parts("wijkenaanpak"), ["wijk", "aanpak"]);
        assert_eq!(parts("criminaliteitsbestrijding"), ["criminaliteit", "bestrijding"]);
        assert_eq!(parts("wijkaanpakplan"), ["wijk", "aanpak", "plan"]);
    }

    #[test]
    fn coincidences_are_not_split() {
        for word in ["bestuur", "wijk", "wijkfeest"] {
            assert_eq!(split(word, &WORDS), None, "{word}");
        }
    }

    #[test]
    fn a_long_word_is_found_at_either_end_of_an_unknown_compound() {
        assert_eq!(edge("plaagbestrijding", &WORDS).unwrap(), "bestrijding");
        assert_eq!(edge("criminaliteitscijfers", &WORDS).unwrap(), "criminaliteit");
        assert_eq!(edge("overbestrijding", &WORDS), None);
    }
}

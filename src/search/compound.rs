//! Splits compounds into words of the guide: "criminaliteitsbestrijding" is "criminaliteit" and
//! "bestrijding".

/// What can link the parts of a compound.
pub const LINKS: [&str; 4] = ["", "s", "en", "e"];

/// The least length of a part.
const SHORTEST: usize = 3;

/// The least length of a part of a compound whose rest is unknown, and of that rest.
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
    let ends = boundaries(word);
    let tails: Vec<(usize, W::Word)> =
        ends.iter().filter_map(|&at| Some((at, words.tail(&word[at..])?))).collect();
    let two = tails.iter().find_map(|(at, tail)| {
        let (head, rest) = word.split_at(*at);
        is_long_enough(head, rest).then_some(())?;
        Some(vec![head_of(head, words)?, tail.clone()])
    });
    two.or_else(|| {
        tails.iter().find_map(|(at, tail)| {
            let (head, rest) = word.split_at(*at);
            boundaries(head).iter().find_map(|&middle| {
                let (first, second) = head.split_at(middle);
                (is_long_enough(first, &word[middle..]) && is_long_enough(second, rest))
                    .then_some(())?;
                Some(vec![head_of(first, words)?, head_of(second, words)?, tail.clone()])
            })
        })
    })
}

/// The long word that ends or begins a compound whose rest is unknown: "Netzgerät" in
/// "Hochspannungsnetzgerät".
pub fn edge<W: Dictionary>(word: &str, words: &W) -> Option<W::Word> {
    let ends = boundaries(word);
    let size = |text: &str| text.chars().count();
    let tail = ends.iter().find_map(|&at| {
        let (rest, tail) = word.split_at(at);
        (size(rest) >= REST && size(tail) >= ALONE && !PREFIXES.contains(&rest)).then_some(())?;
        words.tail(tail)
    });
    tail.or_else(|| {
        ends.iter().rev().find_map(|&at| {
            let (head, rest) = word.split_at(at);
            (size(rest) >= ALONE && size(head) >= ALONE).then_some(())?;
            head_of(head, words)
        })
    })
}

/// The places where a word can be split.
fn boundaries(word: &str) -> Vec<usize> {
    let all: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    let end = all.len().saturating_sub(SHORTEST - 1);
    all.get(SHORTEST..end).unwrap_or_default().to_vec()
}

/// Two short parts are more often a coincidence ("best" + "uur") than a compound.
fn is_long_enough(head: &str, tail: &str) -> bool {
    let (head, tail) = (head.chars().count(), tail.chars().count());
    tail >= SHORTEST && head + tail >= 7 && (tail >= 4 || head >= 5)
}

/// A first part, with or without a link.
pub fn head_of<W: Dictionary>(head: &str, words: &W) -> Option<W::Word> {
    LINKS.iter().find_map(|link| {
        let bare = head.strip_suffix(link)?;
        if bare.chars().count() < SHORTEST { None } else { words.head(bare) }
    })
}

/// The compounds of two words, one for each link.
pub fn joined(head: &str, tail: &str) -> impl Iterator<Item = String> {
    LINKS.iter().map(move |link| format!("{head}{link}{tail}"))
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

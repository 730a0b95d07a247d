//! Compounds split into words the guide knows: "criminaliteitsbestrijding" is criminaliteit and
//! bestrijding.

/// What may stand between the parts of a compound.
const LINKS: [&str; 4] = ["", "s", "en", "e"];

/// A part has this many letters at least.
const SHORTEST: usize = 3;

/// A word of which the rest is unknown has this many letters at least, and so has the rest.
const ALONE: usize = 5;
const REST: usize = 4;

/// What stands before a word without making another of it: "samenwerking" is no compound.
const PREFIXES: [&str; 12] = [
    "achter", "binnen", "buiten", "door", "mede", "onder", "over", "samen", "tegen", "terug",
    "tussen", "voor",
];

/// How a word is looked up: the index has the beginnings of words and their ends in different
/// files.
pub trait Words {
    /// What is known of a word.
    type Word: Clone;
    /// A word that something follows.
    fn head(&self, word: &str) -> Option<Self::Word>;
    /// A word that ends the compound.
    fn tail(&self, word: &str) -> Option<Self::Word>;
}

/// Splits a folded word in two or three. The split with the fewest parts wins, and of those the
/// one with the shortest first part.
pub fn split<W: Words>(word: &str, words: &W) -> Option<Vec<W::Word>> {
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

/// The long word that a compound ends or begins with, though the rest is unknown: "Netzgerät" in
/// "Hochspannungsnetzgerät".
pub fn edge<W: Words>(word: &str, words: &W) -> Option<W::Word> {
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

/// Where a word can be divided.
fn boundaries(word: &str) -> Vec<usize> {
    let all: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    let end = all.len().saturating_sub(SHORTEST - 1);
    all.get(SHORTEST..end).unwrap_or_default().to_vec()
}

/// Two short words are more often an accident ("best" + "uur") than a compound.
fn is_long_enough(head: &str, tail: &str) -> bool {
    let (head, tail) = (head.chars().count(), tail.chars().count());
    tail >= SHORTEST && head + tail >= 7 && (tail >= 4 || head >= 5)
}

/// A word with or without a link.
pub fn head_of<W: Words>(head: &str, words: &W) -> Option<W::Word> {
    LINKS.iter().find_map(|link| {
        let bare = head.strip_suffix(link)?;
        if bare.chars().count() < SHORTEST { None } else { words.head(bare) }
    })
}

/// Two words as one compound, in all ways they may be linked.
pub fn joined(head: &str, tail: &str) -> impl Iterator<Item = String> {
    LINKS.iter().map(move |link| format!("{head}{link}{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Known(&'static [&'static str]);

    impl Words for Known {
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
    fn accidents_are_not_split() {
        for word in ["bestuur", "wijk", "wijkfeest"] {
            assert_eq!(split(word, &WORDS), None, "{word}");
        }
    }

    #[test]
    fn a_long_word_is_seen_at_either_end_of_an_unknown_compound() {
        assert_eq!(edge("plaagbestrijding", &WORDS).unwrap(), "bestrijding");
        assert_eq!(edge("criminaliteitscijfers", &WORDS).unwrap(), "criminaliteit");
        assert_eq!(edge("overbestrijding", &WORDS), None);
    }
}

//! Compounds split into words the guide knows: "criminaliteitsbestrijding" is criminaliteit and
//! bestrijding.

/// What may stand between the parts of a compound.
const LINKS: [&str; 4] = ["", "s", "en", "e"];

/// A part has this many letters at least.
const SHORTEST: usize = 3;

/// Splits a folded word. `known` answers with the identity of a word the guide knows. The split
/// with the fewest parts wins, and of those the one with the longest last part.
pub fn split<T: Clone>(word: &str, known: &dyn Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    (2..=3).find_map(|parts| split_into(word, parts, known))
}

fn split_into<T: Clone>(
    word: &str,
    parts: usize,
    known: &dyn Fn(&str) -> Option<T>,
) -> Option<Vec<T>> {
    if parts == 1 {
        return known(word).map(|tail| vec![tail]);
    }
    let boundaries = word.char_indices().map(|(at, _)| at).skip(SHORTEST);
    for at in boundaries {
        let (head, tail) = word.split_at(at);
        if !is_long_enough(head, tail) {
            continue;
        }
        let Some(first) = head_of(head, known) else { continue };
        if let Some(mut rest) = split_into(tail, parts - 1, known) {
            rest.insert(0, first);
            return Some(rest);
        }
    }
    None
}

/// Two short words are more often an accident ("best" + "uur") than a compound.
fn is_long_enough(head: &str, tail: &str) -> bool {
    let (head, tail) = (head.chars().count(), tail.chars().count());
    tail >= SHORTEST && head + tail >= 7 && (tail >= 4 || head >= 5)
}

fn head_of<T: Clone>(head: &str, known: &dyn Fn(&str) -> Option<T>) -> Option<T> {
    LINKS.iter().find_map(|link| {
        let bare = head.strip_suffix(link)?;
        if bare.chars().count() < SHORTEST { None } else { known(bare) }
    })
}

/// Two words as one compound, in all ways they may be linked.
pub fn joined(head: &str, tail: &str) -> impl Iterator<Item = String> {
    LINKS.iter().map(move |link| format!("{head}{link}{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(word: &str) -> Option<Vec<String>> {
        let words = ["wijk", "aanpak", "criminaliteit", "bestrijding", "best", "uur", "plan"];
        split(word, &|word| words.contains(&word).then(|| word.to_owned()))
    }

    #[test]
    fn compounds_are_split_with_and_without_a_link() {
        assert_eq!(parts("wijkaanpak").unwrap(), ["wijk", "aanpak"]);
        assert_eq!(parts("wijkenaanpak").unwrap(), ["wijk", "aanpak"]);
        assert_eq!(parts("criminaliteitsbestrijding").unwrap(), ["criminaliteit", "bestrijding"]);
        assert_eq!(parts("wijkaanpakplan").unwrap(), ["wijk", "aanpak", "plan"]);
    }

    #[test]
    fn accidents_are_not_split() {
        assert_eq!(parts("bestuur"), None);
        assert_eq!(parts("wijk"), None);
        assert_eq!(parts("wijkfeest"), None);
    }
}

//! “Did you mean …?”

/// The longest text that is compared. No name is longer, and comparing takes quadratic time.
const LONGEST: usize = 200;

/// How many wrong names in one text are compared with everything they may have meant. Beyond that,
/// something other than the spelling is wrong, and comparing would take long.
pub const COMPARED: usize = 20;

/// The closest of `candidates` to what was written, if it is close enough to be what was meant.
/// Ties go to the first in alphabetical order.
pub fn did_you_mean<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = written.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return None;
    }
    let allowed = (length / 3).max(1);
    let written_letters = letters(written);
    candidates
        .into_iter()
        .filter(|candidate| {
            // Texts differ at least as much as their lengths do.
            let other = candidate.chars().take(length + allowed + 1).count();
            other.abs_diff(length) <= allowed
        })
        .filter(|candidate| {
            // Every letter that only one of them has is a difference too.
            let candidate = letters(candidate);
            let only = |a: u64, b: u64| (a & !b).count_ones() as usize;
            only(candidate, written_letters).max(only(written_letters, candidate)) <= allowed
        })
        .map(|candidate| (strsim::osa_distance(written, candidate), candidate))
        .filter(|&(distance, _)| distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// A name as the words it is made of, in small letters without accents: names with the same words
/// differ only in capitals, in the signs between words and in the form of their letters.
pub fn words(name: &str) -> String {
    slug::slugify(name)
}

/// The set of letters of a text. Some share a place in it, so that it never tells too much.
fn letters(text: &str) -> u64 {
    text.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_are_close() {
        let keys = ["title", "subtitle", "language"];
        assert_eq!(did_you_mean("titel", keys), Some("title"));
        assert_eq!(did_you_mean("langauge", keys), Some("language"));
        assert_eq!(did_you_mean("banner", keys), None);
    }

    #[test]
    fn nothing_close_is_passed_over() {
        for (written, meant) in
            [("abc", "xbc"), ("ab", "ba"), ("wijk", "wijkt"), ("éénmaal", "eenmaal")]
        {
            assert_eq!(did_you_mean(written, [meant]), Some(meant), "{written}");
        }
    }

    #[test]
    fn the_same_is_suggested_whatever_the_order() {
        assert_eq!(did_you_mean("kat", ["rat", "mat", "lat"]), Some("lat"));
        assert_eq!(did_you_mean("kat", ["lat", "mat", "rat"]), Some("lat"));
    }

    #[test]
    fn long_texts_are_not_compared() {
        let long = "a".repeat(100_000);
        assert_eq!(did_you_mean(&long, [long.as_str()]), None);
        assert_eq!(did_you_mean("a", [long.as_str()]), None);
    }
}

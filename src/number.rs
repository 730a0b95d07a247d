//! The number of a chapter: its identity, its place and its address.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// The number of a chapter, such as `2.4.8`, or `A.1` in an appendix.
///
/// Numbers order as a reader expects: `2.4.8` < `2.4.10` < `2.5`, a parent before its children,
/// and appendices after everything that is numbered with digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number {
    // The order of the fields is the order of chapters: `false` sorts before `true`.
    appendix: bool,
    components: Vec<u32>,
}

/// Why a string is not a [`Number`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    /// The string is empty.
    Empty,
    /// A component between dots is empty or contains something other than digits.
    NotDigits,
    /// A component exceeds `u32::MAX`.
    TooLarge,
    /// It has more levels than [`Number::MAX_DEPTH`].
    TooDeep,
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "a number cannot be empty",
            Self::NotDigits => {
                "a number has digits between its dots, such as 2.4.8, or one capital first, such as A.1"
            }
            Self::TooLarge => "a component of the number is too large",
            Self::TooDeep => return write!(f, "a number has at most {} levels", Number::MAX_DEPTH),
        })
    }
}

impl std::error::Error for NumberError {}

impl Number {
    /// The most levels of a number: many more than anyone can cite, and few enough for the paths of
    /// files in folders that are numbered in full.
    pub const MAX_DEPTH: usize = 24;

    /// The number one level up: `2.4` for `2.4.8`, nothing for `2`.
    pub fn parent(&self) -> Option<Self> {
        let (_, above) = self.components.split_last()?;
        (!above.is_empty()).then(|| Self { appendix: self.appendix, components: above.to_vec() })
    }

    /// Its ancestors, nearest first: `2.4`, `2` for `2.4.8`.
    pub fn ancestors(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), Self::parent)
    }

    /// The sibling a number of places further on, if there is one: `2.4.9` is one place after
    /// `2.4.8`. Numbering starts at 1; appendices end at Z.
    pub fn sibling(&self, places: i64) -> Option<Self> {
        let (last, above) = self.components.split_last()?;
        let place = u32::try_from(i64::from(*last) + places).ok().filter(|&place| place > 0)?;
        if self.appendix && above.is_empty() && place > 26 {
            return None;
        }
        let components = above.iter().copied().chain([place]).collect();
        Some(Self { appendix: self.appendix, components })
    }

    /// This number after `from`, which is itself or an ancestor, is renamed to `to`.
    pub fn rebased(&self, from: &Self, to: &Self) -> Option<Self> {
        (self == from || self.is_below(from)).then(|| {
            let below = &self.components[from.depth()..];
            let components = to.components.iter().chain(below).copied().collect();
            Self { appendix: to.appendix, components }
        })
    }

    /// The name of a file or folder with its leading number replaced and the rest unchanged.
    pub fn rename(name: &str, number: &Self) -> Option<String> {
        Self::split_name(name)?;
        let end = |c: char| !c.is_ascii_alphanumeric() && c != '.';
        let old = name.split(end).next().unwrap_or_default().trim_end_matches('.');
        Some(format!("{number}{}", name.strip_prefix(old)?))
    }

    /// The number of components; 1 for a part.
    pub fn depth(&self) -> usize {
        self.components.len()
    }

    /// Whether it starts with a letter, as appendices do.
    pub fn is_appendix(&self) -> bool {
        self.appendix
    }

    /// Whether `self` lies somewhere below `other`; a number is not below itself.
    pub fn is_below(&self, other: &Self) -> bool {
        self.appendix == other.appendix
            && self.depth() > other.depth()
            && self.components.starts_with(&other.components)
    }

    /// Why the number that a file or folder name starts with cannot be one, though it has all its
    /// digits and dots.
    pub fn fault_in_name(name: &str) -> Option<NumberError> {
        let (number, _) = divide_name(name)?;
        number
            .parse::<Self>()
            .err()
            .filter(|error| *error != NumberError::NotDigits && *error != NumberError::Empty)
    }

    /// Splits a file or folder name such as `2.4.8-opgaven` into its number and the rest. The number ends at the end of the name or before a dash, underscore, space or dot.
    pub fn split_name(name: &str) -> Option<(Self, &str)> {
        let (number, rest) = divide_name(name)?;
        Some((number.parse().ok()?, rest.trim_start_matches(['-', '_', ' '])))
    }
}

/// Divides a name behind what may be its number.
fn divide_name(name: &str) -> Option<(&str, &str)> {
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(name.len());
    let (number, rest) = name.split_at(end);
    let is_divided = rest.is_empty() || rest.starts_with(['-', '_', ' ']);
    is_divided.then(|| (number.trim_end_matches('.'), rest))
}

/// Whether a text is a number, however many levels it has.
fn is_number_like(text: &str) -> bool {
    let is_component = |component: &str| {
        !component.is_empty() && component.bytes().all(|byte| byte.is_ascii_digit())
    };
    let rest =
        text.strip_prefix(|c: char| c.is_ascii_uppercase()).map(|rest| rest.strip_prefix('.'));
    rest.unwrap_or(Some(text)).is_some_and(|rest| rest.split('.').all(is_component))
}

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        if text.is_empty() {
            return Err(NumberError::Empty);
        }
        if text.split('.').nth(Number::MAX_DEPTH).is_some() {
            return Err(if is_number_like(text) {
                NumberError::TooDeep
            } else {
                NumberError::NotDigits
            });
        }
        let appendix = text.starts_with(|c: char| c.is_ascii_uppercase());
        let components = text
            .split('.')
            .enumerate()
            .map(|(place, component)| match component.as_bytes() {
                [letter] if place == 0 && appendix => Ok(u32::from(letter - b'A') + 1),
                digits if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => {
                    component.parse().map_err(|_| NumberError::TooLarge)
                }
                _ => Err(NumberError::NotDigits),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { appendix, components })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, &component) in self.components.iter().enumerate() {
            if place > 0 {
                f.write_str(".")?;
            }
            match u8::try_from(component) {
                Ok(letter) if place == 0 && self.appendix => {
                    write!(f, "{}", char::from(b'A' + letter - 1))?;
                }
                _ => write!(f, "{component}")?,
            }
        }
        Ok(())
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn orders_as_a_reader_counts() {
        let sorted = ["1", "1.9", "2", "2.4", "2.4.8", "2.4.10", "2.5", "10", "A", "A.1", "B"];
        let mut shuffled: Vec<_> = sorted.iter().rev().map(|text| number(text)).collect();
        shuffled.sort();
        assert_eq!(shuffled, sorted.map(number));
    }

    #[test]
    fn knows_its_ancestors() {
        let above: Vec<_> = number("2.4.8").ancestors().collect();
        assert_eq!(above, [number("2.4"), number("2")]);
        assert!(number("2.4.8").is_below(&number("2")));
        assert!(!number("2.4").is_below(&number("2.4")));
        assert!(!number("24.1").is_below(&number("2")));
        assert!(!number("A.1").is_below(&number("1")));
    }

    #[test]
    fn names_keep_all_but_their_number() {
        let renamed = |name| Number::rename(name, &number("3.1"));
        assert_eq!(renamed("2.4.8-opgaven").as_deref(), Some("3.1-opgaven"));
        assert_eq!(renamed("2. Wijkaanpak").as_deref(), Some("3.1. Wijkaanpak"));
        assert_eq!(renamed("02.4_x").as_deref(), Some("3.1_x"));
        assert_eq!(renamed("voorwoord"), None);
    }

    #[test]
    fn counts_on_among_siblings() {
        assert_eq!(number("2.4.8").sibling(1), Some(number("2.4.9")));
        assert_eq!(number("A").sibling(1), Some(number("B")));
        assert_eq!(number("Z").sibling(1), None);
        assert_eq!(number("2.1").sibling(-1), None);
    }

    #[test]
    fn moves_with_what_it_lies_below() {
        let rebased = |n: &str| number(n).rebased(&number("2.4"), &number("A.1"));
        assert_eq!(rebased("2.4"), Some(number("A.1")));
        assert_eq!(rebased("2.4.8.1"), Some(number("A.1.8.1")));
        assert_eq!(rebased("2.5"), None);
    }

    #[test]
    fn refuses_what_is_no_number() {
        assert_eq!("".parse::<Number>(), Err(NumberError::Empty));
        for text in ["2.", ".2", "2..4", "2.b", "AB", "a", "A1", "2.A", "-1", "+1", "2 4"] {
            assert_eq!(text.parse::<Number>(), Err(NumberError::NotDigits), "{text}");
        }
        assert_eq!("99999999999".parse::<Number>(), Err(NumberError::TooLarge));
    }

    #[test]
    fn levels_are_bounded() {
        let deep = |levels: usize| vec!["1"; levels].join(".");
        assert_eq!(number(&deep(Number::MAX_DEPTH)).depth(), Number::MAX_DEPTH);
        assert_eq!(deep(Number::MAX_DEPTH + 1).parse::<Number>(), Err(NumberError::TooDeep));
        let appendix = format!("A.{}", deep(Number::MAX_DEPTH));
        assert_eq!(appendix.parse::<Number>(), Err(NumberError::TooDeep));
        assert_eq!("a.".repeat(100).parse::<Number>(), Err(NumberError::NotDigits));
        let name = format!("{}-te-diep", deep(Number::MAX_DEPTH + 1));
        assert_eq!(Number::fault_in_name(&name), Some(NumberError::TooDeep));
        assert_eq!(Number::fault_in_name("99999999999-x"), Some(NumberError::TooLarge));
        for name in ["2.4.8-opgaven", "voorwoord", "2de-druk", "", "-"] {
            assert_eq!(Number::fault_in_name(name), None, "{name}");
        }
    }

    #[test]
    fn splits_file_names() {
        let split = |name| Number::split_name(name).map(|(n, rest)| (n.to_string(), rest));
        assert_eq!(split("2.4.8-opgaven"), Some(("2.4.8".into(), "opgaven")));
        assert_eq!(split("2.4.8"), Some(("2.4.8".into(), "")));
        assert_eq!(split("2. Wijkaanpak"), Some(("2".into(), "Wijkaanpak")));
        assert_eq!(split("A-handboek"), Some(("A".into(), "handboek")));
        assert_eq!(split("2024-verslag"), Some(("2024".into(), "verslag")));
        assert_eq!(split("voorwoord"), None);
        assert_eq!(split("2de-druk"), None);
        assert_eq!(split("Aanpak"), None);
        assert_eq!(split("2.4.8é"), None);
    }

    fn any_number() -> impl Strategy<Value = Number> {
        (any::<bool>(), prop::collection::vec(any::<u32>(), 1..6)).prop_map(
            |(appendix, mut components)| {
                if appendix {
                    components[0] = components[0] % 26 + 1;
                }
                Number { appendix, components }
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(number in any_number()) {
            prop_assert_eq!(number.to_string().parse::<Number>(), Ok(number));
        }

        #[test]
        fn parsing_never_panics(text in "\\PC*") {
            let _ = text.parse::<Number>();
            let _ = Number::split_name(&text);
        }

        #[test]
        fn a_parent_comes_before_its_children(number in any_number()) {
            for above in number.ancestors() {
                prop_assert!(above < number);
                prop_assert!(number.is_below(&above));
            }
        }

        #[test]
        fn order_is_that_of_the_components(a in any_number(), b in any_number()) {
            if a.appendix == b.appendix {
                prop_assert_eq!(a.cmp(&b), a.components.cmp(&b.components));
            } else {
                prop_assert_eq!(a < b, b.appendix);
            }
        }

        #[test]
        fn siblings_keep_their_order_below_any_parent(parent in any_number(), x: u32, y: u32) {
            let child = |last| Number {
                appendix: parent.appendix,
                components: parent.components.iter().copied().chain([last]).collect(),
            };
            prop_assert_eq!(child(x).cmp(&child(y)), x.cmp(&y));
        }
    }
}

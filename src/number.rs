//! The number of a chapter: its identity, its place and its address.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::messages::message;

/// The number of a chapter, such as `2.4.8`, or `A.1` in an appendix.
///
/// Numbers order as a reader expects: `2.4.8` < `2.4.10` < `2.5`, a parent before its children,
/// and appendices after everything that is numbered with digits.
///
/// It is shown as it is written, with the leading zeros that some standards have, and is the same
/// number without them: `5.01.01` and `5.1.1` are equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number {
    // The order of the fields is the order of chapters: `false` sorts before `true`.
    appendix: bool,
    components: Vec<Component>,
}

/// The part between two dots.
#[derive(Debug, Clone, Copy)]
struct Component {
    value: u32,
    /// How many digits it is written with, if it has leading zeros; else 0.
    digits: u8,
}

impl Component {
    fn new(value: u32) -> Self {
        Self { value, digits: 0 }
    }

    /// Reads digits.
    fn read(digits: &str) -> Result<Self, NumberError> {
        let too_large = |_| NumberError::TooLarge;
        let value = digits.parse().map_err(too_large)?;
        let has_zeros = digits.len() > 1 && digits.starts_with('0');
        let length = if has_zeros { digits.len() } else { 0 };
        Ok(Self { value, digits: length.try_into().map_err(|_| NumberError::TooLarge)? })
    }
}

impl PartialEq for Component {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for Component {}

impl Hash for Component {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl PartialOrd for Component {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Component {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
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
        f.write_str(&match self {
            Self::Empty => message!("number-empty"),
            Self::NotDigits => message!("number-not-digits"),
            Self::TooLarge => message!("number-too-large"),
            Self::TooDeep => message!("number-too-deep", levels = Number::MAX_DEPTH),
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

    /// The sibling this many places further on, if there is one: `2.4.9` is one place after
    /// `2.4.8`. Numbering starts at 1; appendices end at Z.
    pub fn sibling(&self, places: i64) -> Option<Self> {
        let (last, above) = self.components.split_last()?;
        let value = i64::from(last.value) + places;
        let value = u32::try_from(value).ok().filter(|&value| value > 0)?;
        if self.appendix && above.is_empty() && value > 26 {
            return None;
        }
        let last = Component { value, ..*last };
        let components = above.iter().copied().chain([last]).collect();
        Some(Self { appendix: self.appendix, components })
    }

    /// The same number without leading zeros.
    #[must_use]
    pub fn plain(&self) -> Self {
        let plain = |component: &Component| Component::new(component.value);
        Self { appendix: self.appendix, components: self.components.iter().map(plain).collect() }
    }

    /// The same number, written like those around it: as far as its parent goes like `parent`, and
    /// in its last component with as many digits as the longest of `siblings`.
    #[must_use]
    pub fn written_like<'a>(
        &self,
        parent: Option<&Self>,
        siblings: impl Iterator<Item = &'a Self>,
    ) -> Self {
        let mut written = self.clone();
        let Some(last) = written.components.last_mut() else { return written };
        let of_siblings = siblings.filter_map(|sibling| sibling.components.last());
        let digits = of_siblings.map(|component| component.digits).max().unwrap_or_default();
        last.digits = last.digits.max(digits);
        if let Some(parent) = parent {
            let above = written.components.iter_mut().zip(&parent.components);
            above.for_each(|(component, example)| *component = *example);
        }
        written
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

    /// Why what looks like a number at the start of a file or folder name is none: it is too large
    /// or has too many levels.
    pub fn fault_in_name(name: &str) -> Option<NumberError> {
        let (number, _) = divide_name(name)?;
        number
            .parse::<Self>()
            .err()
            .filter(|error| *error != NumberError::NotDigits && *error != NumberError::Empty)
    }

    /// Splits a file or folder name such as `2.4.8-opgaven` into its number and the rest. The
    /// number ends at the end of the name or before a dash, underscore, space or dot.
    pub fn split_name(name: &str) -> Option<(Self, &str)> {
        let (number, rest) = divide_name(name)?;
        Some((number.parse().ok()?, rest.trim_start_matches(['-', '_', ' '])))
    }
}

/// Splits a name after what may be its number.
fn divide_name(name: &str) -> Option<(&str, &str)> {
    let is_end = |c: char| !c.is_ascii_alphanumeric() && c != '.';
    let number = name.split(is_end).next()?;
    let rest = name.strip_prefix(number)?;
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
                [letter] if place == 0 && appendix => {
                    Ok(Component::new(u32::from(letter - b'A') + 1))
                }
                digits if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => {
                    Component::read(component)
                }
                _ => Err(NumberError::NotDigits),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { appendix, components })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, &Component { value, digits }) in self.components.iter().enumerate() {
            if place > 0 {
                f.write_str(".")?;
            }
            match u8::try_from(value) {
                Ok(letter) if place == 0 && self.appendix => {
                    write!(f, "{}", char::from(b'A' + letter - 1))?;
                }
                _ => write!(f, "{value:0width$}", width = usize::from(digits))?,
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

    #[test]
    fn leading_zeros_are_shown_and_mean_nothing() {
        let written = number("5.01.01");
        assert_eq!(written.to_string(), "5.01.01");
        assert_eq!(written, number("5.1.1"));
        assert_eq!(written.cmp(&number("05.1.001")), Ordering::Equal);
        assert!(number("5.09") < number("5.10"));
        assert!(written.is_below(&number("5.1")));
        assert_eq!(written.plain().to_string(), "5.1.1");
        assert_eq!(written.sibling(1).unwrap().to_string(), "5.01.02");
        assert_eq!(number("5.09").sibling(1).unwrap().to_string(), "5.10");
        let moved = written.rebased(&number("5.1"), &number("6.03")).unwrap();
        assert_eq!(moved.to_string(), "6.03.01");
        let read = Number::split_name("5.01.01-afspraken").unwrap();
        assert_eq!((read.0.to_string().as_str(), read.1), ("5.01.01", "afspraken"));
        assert_eq!(number("0.0").to_string(), "0.0");
    }

    #[test]
    fn a_number_is_written_like_its_neighbours() {
        let like = |text: &str, parent: &str, siblings: &[&str]| {
            let siblings: Vec<_> = siblings.iter().map(|text| number(text)).collect();
            number(text).written_like(Some(&number(parent)), siblings.iter()).to_string()
        };
        assert_eq!(like("5.1.3", "5.01", &["5.01.01", "5.01.12"]), "5.01.03");
        assert_eq!(like("5.1.3", "5.1", &["5.1.1"]), "5.1.3");
        assert_eq!(like("05.1.3", "5.1", &[]), "5.1.3");
    }

    fn any_number() -> impl Strategy<Value = Number> {
        let component = (any::<u32>(), 0..4_usize);
        (any::<bool>(), prop::collection::vec(component, 1..6)).prop_map(
            |(appendix, components)| {
                let mut components: Vec<Component> = components
                    .into_iter()
                    .map(|(value, zeros)| {
                        Component::read(&format!("{}{value}", "0".repeat(zeros))).unwrap()
                    })
                    .collect();
                if appendix {
                    components[0] = Component::new(components[0].value % 26 + 1);
                }
                Number { appendix, components }
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(number in any_number()) {
            let text = number.to_string();
            let read = text.parse::<Number>();
            prop_assert_eq!(&read, &Ok(number));
            prop_assert_eq!(read.unwrap().to_string(), text);
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
                components: parent.components.iter().copied().chain([Component::new(last)]).collect(),
            };
            prop_assert_eq!(child(x).cmp(&child(y)), x.cmp(&y));
        }
    }
}

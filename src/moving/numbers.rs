//! Which numbers a move changes.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::new::layout::Layout;
use crate::new::next_free;
use crate::number::Number;

/// The destination of a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// A number that is free.
    Number(Number),
    /// The number of this chapter. It shifts to make room, and so do the siblings after it.
    Before(Number),
}

/// The numbers that change, old to new. Everything below such a number changes with it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Renumbering(BTreeMap<Number, Number>);

impl Renumbering {
    /// Works out which numbers change.
    ///
    /// # Errors
    /// A chapter that does not exist, a number that is taken, a chapter that would go below itself.
    pub fn plan(layout: &Layout, from: &Number, to: &To) -> Result<Self, Diagnostic> {
        let taken: BTreeSet<&Number> = layout.numbers().collect();
        let exists = |n: &Number| exists(layout, n);
        if !exists(from) {
            return Err(no_chapter(from).help(near(&taken, from)));
        }
        let this = match to {
            To::Number(to) => Self(BTreeMap::from([(from.clone(), layout.as_written(to))])),
            To::Before(next) if !exists(next) && !ends_siblings(from, next, &exists) => {
                let (from, number) = (from.to_string(), next.to_string());
                return Err(no_chapter(next).help(message!(
                    "move-before-none",
                    "help",
                    from = from,
                    number = number
                )));
            }
            To::Before(next) => Self::insert(from, &layout.as_written(next), &exists)?,
        };
        let this = this.written_as_in(layout);
        this.check(from, to, &taken, layout)?;
        Ok(this)
    }

    /// Makes room for a new chapter before `next`: numbers shift up to the nearest gap.
    ///
    /// # Errors
    /// A chapter that does not exist; appendices that would come after Z.
    pub fn make_room(layout: &Layout, next: &Number) -> Result<Self, Diagnostic> {
        if !exists(layout, next) {
            let number = next.to_string();
            return Err(no_chapter(next).help(message!(
                "new-before-none",
                "help",
                number = number
            )));
        }
        let mut map = BTreeMap::new();
        shift(next, 1, &mut map, |at| exists(layout, at))?;
        Ok(Self(map).written_as_in(layout))
    }

    /// The same numbers with the leading zeros of those around them.
    fn written_as_in(self, layout: &Layout) -> Self {
        Self(self.0.into_iter().map(|(old, new)| (old, layout.as_written(&new))).collect())
    }

    /// Makes room before `next`. Numbers shift only as far as the nearest gap; `from` leaves one
    /// as well.
    fn insert(
        from: &Number,
        next: &Number,
        exists: &impl Fn(&Number) -> bool,
    ) -> Result<Self, Diagnostic> {
        // A sibling from before `next` leaves its gap there. The chapters between the two shift
        // towards that gap, and `next` keeps its number.
        let (to, step) = match next.sibling(-1) {
            Some(before) if are_siblings(from, next) && from < next => (before, -1),
            _ => (next.clone(), 1),
        };
        let mut map = BTreeMap::new();
        shift(&to, step, &mut map, |at| at != from && exists(at))?;
        map.insert(from.clone(), to);
        Ok(Self(map))
    }

    fn check(
        &self,
        from: &Number,
        to: &To,
        taken: &BTreeSet<&Number>,
        layout: &Layout,
    ) -> Result<(), Diagnostic> {
        let (To::Number(target) | To::Before(target)) = to;
        if target == from || self.0.get(from) == Some(from) {
            return Err(Diagnostic::error(message!(
                "move-there-already",
                number = from.to_string()
            ))
            .help(message!("move-there-already", "help")));
        }
        if target.is_below(from) {
            let (number, target) = (from.to_string(), target.to_string());
            let help = message!("move-below-itself", "help", number = number.as_str());
            let message = message!("move-below-itself", number = number, target = target);
            return Err(Diagnostic::error(message).help(help));
        }
        let new: BTreeSet<Number> = taken.iter().filter_map(|number| self.of(number)).collect();
        let clash = taken.iter().find(|number| self.of(number).is_none() && new.contains(number));
        match clash {
            None => Ok(()),
            Some(clash) => {
                let (from, number) = (from.to_string(), clash.to_string());
                let message = message!("move-to-taken", number = number.as_str());
                let help = match next_free(layout, clash).map(|free| free.to_string()) {
                    Some(free) => {
                        message!("move-to-taken", "free", free = free, from = from, number = number)
                    }
                    None => message!("move-to-taken", "help", from = from, number = number),
                };
                Err(Diagnostic::error(message).help(help))
            }
        }
    }

    /// The new number of a chapter, if it changes.
    pub fn of(&self, number: &Number) -> Option<Number> {
        let root = std::iter::once(number.clone())
            .chain(number.ancestors())
            .find(|number| self.0.contains_key(number))?;
        number.rebased(&root, &self.0[&root])
    }

    /// The number of a chapter after the move.
    pub fn after(&self, number: &Number) -> Number {
        self.of(number).unwrap_or_else(|| number.clone())
    }

    /// The entry that changes a number: its own, or that of the nearest number above it. Old and
    /// new number.
    pub fn root<'a>(&'a self, number: &Number) -> Option<(&'a Number, &'a Number)> {
        std::iter::once(number.clone())
            .chain(number.ancestors())
            .find_map(|number| self.0.get_key_value(&number))
    }
}

/// Whether there is a chapter or folder of a number, or of one below it.
fn exists(layout: &Layout, number: &Number) -> bool {
    layout
        .numbers_from(number)
        .next()
        .is_some_and(|known| known == number || known.is_below(number))
}

/// Whether a free number comes right after the last sibling of a chapter, which is put last before it.
fn ends_siblings(from: &Number, next: &Number, exists: &impl Fn(&Number) -> bool) -> bool {
    let is_last = |last: Number| last != *from && exists(&last);
    are_siblings(from, next) && from < next && next.sibling(-1).is_some_and(is_last)
}

fn are_siblings(a: &Number, b: &Number) -> bool {
    a.parent() == b.parent() && a.is_appendix() == b.is_appendix()
}

fn no_chapter(number: &Number) -> Diagnostic {
    Diagnostic::error(message!("no-chapter", number = number.to_string()))
}

/// The numbers of the chapters before and after one that does not exist.
fn near(known: &BTreeSet<&Number>, number: &Number) -> String {
    let before = known.iter().rfind(|known| **known < number);
    let after = known.iter().find(|known| **known > number);
    let near: Vec<String> = before.into_iter().chain(after).map(ToString::to_string).collect();
    if near.is_empty() {
        message!("no-chapter", "none")
    } else {
        message!("no-chapter", "near", chapters = near.join("; "))
    }
}

/// Shifts the number `at` by a step, and all after it up to the first that is free.
fn shift(
    at: &Number,
    step: i64,
    map: &mut BTreeMap<Number, Number>,
    is_taken: impl Fn(&Number) -> bool,
) -> Result<(), Diagnostic> {
    let mut at = at.clone();
    while is_taken(&at) {
        let shifted = at.sibling(step).ok_or_else(|| {
            Diagnostic::error(message!("no-number-after", number = at.to_string()))
                .help(message!("no-number-after", "help"))
        })?;
        map.insert(at, shifted.clone());
        at = shifted;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    fn insert(existing: &[&str], from: &str, next: &str) -> Vec<String> {
        let existing: Vec<_> = existing.iter().map(|text| number(text)).collect();
        let exists = |n: &Number| existing.contains(n);
        let plan = Renumbering::insert(&number(from), &number(next), &exists).unwrap();
        plan.0.iter().map(|(from, to)| format!("{from}>{to}")).collect()
    }

    #[test]
    fn room_is_made_up_to_the_nearest_gap() {
        let all = ["2.1", "2.2", "2.3", "2.4", "2.6"];
        assert_eq!(insert(&all, "2.4", "2.2"), ["2.2>2.3", "2.3>2.4", "2.4>2.2"]);
        assert_eq!(insert(&all, "2.1", "2.4"), ["2.1>2.3", "2.2>2.1", "2.3>2.2"]);
        assert_eq!(insert(&all, "2.6", "2.3"), ["2.3>2.4", "2.4>2.5", "2.6>2.3"]);
        assert_eq!(insert(&all, "2.1", "2.6"), ["2.1>2.5"]);
        assert_eq!(insert(&["1", "2", "3", "3.1"], "3.1", "2"), ["2>3", "3>4", "3.1>2"]);
    }

    #[test]
    fn what_lies_below_goes_along() {
        let plan = Renumbering(BTreeMap::from([(number("2.4"), number("A.1"))]));
        assert_eq!(plan.of(&number("2.4.8")), Some(number("A.1.8")));
        assert_eq!(plan.of(&number("2.5")), None);
        assert_eq!(plan.after(&number("2.5")), number("2.5"));
    }
}

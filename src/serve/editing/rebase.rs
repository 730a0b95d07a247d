//! A change to a block that stands elsewhere by now, or is another in part, made where it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::blocks::{Block, Kind};
use super::change::{Change, Changed, Place};
use super::chapter::Chapter;
use super::fields::{self, Value};
use super::lines::{with_breaks_of, with_line_feeds};
use super::merge::merge;

/// One's own side of two that changed a text, and what it began with.
pub struct Yours {
    /// The text that the change was made in.
    pub base: String,
    /// The text with the change.
    pub changed: Changed,
}

impl Yours {
    /// A change made in the text that it was asked for, or else in theirs, if both sides touch there.
    pub fn meeting(
        self,
        theirs: &Chapter,
        change: &Change,
        before: &Chapter,
        parse: impl Fn(&str) -> Chapter,
    ) -> Self {
        if let Change::Fields { values } = change {
            return fields_meeting(values, before, theirs).unwrap_or(self);
        }
        let merged = self.merged(&theirs.exact.content);
        if merged.is_some_and(|merged| !is_removal_of_moved(change, before, &merged)) {
            return self;
        }
        rebase(change, before, theirs, parse).unwrap_or(self)
    }

    /// Both sides together; `None` where they touch.
    pub fn merged(&self, theirs: &str) -> Option<String> {
        if theirs == self.base {
            return Some(self.changed.text.clone());
        }
        merge(&self.base, theirs, &self.changed.text)
    }
}

/// Whether a block goes that they moved. To a merge both sides took it away from where it was, and it would
/// stay where they put it.
fn is_removal_of_moved(change: &Change, before: &Chapter, merged: &str) -> bool {
    let Change::Remove { start, end } = *change else { return false };
    before.exact.content.get(start..end).is_some_and(|block| merged.contains(block))
}

/// Fields as they were and as they are set, both in their text: only one that both sides set can
/// touch, wherever its line stands by now, and none is there twice.
fn fields_meeting(
    values: &BTreeMap<String, Value>,
    before: &Chapter,
    theirs: &Chapter,
) -> Option<Yours> {
    let old = fields::values(&before.source, &before.document, values.keys());
    let set = |values| Change::Fields { values }.apply(theirs).ok();
    Some(Yours { base: set(old)?.text, changed: set(values.clone())? })
}

/// A change made where its block is in their text; `None` if that is not there, or not for sure.
fn rebase(
    change: &Change,
    before: &Chapter,
    theirs: &Chapter,
    parse: impl Fn(&str) -> Chapter,
) -> Option<Yours> {
    let block = block_of(change)?;
    let text = before.exact.content.get(block.clone())?;
    if let Change::Insert { text: new, .. } = change
        && has_anew(new, before, theirs)
    {
        // It was saved already, and the browser does not know.
        return None;
    }
    if let Some(place) = same(text, before, theirs) {
        let changed = placed(change, place).apply(theirs).ok()?;
        return Some(Yours { base: theirs.exact.content.clone(), changed });
    }
    let place = alike(block, before, theirs)?;
    if matches!(change, Change::Insert { .. }) {
        let changed = placed(change, place).apply(theirs).ok()?;
        return Some(Yours { base: theirs.exact.content.clone(), changed });
    }
    let mut base = theirs.exact.content.clone();
    let old = with_breaks_of(base.get(place.clone())?, text, "\n");
    base.replace_range(place.clone(), &old);
    let place = place.start..place.start + old.len();
    let changed = placed(change, place).apply(&parse(&base)).ok()?;
    Some(Yours { base, changed })
}

/// The bytes of the block that a change is about. What changes the order of blocks is about more
/// than one.
fn block_of(change: &Change) -> Option<Range<usize>> {
    match *change {
        Change::Replace { start, end, .. } | Change::Remove { start, end } => Some(start..end),
        Change::Insert { place: Place::Before | Place::After, start, end, .. } => Some(start..end),
        _ => None,
    }
}

/// A change of a block that is at another place.
fn placed(change: &Change, at: Range<usize>) -> Change {
    let mut placed = change.clone();
    match &mut placed {
        Change::Replace { start, end, .. }
        | Change::Remove { start, end }
        | Change::Insert { start, end, .. } => (*start, *end) = (at.start, at.end),
        _ => {}
    }
    placed
}

/// Whether they have a text that was not there before.
fn has_anew(text: &str, before: &Chapter, theirs: &Chapter) -> bool {
    let has = |chapter: &Chapter| with_line_feeds(&chapter.exact.content).contains(text.trim());
    has(theirs) && !has(before)
}

/// The one place in their text where whole blocks stand with the text that one, or some, had.
fn same(text: &str, before: &Chapter, theirs: &Chapter) -> Option<Range<usize>> {
    only(places(text, before).into_iter())?;
    only(places(text, theirs).into_iter())
}

/// Where whole blocks with a text stand.
fn places(text: &str, chapter: &Chapter) -> Vec<Range<usize>> {
    let starts = |at: usize| chapter.blocks.iter().any(|block| block.span.start() == at);
    let ends = |at: usize| chapter.blocks.iter().any(|block| block.span.end() == at);
    let found = chapter.exact.find_all(text).map(|span| span.start()..span.end());
    found.filter(|place| starts(place.start) && ends(place.end)).collect()
}

/// The one new block in their text that a block became, with most of its words. Not one of several
/// that it was parted into, nor one that others became too: with one's own text in its place, what
/// was parted would be there twice, and what was joined would be gone.
fn alike(block: Range<usize>, before: &Chapter, theirs: &Chapter) -> Option<Range<usize>> {
    let block = &before.blocks[before.block_at(before.exact.span(block))?];
    let text = before.written(block);
    let (gone, new) = (lacking(before, theirs, block.kind), lacking(theirs, before, block.kind));
    let parts = new.iter().filter(|one| has_most(text, theirs.written(one)));
    let became = only(parts).filter(|one| has_most(theirs.written(one), text))?;
    only(gone.iter().filter(|one| has_most(theirs.written(became), before.written(one))))?;
    Some(became.span.start()..became.span.end())
}

/// The blocks of a kind that another version of their chapter lacks.
fn lacking<'a>(chapter: &'a Chapter, other: &Chapter, kind: Kind) -> Vec<&'a Block> {
    let others: BTreeSet<&str> = other.blocks.iter().map(|block| other.written(block)).collect();
    let is_lacking = |block: &&Block| !others.contains(chapter.written(block));
    chapter.blocks.iter().filter(|block| block.kind == kind).filter(is_lacking).collect()
}

/// Whether three of five words of a part are in a whole, in that order.
fn has_most(whole: &str, part: &str) -> bool {
    let [part, whole] = [part, whole].map(|text| text.split_whitespace().collect::<Vec<_>>());
    let operations = capture_diff_slices(Algorithm::Myers, &part, &whole);
    let shared = |operation: &DiffOp| match operation {
        DiffOp::Equal { len, .. } => *len,
        _ => 0,
    };
    5 * operations.iter().map(shared).sum::<usize>() >= 3 * part.len()
}

fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of a change of the block with some words; both versions if they clash.
    fn meet(
        base: &str,
        theirs: &str,
        old: &str,
        change: impl Fn(usize, usize) -> Change,
    ) -> Result<String, (String, String)> {
        let start = base.find(old).unwrap();
        let change = change(start, start + old.len());
        let (before, theirs) = (Chapter::of_tests(base), Chapter::of_tests(theirs));
        let yours = Yours { base: base.into(), changed: change.apply(&before).unwrap() };
        let yours = yours.meeting(&theirs, &change, &before, Chapter::of_tests);
        yours.merged(&theirs.exact.content).ok_or((yours.base, yours.changed.text))
    }

    fn replace(text: &str) -> impl Fn(usize, usize) -> Change {
        move |start, end| Change::Replace { start, end, text: text.into() }
    }

    const BASE: &str = "Een aap.\n\nTwee beren.\n\nDrie vissen.\n\nSlot vos.\n";
    const DOWN: &str = "Een aap.\n\nDrie vissen.\n\nTwee beren.\n\nSlot vos.\n";
    const LAST: &str = "Een aap.\n\nDrie vissen.\n\nSlot vos.\n\nTwee beren.\n";

    #[test]
    fn a_block_that_moved_is_changed_where_it_is() {
        for theirs in [DOWN, LAST, "Twee beren.\n\nEen aap!\n", "::: tip\nTwee beren.\n:::\n"] {
            let met = meet(BASE, theirs, "Twee beren.", replace("Twee beren. P."));
            assert_eq!(met.unwrap(), theirs.replace("beren.", "beren. P."));
            let gone =
                meet(BASE, theirs, "Twee beren.", |start, end| Change::Remove { start, end });
            assert!(!gone.unwrap().contains("Twee"), "{theirs}");
        }
    }

    #[test]
    fn what_is_written_beside_a_block_that_moved_goes_along() {
        for theirs in [DOWN, LAST, "Twee grote beren.\n\nEen aap!\n"] {
            let text = String::from("Nieuw.");
            let place = Place::After;
            let insert = |start, end| Change::Insert { place, start, end, text: text.clone() };
            let met = meet(BASE, theirs, "Twee beren.", insert).unwrap();
            assert_eq!(met, theirs.replace("beren.", "beren.\n\nNieuw."));
            // It was saved already.
            let again = meet(BASE, &met, "Twee beren.", insert);
            assert!(again.is_err_and(|(base, _)| base == BASE));
        }
    }

    #[test]
    fn what_stands_there_more_than_once_or_not_at_all_is_asked() {
        for theirs in [
            "Een aap.\n\nDrie vissen.\n\nTwee beren.\n\nSlot vos.\n\nTwee beren.\n",
            "Een aap.\n\nDrie vissen.\n\nSlot vos.\n",
            "Een aap.\n\nSlot vos.\n\nTwee beren. Drie vissen.\n",
            "Een aap.\n\nTwee.\n\nBeren.\n\nDrie vissen.\n\nSlot vos.\n",
            "Een aap.\n\nTwee beren. Drie vissen.\n\nSlot vos.\n",
        ] {
            let (base, _) =
                meet(BASE, theirs, "Twee beren.", replace("Twee beren. P.")).unwrap_err();
            assert_eq!(base, BASE, "{theirs}");
        }
    }

    #[test]
    fn a_block_that_moved_and_changed_is_asked_where_it_is() {
        let old = "Twee beren lopen samen door het grote bos.";
        let base = BASE.replace("Twee beren.", old);
        let theirs = LAST.replace("Twee beren.", "Twee beren lopen samen door het kleine bos.");
        let new = "Twee beren lopen samen door het oude bos.";
        let (from, yours) = meet(&base, &theirs, old, replace(new)).unwrap_err();
        assert_eq!(from, theirs.replace("kleine", "grote"));
        assert_eq!(yours, theirs.replace("kleine", "oude"));
    }

    #[test]
    fn fields_meet_by_their_keys() {
        let base = "---\ntitle: Een # zo\nsummary: 'Oud'\ngoals: [a, b]\n---\n\nTekst.\n";
        let moved = "---\nsummary: 'Oud'\ngoals: [a, b]\ntitle: Een # zo\n---\n\nTekst.\n";
        let summary = [(String::from("summary"), Value::Text("Nieuw".into()))];
        let change = Change::Fields { values: summary.into() };
        let meet = |theirs: &str| {
            let (before, theirs) = (Chapter::of_tests(base), Chapter::of_tests(theirs));
            let yours = Yours { base: base.into(), changed: change.apply(&before).unwrap() };
            let yours = yours.meeting(&theirs, &change, &before, Chapter::of_tests);
            yours.merged(&theirs.exact.content).ok_or(yours.changed.text)
        };
        // What they did to others, even on the line beside it, stays.
        for theirs in [
            moved.to_owned(),
            base.replace("Een #", "Twee #"),
            base.replace("title: Een # zo\n", ""),
            base.replace("summary: 'Oud'\n", "authors: [Wij]\nsummary: 'Oud'\n"),
            base.replace("Tekst.", "Andere tekst."),
            base.replace('\n', "\r\n"),
        ] {
            assert_eq!(meet(&theirs).unwrap(), theirs.replace("Oud", "Nieuw"));
        }
        // The same one is asked about, and either version has it once.
        let theirs = moved.replace("Oud", "Ouder");
        assert_eq!(meet(&theirs).unwrap_err(), moved.replace("Oud", "Nieuw"));
        let same = moved.replace("Oud", "Nieuw");
        assert_eq!(meet(&same).unwrap(), same);
    }

    #[test]
    fn lines_of_a_block_that_moved_are_merged() {
        let base = "Slot.\n\n- een\n- twee\n- drie\n- vier\n- vijf\n";
        let theirs = "- een\n- twee\n- drie\n- vier\n- zes\n\nSlot.\n";
        let old = "- een\n- twee\n- drie\n- vier\n- vijf";
        let met = meet(base, theirs, old, replace("- nul\n- twee\n- drie\n- vier\n- vijf"));
        assert_eq!(met.unwrap(), theirs.replace("een", "nul"));
    }
}

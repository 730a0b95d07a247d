//! Merges two changes of one text, line by line.

use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

/// The lines that one text has in the place of some of another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hunk<'a> {
    /// The lines of the base.
    base: Range<usize>,
    new: Vec<&'a str>,
}

/// Two changes of one text together; `None` where they touch.
pub fn merge(base: &str, theirs: &str, yours: &str) -> Option<String> {
    let lines = lines(base);
    let mut theirs = hunks(&lines, theirs).into_iter().peekable();
    let mut yours = hunks(&lines, yours).into_iter().peekable();
    let mut merged = String::new();
    let mut at = 0;
    loop {
        let hunk = match (theirs.peek(), yours.peek()) {
            (None, None) => break,
            (Some(a), Some(b)) if a == b => {
                theirs.next();
                yours.next()
            }
            (Some(a), Some(b)) if touch(&a.base, &b.base) => return None,
            (Some(a), Some(b)) if b.base.start < a.base.start => yours.next(),
            (Some(_), _) => theirs.next(),
            (None, Some(_)) => yours.next(),
        }?;
        merged.extend(lines.get(at..hunk.base.start)?.iter().copied());
        merged.extend(hunk.new);
        at = hunk.base.end;
    }
    merged.extend(lines.get(at..)?.iter().copied());
    Some(merged)
}

fn touch(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start <= b.end && b.start <= a.end
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn hunks<'a>(base: &[&str], new: &'a str) -> Vec<Hunk<'a>> {
    let new = lines(new);
    let mut hunks: Vec<Hunk<'a>> = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, base, &new) {
        let (tag, old, lines) = operation.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        let lines = new.get(lines).unwrap_or_default();
        match hunks.last_mut().filter(|last| last.base.end == old.start) {
            Some(last) => {
                last.base.end = old.end;
                last.new.extend(lines);
            }
            None => hunks.push(Hunk { base: old, new: lines.to_vec() }),
        }
    }
    hunks
}

/// Where a line of one text (from 0) is in another that holds it.
pub fn line_in(from: &str, to: &str, line: usize) -> usize {
    let (from, to) = (lines(from), lines(to));
    let equal = |operation: DiffOp| {
        let (tag, old, new) = operation.as_tag_tuple();
        (tag == DiffTag::Equal && old.contains(&line)).then(|| new.start + line - old.start)
    };
    let operations = capture_diff_slices(Algorithm::Myers, &from, &to);
    operations.into_iter().find_map(equal).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "een\n\ntwee\n\ndrie\n";

    #[test]
    fn changes_that_do_not_touch_are_both_made() {
        for (theirs, yours, both) in [
            ("EEN\n\ntwee\n\ndrie\n", "een\n\ntwee\n\nDRIE\n", "EEN\n\ntwee\n\nDRIE\n"),
            ("een\n\ntwee\n\ndrie\n", "een\n\nTWEE\n\ndrie\n", "een\n\nTWEE\n\ndrie\n"),
            ("nul\n\neen\n\ntwee\n\ndrie\n", "een\n\ntwee\n", "nul\n\neen\n\ntwee\n"),
            ("EEN\n\ntwee\n\ndrie\n", "EEN\n\ntwee\n\ndrie\n", "EEN\n\ntwee\n\ndrie\n"),
            ("EEN\n\ntwee\n\ndrie", "een\n\nTWEE\n\ndrie\n", "EEN\n\nTWEE\n\ndrie"),
        ] {
            assert_eq!(merge(BASE, theirs, yours).as_deref(), Some(both));
            assert_eq!(merge(BASE, yours, theirs).as_deref(), Some(both));
        }
    }

    #[test]
    fn changes_of_one_line_are_a_conflict() {
        for (theirs, yours) in [
            ("een\n\nTWEE\n\ndrie\n", "een\n\ntwee!\n\ndrie\n"),
            ("een\n\ndrie\n", "een\n\ntwee!\n\ndrie\n"),
            ("een\n\ntwee\n\ndrie\nvier\n", "een\n\ntwee\n\ndrie\nvijf\n"),
        ] {
            assert_eq!(merge(BASE, theirs, yours), None);
            assert_eq!(merge(BASE, yours, theirs), None);
        }
    }

    #[test]
    fn a_line_is_found_again() {
        assert_eq!(line_in(BASE, "nul\n\neen\n\ntwee\n\ndrie\n", 2), 4);
        assert_eq!(line_in(BASE, BASE, 4), 4);
    }
}

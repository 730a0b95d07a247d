//! The anchors of a chapter: every one of them once.

use std::collections::{HashMap, HashSet};

/// Hands out anchors and remembers them.
#[derive(Debug, Default)]
pub struct Anchors {
    taken: HashSet<String>,
    /// How many headings had each slug so far.
    counts: HashMap<String, usize>,
}

impl Anchors {
    /// Takes an anchor the author chose. `false` if it was taken before.
    pub fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    /// Makes an anchor of a heading's text. A second heading of the same text gets `-2`.
    pub fn of_heading(&mut self, title: &str) -> String {
        let slug = match slug::slugify(title) {
            slug if slug.is_empty() => "s".to_owned(),
            slug => slug,
        };
        let name = |count| {
            let id = match count {
                1 => slug.clone(),
                _ => format!("{slug}-{count}"),
            };
            if is_counted(&id) { format!("s-{id}") } else { id }
        };
        let mut count = self.counts.get(&slug).copied().unwrap_or_default();
        let id = loop {
            count += 1;
            let id = name(count);
            if self.taken.insert(id.clone()) {
                break id;
            }
        };
        self.counts.insert(slug, count);
        id
    }

    /// The anchor of something that is counted, such as `les-1`; another one if the author uses
    /// that for something else.
    pub fn counted(&mut self, kind: &str, number: usize) -> String {
        let plain = format!("{kind}-{number}");
        let mut others = (2..).map(|count| format!("{plain}-{count}"));
        let mut id = plain.clone();
        while !self.take(&id) {
            id = others.next().expect("numbers do not end");
        }
        id
    }

    /// All of them.
    pub fn into_set(self) -> HashSet<String> {
        self.taken
    }
}

/// Whether an anchor is one that editions make by counting: of lessons, figures, tables, notes.
fn is_counted(id: &str) -> bool {
    ["les-", "fig-", "tab-", "fn-", "fnref-", "adr-"].into_iter().any(|kind| {
        id.strip_prefix(kind).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_anchor_is_handed_out_once() {
        let mut anchors = Anchors::default();
        assert!(anchors.take("inleiding-2"));
        assert_eq!(anchors.of_heading("Inleiding"), "inleiding");
        assert_eq!(anchors.of_heading("Inleiding!"), "inleiding-3");
        assert_eq!(anchors.of_heading("Coöperatie & zorg"), "cooperatie-zorg");
        assert_eq!(anchors.of_heading("???"), "s");
        assert!(!anchors.take("inleiding"));
        assert_eq!(anchors.of_heading("Les 1"), "s-les-1", "les-1 is the first lesson");
        assert_eq!(anchors.of_heading("Les"), "les");
        assert_eq!(anchors.of_heading("Les"), "s-les-2");
        assert_eq!(anchors.counted("les", 1), "les-1");
        assert!(anchors.take("les-2"));
        assert_eq!(anchors.counted("les", 2), "les-2-2");
    }
}

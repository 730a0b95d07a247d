//! The anchors of a chapter: every one of them once.

use std::collections::HashSet;

/// Hands out anchors and remembers them.
#[derive(Debug, Default)]
pub struct Anchors {
    taken: HashSet<String>,
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
        let mut id = slug.clone();
        let mut count = 1;
        while !self.take(&id) {
            count += 1;
            id = format!("{slug}-{count}");
        }
        id
    }

    /// All of them.
    pub fn into_set(self) -> HashSet<String> {
        self.taken
    }
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
    }
}

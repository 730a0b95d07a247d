//! The levels of headings.

/// Headings as readers of an outline need them: below the title of the page, none skips a level,
/// also where the author did.
#[derive(Debug, Default)]
pub struct Levels {
    /// The levels, as written, of the headings above the last one and its own.
    open: Vec<u8>,
}

impl Levels {
    /// The level of the next heading, which its author gave `level`.
    pub fn next(&mut self, level: u8) -> u8 {
        while self.open.last().is_some_and(|&above| above >= level) {
            self.open.pop();
        }
        self.open.push(level);
        // Written are the levels 2 to 6, so no more than five can be open.
        u8::try_from(self.open.len() + 1).unwrap_or(6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(written: &[u8]) -> Vec<u8> {
        let mut levels = Levels::default();
        written.iter().map(|&level| levels.next(level)).collect()
    }

    #[test]
    fn an_outline_without_gaps_stays_as_it_is() {
        assert_eq!(levels(&[2, 3, 4, 3, 2, 3]), [2, 3, 4, 3, 2, 3]);
    }

    #[test]
    fn no_level_is_skipped_and_equals_stay_equal() {
        assert_eq!(levels(&[4, 6, 6, 4, 2, 5, 3]), [2, 3, 3, 2, 2, 3, 3]);
        assert_eq!(levels(&[2, 6, 5, 4, 3]), [2, 3, 3, 3, 3]);
        assert_eq!(levels(&[2, 3, 4, 5, 6, 6]), [2, 3, 4, 5, 6, 6]);
    }
}

//! The levels of headings.

/// Turns the levels that an author wrote into an outline: all below the title of the page, and
/// without gaps.
#[derive(Debug, Default)]
pub struct Levels {
    /// The written levels of the last heading and of those it is below.
    open: Vec<u8>,
}

impl Levels {
    /// The level in the outline of the next heading, which was written with `level`.
    pub fn next(&mut self, level: u8) -> u8 {
        while self.open.last().is_some_and(|&above| above >= level) {
            self.open.pop();
        }
        self.open.push(level);
        // Authors write levels 2 to 6, so at most five are open.
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
    fn an_outline_without_gaps_is_kept() {
        assert_eq!(levels(&[2, 3, 4, 3, 2, 3]), [2, 3, 4, 3, 2, 3]);
    }

    #[test]
    fn no_level_is_skipped_and_equal_levels_stay_equal() {
        assert_eq!(levels(&[4, 6, 6, 4, 2, 5, 3]), [2, 3, 3, 2, 2, 3, 3]);
        assert_eq!(levels(&[2, 6, 5, 4, 3]), [2, 3, 3, 3, 3]);
        assert_eq!(levels(&[2, 3, 4, 5, 6, 6]), [2, 3, 4, 5, 6, 6]);
    }
}

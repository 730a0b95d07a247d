//! How the items of a list are counted.

/// How a count is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CountStyle {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// a, b, c
    LowerLetter,
    /// A, B, C
    UpperLetter,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
}

impl CountStyle {
    /// The value of the attribute `type` of an `ol`; nothing for digits, which need none.
    pub fn html_type(self) -> Option<&'static str> {
        match self {
            Self::Decimal => None,
            Self::LowerLetter => Some("a"),
            Self::UpperLetter => Some("A"),
            Self::LowerRoman => Some("i"),
            Self::UpperRoman => Some("I"),
        }
    }

    /// The style that the attribute `type` of an `ol` means.
    pub fn of_html_type(value: Option<&str>) -> Self {
        let styles = [Self::LowerLetter, Self::UpperLetter, Self::LowerRoman, Self::UpperRoman];
        let named = styles.into_iter().find(|style| value.is_some() && style.html_type() == value);
        named.unwrap_or_default()
    }

    /// A count as it is written; in digits where letters or numerals do not reach.
    pub fn write(self, count: u64) -> String {
        let written = match self {
            Self::Decimal => None,
            Self::LowerLetter | Self::UpperLetter => letters(count),
            Self::LowerRoman | Self::UpperRoman => roman(count),
        };
        match (self, written) {
            (_, None) => count.to_string(),
            (Self::UpperLetter | Self::UpperRoman, Some(written)) => written.to_uppercase(),
            (_, Some(written)) => written,
        }
    }

    /// A count as letters or a numeral that can mark an item in Markdown. Longer ones would not be
    /// told from words.
    pub fn mark(self, count: u64) -> Option<String> {
        (1..=self.last()).contains(&count).then(|| self.write(count))
    }

    /// The count that a mark of letters or a numeral stands for.
    pub fn read(self, mark: &str) -> Option<u64> {
        let is_short = mark.len() <= "xviii".len();
        (1..=self.last()).find(|&count| is_short && self.write(count) == mark)
    }

    /// The last count that has a mark; 0 for digits.
    fn last(self) -> u64 {
        match self {
            Self::Decimal => 0,
            Self::LowerLetter | Self::UpperLetter => 26,
            Self::LowerRoman | Self::UpperRoman => 20,
        }
    }
}

/// a, b, … z, aa, bb: the letter is repeated, as in Word.
fn letters(count: u64) -> Option<String> {
    const LAST: u64 = 26 * 9;
    let place = count.checked_sub(1).filter(|_| count <= LAST)?;
    let letter = ('a'..='z').nth(usize::try_from(place % 26).ok()?)?;
    Some((0..=place / 26).map(|_| letter).collect())
}

fn roman(count: u64) -> Option<String> {
    const LAST: u64 = 3999;
    const SIGNS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..=LAST).contains(&count) {
        return None;
    }
    let mut rest = count;
    let mut numeral = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            numeral.push_str(sign);
            rest -= value;
        }
    }
    Some(numeral)
}

#[cfg(test)]
mod tests {
    use super::CountStyle::{Decimal, LowerLetter, LowerRoman, UpperLetter, UpperRoman};
    use super::*;

    #[test]
    fn letters_and_numerals_go_on() {
        let letters = [1, 26, 27, 28, 0].map(|count| LowerLetter.write(count));
        assert_eq!(letters, ["a", "z", "aa", "bb", "0"]);
        let numerals = [4, 9, 14, 1999, 4000].map(|count| LowerRoman.write(count));
        assert_eq!(numerals, ["iv", "ix", "xiv", "mcmxcix", "4000"]);
        assert_eq!(UpperLetter.write(3) + &UpperRoman.write(3) + &Decimal.write(3), "CIII3");
    }

    #[test]
    fn marks_are_read_as_they_are_written() {
        for style in [LowerLetter, UpperLetter, LowerRoman, UpperRoman] {
            for count in [1, 2, 18, 20] {
                assert_eq!(style.read(&style.mark(count).unwrap()), Some(count), "{style:?}");
            }
            assert_eq!((style.mark(27), style.mark(0), style.read("")), (None, None, None));
            assert_eq!(CountStyle::of_html_type(style.html_type()), style);
        }
        assert_eq!((Decimal.mark(1), Decimal.read("1")), (None, None));
        assert_eq!((LowerRoman.read("Iv"), UpperRoman.read("Iv")), (None, None));
        assert_eq!(CountStyle::of_html_type(None), Decimal);
    }
}

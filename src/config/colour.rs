//! Colours of a house style, and whether text in them is legible.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};

use crate::diagnostic::refuse;
use crate::messages::message;

/// A colour, written as `#rrggbb` or `#rgb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The backgrounds of pages, in light and in dark colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageColours {
    /// In light colours.
    pub light: Colour,
    /// In dark colours.
    pub dark: Colour,
}

impl Default for PageColours {
    /// Those of the built-in theme, as in its `tokens.css`.
    fn default() -> Self {
        Self { light: Colour([0xfd, 0xfc, 0xf9]), dark: Colour([0x15, 0x18, 0x1b]) }
    }
}

/// The least contrast of text with the page. WCAG requires 4.5; the background of boxes has less
/// contrast than the page.
const LEAST_CONTRAST: f64 = 5.3;

impl Colour {
    /// The colour itself if text in it is legible on a page, else the nearest darker (on a dark
    /// page: lighter) colour in which it is.
    pub fn legible(self, page: Self) -> Self {
        let (black, white) = (Self([0; 3]), Self([255; 3]));
        let is_light = black.contrast(page) > white.contrast(page);
        let towards = if is_light { black } else { white };
        let steps = (0..=100).map(|percent| self.mixed(towards, f64::from(percent) / 100.0));
        steps.into_iter().find(|colour| colour.contrast(page) >= LEAST_CONTRAST).unwrap_or(towards)
    }

    /// The counterpart on a dark page of a colour that was chosen for a light one.
    pub fn on_dark(self, page: Self) -> Self {
        self.mixed(Self([255; 3]), 0.5).legible(page)
    }

    fn mixed(self, other: Self, share: f64) -> Self {
        let channel = |at: usize| {
            let (own, other) = (f64::from(self.0[at]), f64::from(other.0[at]));
            (own + (other - own) * share).round() as u8
        };
        Self([channel(0), channel(1), channel(2)])
    }

    /// The contrast ratio of two colours, from 1 to 21:
    /// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
    fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Relative luminance, from 0 to 1: <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl FromStr for Colour {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix('#').unwrap_or_default();
        let long = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            _ => digits.to_owned(),
        };
        let is_hex = long.len() == 6 && long.bytes().all(|byte| byte.is_ascii_hexdigit());
        match u32::from_str_radix(&long, 16) {
            Ok(number) if is_hex => {
                let [_, red, green, blue] = number.to_be_bytes();
                Ok(Self([red, green, blue]))
            }
            _ => Err(message!("not-a-colour", colour = text)),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let colour: Result<Self, String> = String::deserialize(input)?.parse();
        colour.map_err(|message| refuse(&message, &message!("not-a-colour", "help")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn colours_are_read_and_written() {
        assert_eq!(colour("#1f6f5c").to_string(), "#1f6f5c");
        assert_eq!(colour("#FA0").to_string(), "#ffaa00");
        for wrong in ["red", "1f6f5c", "#12", "#12345g", "#+12345", "#é0000"] {
            assert!(wrong.parse::<Colour>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((colour("#fff").contrast(colour("#000")) - 21.0).abs() < 1e-9);
        assert!((colour("#777").contrast(colour("#fff")) - 4.48).abs() < 0.01);
    }

    #[test]
    fn a_colour_changes_only_as_far_as_it_must() {
        let pages = PageColours::default();
        assert_eq!(colour("#154273").legible(pages.light), colour("#154273"));
        assert_eq!(colour("#8fb3d9").legible(pages.dark), colour("#8fb3d9"));
        for text in ["#ffe600", "#808080", "#0a0a0a", "#ffffff", "#ff0000", "#0000ff"] {
            let light = colour(text).legible(pages.light);
            let dark = colour(text).on_dark(pages.dark);
            assert!(light.contrast(pages.light) >= LEAST_CONTRAST, "{text}: {light}");
            assert!(dark.contrast(pages.dark) >= LEAST_CONTRAST, "{text}: {dark}");
        }
    }

    #[test]
    fn a_page_in_another_colour_asks_for_another_accent() {
        let accent = colour("#00607a");
        assert_eq!(accent.legible(colour("#ffffff")), accent);
        let on_yellow = accent.legible(colour("#e0c040"));
        assert_ne!(on_yellow, accent);
        assert!(on_yellow.contrast(colour("#e0c040")) >= LEAST_CONTRAST);
    }
}

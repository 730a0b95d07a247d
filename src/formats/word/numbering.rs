//! The numbers that Word shows before its paragraphs: it stores none of them, but counts.
//!
//! A paragraph names a list and a level in it. Lists that follow one definition count together,
//! unless a list says where a level starts anew. What a number looks like follows from the text of
//! its level, in which `%1` stands for the count of the first level.

use std::collections::{HashMap, HashSet};

use super::super::blocks::CountStyle;

/// How many levels a list has.
pub const LEVELS: usize = 9;

/// What a level shows of its counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFormat {
    Count(CountStyle),
    Bullet,
    /// The level counts, but shows no count.
    Hidden,
}

impl NumberFormat {
    /// A format by its name in Word. Those of other scripts and counts in words are decimal.
    pub fn of(name: &str) -> Self {
        Self::Count(match name {
            "lowerLetter" => CountStyle::LowerLetter,
            "upperLetter" => CountStyle::UpperLetter,
            "lowerRoman" => CountStyle::LowerRoman,
            "upperRoman" => CountStyle::UpperRoman,
            "bullet" => return Self::Bullet,
            "none" => return Self::Hidden,
            _ => CountStyle::Decimal,
        })
    }
}

impl Default for NumberFormat {
    fn default() -> Self {
        Self::Count(CountStyle::default())
    }
}

/// A level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The first count.
    pub start: u32,
    pub format: NumberFormat,
    /// What is shown, such as `%1.%2`.
    pub text: String,
    /// Whether all counts are decimal, whatever the formats of their levels.
    pub is_legal: bool,
    /// After which levels, counted from 1, it starts again; 0 means never. If not said, after every
    /// level above it.
    pub restart: Option<usize>,
    /// The style whose paragraphs are of this level.
    pub style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: NumberFormat::default(),
            text: String::new(),
            is_legal: false,
            restart: None,
            style: None,
        }
    }
}

impl Level {
    /// Whether it starts again after a paragraph of a level above it.
    fn restarts_after(&self, above: usize) -> bool {
        self.restart.is_none_or(|restart| above < restart)
    }
}

/// What several lists have in common.
#[derive(Debug, Clone, Default)]
pub struct Definition {
    pub levels: HashMap<usize, Level>,
    /// The list style that says the rest.
    pub style_link: Option<String>,
}

/// A list.
#[derive(Debug, Clone, Default)]
pub struct List {
    pub definition: String,
    /// Where levels start in this list.
    pub starts: HashMap<usize, u32>,
    /// Levels that differ from the definition.
    pub levels: HashMap<usize, Level>,
}

/// All lists of a document, by their identifiers.
#[derive(Debug, Clone, Default)]
pub struct Numbering {
    pub definitions: HashMap<String, Definition>,
    pub lists: HashMap<String, List>,
}

impl Numbering {
    /// Whether the document has no lists.
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// A level of a list, if there is such a list.
    pub fn level(&self, list: &str, level: usize) -> Option<Level> {
        let list = self.lists.get(list)?;
        let shared = self.definitions.get(&list.definition)?;
        let own = list.levels.get(&level).or_else(|| shared.levels.get(&level));
        let mut found = own.cloned().unwrap_or_default();
        if let Some(start) = list.starts.get(&level) {
            found.start = *start;
        }
        Some(found)
    }

    /// The level of a list that is that of a style.
    pub fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        (0..LEVELS).find(|&level| {
            self.level(list, level).is_some_and(|level| level.style.as_deref() == Some(style))
        })
    }
}

/// The number of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// As Word shows it, such as `Bijlage A` or `2.1`; nothing for a bullet.
    pub text: String,
    /// The counts in the text, in order, with their styles.
    pub counts: Vec<(CountStyle, u32)>,
    /// The level, from 0.
    pub level: usize,
    /// The count of the level itself.
    pub count: u32,
    /// The format of the level itself.
    pub format: NumberFormat,
}

/// Counts the paragraphs of a document, which come in order.
#[derive(Debug, Default)]
pub struct Counter {
    /// How far each level of a definition has counted; nothing for one that starts anew.
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    /// The lists that have begun.
    begun: HashSet<String>,
}

impl Counter {
    /// Counts a paragraph of a level of a list; nothing if there is no such list.
    pub fn count(&mut self, numbering: &Numbering, list: &str, level: usize) -> Option<Counted> {
        let own = numbering.level(list, level.min(LEVELS - 1))?;
        let level = level.min(LEVELS - 1);
        let found = numbering.lists.get(list)?;
        // The levels above that of its first paragraph go on from the list before it.
        let is_first = self.begun.insert(list.to_owned());
        let starts_anew = is_first && found.starts.contains_key(&level);
        let at = |level: usize| numbering.level(list, level).unwrap_or_default();
        let counts = self.counts.entry(found.definition.clone()).or_default();
        counts[level] = match counts[level] {
            Some(count) if !starts_anew => Some(count.saturating_add(1)),
            _ => Some(own.start),
        };
        for (deeper, count) in counts.iter_mut().enumerate().skip(level + 1) {
            if at(deeper).restarts_after(level) {
                *count = None;
            }
        }
        // A level that was skipped counts as if it had been there.
        for (above, count) in counts.iter_mut().enumerate().take(level) {
            count.get_or_insert_with(|| at(above).start);
        }
        let shown = *counts;
        let value = |level: usize| shown[level].unwrap_or_else(|| at(level).start);
        let mut text = String::new();
        let mut parts = Vec::new();
        let mut rest = own.text.chars().peekable();
        while let Some(c) = rest.next() {
            let place = rest.peek().and_then(|digit| digit.to_digit(10)).filter(|_| c == '%');
            let Some(place) = place.filter(|place| *place > 0) else {
                text.push(c);
                continue;
            };
            rest.next();
            let place = place as usize - 1;
            if let NumberFormat::Count(style) = at(place).format {
                let style = if own.is_legal { CountStyle::Decimal } else { style };
                parts.push((style, value(place)));
                text.push_str(&style.write(value(place).into()));
            }
        }
        let text = if own.format == NumberFormat::Bullet { String::new() } else { text };
        let text = text.trim().to_owned();
        Some(Counted { text, counts: parts, level, count: value(level), format: own.format })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(format: NumberFormat, text: &str) -> Level {
        Level { format, text: text.to_owned(), ..Level::default() }
    }

    /// Lists of one definition with these levels.
    fn numbering(levels: &[Level], lists: &[(&str, &[(usize, u32)])]) -> Numbering {
        let levels = levels.iter().cloned().enumerate().collect();
        let definition = Definition { levels, style_link: None };
        let lists = lists.iter().map(|(id, starts)| {
            let starts = starts.iter().copied().collect();
            ((*id).to_owned(), List { definition: "d".into(), starts, levels: HashMap::new() })
        });
        Numbering {
            definitions: HashMap::from([("d".to_owned(), definition)]),
            lists: lists.collect(),
        }
    }

    fn decimal() -> [Level; 3] {
        ["%1", "%1.%2", "%1.%2.%3"]
            .map(|text| level(NumberFormat::Count(CountStyle::Decimal), text))
    }

    fn shown(numbering: &Numbering, paragraphs: &[(&str, usize)]) -> Vec<String> {
        let mut counter = Counter::default();
        let counted = paragraphs.iter().map(|(list, level)| counter.count(numbering, list, *level));
        counted.map(|counted| counted.map_or("-".to_owned(), |counted| counted.text)).collect()
    }

    #[test]
    fn levels_count_below_each_other_and_start_again() {
        let numbering = numbering(&decimal(), &[("1", &[])]);
        let paragraphs = [0, 1, 1, 2, 1, 0, 1, 2].map(|level| ("1", level));
        let expected = ["1", "1.1", "1.2", "1.2.1", "1.3", "2", "2.1", "2.1.1"];
        assert_eq!(shown(&numbering, &paragraphs), expected);
    }

    #[test]
    fn levels_that_are_skipped_count_as_if_they_were_there() {
        let numbering = numbering(&decimal(), &[("1", &[])]);
        let paragraphs = [1, 1, 0, 2, 2, 1].map(|level| ("1", level));
        assert_eq!(shown(&numbering, &paragraphs), ["1.1", "1.2", "2", "2.1.1", "2.1.2", "2.2"]);
    }

    #[test]
    fn lists_of_one_definition_count_on_unless_they_say_where_they_start() {
        let numbering = numbering(&decimal(), &[("1", &[]), ("2", &[(0, 5)]), ("3", &[])]);
        let paragraphs =
            [("1", 0), ("1", 0), ("3", 0), ("2", 0), ("2", 0), ("2", 1), ("1", 0), ("9", 0)];
        let expected = ["1", "2", "3", "5", "6", "6.1", "7", "-"];
        assert_eq!(shown(&numbering, &paragraphs), expected);
    }

    #[test]
    fn a_list_that_begins_below_a_chapter_goes_on_with_its_number() {
        let starts = [(0, 1), (1, 1), (2, 1)];
        let numbering = numbering(&decimal(), &[("1", &[]), ("2", &starts)]);
        let paragraphs = [("1", 0), ("2", 1), ("2", 1), ("2", 0), ("2", 1)];
        assert_eq!(shown(&numbering, &paragraphs), ["1", "1.1", "1.2", "2", "2.1"]);
    }

    #[test]
    fn numbers_are_written_as_their_level_says() {
        let mut levels = [
            level(NumberFormat::Count(CountStyle::UpperRoman), "Deel %1"),
            level(NumberFormat::Count(CountStyle::UpperLetter), "Bijlage %2:"),
            level(NumberFormat::Count(CountStyle::Decimal), "%1.%2.%3"),
        ];
        levels[2].is_legal = true;
        let numbering = numbering(&levels, &[("1", &[])]);
        let paragraphs = [("1", 0), ("1", 0), ("1", 1), ("1", 1), ("1", 2)];
        let expected = ["Deel I", "Deel II", "Bijlage A:", "Bijlage B:", "2.2.1"];
        assert_eq!(shown(&numbering, &paragraphs), expected);
        let mut counter = Counter::default();
        counter.count(&numbering, "1", 0);
        let counted = counter.count(&numbering, "1", 1).unwrap();
        assert_eq!(counted.counts, [(CountStyle::UpperLetter, 1)]);
    }

    #[test]
    fn a_level_may_count_on_below_the_next_chapter() {
        let mut levels = decimal();
        levels[1].restart = Some(0);
        levels[2].restart = Some(1);
        let numbering = numbering(&levels, &[("1", &[])]);
        let paragraphs = [0, 1, 2, 1, 2, 0, 1, 2].map(|level| ("1", level));
        let expected = ["1", "1.1", "1.1.1", "1.2", "1.2.2", "2", "2.3", "2.3.1"];
        assert_eq!(shown(&numbering, &paragraphs), expected);
    }

    #[test]
    fn a_list_may_replace_a_level_and_levels_may_hide_their_count() {
        let mut numbering = numbering(
            &[
                level(NumberFormat::Hidden, "%1"),
                level(NumberFormat::Count(CountStyle::Decimal), "%1%2"),
                Level::default(),
            ],
            &[("1", &[]), ("2", &[])],
        );
        let own = Level { start: 3, ..level(NumberFormat::Count(CountStyle::LowerLetter), "%2)") };
        numbering.lists.get_mut("2").unwrap().levels.insert(1, own);
        let paragraphs = [("1", 0), ("1", 1), ("2", 1), ("2", 0), ("2", 1)];
        assert_eq!(shown(&numbering, &paragraphs), ["", "1", "b)", "", "c)"]);
    }

    #[test]
    fn a_style_has_the_level_that_names_it() {
        let mut levels = decimal();
        levels[1].style = Some("Kop2".into());
        let numbering = numbering(&levels, &[("1", &[])]);
        assert_eq!(numbering.level_of_style("1", "Kop2"), Some(1));
        assert_eq!(numbering.level_of_style("1", "Kop3"), None);
        assert_eq!(numbering.level_of_style("2", "Kop2"), None);
    }
}

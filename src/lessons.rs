//! The lesson index: all lessons of a book, by chapter, by theme and by the alphabet.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use crate::book::{Book, ChapterId};
use crate::collation::Collation;
use crate::config::Config;
use crate::document::plain_line;

/// A lesson and its place in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonEntry {
    /// The chapter it is in.
    pub chapter: ChapterId,
    /// From 1, in the order of the chapter.
    pub number: usize,
    /// Its anchor in the chapter.
    pub anchor: String,
    /// Its title.
    pub title: String,
    /// Its first sentence.
    pub teaser: String,
    /// The themes of the chapter and its own, in the order readers choose them in.
    pub themes: Vec<String>,
}

/// All lessons of a book.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct LessonIndex {
    /// In the order of the book.
    pub entries: Vec<LessonEntry>,
    /// Every theme and how many lessons have it.
    pub themes: Vec<(String, usize)>,
}

/// A lesson as `lessen.json`, `lessen.csv` and the terminal give it.
#[derive(Debug, Serialize)]
pub struct LessonRecord<'a> {
    /// The chapter's number; empty if it has none.
    pub number: String,
    /// The chapter's title.
    pub chapter: &'a str,
    /// From 1, in the order of the chapter.
    pub lesson: usize,
    /// The lesson's title.
    pub title: &'a str,
    /// Its first sentence.
    pub teaser: &'a str,
    /// Its themes.
    pub themes: &'a [String],
    /// Where it is, relative to the site.
    pub url: String,
}

impl LessonIndex {
    /// Collects the lessons of a book.
    pub fn new(book: &Book, config: &Config) -> Self {
        let mut entries = Vec::new();
        for (id, chapter) in book.iter() {
            let of_chapter = &chapter.front_matter().themes;
            for lesson in &chapter.document.lessons {
                let themes: BTreeSet<String> = of_chapter
                    .iter()
                    .chain(&lesson.themes)
                    .map(|theme| plain_line(theme, &chapter.language))
                    .collect();
                entries.push(LessonEntry {
                    chapter: id,
                    number: lesson.number,
                    anchor: lesson.id.clone(),
                    title: lesson.title.clone(),
                    teaser: lesson.teaser.clone(),
                    themes: themes.into_iter().collect(),
                });
            }
        }
        let mut index = Self { entries, themes: Vec::new() };
        index.order_themes(config);
        index
    }

    /// Themes come in the order of the configuration, others after them by the alphabet.
    fn order_themes(&mut self, config: &Config) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for theme in self.entries.iter().flat_map(|entry| &entry.themes) {
            *counts.entry(theme.clone()).or_default() += 1;
        }
        let collation = Collation::new(&config.book.language);
        let configured = config.lessons.themes.iter().enumerate().rev();
        let configured: HashMap<&String, usize> =
            configured.map(|(at, theme)| (theme, at)).collect();
        let rank = |theme: &String| configured.get(theme).copied().unwrap_or(usize::MAX);
        let order =
            |a: &String, b: &String| rank(a).cmp(&rank(b)).then_with(|| collation.compare(a, b));
        for entry in &mut self.entries {
            entry.themes.sort_by(order);
        }
        self.themes = counts.into_iter().collect();
        self.themes.sort_by(|(a, _), (b, _)| order(a, b));
    }

    /// The entries of a chapter.
    pub fn of_chapter(&self, id: ChapterId) -> &[LessonEntry] {
        // Entries are in the order of the book, and so are chapters.
        let start = self.entries.partition_point(|entry| entry.chapter < id);
        let end = self.entries.partition_point(|entry| entry.chapter <= id);
        self.entries.get(start..end).unwrap_or_default()
    }

    /// The entries of each chapter that has any, in the order of the book.
    pub fn by_chapter(&self) -> impl Iterator<Item = (ChapterId, &[LessonEntry])> {
        self.entries
            .chunk_by(|a, b| a.chapter == b.chapter)
            .map(|entries| (entries[0].chapter, entries))
    }

    /// The entries by the alphabet of the guide's language, under their initial letters.
    pub fn by_letter(&self, language: &str) -> Vec<(char, Vec<&LessonEntry>)> {
        let collation = Collation::new(language);
        let mut entries: Vec<&LessonEntry> = self.entries.iter().collect();
        let bare =
            |title: &str| title.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned();
        entries.sort_by(|a, b| {
            let (first, second) = (Collation::initial(&a.title), Collation::initial(&b.title));
            first.cmp(&second).then_with(|| collation.compare(&bare(&a.title), &bare(&b.title)))
        });
        let mut letters: Vec<(char, Vec<&LessonEntry>)> = Vec::new();
        for entry in entries {
            let letter = Collation::initial(&entry.title);
            match letters.last_mut() {
                Some((last, entries)) if *last == letter => entries.push(entry),
                _ => letters.push((letter, vec![entry])),
            }
        }
        letters
    }

    /// The lessons as records, in the order of the book.
    pub fn records<'a>(&'a self, book: &'a Book) -> impl Iterator<Item = LessonRecord<'a>> {
        self.entries.iter().map(|entry| {
            let chapter = &book[entry.chapter];
            LessonRecord {
                number: chapter.number_text().unwrap_or_default(),
                chapter: &chapter.title,
                lesson: entry.number,
                title: &entry.title,
                teaser: &entry.teaser,
                themes: &entry.themes,
                url: format!("{}.html#{}", chapter.name, entry.anchor),
            }
        })
    }

    /// All lessons as JSON: an array of records.
    pub fn to_json(&self, book: &Book) -> Vec<u8> {
        let records: Vec<_> = self.records(book).collect();
        let mut json = serde_json::to_vec_pretty(&records).expect("records are plain data");
        json.push(b'\n');
        json
    }

    /// All lessons as CSV with a header, themes joined by semicolons. No cell is one that a
    /// spreadsheet takes for a formula.
    pub fn to_csv(&self, book: &Book) -> Vec<u8> {
        let mut csv = csv::Writer::from_writer(Vec::new());
        let header = ["number", "chapter", "lesson", "title", "teaser", "themes", "url"];
        let mut write = |row: [&str; 7]| {
            csv.write_record(row.map(|cell| as_text(cell).into_owned()))
                .expect("a vector takes every row");
        };
        write(header);
        for record in self.records(book) {
            let lesson = record.lesson.to_string();
            let themes = record.themes.join("; ");
            write([
                &record.number,
                record.chapter,
                &lesson,
                record.title,
                record.teaser,
                &themes,
                &record.url,
            ]);
        }
        csv.into_inner().expect("a vector is always flushed")
    }
}

/// A cell that a spreadsheet shows and does not run: what would start a formula gets an apostrophe
/// before it, which says that text follows.
fn as_text(cell: &str) -> Cow<'_, str> {
    let starts_formula = |c: char| {
        matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
    };
    if cell.starts_with(starts_formula) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_runs_no_cell() {
        for cell in ["=1+1", "+31 6", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(as_text(cell), format!("'{cell}"));
        }
        for cell in ["Les 1", "2.4.8", "a=b", "'t Kan", "", "– streep"] {
            assert_eq!(as_text(cell), cell);
        }
    }
}

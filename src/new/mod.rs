//! What a new chapter starts with: its place, its name, its front matter.

pub mod layout;

use serde::Serialize;

use self::layout::Layout;
use crate::number::Number;
use crate::paths::ContentPath;

/// The first free number after this one, below the same parent.
pub fn next_free(layout: &Layout, number: &Number) -> Option<Number> {
    std::iter::successors(number.sibling(1), |number| number.sibling(1))
        .find(|number| layout.item(number).is_none())
}

/// The path of a new chapter.
pub fn path(layout: &Layout, number: &Number, title: &str) -> ContentPath {
    // A folder that has no text yet gets one.
    if let Some(item) = layout.item(number).filter(|item| item.is_folder) {
        return item.path.child("index.md");
    }
    let place = layout.place(number);
    let words = name_of(title);
    let words = if number.depth() == 1 { without_count(&words) } else { words };
    let name = if words.is_empty() {
        number.to_string()
    } else {
        format!("{number}{}{words}", place.separator)
    };
    if place.as_folder {
        place.folder.child(&name).child("index.md")
    } else {
        place.folder.child(&format!("{name}.md"))
    }
}

/// Words without a small number before them: `4-10-tips` would look as if 4.10 were meant.
fn without_count(words: &str) -> String {
    let is_count = |word: &&str| word.len() < 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    words.split('-').skip_while(is_count).collect::<Vec<_>>().join("-")
}

/// A title as part of a file name, cut to a length that people like to read.
pub fn name_of(title: &str) -> String {
    const LONGEST: usize = 60;
    let slug = slug::slugify(title);
    // Slugs are ASCII, so that a part of one is never cut within a letter.
    let Some(start) = slug.get(..LONGEST) else { return slug };
    start.rsplit_once('-').map_or(start, |(whole_words, _)| whole_words).to_owned()
}

/// Front matter with a title, quoted where YAML needs it.
pub fn front_matter(title: &str) -> String {
    #[derive(Serialize)]
    struct Block<'a> {
        title: &'a str,
    }
    let yaml = serde_yaml::to_string(&Block { title }).expect("a title is plain data");
    format!("---\n{yaml}---\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn titles_read_back_as_they_were_given() {
        for title in [
            "Wijk: een gids",
            "\"Beroepsversnellers\" # nu",
            "2024",
            "true",
            "- a",
            "[x]",
            "'s Avonds",
            "a: b 'c' \"d\"",
            "@home",
            "één",
            "null",
            "~",
        ] {
            let source = Source::read(
                &crate::paths::ContentPath::new("1.md").unwrap(),
                "1.md",
                front_matter(title).as_bytes(),
            );
            assert_eq!(source.front_matter.title.as_deref(), Some(title));
            assert!(source.diagnostics.is_empty(), "{title}: {:?}", source.diagnostics);
        }
    }

    #[test]
    fn names_are_short_and_of_whole_words() {
        assert_eq!(name_of("Wat is dat eigenlijk?"), "wat-is-dat-eigenlijk");
        let long = name_of(&"woord ".repeat(30));
        assert!(long.len() < 60 && long.ends_with("woord"), "{long}");
        assert_eq!(name_of(&"woord".repeat(60)).len(), 60);
    }
}

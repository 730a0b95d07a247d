//! Finds the place in the handbook that a reader asks for.

use std::fmt;

use super::Handbook;
use crate::book::{Chapter, ChapterId};
use crate::messages::message;
use crate::number::Number;
use crate::suggestion::did_you_mean;

/// A chapter of the handbook, or a heading in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    pub(super) chapter: ChapterId,
    pub(super) anchor: Option<String>,
}

/// A topic that the handbook does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTopic {
    topic: String,
    near: Option<String>,
}

impl fmt::Display for UnknownTopic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let topic = self.topic.as_str();
        f.write_str(&match &self.near {
            Some(near) => message!("handbook-has-not-but", topic = topic, near = near),
            None => message!("handbook-has-not", topic = topic),
        })
    }
}

impl std::error::Error for UnknownTopic {}

impl Handbook {
    /// Finds a chapter by its number (`3.5`), its name or an alias (`move`), or a heading by its
    /// anchor: `broken-link`, as rules are, or `8.2#broken-link`.
    ///
    /// # Errors
    /// A topic that it does not have, with the nearest one that it has.
    pub fn find(&self, topic: &str) -> Result<Topic, UnknownTopic> {
        let found = match topic.split_once('#') {
            Some((chapter, anchor)) => self
                .chapter(chapter)
                .filter(|&id| has_heading(&self.guide.book[id], anchor))
                .map(|chapter| Topic { chapter, anchor: Some(anchor.to_owned()) }),
            None => self
                .chapter(topic)
                .map(|chapter| Topic { chapter, anchor: None })
                .or_else(|| self.heading(topic)),
        };
        found.ok_or_else(|| UnknownTopic { topic: topic.to_owned(), near: self.nearest(topic) })
    }

    /// The address of a place, relative to the folder of the site.
    pub fn address(&self, place: &Topic) -> String {
        let page = &self.guide.book[place.chapter].name;
        match &place.anchor {
            Some(anchor) => format!("{page}.html#{anchor}"),
            None => format!("{page}.html"),
        }
    }

    fn chapter(&self, name: &str) -> Option<ChapterId> {
        let book = &self.guide.book;
        let is_alias = |chapter: &Chapter| chapter.front_matter().aliases.iter().any(|a| a == name);
        name.parse::<Number>()
            .ok()
            .and_then(|number| book.by_number(&number))
            .or_else(|| book.by_name(name))
            .or_else(|| book.chapters().find(|(_, chapter)| is_alias(chapter)).map(|(id, _)| id))
    }

    fn heading(&self, anchor: &str) -> Option<Topic> {
        let (chapter, _) =
            self.guide.book.iter().find(|(_, chapter)| has_heading(chapter, anchor))?;
        Some(Topic { chapter, anchor: Some(anchor.to_owned()) })
    }

    /// The topic that was probably meant: of a number, the nearest chapter above it.
    fn nearest(&self, topic: &str) -> Option<String> {
        let book = &self.guide.book;
        if let Ok(number) = topic.parse::<Number>() {
            let above = number.ancestors().find(|above| book.by_number(above).is_some());
            return above.map(|above| above.to_string());
        }
        let known = book.chapters().flat_map(|(_, chapter)| {
            let aliases = chapter.front_matter().aliases.iter().map(String::as_str);
            let headings = chapter.document.headings.iter().map(|heading| heading.id.as_str());
            aliases.chain(headings)
        });
        did_you_mean(topic, known).map(str::to_owned)
    }
}

fn has_heading(chapter: &Chapter, anchor: &str) -> bool {
    chapter.document.headings.iter().any(|heading| heading.id == anchor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Rule;

    fn handbook() -> Handbook {
        Handbook::read().unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    #[test]
    fn chapters_and_headings_are_found_by_number_name_and_anchor() {
        let handbook = handbook();
        let address = |topic: &str| handbook.find(topic).map(|place| handbook.address(&place));
        assert_eq!(address("3.5").unwrap(), "3.5.html");
        assert_eq!(address("move").unwrap(), "4.3.html");
        assert_eq!(address("over-dit-handboek").unwrap(), "over-dit-handboek.html");
        assert_eq!(address("site").unwrap(), "6.html#site");
        assert_eq!(address("8.2#broken-link").unwrap(), "8.2.html#broken-link");
    }

    #[test]
    fn every_rule_is_found() {
        let handbook = handbook();
        for rule in Rule::ALL {
            let place = handbook.find(rule.name()).unwrap_or_else(|error| panic!("{error}"));
            let address = handbook.address(&place);
            assert!(
                address.starts_with('8') && address.ends_with(&format!("#{rule}")),
                "{address}"
            );
        }
    }

    #[test]
    fn an_unknown_topic_suggests_the_nearest() {
        let handbook = handbook();
        let said = |topic: &str| handbook.find(topic).unwrap_err().to_string();
        assert!(said("brokn-link").contains("did you mean `broken-link`?"));
        assert!(said("8.99").contains("did you mean `8`?"));
        assert!(said("8.2#nergens").contains("no chapter, rule or heading `8.2#nergens`"));
        assert!(!said("xyzzy").contains("did you mean"));
    }
}

//! The rules a guide is checked by: their names, and how much a breach weighs.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::messages::message;
use crate::suggestion::did_you_mean;

/// How serious it is that something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The guide cannot be built.
    Error,
    /// The guide is built, unless `--strict` is given.
    Warning,
}

/// How a breach of a rule is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The guide is not built.
    Error,
    /// It is reported.
    Warn,
    /// It is not looked for.
    Off,
}

impl Level {
    /// The severity of a diagnostic at this level; `None` if it is not reported.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warn => Some(Severity::Warning),
            Self::Off => None,
        }
    }
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $name:literal $rule:ident $level:ident $freedom:ident;)+) => {
        /// A rule a guide is checked by. Its name is its key below `[check]` in `book.toml`, and
        /// what `wijkengids handbook RULE` asks for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule { $($(#[doc = $doc])+ $rule,)+ }

        impl Rule {
            /// All rules.
            pub const ALL: &[Self] = &[$(Self::$rule),+];

            /// Its name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$rule => $name),+ }
            }

            /// Its level unless the guide sets another.
            pub fn default_level(self) -> Level {
                match self { $(Self::$rule => Level::$level),+ }
            }

            /// Whether it is always an error, because a guide that breaks it cannot be built.
            pub fn is_fixed(self) -> bool {
                match self { $(Self::$rule => rules!(@fixed $freedom)),+ }
            }
        }
    };
    (@fixed fixed) => { true };
    (@fixed free) => { false };
}

rules! {
    /// Two chapters with the same number.
    "duplicate-number" DuplicateNumber Error fixed;
    /// Two pages with the same name.
    "duplicate-page" DuplicatePage Error fixed;
    /// A chapter whose page has another name, because the site has a page of that name.
    "renamed-page" RenamedPage Warn free;
    /// A chapter or folder in the folder of another number.
    "number-and-folder" NumberAndFolder Error fixed;
    /// An anchor that is chosen twice in one chapter.
    "duplicate-anchor" DuplicateAnchor Error fixed;
    /// A link that runs code.
    "unsafe-link" UnsafeLink Error fixed;
    /// A reference to a chapter that does not exist or is left out.
    "dangling-reference" DanglingReference Error free;
    /// A reference by a title that several chapters have.
    "ambiguous-reference" AmbiguousReference Error free;
    /// A link to a file or chapter that does not exist.
    "broken-link" BrokenLink Error free;
    /// A link to a place that a chapter does not have.
    "broken-anchor" BrokenAnchor Error free;
    /// An image that does not exist.
    "broken-image" BrokenImage Error free;
    /// A link without an address.
    "empty-link" EmptyLink Error free;
    /// A link without text.
    "link-without-text" LinkWithoutText Warn free;
    /// A link whose text says nothing about its target.
    "vague-link" VagueLink Warn free;
    /// A reference link whose label is defined nowhere.
    "undefined-link" UndefinedLink Warn free;
    /// The address of a reference link that nothing uses, or that has another address already.
    "unused-link" UnusedLink Warn free;
    /// An external address that does not respond.
    "dead-link" DeadLink Warn free;
    /// Something a reader's browser would fetch from another site.
    "third-party" ThirdParty Warn free;
    /// Inline scripts or styles, which the content security policy blocks.
    "ignored-html" IgnoredHtml Warn free;
    /// An obsolete HTML element.
    "outdated-html" OutdatedHtml Warn free;
    /// An element of HTML that is opened and not closed, or closed and not opened.
    "unclosed-html" UnclosedHtml Warn free;
    /// A frame without a title for screen readers.
    "frame-without-title" FrameWithoutTitle Warn free;
    /// An image without alternative text.
    "image-without-alt" ImageWithoutAlt Warn free;
    /// An image that no chapter shows.
    "unused-image" UnusedImage Warn free;
    /// Something that an e-book cannot contain.
    "left-out-of-epub" LeftOutOfEpub Warn free;
    /// Links in a PDF or an e-book to what only the site has, if its address is unknown.
    "lost-in-print" LostInPrint Warn free;
    /// A table without column headers.
    "table-without-header" TableWithoutHeader Warn free;
    /// A table row with more cells than there are columns.
    "ragged-table" RaggedTable Warn free;
    /// A heading without text.
    "empty-heading" EmptyHeading Warn free;
    /// A heading of level 1, or one that skips a level.
    "heading-level" HeadingLevel Warn free;
    /// Two headings with the same text in one chapter.
    "doubled-heading" DoubledHeading Warn free;
    /// A title or heading that is too long for menus and search results.
    "long-title" LongTitle Warn free;
    /// A lesson that consists of a heading only.
    "lesson-without-text" LessonWithoutText Warn free;
    /// A theme that is not in the list of the guide.
    "unknown-theme" UnknownTheme Warn free;
    /// An unused or doubly defined footnote, or a reference to a footnote that is not defined.
    "footnote" Footnote Warn free;
    /// The name of a file or folder that almost has a number, or is almost that of a chapter.
    "near-miss-name" NearMissName Warn free;
    /// Text that almost is a link or a reference.
    "near-miss-link" NearMissLink Warn free;
    /// A folder, file or key of a theme that almost is one that themes have.
    "near-miss-theme" NearMissTheme Warn free;
    /// Two versions of a text that git could not join.
    "merge-conflict" MergeConflict Error free;
    /// An unknown key in front matter.
    "unknown-key" UnknownKey Warn free;
    /// Something that almost is front matter.
    "near-miss-front-matter" NearMissFrontMatter Warn free;
    /// Text that almost is a heading.
    "near-miss-heading" NearMissHeading Warn free;
    /// Text that almost opens or closes a box, or a box with a name that almost is one.
    "near-miss-box" NearMissBox Warn free;
    /// Something that almost makes a lesson of a heading.
    "near-miss-lesson" NearMissLesson Warn free;
    /// Text that almost is a table, or the caption of one.
    "near-miss-table" NearMissTable Warn free;
    /// Lines that almost are a list.
    "near-miss-list" NearMissList Warn free;
    /// Marks of bold that are shown as text.
    "near-miss-emphasis" NearMissEmphasis Warn free;
    /// A block of code that does not end, and text that almost is code.
    "near-miss-code" NearMissCode Warn free;
    /// A line that tells another program to do something.
    "near-miss-command" NearMissCommand Warn free;
    /// Marks of Markdown within HTML, and text that almost is a tag or a character reference.
    "near-miss-html" NearMissHtml Warn free;
    /// Text that almost is a footnote.
    "near-miss-note" NearMissNote Warn free;
    /// A to-do note left in the text.
    "todo" Todo Warn free;
    /// A gap in the numbering.
    "number-gap" NumberGap Off free;
    /// An overly long sentence.
    "long-sentence" LongSentence Off free;
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let known = Self::ALL.iter().copied().find(|rule| rule.name() == name);
        known.ok_or_else(|| {
            let near = did_you_mean(&name, Self::ALL.iter().map(|rule| rule.name()));
            de::Error::custom(match near {
                Some(near) => message!("no-such-rule-but", name = name.as_str(), near = near),
                None => message!("no-such-rule", name = name.as_str()),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_fixed_rules_are_errors() {
        let mut names: Vec<_> = Rule::ALL.iter().map(|rule| rule.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Rule::ALL.len());
        for rule in Rule::ALL.iter().filter(|rule| rule.is_fixed()) {
            assert_eq!(rule.default_level(), Level::Error, "{rule}");
        }
    }
}

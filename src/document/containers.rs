//! `:::` containers: their fences open and close a list of blocks.

use pulldown_cmark::{HeadingLevel, TagEnd};

use super::fences::{self, Fence};
use super::parser::{MAX_DEPTH, OpenContainer, Parser};
use super::{Block, BlockKind, Container, text};
use crate::messages::message;
use crate::rule::Rule;
use crate::span::Span;
use crate::suggestion::did_you_mean;

/// The names that the program knows; others are classes for a theme.
pub(super) const NAMES: [&str; 11] = [
    "kader",
    "tip",
    "voorbeeld",
    "citaat",
    "box",
    "example",
    "quote",
    "note",
    "important",
    "warning",
    "caution",
];

/// Whether the name of a box is a word for its end.
fn is_end(name: &str) -> bool {
    ["einde", "eind", "end", "endbox", "sluit", "/kader"].contains(&name.to_lowercase().as_str())
}

impl Parser<'_> {
    /// Whether a heading is the mask of a container's fence.
    pub(super) fn is_fence(&self, heading: Span) -> bool {
        self.written(self.text.trim(heading)).starts_with(":::")
    }

    /// Reads the fence that a heading masks.
    pub(super) fn fence(
        &mut self,
        level: HeadingLevel,
        span: Span,
        blocks: &mut Vec<Block>,
        open: &mut Vec<OpenContainer>,
    ) {
        let span = self.text.trim(span);
        self.typesetter.begin();
        let title = self.inlines(TagEnd::Heading(level));
        match fences::read(self.written(span)) {
            None => {}
            Some(Fence::Open { name, .. }) if is_end(name) && !open.is_empty() => {
                self.breach(Rule::NearMissBox, span, message!("box-end-word")).help =
                    Some(message!("near-box", "end"));
                if let Some(container) = open.pop() {
                    let inner = std::mem::take(blocks);
                    *blocks = self.close(container, inner, span);
                }
            }
            Some(Fence::Open { .. } | Fence::Nameless) if self.boxes >= MAX_DEPTH => {
                self.report_depth(span);
            }
            Some(Fence::Nameless) => {
                self.error(span, message!("box-nameless")).help =
                    Some(message!("box-nameless", "help"));
                // Its closing fence is not a fault of its own.
                self.open(Container::default(), span, blocks, open);
            }
            Some(Fence::Close) => match open.pop() {
                Some(container) => {
                    let inner = std::mem::take(blocks);
                    *blocks = self.close(container, inner, span);
                }
                None => {
                    self.stray_ends.insert(span);
                }
            },
            Some(Fence::Open { name, attributes, .. }) => {
                let name = self.container_name(name, span);
                self.report_attributes(&attributes, span);
                if let Some(id) = attributes.id {
                    self.explicit_anchor(id, span);
                    if !title.is_empty() {
                        self.document.boxes.insert(id.to_owned(), text::of_inlines(&title));
                    }
                }
                let container = Container {
                    name,
                    title,
                    classes: attributes.classes.iter().map(ToString::to_string).collect(),
                    id: attributes.id.map(str::to_owned),
                    blocks: Vec::new(),
                };
                self.open(container, span, blocks, open);
            }
        }
    }

    fn open(
        &mut self,
        container: Container,
        span: Span,
        blocks: &mut Vec<Block>,
        open: &mut Vec<OpenContainer>,
    ) {
        self.boxes += 1;
        open.push(OpenContainer { container, span, before: std::mem::take(blocks) });
    }

    /// The name of a container: a known name in any case. A name that is almost a known one is
    /// reported.
    fn container_name(&mut self, name: &str, fence: Span) -> String {
        let lower = name.to_lowercase();
        if NAMES.contains(&lower.as_str()) {
            return lower;
        }
        // Classes of themes are written small: this is the start of a title, which is not shown.
        if name.starts_with(char::is_uppercase) && did_you_mean(&lower, NAMES).is_none() {
            let span = self.text.find_in(fence, name).unwrap_or(fence);
            let help = message!("box-kind-missing", "help", name = name);
            self.breach(Rule::NearMissBox, span, message!("box-kind-missing", name = name)).help =
                Some(help);
        } else if let Some(near) = did_you_mean(&lower, NAMES).filter(|_| lower.len() > 3) {
            let span = self.text.find_in(fence, name).unwrap_or(fence);
            let message = message!("box-unknown", name = name);
            let problem = self.breach(Rule::NearMissBox, span, message);
            problem.help = Some(message!("did-you-mean", near = format!("::: {near}")));
            problem.add_mend(near);
        }
        name.to_owned()
    }

    /// Reports containers without an end, and ends without a container. If one of them is in a
    /// quotation or a list and the other outside it, that is one mistake.
    pub(super) fn report_fences(&mut self) {
        let mut ends = std::mem::take(&mut self.stray_ends);
        for (name, fence) in std::mem::take(&mut self.unclosed) {
            let end = ends.range(fence..).next().copied();
            let code = self.open_code.iter().find(|(code, _)| fence < *code);
            let help = match (end, code) {
                (_, Some((code, signs))) => {
                    let line = self.text.position(code.start()).0;
                    message!("box-open", "code", line = line, fence = signs.as_str())
                }
                (Some(end), None) => {
                    ends.remove(&end);
                    let line = self.text.position(end.start()).0;
                    message!("box-open", "elsewhere", line = line)
                }
                (None, None) => message!("box-open", "help"),
            };
            // That it has no name was reported.
            if !name.is_empty() {
                self.error(fence, message!("box-open", name = name)).help = Some(help);
            }
        }
        for end in ends {
            self.error(end, message!("box-end-stray")).help =
                Some(message!("box-end-stray", "help"));
        }
    }

    /// Appends a container with its blocks to the blocks before it.
    pub(super) fn close(
        &mut self,
        open: OpenContainer,
        inner: Vec<Block>,
        end: Span,
    ) -> Vec<Block> {
        self.boxes -= 1;
        let mut blocks = open.before;
        blocks.push(Block {
            kind: BlockKind::Container(Box::new(Container { blocks: inner, ..open.container })),
            span: open.span.to(end),
        });
        blocks
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Text;
    use crate::document::{Options, parse};

    /// Where errors are reported, with what to do.
    fn reported(body: &str) -> Vec<(usize, String)> {
        let text = Text::new("a.md", body);
        let problems = parse(&text, 0, &Options::of_tests()).diagnostics.into_iter();
        let told = problems.map(|problem| (problem.position().unwrap().1, problem.help.unwrap()));
        told.collect()
    }

    #[test]
    fn a_fence_in_a_quotation_or_a_list_and_one_outside_are_one_mistake() {
        for (body, line, end) in [
            ("> ::: kader Titel\nTekst.\n:::\n", 1, 3),
            ("> ::: kader Titel\n> Tekst.\n:::\n", 1, 3),
            ("- ::: kader\n  Tekst.\n\n:::\n\nMeer.\n", 1, 4),
            ("Tekst.\n\n::: kader\n> Tekst.\n> :::\n", 3, 5),
            ("::: kader\n- Een.\n- Twee.\n  :::\n", 1, 4),
        ] {
            let [(at, help)] = reported(body).try_into().unwrap_or_else(|all| panic!("{all:?}"));
            assert_eq!(at, line, "{body}");
            assert!(help.ends_with(&format!("its ::: is at line {end}")), "{body}: {help}");
        }
    }

    #[test]
    fn code_without_an_end_in_a_box_is_what_is_to_be_closed() {
        for (body, line, fence) in [
            ("::: kader\nTekst.\n\n```python\nx = 1\n:::\n\nMeer.\n", 4, "```"),
            ("::: kader\n~~~~\nx = 1\n:::\n", 2, "~~~~"),
            ("::: kader\n```\nx = 1\n:::\n\n```python\ny\n```\n", 2, "```"),
        ] {
            let told = reported(body);
            let help = told.iter().find(|(at, _)| *at == 1).map(|(_, help)| help.as_str());
            let wanted = format!("the code of line {line} first, with a line of {fence}: ");
            assert!(help.is_some_and(|help| help.contains(&wanted)), "{body}: {told:?}");
        }
        // Code that is closed takes nothing.
        let told = reported("::: kader\n```\n:::\n```\n");
        assert!(told[0].1.contains("three colons"), "{told:?}");
    }

    #[test]
    fn a_word_for_the_end_ends_a_box() {
        for word in ["einde", "Einde", "end"] {
            let told = reported(&format!("::: kader Titel\nTekst.\n::: {word}\n\nMeer.\n"));
            assert_eq!(told.len(), 1, "{word}: {told:?}");
            assert_eq!(told[0].0, 3, "{word}");
        }
    }

    #[test]
    fn each_fence_without_another_is_a_mistake() {
        let lines =
            |body: &str| reported(body).into_iter().map(|(line, _)| line).collect::<Vec<_>>();
        assert_eq!(lines("> ::: kader\n> Een.\n\n::: kader\nTwee.\n:::\n"), [1]);
        assert_eq!(lines(":::\n\n> ::: kader\n> Een.\n"), [3, 1]);
        assert_eq!(lines("> ::: kader\n\n> ::: tip\n\n:::\n\n:::\n\n:::\n"), [1, 3, 9]);
        assert!(lines("> ::: kader\n> Een.\n> :::\n").is_empty());
    }
}

//! What Typst says, in our words and at the place in the guide that it is about.

use std::collections::BTreeSet;
use std::sync::Arc;

use typst::diag::SourceDiagnostic;
use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::syntax::DiagSpan;
use typst::utils::PicoStr;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;

use super::hidden::TextKind;
use super::source::Places;
use super::world::BookWorld;
use super::{calls, template, wording};
use crate::config::PdfStandard;
use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::span::{Span, Text, split_at_char};

/// Puts what Typst says into words for editors.
pub struct Problems<'a> {
    pub world: &'a BookWorld,
    pub places: &'a Places,
}

impl Problems<'_> {
    /// What keeps the book from being typeset.
    pub fn errors(&self, errors: &[SourceDiagnostic]) -> Vec<Diagnostic> {
        unique(errors.iter().map(|error| {
            let of_chapter = || self.of_chapter(error);
            of_chapter().or_else(|| self.of_call(error)).unwrap_or_else(|| self.of_template(error))
        }))
    }

    /// That a chapter is nested too deep: Typst says so of a template, and it is one that calls itself, unless
    /// the template is the built-in one or the chapter is nested deep.
    fn of_chapter(&self, error: &SourceDiagnostic) -> Option<Diagnostic> {
        /// A template adds a few to each.
        const DEEP: usize = 16;
        if !wording::is_too_deep(&said(error)) {
            return None;
        }
        let (depth, deepest) = calls::deepest(self.world);
        if self.world.own_template().is_some() && depth < DEEP {
            return None;
        }
        let (text, place) = self.places.at(&deepest)?;
        let problem = Diagnostic::error(message!("typst-too-deep"));
        Some(problem.help(message!("typst-too-deep", "help")).at(text, place))
    }

    /// That a function of the guide's own template is not what the book calls. What is written for templates
    /// is right, so the template is not.
    fn of_call(&self, error: &SourceDiagnostic) -> Option<Diagnostic> {
        let function = calls::of(error, self.world)?.function;
        let (text, place) = template::definition(&function, self.world)?;
        let taken = template::signature(&function, self.world).unwrap_or_else(|| function.clone());
        let (message, help) = wording::of_call(&said(error), &function, &text.path, &taken)?;
        Some(Diagnostic::error(message).help(help).at(&text, place))
    }

    /// What else is wrong with a template.
    fn of_template(&self, error: &SourceDiagnostic) -> Diagnostic {
        let said = said(error);
        let (message, help) = if self.is_plugin(error) {
            (message!("typst-no-plugins"), message!("typst-error", "help"))
        } else {
            wording::of_template(&said).unwrap_or_else(|| {
                (message!("typst-error", said = said), message!("typst-error", "help"))
            })
        };
        let problem = Diagnostic::error(message).help(help);
        match self.world.own_template() {
            Some(book) if error.span.id() == Some(self.world.main()) => {
                problem.at(book, Span::START)
            }
            _ => self.place(error, problem),
        }
    }

    /// Whether an error is about a plugin, for which the world has no function.
    fn is_plugin(&self, error: &SourceDiagnostic) -> bool {
        let place = self.in_template(error.span);
        place.is_some_and(|(text, span)| matches!(text.slice(span), "plugin" | "std.plugin"))
    }

    /// That a function of the guide's own template shows nothing of what it is given.
    pub fn hidden(
        &self,
        function: &str,
        kind: Option<TextKind>,
        severity: impl Fn(String) -> Diagnostic,
    ) -> Diagnostic {
        let help = match kind {
            Some(TextKind::Named | TextKind::Lists) => message!("typst-blank", "named"),
            _ => message!("typst-blank", "help"),
        };
        let problem = severity(message!("typst-blank", function = function)).help(help);
        match template::definition(function, self.world) {
            Some((text, place)) => problem.at(&text, place),
            None => problem,
        }
    }

    /// What Typst finds strange in the templates.
    pub fn warnings(&self, warnings: &[SourceDiagnostic]) -> Vec<Diagnostic> {
        let warning = |warning| {
            let said = said(warning);
            let (message, help) = wording::of_template(&said).unwrap_or_else(|| {
                (message!("typst-warning", said = said), message!("typst-error", "help"))
            });
            let problem = Diagnostic::warning(message).help(help);
            self.place(warning, problem)
        };
        unique(warnings.iter().map(warning))
    }

    /// What breaks the standard.
    pub fn breaches(
        &self,
        breaches: &[SourceDiagnostic],
        standard: PdfStandard,
    ) -> Vec<Diagnostic> {
        let breach = |breach| {
            let said = said(breach);
            let said = said.split_once(" error: ").map_or(said.as_str(), |(_, said)| said);
            let (message, help) = wording::of_breach(said, standard.name());
            self.place(breach, Diagnostic::warning(message).help(help))
        };
        unique(breaches.iter().map(breach))
    }

    /// That Typst finds no order for readers in the text, which its authors cannot help: the PDF has none.
    pub fn untagged(&self, said: &[SourceDiagnostic], standard: PdfStandard) -> Option<Diagnostic> {
        let message = message!("pdf-untagged", standard = standard.name());
        let problem = Diagnostic::warning(message).help(message!("pdf-untagged", "help"));
        Some(self.place(said.first()?, problem))
    }

    /// The characters that no typeface has, at the first place of one.
    pub fn lacking(&self) -> Option<Diagnostic> {
        /// As many as anyone reads; a chapter in another script may have thousands.
        const SHOWN: usize = 12;
        let lacking = &self.world.fonts().lacking;
        if lacking.is_empty() {
            return None;
        }
        let named = |c: &char| format!("{c} (U+{:04X})", u32::from(*c));
        let mut characters: Vec<String> = lacking.iter().take(SHOWN).map(named).collect();
        characters.extend((lacking.len() > SHOWN).then(|| "…".to_owned()));
        let characters = characters.join(", ");
        let message = message!("pdf-no-glyph", count = lacking.len(), characters = characters);
        let problem = Diagnostic::warning(message).help(message!("pdf-no-glyph", "help"));
        Some(match self.place_of(lacking) {
            Some((text, span)) => problem.at(&text, span),
            None => problem,
        })
    }

    /// Where one of these characters is first written: in the text that was set there, else anywhere
    /// in its chapter, as a title is. A title that another chapter only refers to is not there.
    fn place_of(&self, characters: &BTreeSet<char>) -> Option<(Arc<Text>, Span)> {
        let main = self.world.main_source().text();
        let used = main.char_indices().filter(|(_, c)| characters.contains(c));
        let mut places = used.filter_map(|(at, c)| self.places.at(&(at..at + c.len_utf8())));
        places.find_map(|(text, span)| {
            let within = |span| {
                let found = text.slice(span).char_indices().find(|(_, c)| characters.contains(c));
                found.map(|(at, c)| text.part(span, at..at + c.len_utf8()))
            };
            Some((Arc::clone(text), within(span).or_else(|| within(text.whole()))?))
        })
    }

    /// The texts that a template had no room for: it marks a place with metadata that has the label
    /// `cut`, a dictionary of the text and of the id of what it is of, or the index of its card.
    pub fn cut(&self, document: &PagedDocument) -> Vec<Diagnostic> {
        let Some(label) = Label::new(PicoStr::intern("cut")) else { return Vec::new() };
        let cut = document.introspector().query(&Selector::Label(label));
        let cut = cut.iter().filter_map(|found| {
            let Value::Dict(cut) = &found.to_packed::<MetadataElem>()?.value else { return None };
            let Ok(Value::Str(text)) = cut.get("text") else { return None };
            let problem = too_small(text);
            Some(match cut.get("id") {
                Ok(Value::Str(id)) => self.named(id, problem),
                // The cover is in no call of its own.
                Ok(Value::Int(1)) => self.written("#show: cards", Some(text), problem),
                Ok(Value::Int(index)) => self.written(&format!("(index: {index},"), None, problem),
                _ => problem,
            })
        });
        unique(cut)
    }

    /// Adds the place of code of `main.typ`, or of words in the text that it comes from.
    fn written(&self, code: &str, words: Option<&str>, problem: Diagnostic) -> Diagnostic {
        let at = self.world.main_source().text().find(code);
        match at.and_then(|at| self.places.at(&(at..at))) {
            Some((text, span)) => problem.at(text, words.map_or(span, |words| text.find(words))),
            None => problem,
        }
    }

    /// A picture that Typst cannot draw.
    pub fn undrawn(&self, path: &str) -> Diagnostic {
        let message = message!("pdf-no-picture", path = self.world.name_of(path));
        self.named(path, Diagnostic::warning(message).help(message!("pdf-no-picture", "help")))
    }

    /// A drawing that shows other files.
    pub fn linked(&self, path: &str) -> Diagnostic {
        let message = message!("pdf-linked-picture", path = self.world.name_of(path));
        let help = message!("pdf-linked-picture", "help");
        self.named(path, Diagnostic::warning(message).help(help))
    }

    /// Adds the place of what first has a name: the path of a picture, an id.
    fn named(&self, name: &str, problem: Diagnostic) -> Diagnostic {
        let main = self.world.main_source().text();
        let range = main.find(&format!("\"{name}\"")).map(|at| at..at + name.len());
        match range.and_then(|range| self.places.at(&range)) {
            Some((text, span)) => problem.at(text, span),
            None => problem,
        }
    }

    /// Adds the place: in a template of the guide itself; else in the text for which a template of
    /// the theme was called.
    fn place(&self, said: &SourceDiagnostic, problem: Diagnostic) -> Diagnostic {
        let spans = self.spans(said);
        let in_text = spans.iter().find_map(|&span| self.in_text(span));
        let in_template = spans.iter().find_map(|&span| self.in_template(span));
        let place = match self.world.own_template() {
            Some(_) => in_template.or(in_text),
            None => in_text.or(in_template),
        };
        match place {
            Some((text, span)) => problem.at(&text, span),
            None => problem,
        }
    }

    /// What something is said of, and the calls that led there.
    fn spans(&self, said: &SourceDiagnostic) -> Vec<DiagSpan> {
        let calls = said.trace.iter().map(|call| DiagSpan::from(call.span));
        std::iter::once(said.span).chain(calls).collect()
    }

    pub(super) fn in_text(&self, span: DiagSpan) -> Option<(Arc<Text>, Span)> {
        span.id().filter(|id| *id == self.world.main())?;
        let range = self.world.range(span)?;
        self.places.at(&range).map(|(text, span)| (Arc::clone(text), span))
    }

    pub(super) fn in_template(&self, span: DiagSpan) -> Option<(Arc<Text>, Span)> {
        let text = self.world.template(span.id()?)?;
        Some((Arc::clone(text), text.span(self.world.range(span)?)))
    }
}

/// Says that a card has no room for all of a text.
pub fn too_small(text: &str) -> Diagnostic {
    Diagnostic::warning(message!("card-too-small", text = shortened(text)))
        .help(message!("card-too-small", "help"))
}

/// Says that no chapter has the date that a standard asks for, if it does.
pub fn undated(standard: PdfStandard) -> Option<Diagnostic> {
    match standard {
        PdfStandard::Ua1 | PdfStandard::Pdf17 => None,
        PdfStandard::A2a | PdfStandard::A3a => {
            let message = message!("pdf-undated", standard = standard.name());
            Some(Diagnostic::warning(message).help(message!("pdf-undated", "help")))
        }
    }
}

/// Says that the PDF does not claim the standard, for reasons given before.
pub fn unclaimed(standard: PdfStandard) -> Diagnostic {
    let message = message!("pdf-claims-nothing", standard = standard.name());
    Diagnostic::warning(message).help(message!("pdf-claims-nothing", "help"))
}

/// The start of a text, enough to know it by.
pub(super) fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    match split_at_char(text, SHOWN) {
        (text, "") => text.to_owned(),
        (start, _) => format!("{}…", start.trim_end()),
    }
}

/// What is said, on one line.
fn said(diagnostic: &SourceDiagnostic) -> String {
    diagnostic.message.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each problem once.
fn unique(problems: impl Iterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    problems.filter(|problem| seen.insert(problem.to_string())).collect()
}

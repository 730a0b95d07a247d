//! A book or site becomes a guide: every page gets a number and a place.

use std::collections::HashMap;
use std::sync::Arc;

use serde_yaml::{Mapping, Value};

use super::addresses;
use super::book_links::BookLinker;
use super::draft::Draft;
use super::native::{self, headings, parse, set_anchors, without_title};
use super::pages::{PageRole, ParsedPage, SourceBook};
use crate::diagnostic::Text;
use crate::document::{Document, text};
use crate::formats::{escape_line, note};
use crate::number::Number;
use crate::paths::ContentPath;
use crate::source::number_meant;
use crate::span::Edits;

impl SourceBook {
    /// Puts the pages of the book into the draft.
    pub fn convert(self, draft: &mut Draft) {
        let read = self.pages.iter().map(|page| native::read(&page.body));
        let (bodies, documents): (Vec<Arc<Text>>, Vec<Document>) = read.unzip();
        let parsed: Vec<ParsedPage> = self
            .paths()
            .into_iter()
            .zip(bodies.iter().zip(documents))
            .map(|(path, (body, document))| self.parsed(path, body, document))
            .collect();
        let mut linker = BookLinker::new(&self, &parsed);
        let mut edits: Vec<Edits> = Vec::new();
        for (at, body) in bodies.iter().enumerate() {
            edits.push(linker.links(at, body, draft));
        }
        let BookLinker { wanted, wanted_terms, unused, .. } = linker;
        if unused > 0 {
            draft.tell(note!(nothing "import-addresses-unused", count = unused));
        }
        let aliases = addresses::aliases(&self, &parsed, draft);
        let texts = edits.into_iter().zip(&bodies).zip(aliases).enumerate();
        for (at, ((mut edits, body), aliases)) in texts {
            set_anchors(body, &parsed[at].document, wanted.get(&at), &mut edits);
            for (_, anchor) in wanted_terms.iter().filter(|(page, _)| *page == at) {
                let term = parsed[at].terms[anchor];
                edits.replace(body.span(term..term), format!("<a id=\"{anchor}\"></a>"));
            }
            let text = edits.apply(body);
            let content = self.front_matter(at, &parsed, aliases, draft)
                + &self.greeting(at, &parsed[at])
                + &without_title(&text);
            draft.add(parsed[at].path.in_guide(), content);
        }
    }

    fn parsed(&self, path: ContentPath, body: &Arc<Text>, document: Document) -> ParsedPage {
        let anchors = self.anchors(&document, body);
        let terms =
            if self.dialect.terms_have_anchors { native::terms(&body.content) } else { Vec::new() };
        let terms = terms.into_iter().map(|(term, at)| ((self.dialect.anchor)(&term), at));
        ParsedPage { path, document, anchors, terms: terms.collect() }
    }

    /// The path of every page: those with pages below them become folders.
    fn paths(&self) -> Vec<ContentPath> {
        let mut folders: HashMap<Number, ContentPath> = HashMap::new();
        let base = ContentPath::base();
        let mut names = addresses::made();
        self.pages
            .iter()
            .map(|page| match &page.role {
                PageRole::Home => base.child("index.md"),
                PageRole::Front | PageRole::Back => {
                    let name = addresses::unnumbered_name(&page.title);
                    base.child(&format!("{}.md", addresses::free_name(&name, &mut names)))
                }
                PageRole::Numbered(number) => {
                    let words = crate::new::name_of(&page.title);
                    let name = if words.is_empty() {
                        number.to_string()
                    } else {
                        format!("{number}-{words}")
                    };
                    let above = number.ancestors().find_map(|above| folders.get(&above));
                    let path = above.unwrap_or(&base).child(&name);
                    if page.is_parent {
                        folders.insert(number.clone(), path.clone());
                        path.child("index.md")
                    } else {
                        path.with_added_extension("md")
                    }
                }
            })
            .collect()
    }

    /// The anchors that the book's own tool gives to headings.
    fn anchors(&self, document: &Document, body: &Text) -> HashMap<String, Option<usize>> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut anchors = HashMap::new();
        let own = written_anchor(body.slice(body.first_line(document.title_span)));
        let title = document.title.iter().map(|title| (title.clone(), None, own.clone()));
        let headings = headings(document).into_iter().enumerate().map(|(at, (heading, span))| {
            let line = body.slice(body.first_line(span));
            let chosen = line.contains("{#").then(|| heading.id.clone());
            (text::of_inlines(&heading.content), Some(at), chosen)
        });
        for (title, at, chosen) in title.chain(headings) {
            let anchor = chosen.unwrap_or_else(|| (self.dialect.anchor)(&title));
            let count = counts.entry(anchor.clone()).or_default();
            let anchor = match *count {
                0 => anchor,
                n => (self.dialect.repeated_anchor)(&anchor, n),
            };
            *count += 1;
            anchors.insert(anchor, at);
        }
        anchors
    }

    /// The title of the home page as a heading, unless it equals that of the guide, which is shown
    /// above it.
    fn greeting(&self, at: usize, parsed: &ParsedPage) -> String {
        match parsed.document.title.as_deref() {
            Some(title) if self.is_greeting(at, title) => format!("## {}\n\n", escape_line(title)),
            _ => String::new(),
        }
    }

    fn is_greeting(&self, at: usize, title: &str) -> bool {
        let is_said = title.is_empty() || title.eq_ignore_ascii_case(&self.name);
        self.pages[at].role == PageRole::Home && !is_said
    }

    fn front_matter(
        &self,
        at: usize,
        parsed: &[ParsedPage],
        aliases: Vec<String>,
        draft: &mut Draft,
    ) -> String {
        let page = &self.pages[at];
        let mut top = Mapping::new();
        let heading = parsed[at].document.title.as_ref().filter(|title| !title.is_empty());
        let own = page.front_matter.get("title").and_then(Value::as_str).map(str::to_owned);
        // The title shown above the page overrides the one in its metadata.
        let title = heading.or(own.as_ref()).unwrap_or(&page.title);
        if let Some(heading) = heading
            && !page.is_title_own
            && !is_same_title(heading, &page.title)
            && page.role != PageRole::Home
        {
            let own = title.as_str();
            let note = note!("import-title-other", listed = page.title.as_str(), own = own);
            draft.note(&page.text, 1, note);
        }
        // In a book it would stand above the same words in the text.
        if !heading.is_some_and(|heading| self.is_greeting(at, heading)) {
            top.insert("title".into(), escape_line(title).into());
        }
        if page.role == PageRole::Back {
            top.insert("position".into(), "back".into());
        }
        // "Appendix A: Background" has none, though its name looks as if it had.
        let is_unnumbered = matches!(page.role, PageRole::Front | PageRole::Back);
        if is_unnumbered && number_meant(&addresses::unnumbered_name(&page.title)).is_some() {
            top.insert("number".into(), false.into());
        }
        if page.is_draft {
            top.insert("draft".into(), true.into());
        }
        if !aliases.is_empty() {
            top.insert("aliases".into(), aliases.into());
        }
        for (key, value) in &page.front_matter {
            if !top.contains_key(key) && key.as_str() != Some("title") {
                top.insert(key.clone(), value.clone());
            }
        }
        let yaml = serde_yaml::to_string(&top).expect("front matter is plain data");
        format!("---\n{yaml}---\n\n")
    }
}

/// The anchor that an author gave to a heading: `# Title {#anchor}`.
fn written_anchor(heading: &str) -> Option<String> {
    let attributes = heading.trim_end().strip_suffix('}')?.rsplit_once('{')?.1;
    attributes.split_whitespace().find_map(|word| word.strip_prefix('#')).map(ToOwned::to_owned)
}

/// Whether a title is what the table of contents says, which may have marks of Markdown.
fn is_same_title(title: &str, listed: &str) -> bool {
    let shown = || text::of_blocks(&parse(&Text::new("", listed)).blocks);
    let is = |listed: &str| title.trim() == listed.trim();
    is(listed) || is(&shown())
}

//! Citations of a chapter: in text, and for a reference manager.

use serde::Serialize;

use crate::book::{Chapter, ChapterId};
use crate::editions::shared::{on_site, page_of};
use crate::guide::Guide;

/// A chapter's citation, in two forms.
#[derive(Debug, Serialize)]
pub struct Citation {
    /// In APA style, in parts, so that the template can set the book in italics.
    apa: Apa,
    /// As an entry for BibTeX.
    bibtex: String,
}

#[derive(Debug, Serialize)]
struct Apa {
    /// "Tops, P., & Jansen, A. (2026). 2.4.8 Opgaven voor de toekomst. In"
    before: String,
    /// The title of the book.
    book: String,
    /// "(2e druk). Platform31."
    after: String,
    /// The permanent address, if known.
    url: Option<String>,
}

impl Citation {
    /// The citation of a chapter, without what is unknown.
    pub fn new(guide: &Guide, id: ChapterId) -> Self {
        let chapter = &guide.book[id];
        let url = on_site(guide, page_of(chapter).as_str());
        let bibtex = bibtex(guide, chapter, url.as_deref());
        Self { apa: apa(guide, chapter, url), bibtex }
    }
}

/// The authors of the chapter, else those of the book, else its publisher.
fn authors(guide: &Guide, chapter: &Chapter) -> Vec<String> {
    let own = &chapter.front_matter().authors;
    let book = &guide.config.book;
    match () {
        () if !own.is_empty() => own.clone(),
        () if !book.authors.is_empty() => book.authors.clone(),
        () => book.publisher.iter().cloned().collect(),
    }
}

fn year(guide: &Guide, chapter: &Chapter) -> Option<String> {
    let date = guide.updated(chapter).or(chapter.front_matter().date);
    date.map(|date| date.year().to_string())
}

fn apa(guide: &Guide, chapter: &Chapter, url: Option<String>) -> Apa {
    let book = &guide.config.book;
    let strings = &guide.theme.strings;
    let authors = authors(guide, chapter);
    let year = year(guide, chapter).unwrap_or_else(|| strings.get("no_date").to_owned());
    let before = format!("({year}). {}. {}", chapter.label(), strings.get("cite_in"));
    let edition = book.edition.as_ref().map(|edition| format!(" ({edition})")).unwrap_or_default();
    let publisher = book
        .publisher
        .as_ref()
        .filter(|publisher| !authors.contains(publisher))
        .map(|publisher| format!(" {publisher}."))
        .unwrap_or_default();
    Apa {
        before: if authors.is_empty() {
            before
        } else {
            format!("{} {before}", with_full_stop(&authors.join(", ")))
        },
        book: book.title.clone(),
        after: format!("{edition}.{publisher}"),
        url,
    }
}

fn with_full_stop(text: &str) -> String {
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}

fn bibtex(guide: &Guide, chapter: &Chapter, url: Option<&str>) -> String {
    let book = &guide.config.book;
    let key = format!("{}-{}", slug::slugify(&book.title), chapter.name);
    let corporate = chapter.front_matter().authors.is_empty() && book.authors.is_empty();
    let authors = authors(guide, chapter);
    let author = if corporate {
        authors.first().map(|name| format!("{{{}}}", as_text(name)))
    } else {
        Some(authors.iter().map(|name| as_name(name)).collect::<Vec<_>>().join(" and "))
    };
    let text = |text: &String| as_text(text);
    let fields = [
        ("author", author),
        ("title", Some(as_text(&chapter.title))),
        ("chapter", chapter.number_text()),
        ("booktitle", Some(as_text(&book.title))),
        ("edition", book.edition.as_ref().map(text)),
        ("publisher", book.publisher.as_ref().map(text)),
        ("year", year(guide, chapter)),
        ("url", url.map(as_address)),
    ];
    let mut entry = format!("@incollection{{{key},\n");
    for (name, value) in fields {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            entry.push_str(&format!("  {name} = {{{value}}},\n"));
        }
    }
    entry.push('}');
    entry
}

/// A text as BibTeX, and TeX after it, reads it back. Even an escaped brace counts for BibTeX, so
/// braces get names.
fn as_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str(r"\textbackslash{}"),
            '{' => escaped.push_str(r"\textbraceleft{}"),
            '}' => escaped.push_str(r"\textbraceright{}"),
            '~' => escaped.push_str(r"\textasciitilde{}"),
            '^' => escaped.push_str(r"\textasciicircum{}"),
            '#' | '$' | '%' | '&' | '_' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The name of one author. BibTeX would divide it at the word "and".
fn as_name(name: &str) -> String {
    let escaped = as_text(name);
    let is_divided = name.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
    if is_divided { format!("{{{escaped}}}") } else { escaped }
}

/// An address, in which only braces and backslashes are BibTeX's own.
fn as_address(url: &str) -> String {
    url.replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_bibtex_reads_as_its_own_is_escaped() {
        for (text, escaped) in [
            ("Kosten & baten: 50% in $", r"Kosten \& baten: 50\% in \$"),
            ("C# en snake_case", r"C\# en snake\_case"),
            ("{ zonder eind", r"\textbraceleft{} zonder eind"),
            ("} en ~ en ^", r"\textbraceright{} en \textasciitilde{} en \textasciicircum{}"),
            (r"a\b", r"a\textbackslash{}b"),
            ("Één “titel”, d'r", "Één “titel”, d'r"),
        ] {
            assert_eq!(as_text(text), escaped);
        }
    }

    #[test]
    fn a_name_stays_one_author() {
        assert_eq!(as_name("Wijk and Co"), "{Wijk and Co}");
        assert_eq!(as_name("Sandra de Vries"), "Sandra de Vries");
        assert_eq!(as_name("R&D AND Zn"), r"{R\&D AND Zn}");
    }
}

//! Turns what a document says about its own parts into references: links, and mentions such as "zie
//! paragraaf 3.2".

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::draft::{Draft, ReferenceCounts};
use super::mentions::{self, PICTURES, Piece, is_appendix, is_word};
use super::places::{DocumentChapter, Named, Place, Places, named};
use crate::diagnostic::Text;
use crate::formats::walk::{self, LineRole, PartMut};
use crate::formats::{
    Block, CountStyle, Heading, Inline, Kind, note, plain, text_inlines, typed_number,
};
use crate::number::Number;

/// Turns the links and mentions in documents into references.
pub fn refer(parts: &mut [DocumentChapter<'_>], draft: &mut Draft) -> ReferenceCounts {
    let mut used: HashSet<(usize, String)> = HashSet::new();
    for part in parts.iter() {
        walk::each_inline(&part.chapter.blocks, &mut |inline| {
            if let Inline::Link { address, .. } = inline
                && let Some(id) = address.strip_prefix('#')
            {
                used.insert((part.document, id.to_owned()));
            }
        });
    }
    let mut places = Places::default();
    for (at, part) in parts.iter_mut().enumerate() {
        places.collect(at, part, &used);
    }
    let names = named(parts);
    let mut found = ReferenceCounts::default();
    let mut led_to: HashSet<(usize, String)> = HashSet::new();
    let mut counted_otherwise = HashSet::new();
    for (at, part) in parts.iter_mut().enumerate() {
        let mut blocks = std::mem::take(&mut part.chapter.blocks);
        let mut referrer = Referrer {
            at,
            document: part.document,
            text: part.text,
            names: &names,
            places: &places,
            found: &mut found,
            led_to: &mut led_to,
            own: Vec::new(),
            line: 1,
            counted_otherwise: &mut counted_otherwise,
            draft,
        };
        referrer.blocks(&mut blocks);
        part.chapter.blocks = blocks;
    }
    for (at, part) in parts.iter_mut().enumerate() {
        let is_led_to = |id: &str| led_to.contains(&(at, id.to_owned()));
        drop_anchors(&mut part.chapter.blocks, &is_led_to);
    }
    found
}

/// Only what references lead to needs to keep its anchor.
fn drop_anchors(blocks: &mut [Block], is_led_to: &impl Fn(&str) -> bool) {
    for block in blocks {
        if let Kind::Heading(Heading { id, .. }) = &mut block.kind {
            id.take_if(|id| !is_led_to(id));
        }
        walk::parts_mut(block, |part| match part {
            PartMut::Line(_, content) => content.retain(|part| match part {
                Inline::Anchor(id) => is_led_to(id),
                _ => true,
            }),
            PartMut::Blocks(blocks) => drop_anchors(blocks, is_led_to),
        });
    }
}

/// Makes references in a chapter.
struct Referrer<'a> {
    at: usize,
    document: usize,
    text: &'a Arc<Text>,
    /// The names of all chapters.
    names: &'a [Named],
    places: &'a Places,
    found: &'a mut ReferenceCounts,
    /// The anchors that references lead to, by chapter.
    led_to: &'a mut HashSet<(usize, String)>,
    /// The anchors of the line that is read: it does not refer to itself.
    own: Vec<String>,
    /// The number of that line.
    line: usize,
    /// The documents of which it is said that they count appendices otherwise.
    counted_otherwise: &'a mut HashSet<usize>,
    draft: &'a mut Draft,
}

/// What a mention refers to.
enum Mentioned {
    Chapter,
    Exhibit,
}

impl Referrer<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            let line = block.line;
            walk::parts_mut(block, |part| match part {
                PartMut::Line(LineRole::Paragraph | LineRole::Cell, content) => {
                    self.line(content, line);
                }
                PartMut::Line(_, content) => self.links(content, line),
                PartMut::Blocks(blocks) => self.blocks(blocks),
            });
        }
    }

    fn line(&mut self, content: &mut Vec<Inline>, line: usize) {
        self.own = content
            .iter()
            .filter_map(|part| match part {
                Inline::Anchor(id) => Some(id.clone()),
                _ => None,
            })
            .collect();
        self.line = line;
        self.links(content, line);
        self.mentions(content);
    }

    /// Turns links to places in the document into references.
    fn links(&mut self, content: &mut Vec<Inline>, line: usize) {
        join_words(content);
        for part in content.iter_mut() {
            if let Some(inner) = part.inner_mut() {
                self.links(inner, line);
            }
            let Inline::Link { address, content } = part else { continue };
            let Some(id) = address.strip_prefix('#').map(str::to_owned) else { continue };
            let inner = std::mem::take(content);
            match self.places.anchors.get(&(self.document, id)).cloned() {
                Some(place) => {
                    self.found.links += 1;
                    *part = if is_page(&inner) {
                        self.title_of(&place, line)
                    } else {
                        self.reference(&place, inner)
                    };
                }
                None if self.is_mention(&inner) => *part = self.mention_of(&inner),
                None => {
                    let address = std::mem::take(address);
                    *part = self.draft.lost_link(self.text, line, address, inner);
                }
            }
        }
        join_words(content);
        without_pages(content);
    }

    /// A reference to a page becomes one that shows the title of what is there.
    fn title_of(&mut self, place: &Place, line: usize) -> Inline {
        self.draft.note(self.text, line, note!("import-page-number"));
        if let Some(anchor) = &place.anchor {
            self.led_to.insert((place.part, anchor.clone()));
        }
        Inline::Reference { target: self.target(place), content: Vec::new() }
    }

    /// How a reference writes a place.
    fn target(&self, place: &Place) -> String {
        match &place.anchor {
            Some(anchor) if place.part == self.at => format!("#{anchor}"),
            Some(anchor) => format!("{}#{anchor}", self.names[place.part].name),
            None => self.names[place.part].name.clone(),
        }
    }

    /// Whether the text of a lost link names its target: "Tabel 1".
    fn is_mention(&self, content: &[Inline]) -> bool {
        let text = plain(content);
        text.rsplit_once(' ').is_some_and(|(word, number)| self.mentioned(word, number).is_some())
    }

    fn mention_of(&mut self, content: &[Inline]) -> Inline {
        let text = plain(content);
        let (word, number) = text.rsplit_once(' ').unwrap_or_default();
        let mut out = Vec::new();
        self.mention(word, number, text.clone(), &mut out);
        out.pop().unwrap_or_else(|| Inline::Text(text.clone()))
    }

    fn reference(&mut self, place: &Place, content: Vec<Inline>) -> Inline {
        if let Some(anchor) = &place.anchor {
            self.led_to.insert((place.part, anchor.clone()));
        }
        let target = self.target(place);
        if target.starts_with('#') {
            Inline::Link { address: target, content }
        } else {
            Inline::Reference { target, content }
        }
    }

    /// Turns mentions in running text into references.
    fn mentions(&mut self, content: &mut Vec<Inline>) {
        let mut out = Vec::new();
        for mut part in std::mem::take(content) {
            match &mut part {
                Inline::Text(text) => self.mentions_in(&std::mem::take(text), &mut out),
                Inline::Strong(inner) | Inline::Emphasis(inner) => {
                    self.mentions(inner);
                    out.push(part);
                }
                _ => out.push(part),
            }
        }
        *content = out;
    }

    fn mentions_in(&mut self, text: &str, out: &mut Vec<Inline>) {
        for piece in mentions::pieces(text) {
            match piece {
                Piece::Text(text) => out.push(Inline::Text(text)),
                Piece::Mention { word, number, said } => self.mention(&word, &number, said, out),
            }
        }
    }

    fn mention(&mut self, word: &str, number: &str, said: String, out: &mut Vec<Inline>) {
        // "§§ 2.1-2.3" has two numbers, "tabel 3-1" has one.
        if self.mentioned(word, number).is_none()
            && let Some((from, to)) = number.split_once(['-', '\u{2011}'])
            && self.mentioned(word, from).is_some()
            && let Some(start) = said.strip_suffix(to)
        {
            let first = start.trim_end_matches(['-', '\u{2011}']);
            self.mention(word, from, first.to_owned(), out);
            out.push(Inline::Text(start.strip_prefix(first).unwrap_or_default().to_owned()));
            return self.mention(word, to, to.to_owned(), out);
        }
        match self.mentioned(word, number) {
            Some((place, _)) if self.is_own(&place) => out.push(Inline::Text(said)),
            Some((place, of)) => {
                match of {
                    Mentioned::Chapter => self.found.chapters += 1,
                    Mentioned::Exhibit => self.found.exhibits += 1,
                }
                self.note_letter(word, number, &said, &place);
                let reference = self.reference(&place, text_inlines(said));
                out.push(reference);
            }
            None => {
                // "foto 3" and the like are mentions only if there is one.
                if !PICTURES.iter().any(|picture| is_word(word, picture)) {
                    self.found.unplaced.push(said.clone());
                }
                out.push(Inline::Text(said));
            }
        }
    }

    /// Notes, once for a document, that it counts its appendices otherwise than the guide.
    fn note_letter(&mut self, word: &str, number: &str, said: &str, place: &Place) {
        let letter = self.names[place.part].name.as_str();
        let is_other = is_appendix(&word.to_lowercase()) && !letter.starts_with(number);
        if is_other && self.counted_otherwise.insert(self.document) {
            let note = note!("import-appendix-letter", said = said, letter = letter);
            self.draft.note(self.text, self.line, note);
        }
    }

    /// The place of a number: of those it has, the one in the same chapter, or in the same part of
    /// the document. A chapter is one of the first level, if there is one.
    fn numbered(&self, word: &str, number: &str) -> Option<(Place, Mentioned)> {
        // "Hoofdstuk 02" counts with zeros.
        let parts = number.split('.').map(|part| match part.trim_start_matches('0') {
            "" => part,
            rest => rest,
        });
        let number = parts.collect::<Vec<_>>().join(".");
        let all = self.places.numbers.get(&(self.document, number))?;
        let here = &self.names[self.at];
        let is_chapter = ["hoofdst", "hfst", "chapter"].iter().any(|name| word.starts_with(name));
        let of = |place: &&Place| &self.names[place.part];
        let is_top = |place: &&Place| place.anchor.is_none() && of(place).is_top;
        let tops: Vec<&Place> = all.iter().filter(|place| is_chapter && is_top(place)).collect();
        let places = if tops.is_empty() { all.iter().collect() } else { tops };
        let is_restarted = places.iter().any(|place| of(place).stretch != of(&places[0]).stretch);
        let own = || places.iter().find(|place| here.top.is_some() && of(place).top == here.top);
        let near = || {
            let is_near = |place: &&&Place| here.top.is_some() && of(place).stretch == here.stretch;
            places.iter().find(is_near)
        };
        let first = || places.first().filter(|_| !is_restarted);
        let place = own().or_else(near).or_else(first)?;
        Some(((*place).clone(), Mentioned::Chapter))
    }

    /// Whether a place is in the line that is read.
    fn is_own(&self, place: &Place) -> bool {
        let anchor = place.anchor.as_ref();
        place.part == self.at && anchor.is_some_and(|anchor| self.own.contains(anchor))
    }

    /// The place that a word and a number name.
    fn mentioned(&self, word: &str, number: &str) -> Option<(Place, Mentioned)> {
        let word = word.to_lowercase();
        let exhibit = |names: &[&str]| {
            let number = number.to_lowercase();
            let key = |name: &&str| (self.document, format!("{name} {number}"));
            let place = names.iter().find_map(|name| self.places.exhibits.get(&key(name)));
            place.map(|place| (place.clone(), Mentioned::Exhibit))
        };
        match word.as_str() {
            word if word.starts_with("tab") => exhibit(&["tabel", "table"]),
            word if word.starts_with("fig") || word.starts_with("afb") => {
                exhibit(&["figuur", "afbeelding", "figure", "fig.", "grafiek", "foto", "kaart"])
            }
            word if is_appendix(word) => {
                let (appendix, _) = typed_number(&format!("Bijlage {number}"))?;
                self.numbered(word, &appendix.to_string())
            }
            word if PICTURES.iter().any(|picture| is_word(word, picture)) => {
                let named = PICTURES.iter().filter(|picture| is_word(word, picture));
                exhibit(&named.copied().collect::<Vec<_>>())
            }
            _ => self.numbered(&word, number).or_else(|| {
                let (first, rest) = number.split_once('.').unwrap_or((number, ""));
                let count = CountStyle::UpperRoman.read(first)?.to_string();
                let number = if rest.is_empty() { count } else { format!("{count}.{rest}") };
                self.numbered(&word, &number)
            }),
        }
    }
}

/// "hoofdstuk" before a link that is a bare number becomes part of its text.
fn join_words(content: &mut Vec<Inline>) {
    static WORD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:\b(?:hoofdstuk(?:ken)?|hfst\.?|paragra(?:af|fen)|par\.|bijlagen?|figu(?:ur|re)|fig\.|tabel|table|afbeelding|sectie|section|chapter|appendix|pagina|bladzijde|blz\.?|page)|§)[\s\u{a0}]+$")
            .expect("a valid expression")
    });
    for at in 1..content.len() {
        let is_own = |part: &Inline| match part {
            Inline::Reference { content, .. } => is_number(&plain(content)),
            Inline::Link { address, content } => {
                address.starts_with('#') && is_number(&plain(content))
            }
            _ => false,
        };
        let Some([before, link]) = content.get_mut(at - 1..=at) else { continue };
        let Inline::Text(text) = before else { continue };
        if !is_own(link) {
            continue;
        }
        let Some(word) = WORD.find(text).map(|word| word.as_str().to_owned()) else { continue };
        let kept = text.strip_suffix(word.as_str()).unwrap_or_default().to_owned();
        *text = kept;
        if let Some(inner) = link.inner_mut() {
            inner.insert(0, Inline::Text(word));
        }
    }
    content.retain(|part| !matches!(part, Inline::Text(text) if text.is_empty()));
}

/// Whether the text of a link is that of a page: "pagina 12".
fn is_page(content: &[Inline]) -> bool {
    static PAGE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?i:pagina|bladzijde|blz\.?|page)\s+\d+$").expect("a valid expression")
    });
    PAGE.is_match(&plain(content))
}

/// Fixes the words around references that replaced a page number: "op" becomes "in", and one that
/// repeats the reference before it is dropped.
fn without_pages(content: &mut Vec<Inline>) {
    static BEFORE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(?i:op|on) $").expect("a valid expression"));
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?P<open>\()?,?\s*(?i:op|on)?\s*$").expect("a valid expression")
    });
    let target_of = |part: &Inline| match part {
        Inline::Reference { target, .. } => Some(target.clone()),
        Inline::Link { address, .. } => Some(address.clone()),
        _ => None,
    };
    let mut at = 1;
    while at < content.len() {
        let is_title =
            matches!(&content[at], Inline::Reference { content, .. } if content.is_empty());
        let Some(Inline::Text(before)) = content.get(at - 1).filter(|_| is_title) else {
            at += 1;
            continue;
        };
        let is_repeated = at >= 2 && target_of(&content[at - 2]) == target_of(&content[at]);
        match BETWEEN.captures(before).filter(|_| is_repeated) {
            Some(between) => {
                let has_bracket = between.name("open").is_some();
                content.drain(at - 1..=at);
                if let Some(Inline::Text(after)) = content.get_mut(at - 1).filter(|_| has_bracket) {
                    *after = after.strip_prefix(')').unwrap_or(after).to_owned();
                }
            }
            None => {
                let before = BEFORE.replace(before, "in ").into_owned();
                content[at - 1] = Inline::Text(before);
                at += 1;
            }
        }
    }
}

fn is_number(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    !text.is_empty() && text.parse::<Number>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{self, Chapter, Position, to_markdown};

    fn chapter(number: &str, blocks: Vec<Block>) -> Chapter {
        let number: Option<crate::number::Number> = number.parse().ok();
        let position = Position::Numbered;
        Chapter { said: number.clone(), number, blocks, position, ..Chapter::default() }
    }

    fn paragraph(text: &str) -> Block {
        Block { kind: Kind::Paragraph(text_inlines(text)), line: 1 }
    }

    fn heading(text: &str) -> Block {
        let content = text_inlines(text);
        let kind = Kind::Heading(Heading { level: 2, content, ..Heading::default() });
        Block { kind, line: 1 }
    }

    /// Makes the references in the chapters of one document.
    fn refer_in(chapters: &mut [Chapter]) -> ReferenceCounts {
        let source = Text::new("x", "");
        let mut parts: Vec<DocumentChapter<'_>> = chapters
            .iter_mut()
            .map(|chapter| DocumentChapter {
                document: 0,
                text: &source,
                name: chapter.number.as_ref().map_or("voorwoord".into(), ToString::to_string),
                chapter,
            })
            .collect();
        refer(&mut parts, &mut Draft::default())
    }

    /// The Markdown of a text in chapter 2.1, in a document with chapters 1, 2, 3.2 and B.
    fn referred(text: &str) -> (String, ReferenceCounts) {
        let table = Kind::Table {
            head: vec![text_inlines("a")],
            rows: Vec::new(),
            caption: text_inlines("Wie"),
            exhibit: formats::Exhibit { name: Some("tabel 3".into()), ..Default::default() },
        };
        let mut chapters = [
            chapter("1", Vec::new()),
            chapter("2", vec![Block { kind: table, line: 1 }]),
            chapter("2.1", vec![paragraph(text)]),
            chapter("3.2", vec![heading("3.2.1 Doel")]),
            chapter("B", Vec::new()),
        ];
        let found = refer_in(&mut chapters);
        (to_markdown(&chapters[2].blocks).trim_end().to_owned(), found)
    }

    #[test]
    fn mentions_of_existing_places_become_references() {
        for (text, expected) in [
            ("Zie paragraaf 3.2.", "Zie [[3.2|paragraaf 3.2]]."),
            ("In hoofdstuk 2 en 1 staat", "In [[2|hoofdstuk 2]] en [[1|1]] staat"),
            ("(§ 3.2.1)", "([[3.2#3-2-1-doel|§ 3.2.1]])"),
            ("Zie bijlage B en Bijlage 2", "Zie [[B|bijlage B]] en [[B|Bijlage 2]]"),
            ("uit tabel 3 blijkt", "uit [[2#tab-1|tabel 3]] blijkt"),
            ("hoofdstukken 1, 2 en 9", "[[1|hoofdstukken 1]], [[2|2]] en 9"),
            ("paragraaf 7.1", "paragraaf 7.1"),
            ("hoofdstuk 2 van de Algemene wet", "hoofdstuk 2 van de Algemene wet"),
            ("hoofdstuk 3 Awb", "hoofdstuk 3 Awb"),
            ("paragraaf 3.2 van het Beleidsplan 2020", "paragraaf 3.2 van het Beleidsplan 2020"),
            ("hoofdstuk 2 uit de nota Wonen", "hoofdstuk 2 uit de nota Wonen"),
            ("tabel 3 in CBS (2020)", "tabel 3 in CBS (2020)"),
            ("hoofdstuk 2 van het plan", "[[2|hoofdstuk 2]] van het plan"),
            ("tabel 3 in Utrecht", "[[2#tab-1|tabel 3]] in Utrecht"),
            ("de tabellen en figuren", "de tabellen en figuren"),
            ("Zie hoofdstuk II en foto 3", "Zie [[2|hoofdstuk II]] en foto 3"),
            (
                "Zie paragraaf II.1 en § III.2.1",
                "Zie [[2.1|paragraaf II.1]] en [[3.2#3-2-1-doel|§ III.2.1]]",
            ),
            ("Zie paragraaf II.7", "Zie paragraaf II.7"),
            ("Zie bijlage 1", "Zie bijlage 1"),
            ("Zie §§ 1-3.2", "Zie [[1|§§ 1]]-[[3.2|3.2]]"),
            ("Zie §§ 1-9", "Zie [[1|§§ 1]]-9"),
            ("Zie tabel 3-1", "Zie [[2#tab-1|tabel 3]]-1"),
            ("Zie hoofdstuk 01", "Zie [[1|hoofdstuk 01]]"),
            ("Zie subparagraaf 3.2.1", "Zie [[3.2#3-2-1-doel|subparagraaf 3.2.1]]"),
        ] {
            assert_eq!(referred(text).0, expected);
        }
        let (_, found) = referred("Zie hoofdstuk 1, paragraaf 9.9 en tabel 3.");
        let unplaced = vec!["paragraaf 9.9".to_owned()];
        assert_eq!(found, ReferenceCounts { links: 0, chapters: 1, exhibits: 1, unplaced });
    }

    #[test]
    fn numbers_that_restart_are_those_of_the_own_part() {
        let said = |number: &str, said: &str| Chapter {
            said: said.parse().ok(),
            ..chapter(number, vec![paragraph("Zie hoofdstuk 1, paragraaf 1.1 en hoofdstuk 2.")])
        };
        let front = Chapter { number: None, said: None, ..said("1", "1") };
        let mut chapters = [
            front,
            said("1", "1"),
            said("1.1", "1.1"),
            said("2", "2"),
            said("3", "1"),
            said("3.1", "1.1"),
        ];
        refer_in(&mut chapters);
        let written = chapters.map(|chapter| to_markdown(&chapter.blocks).trim_end().to_owned());
        let first = "Zie [[1|hoofdstuk 1]], [[1.1|paragraaf 1.1]] en [[2|hoofdstuk 2]].";
        let second = "Zie [[3|hoofdstuk 1]], [[3.1|paragraaf 1.1]] en [[2|hoofdstuk 2]].";
        let front = "Zie hoofdstuk 1, paragraaf 1.1 en [[2|hoofdstuk 2]].";
        assert_eq!(written, [front, first, first, first, second, second]);
    }

    #[test]
    fn references_to_pages_show_titles() {
        let page = || Inline::Reference { target: "2".into(), content: Vec::new() };
        let text = |text: &str| Inline::Text(text.into());
        let section =
            Inline::Reference { target: "2".into(), content: text_inlines("hoofdstuk 2") };
        let written = |mut content: Vec<Inline>| {
            without_pages(&mut content);
            to_markdown(&[Block { kind: Kind::Paragraph(content), line: 1 }]).trim_end().to_owned()
        };
        assert_eq!(written(vec![text("Meer op "), page(), text(".")]), "Meer in [[2]].");
        assert_eq!(written(vec![text("Zie "), page()]), "Zie [[2]]");
        for (before, after) in [(" op ", "."), (" (", ")."), (", ", ".")] {
            let line = vec![text("Zie "), section.clone(), text(before), page(), text(after)];
            assert_eq!(written(line), "Zie [[2|hoofdstuk 2]].");
        }
        let line = vec![section.clone(), text(" en "), page()];
        assert_eq!(written(line), "[[2|hoofdstuk 2]] en [[2]]");
    }

    #[test]
    fn a_word_before_a_linked_number_joins_it() {
        let link = Inline::Reference { target: "2".into(), content: text_inlines("2") };
        let mut content = vec![Inline::Text("In hoofdstuk ".into()), link];
        join_words(&mut content);
        let block = Block { kind: Kind::Paragraph(content), line: 1 };
        assert_eq!(to_markdown(&[block]), "In [[2|hoofdstuk 2]]\n");
    }
}

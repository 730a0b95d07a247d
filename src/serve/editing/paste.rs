//! What is pasted, from Word, a page or a mail, as Markdown: read as the import reads it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use url::Url;

use super::images::{self, Images};
use super::plain_text;
use crate::book::ChapterId;
use crate::formats::walk::{self, PartMut};
use crate::formats::{self, Block, Fragment, Inline, Kind, excerpt, plain, text_inlines};
use crate::guide::Guide;
use crate::import::{data_image, literal};
use crate::messages::message;
use crate::paths::{ContentPath, PublicationPath, Root};

/// How many notes are shown.
const SHOWN: usize = 8;

/// How many images of one paste are stored.
const MOST_IMAGES: usize = 100;

/// What is on the clipboard.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct PasteRequest {
    /// As HTML; empty if there is none.
    #[serde(default)]
    pub html: String,
    /// As plain text.
    #[serde(default)]
    pub text: String,
    /// The chapter into which it is pasted.
    #[serde(default)]
    pub file: String,
}

/// What is pasted, and what an author should know of it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Pasted {
    /// Blocks of a chapter, or a piece of a line.
    pub markdown: String,
    /// What was left out or guessed.
    pub notes: Vec<String>,
    /// The images that are to be stored.
    #[serde(skip)]
    pub images: BTreeMap<ContentPath, Vec<u8>>,
}

/// Makes Markdown of what is pasted. Images in it get a place beside the chapter.
pub fn paste(root: &Root, guide: Option<&Guide>, request: &PasteRequest) -> Pasted {
    if request.html.trim().is_empty() {
        let (markdown, is_escaped) = plain_text::to_markdown(&request.text);
        let notes = if is_escaped { vec![message!("paste-escaped")] } else { Vec::new() };
        return Pasted { markdown, notes, ..Pasted::default() };
    }
    let Fragment { mut blocks, notes } = formats::read_fragment(&request.html);
    let chapter = images::chapter(&request.file).ok();
    let mut placer = Placer {
        guide,
        images: Images::beside(root, guide.map(|guide| &*guide.book), &request.file).ok(),
        stored: 0,
        own: guide.zip(chapter).and_then(|(guide, path)| guide.book.by_path(&path)),
        notes: Vec::new(),
        elsewhere: 0,
        gone: 0,
        dead_links: 0,
    };
    placer.blocks(&mut blocks);
    placer.relabel(&mut blocks);
    placer.tell(notes.into_iter().map(|note| note.message).collect());
    let markdown = literal(formats::to_markdown(&blocks));
    Pasted {
        markdown: markdown.trim_end_matches('\n').to_owned(),
        notes: placer.notes,
        images: placer.images.map(Images::into_new).unwrap_or_default(),
    }
}

/// Finds where the links and images of what is pasted lead in the guide.
struct Placer<'a> {
    guide: Option<&'a Guide>,
    images: Option<Images>,
    /// How many images were in the text itself.
    stored: usize,
    own: Option<ChapterId>,
    notes: Vec<String>,
    /// Images that stay on another site, and those that are nowhere.
    elsewhere: usize,
    gone: usize,
    dead_links: usize,
}

impl Placer<'_> {
    fn blocks(&mut self, blocks: &mut Vec<Block>) {
        for block in blocks.iter_mut() {
            walk::parts_mut(block, |part| match part {
                PartMut::Line(_, content) => self.line(content),
                PartMut::Blocks(blocks) => self.blocks(blocks),
            });
            if let Kind::Figure { address, alt, caption, .. } = &mut block.kind {
                match self.image(address, alt) {
                    Some(found) => *address = found,
                    None => {
                        let said = if alt.is_empty() {
                            Vec::new()
                        } else {
                            text_inlines(format!("[{alt}] "))
                        };
                        block.kind = Kind::Paragraph([said, std::mem::take(caption)].concat());
                    }
                }
            }
        }
        let is_empty =
            |block: &Block| matches!(&block.kind, Kind::Paragraph(line) if line.is_empty());
        blocks.retain(|block| !is_empty(block));
    }

    fn line(&mut self, content: &mut Vec<Inline>) {
        for part in std::mem::take(content) {
            match part {
                Inline::Link { address, content: mut inner } => {
                    self.line(&mut inner);
                    self.link(&address, inner, content);
                }
                Inline::Image { address, alt } => match self.image(&address, &alt) {
                    Some(address) => content.push(Inline::Image { address, alt }),
                    None if alt.is_empty() => {}
                    None => content.push(Inline::Text(format!("[{alt}]"))),
                },
                mut part => {
                    if let Some(inner) = part.inner_mut() {
                        self.line(inner);
                    }
                    content.push(part);
                }
            }
        }
    }

    /// A link to another site, a reference to a chapter of this guide, or only the text of a link.
    fn link(&mut self, address: &str, inner: Vec<Inline>, line: &mut Vec<Inline>) {
        let url = Url::parse(address).ok().map(unwrapped);
        if let Some(url) = &url
            && let Some((target, label)) = self.chapter_at(url)
        {
            let is_label = plain(&inner) == label;
            let content = if is_label { Vec::new() } else { inner };
            line.push(Inline::Reference { target, content });
            return;
        }
        match url.filter(|url| matches!(url.scheme(), "http" | "https" | "mailto" | "tel")) {
            Some(url) => {
                // As it was written, where nothing was around it.
                let is_same = Url::parse(address).is_ok_and(|written| written == url);
                let address = if is_same { address.to_owned() } else { url.to_string() };
                line.push(Inline::Link { address, content: inner });
            }
            None => {
                self.dead_links += usize::from(!address.starts_with('#'));
                line.extend(inner);
            }
        }
    }

    /// The chapter of this guide that a page of it shows, in the preview or where it is published:
    /// how an author refers to it, and what the reference then says.
    fn chapter_at(&self, url: &Url) -> Option<(String, String)> {
        let guide = self.guide?;
        let page = self.page_at(url)?;
        let name = page.strip_suffix(".html").unwrap_or(&page);
        let chapter = &guide.book[guide.book.by_name(name)?];
        let anchor = url.fragment().filter(|anchor| chapter.document.anchors.contains(*anchor));
        let name = chapter.number_text().unwrap_or_else(|| chapter.name.clone());
        let target = match anchor {
            Some(anchor) => format!("{name}#{anchor}"),
            None => name,
        };
        let label = if anchor.is_some() { String::new() } else { chapter.label() };
        Some((target, label))
    }

    /// The path in this guide that an address has, in the preview or where it is published.
    fn page_at(&self, url: &Url) -> Option<String> {
        let base = self.guide?.config.site.base_url.as_deref();
        let is_here = match url.host() {
            Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
            Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
            Some(url::Host::Domain(name)) => name == "localhost",
            None => false,
        };
        let page = match base.and_then(|base| url.as_str().strip_prefix(base)) {
            Some(page) => page.split(['#', '?']).next().unwrap_or_default(),
            None if is_here => url.path().trim_start_matches('/'),
            None => return None,
        };
        Some(page.to_owned())
    }

    /// Where an image is from now on, as the chapter writes it.
    fn image(&mut self, address: &str, alt: &str) -> Option<String> {
        if let Some((extension, bytes)) = data_image(address) {
            self.stored += 1;
            let images = self.images.as_mut().filter(|_| self.stored <= MOST_IMAGES);
            let Some(images) = images else {
                self.gone += 1;
                return None;
            };
            return match images.add(&format!("{alt}.{extension}"), bytes) {
                Ok(image) => Some(image.path),
                Err(problem) => {
                    self.note(problem.message);
                    None
                }
            };
        }
        let url = Url::parse(address).ok();
        if let Some(known) = url.as_ref().and_then(|url| self.published(url)) {
            return Some(known);
        }
        if url.is_some_and(|url| matches!(url.scheme(), "http" | "https")) {
            self.elsewhere += 1;
            return Some(address.to_owned());
        }
        self.gone += 1;
        None
    }

    /// An image of this guide that is copied from one of its pages.
    fn published(&self, url: &Url) -> Option<String> {
        let (guide, page) = (self.guide?, self.page_at(url)?);
        let page = PublicationPath::new(&page).ok()?;
        let source = guide.book[self.own?].source.as_ref()?;
        let (path, _) = guide.attachments.iter().find(|(_, attachment)| {
            attachment.path == page || attachment.variants().iter().any(|size| size.path == page)
        })?;
        let path = path.in_content()?.relative_to(&source.folder());
        Some(crate::document::as_address(&path))
    }

    /// Gives footnotes labels that the chapter does not have yet.
    fn relabel(&self, blocks: &mut [Block]) {
        let taken: Vec<&str> = match (self.guide, self.own) {
            (Some(guide), Some(own)) => {
                guide.book[own].document.footnotes.iter().map(|note| note.label.as_str()).collect()
            }
            _ => Vec::new(),
        };
        let mut next = 1;
        let mut labels = Vec::new();
        for block in blocks.iter_mut() {
            let Kind::Note { label, .. } = &mut block.kind else { continue };
            while taken.contains(&next.to_string().as_str()) {
                next += 1;
            }
            labels.push((std::mem::replace(label, next.to_string()), next.to_string()));
            next += 1;
        }
        rename_notes(blocks, &labels);
    }

    fn note(&mut self, said: String) {
        if !self.notes.contains(&said) {
            self.notes.push(said);
        }
    }

    /// What is said of it: what is missing first, then what was guessed.
    fn tell(&mut self, others: Vec<String>) {
        if self.gone > 0 {
            self.note(message!("paste-images-gone", count = self.gone));
        }
        if self.elsewhere > 0 {
            self.note(message!("paste-images-elsewhere", count = self.elsewhere));
        }
        if self.dead_links > 0 {
            self.note(message!("paste-links-gone", count = self.dead_links));
        }
        others.into_iter().for_each(|said| self.note(excerpt_of(&said)));
        let more = self.notes.len().saturating_sub(SHOWN);
        if more > 0 {
            self.notes.truncate(SHOWN);
            self.notes.push(message!("preview-omitted", count = more));
        }
    }
}

fn excerpt_of(said: &str) -> String {
    let mut letters = said.chars();
    let first: String = letters.by_ref().take(1).flat_map(char::to_uppercase).collect();
    excerpt(&format!("{first}{}", letters.as_str()))
}

fn rename_notes(blocks: &mut [Block], labels: &[(String, String)]) {
    for block in blocks {
        walk::parts_mut(block, |part| match part {
            PartMut::Line(_, content) => walk::each_within_mut(content, &mut |inline| {
                if let Inline::Note(label) = inline
                    && let Some((_, new)) = labels.iter().find(|(old, _)| old == label)
                {
                    label.clone_from(new);
                }
            }),
            PartMut::Blocks(blocks) => rename_notes(blocks, labels),
        });
    }
}

/// The address inside one that only counts who follows it.
fn unwrapped(url: Url) -> Url {
    let host = url.host_str().unwrap_or_default();
    let key = match host {
        "www.google.com" | "google.com" if url.path() == "/url" => "q",
        host if host.ends_with(".safelinks.protection.outlook.com") => "url",
        _ => return url,
    };
    let inner = url.query_pairs().find(|(name, _)| name == key);
    inner.and_then(|(_, inner)| Url::parse(&inner).ok()).unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    use base64::Engine;

    use super::*;
    use crate::workspace;

    const FILE: &str = "content/1-een/1.1-hier.md";

    fn guide() -> (tempfile::TempDir, Root, Arc<Guide>) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content/1-een")).unwrap();
        let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
        write(
            "book.toml",
            "[book]\ntitle = \"Proef\"\n[site]\nbase-url = \"https://gids.nl/wijk/\"\n",
        );
        write("content/1-een/index.md", "---\ntitle: Een\n---\n");
        write(
            FILE,
            "---\ntitle: Hier\n---\n## Kop {#kop}\n\nTekst.[^1]\n\n[^1]: Noot.\n\n![x](plein.svg)\n",
        );
        write(
            "content/1-een/plein.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
        );
        let (guide, problems) = workspace::load(folder.path(), &workspace::Options::default());
        let guide = Arc::new(guide.unwrap_or_else(|| panic!("{problems:?}")));
        let root = Root::open(folder.path()).unwrap();
        (folder, root, guide)
    }

    fn pasted(html: &str) -> Pasted {
        let (_folder, root, guide) = guide();
        let request = PasteRequest { html: html.into(), file: FILE.into(), ..Default::default() };
        paste(&root, Some(&guide), &request)
    }

    fn markdown(html: &str) -> String {
        pasted(html).markdown
    }

    #[test]
    fn google_docs_says_bold_and_italic_with_styles() {
        let html = "<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\">\
            <h1 dir=\"ltr\"><span style=\"font-weight:700\">Plein</span></h1>\
            <p dir=\"ltr\"><span style=\"font-weight:400\">Een </span><span style=\"font-weight:700\">vet</span>\
            <span style=\"font-style:italic\"> schuin</span> <span style=\"text-decoration:line-through\">weg</span>\
            <span style=\"vertical-align:super\">2</span></p>\
            <ul><li aria-level=\"1\"><p>een</p></li><ul><li aria-level=\"2\"><p>onder</p></li></ul><li><p>twee</p></li></ul></b>";
        assert_eq!(
            markdown(html),
            "## Plein\n\nEen **vet** *schuin* ~~weg~~^2^\n\n- een\n  - onder\n- twee"
        );
        assert_eq!(markdown("<b style='font-weight:normal'>gewoon</b>"), "gewoon");
        assert_eq!(markdown("<p><span style='font-weight:700'>Vet</span></p>"), "**Vet**");
        assert_eq!(markdown("<b><span style='font-weight:bold'>vet</span></b> x"), "**vet** x");
    }

    #[test]
    fn word_writes_lists_as_paragraphs() {
        let item = |level: usize, mark: &str, text: &str| {
            format!(
                "<p class=MsoListParagraphCxSpMiddle style='margin-left:1cm;mso-list:l0 level{level} lfo1'>\
                 <![if !supportLists]><span style='mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>{mark}\
                 <span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>{text}<o:p></o:p></p>\n\n"
            )
        };
        let list =
            [item(1, "·", "een <b>vet</b>"), item(2, "o", "onder"), item(1, "·", "twee")].concat();
        let html = format!(
            "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta charset=utf-8>\
             <title>Titel</title><style>p {{ color: red }}</style></head><body lang=NL>\
             <!--StartFragment--><p class=MsoNormal>Vooraf<o:p></o:p></p>{list}<p class=MsoNormal>Daarna</p>\
             <!--EndFragment--></body></html>"
        );
        assert_eq!(markdown(&html), "Vooraf\n\n- een **vet**\n  - onder\n- twee\n\nDaarna");
        let counted =
            [item(1, "3.", "drie"), item(2, "a)", "letter"), item(1, "4.", "vier")].concat();
        assert_eq!(markdown(&counted), "3. drie\n   a) letter\n4. vier");
    }

    #[test]
    fn footnotes_of_word_and_others_get_labels_that_are_free() {
        let word = "<p>Zin<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\"><span>[1]</span></a>.</p>\
            <div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width=\"33%\">\
            <div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>\
            <a href=\"#_ftnref1\" name=\"_ftn1\"><span>[1]</span></a> Bron.</p></div></div>";
        assert_eq!(markdown(word), "Zin[^2].\n\n[^2]: Bron.");
        let libre = "<p>Zin<a class=\"sdfootnoteanc\" name=\"sdfootnote1anc\" href=\"#sdfootnote1sym\"><sup>1</sup></a></p>\
            <div id=\"sdfootnote1\"><p><a class=\"sdfootnotesym\" href=\"#sdfootnote1anc\">1</a>Bron.</p></div>";
        assert_eq!(markdown(libre), "Zin[^2]\n\n[^2]: Bron.");
        let google = "<p>Zin<sup><a href=\"#ftnt1\" id=\"ftnt_ref1\">[1]</a></sup></p><hr>\
            <div><p><a href=\"#ftnt_ref1\" id=\"ftnt1\">[1]</a><span> Bron.</span></p></div>";
        assert_eq!(markdown(google), "Zin[^2]\n\n[^2]: Bron.");
    }

    #[test]
    fn links_lead_where_they_can() {
        for (html, expected) in [
            ("<a href='https://x.nl/a?b=c'>x</a>", "[x](https://x.nl/a?b=c)"),
            ("<a href='http://127.0.0.1:3000/1.1.html'>daar</a>", "[[1.1|daar]]"),
            ("<a href='http://localhost:3001/1.1.html#kop'>de kop</a>", "[[1.1#kop|de kop]]"),
            ("<a href='https://gids.nl/wijk/1.1.html#weg'>1.1 Hier</a>", "[[1.1]]"),
            (
                "<a href='https://gids.nl/elders/1.1.html'>x</a>",
                "[x](https://gids.nl/elders/1.1.html)",
            ),
            (
                "<a href='https://www.google.com/url?q=https://x.nl/&sa=D'>x</a>",
                "[x](https://x.nl/)",
            ),
            ("<a href='#_Toc1'>x</a>", "x"),
            ("<a href='javascript:alert(1)'>x</a>", "x"),
            ("<a href='file:///C:/x.doc'>x</a>", "x"),
            ("<a href='mailto:a@b.nl'>a@b.nl</a>", "[a@b.nl](mailto:a@b.nl)"),
        ] {
            assert_eq!(
                markdown(&format!("<p>Zie {html}.</p>")),
                format!("Zie {expected}."),
                "{html}"
            );
        }
        assert_eq!(pasted("<p><a href='file:///x'>x</a></p>").notes.len(), 1);
    }

    #[test]
    fn images_are_kept_as_far_as_they_can_be() {
        let (folder, root, guide) = guide();
        let mut png = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(3, 2).write_to(&mut png, image::ImageFormat::Png).unwrap();
        let png = png.into_inner();
        let data = base64::engine::general_purpose::STANDARD.encode(&png);
        let published = guide.attachments.iter().next().unwrap().1.path.clone();
        let html = format!(
            "<p>A</p><img alt='Mijn foto' src='data:image/png;base64,{data}'>\
             <img alt='p' src='http://127.0.0.1:3000/{published}'><img alt='ver' src='https://x.nl/a.png'>\
             <img alt='weg' src='file:///C:/Temp/clip_image001.png'><img src='data:image/png;base64,AAAA' alt='stuk'>"
        );
        let request = PasteRequest { html, file: FILE.into(), ..Default::default() };
        let pasted = paste(&root, Some(&guide), &request);
        assert_eq!(
            pasted.markdown,
            "A\n\n![Mijn foto](mijn-foto.png)![p](plein.svg)![ver](https://x.nl/a.png)\\[weg\\]\\[stuk\\]"
        );
        let images: Vec<_> = pasted.images.into_iter().collect();
        assert_eq!(images, [(ContentPath::new("1-een/mijn-foto.png").unwrap(), png)]);
        drop(folder);
        assert_eq!(pasted.notes.len(), 3, "{:?}", pasted.notes);
    }

    #[test]
    fn a_table_and_headings_fit_into_a_chapter() {
        let html = "<article><header>Boven</header><h3>Kop</h3><h5>Diep</h5>\
            <table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2 | 3</td></tr></table></article>";
        assert_eq!(
            markdown(html),
            "Boven\n\n## Kop\n\n### Diep\n\n| a | b |\n| --- | --- |\n| 1 | 2 \\| 3 |"
        );
    }

    #[test]
    fn hostile_html_is_bounded() {
        let start = Instant::now();
        let deep = format!("{}x{}", "<div><b>".repeat(10_000), "</b></div>".repeat(10_000));
        let lists = "<ul><li>".repeat(10_000);
        let word = (0..3000).map(|n| format!("<p style='mso-list:l0 level{} lfo1'>x</p>", n % 12));
        let links = "<a href='#_ftn1'>1</a>".repeat(5000);
        let notes = "<div><a href='#_ftnref1'></a>".repeat(3000);
        let many = format!("<p {}>x</p>", "a=b ".repeat(50_000));
        let bombs = [deep, lists, word.collect(), links, notes, many, "<table>".repeat(5000)];
        for html in &bombs {
            let pasted = pasted(html);
            assert!(pasted.notes.len() <= SHOWN + 1);
        }
        assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
        for html in
            ["<script>alert(1)</script>", "<style>x</style>", "<p onclick=x()></p>", "<", "<!--"]
        {
            let markdown = markdown(html);
            assert!(!markdown.contains("alert") && !markdown.contains("onclick"), "{markdown}");
        }
    }
}

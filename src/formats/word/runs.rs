//! The content of a line: runs of text in one style, links, notes, images.

use roxmltree::Node;

use super::super::blocks::{Block, Inline, Kind, joined};
use super::fields::{Field, address, begin_fields, end_field};
use super::reader::WordReader;
use super::xml::{attribute, child, endnote_label, flat_text, is_on, named, own, text_of, value};

impl WordReader {
    /// Reads the runs of a paragraph, or of an element inside it.
    pub fn runs(&mut self, parent: Node<'_, '_>, out: &mut Vec<Inline>) {
        if !self.enter() {
            out.push(Inline::Text(flat_text(parent)));
            return;
        }
        let mut fields: Vec<Field> = Vec::new();
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => {
                    let ends = begin_fields(node, &mut fields, out.len());
                    self.run(node, out);
                    for field in (0..ends).filter_map(|_| fields.pop()) {
                        end_field(&field, out);
                    }
                }
                "hyperlink" => {
                    let target = attribute(node, "id").and_then(|id| self.relations.get(id));
                    let anchor = attribute(node, "anchor").map(|anchor| format!("#{anchor}"));
                    let address = match (target, anchor) {
                        (Some(target), anchor) => {
                            Some(target.clone() + &anchor.unwrap_or_default())
                        }
                        (None, anchor) => anchor,
                    };
                    self.link(node, address, out);
                }
                "fldSimple" => {
                    let address = attribute(node, "instr").and_then(address);
                    self.link(node, address, out);
                }
                "bookmarkStart" => {
                    let name = attribute(node, "name").unwrap_or_default();
                    if !name.is_empty() && self.linked.contains(name) {
                        out.push(Inline::Anchor(name.to_owned()));
                    }
                }
                "del" | "moveFrom" => self.note_deleted(node),
                "ins" | "moveTo" | "smartTag" | "sdt" | "sdtContent" | "customXml" | "bdo"
                | "dir" => {
                    self.runs(node, out);
                }
                "oMath" | "oMathPara" => {
                    let formula = text_of(node);
                    self.note(format!("a formula is kept as text: “{formula}”"));
                    out.push(Inline::Text(formula));
                }
                _ => {}
            }
        }
        self.leave();
    }

    /// Reads an element as a link, if it leads somewhere.
    fn link(&mut self, node: Node<'_, '_>, address: Option<String>, out: &mut Vec<Inline>) {
        let mut content = Vec::new();
        self.runs(node, &mut content);
        match address {
            Some(address) => out.push(Inline::Link { address, content: joined(content) }),
            None => out.extend(content),
        }
    }

    fn run(&mut self, run: Node<'_, '_>, out: &mut Vec<Inline>) {
        let mut content = Vec::new();
        for node in run.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "t" => content.push(Inline::Text(node.text().unwrap_or_default().to_owned())),
                "tab" | "ptab" => content.push(Inline::Text(" ".into())),
                "noBreakHyphen" => content.push(Inline::Text("\u{2011}".into())),
                "br" | "cr" => content.push(match attribute(node, "type") {
                    None | Some("textWrapping") => Inline::Break,
                    // A new page or column is a space between words.
                    Some(_) => Inline::Text(" ".into()),
                }),
                "sym" => {
                    let font = attribute(node, "font").unwrap_or_default();
                    self.note(format!("a sign of the font {font} is left out: “□” stands there"));
                    content.push(Inline::Text("□".into()));
                }
                "footnoteReference" => {
                    content.push(Inline::Note(attribute(node, "id").unwrap_or_default().into()));
                }
                "endnoteReference" => {
                    let id = attribute(node, "id").unwrap_or_default();
                    content.push(Inline::Note(endnote_label(id)));
                }
                "commentReference" => {
                    let id = attribute(node, "id").unwrap_or_default();
                    if let Some(comment) = self.comments.remove(id) {
                        self.note(format!(
                            "a comment is in the text, where only editors see it: “{comment}”"
                        ));
                        content.push(Inline::Comment(comment));
                    }
                }
                "drawing" | "pict" | "object" => self.drawing(node, &mut content),
                "AlternateContent" => {
                    let choice = node.children().find(Node::is_element);
                    if let Some(choice) = choice.filter(|_| self.enter()) {
                        self.run(choice, &mut content);
                        self.leave();
                    }
                }
                _ => {}
            }
        }
        let properties = child(run, "rPr");
        let vertical = properties.and_then(|properties| value(properties, "vertAlign"));
        // Spaces and notes look the same in every style.
        if !content.iter().any(|part| matches!(part, Inline::Text(text) if !text.trim().is_empty()))
        {
            out.extend(content);
            return;
        }
        match vertical {
            Some("superscript") => content = vec![Inline::Superscript(content)],
            Some("subscript") => content = vec![Inline::Subscript(content)],
            _ => {}
        }
        if is_on(properties, "strike") {
            content = vec![Inline::Strikethrough(content)];
        }
        if is_on(properties, "i") {
            content = vec![Inline::Emphasis(content)];
        }
        if is_on(properties, "b") {
            content = vec![Inline::Strong(content)];
        }
        out.extend(content);
    }

    fn drawing(&mut self, node: Node<'_, '_>, out: &mut Vec<Inline>) {
        let described = node.descendants().find(|node| named(*node, "docPr"));
        let alt = described.and_then(|node| attribute(node, "descr")).unwrap_or_default();
        let images =
            node.descendants().filter(|node| named(*node, "blip") || named(*node, "imagedata"));
        for image in images {
            let id = attribute(image, "embed").or_else(|| attribute(image, "id"));
            if let Some(address) = id.and_then(|id| self.relations.get(id)) {
                out.push(Inline::Image { address: address.clone(), alt: alt.to_owned() });
            }
        }
        // A fallback holds the same frame again, for older programs.
        for frame in own(node, "txbxContent", &["txbxContent", "Fallback"]) {
            self.note("a text frame is a box after its paragraph: look where it belongs");
            let line = self.paragraph;
            let blocks = self.blocks(frame);
            self.frames.push(Block { kind: Kind::Box { title: String::new(), blocks }, line });
        }
    }
}

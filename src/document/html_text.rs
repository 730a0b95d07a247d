//! What a reader sees of raw HTML, as lines of text.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::{Html, HtmlPiece};

/// Elements within a line of text; all others begin a new one.
const INLINE: [&str; 31] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins",
    "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub",
    "sup", "time", "u", "var",
];

/// Elements whose text nobody sees.
const UNSEEN: [&str; 4] = ["noscript", "script", "style", "template"];

/// The lines of raw HTML that have text: of paragraphs, items, cells. Pictures give their
/// alternative text. The caption beside the HTML is not among them.
pub fn lines(html: &Html) -> Vec<String> {
    let written: String = html
        .pieces
        .iter()
        .map(|piece| match piece {
            HtmlPiece::Text(text) => text.as_str(),
            _ => "",
        })
        .collect();
    let mut reader = Reader::default();
    let mut emitter =
        CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<usize>| -> Option<Infallible> {
            reader.event(&event);
            None
        });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(&written, emitter).finish();
    reader.end_line();
    reader.lines
}

#[derive(Default)]
struct Reader {
    lines: Vec<String>,
    line: String,
    /// The element that is open, if its text is not seen.
    unseen: Option<Vec<u8>>,
    is_picture: bool,
    is_alt: bool,
}

impl Reader {
    fn event(&mut self, event: &CallbackEvent<'_>) {
        match *event {
            CallbackEvent::OpenStartTag { name } => self.start(name),
            CallbackEvent::AttributeName { name } => {
                self.is_alt = self.is_picture && name == b"alt";
            }
            CallbackEvent::AttributeValue { value } if self.is_alt => self.push(value),
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.push(value),
            _ => {}
        }
    }

    fn start(&mut self, name: &[u8]) {
        self.is_picture = name == b"img";
        self.is_alt = false;
        if self.unseen.is_none() && is_one_of(&UNSEEN, name) {
            self.unseen = Some(name.to_vec());
        }
        self.end_line_at(name);
    }

    fn end(&mut self, name: &[u8]) {
        if self.unseen.as_deref() == Some(name) {
            self.unseen = None;
        }
        self.end_line_at(name);
    }

    fn end_line_at(&mut self, name: &[u8]) {
        if !is_one_of(&INLINE, name) {
            self.end_line();
        }
    }

    fn push(&mut self, text: &[u8]) {
        if self.unseen.is_none() {
            self.line.push_str(&String::from_utf8_lossy(text));
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let words: Vec<&str> = line.split_whitespace().collect();
        if !words.is_empty() {
            self.lines.push(words.join(" "));
        }
    }
}

fn is_one_of(names: &[&str], name: &[u8]) -> bool {
    names.iter().any(|known| known.as_bytes() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> Vec<String> {
        let pieces = vec![HtmlPiece::Text(html.into())];
        lines(&Html { pieces, ..Html::default() })
    }

    #[test]
    fn a_line_is_a_cell_an_item_or_a_paragraph() {
        let table = "<table><tr><th>Wijk<td>Aantal <b>huis</b>houdens<br>in 2024</table>";
        assert_eq!(of(table), ["Wijk", "Aantal huishoudens", "in 2024"]);
        assert_eq!(of("<ul>\n<li>Een\n  twee<li>Drie\n</ul>"), ["Een twee", "Drie"]);
        assert_eq!(of("los &amp; vast <p>alinea"), ["los & vast", "alinea"]);
    }

    #[test]
    fn what_nobody_sees_is_left_out() {
        assert!(of("<script>let p = '<p>'</script><style>p {}</style>").is_empty());
        assert!(of("<!-- nota --><template><p>Later</p></template><hr title=x>").is_empty());
        assert_eq!(of("<template>Later</template>Nu"), ["Nu"]);
    }

    #[test]
    fn pictures_give_their_alternative_text() {
        assert_eq!(of("Zie <img alt='de wijk' title='x'> hier."), ["Zie de wijk hier."]);
    }

    #[test]
    fn values_that_lead_somewhere_are_not_text() {
        let html = Html {
            pieces: vec![
                HtmlPiece::Text("<a href=\"".into()),
                HtmlPiece::Link(0),
                HtmlPiece::Text("\">Wijk</a>".into()),
            ],
            ..Html::default()
        };
        assert_eq!(lines(&html), ["Wijk"]);
    }
}

//! Links that the Markdown parser leaves as text because their addresses have spaces.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::parser::Parser;
use super::reference::telephone;
use crate::messages::message;
use crate::rule::Rule;
use crate::span::Mapped;

/// `](mijn stuk.pdf)`, in which there may be parentheses, and a title after the address.
static SPACED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"\]\((?P<address>(?:[^()<>\[\]]|\([^()<>\[\]]*\))+?)(?P<title>\s+["“'‘][^()]*)?\)"#,
    )
    .expect("a valid expression")
});

/// Whether a text with spaces is an address: it names a file, a site or a way from here.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:\.{0,2}/|[a-z]+://|www\.|mailto:|tel:)|\.[A-Za-z][A-Za-z0-9]{1,4}(?:[?#]\S*)?$",
    )
    .expect("a valid expression")
});

impl Parser<'_> {
    /// Reports addresses with spaces, which make brackets of a link.
    pub(super) fn report_spaces(&mut self, text: &Mapped) {
        for (range, written) in spaced(text.as_str()) {
            // The bracket before it may be escaped.
            let bracket = text.span(self.text, range.start.saturating_sub(1)..range.start);
            if !self.is_typed(bracket) {
                continue;
            }
            let span = text.span(self.text, range);
            let message = message!("link-spaced", address = written);
            let help = match telephone(written) {
                Some(near) => message!("meant", near = near),
                None => message!("link-spaced", "help", address = written),
            };
            self.breach(Rule::NearMissLink, span, message).help = Some(help);
        }
    }
}

/// The addresses with a space in a text: where the parentheses are, and what is between them.
pub(super) fn spaced(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    SPACED.captures_iter(text).filter_map(|found| {
        let (whole, address) = (found.get(0)?, found.name("address")?);
        let written = address.as_str().trim();
        let is_address = written.contains(char::is_whitespace)
            && (ADDRESS.is_match(written) || telephone(written).is_some());
        is_address.then(|| (whole.start() + 1..whole.end(), written))
    })
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Text;
    use crate::document::{Options, parse};
    use crate::rule::Rule;

    /// The parts of a text that are reported.
    fn reported(body: &str) -> Vec<String> {
        let text = Text::new("a.md", body);
        let document = parse(&text, 0, &Options::of_tests());
        let problems = document.diagnostics.into_iter();
        let near = problems.filter(|problem| problem.rule == Some(Rule::NearMissLink));
        near.map(|problem| text.slice(problem.location.unwrap().1).to_owned()).collect()
    }

    #[test]
    fn an_address_with_a_space_is_reported() {
        for (body, part) in [
            ("[pdf](mijn stuk.pdf)", "(mijn stuk.pdf)"),
            ("![x](beeld/mijn foto.jpg)", "(beeld/mijn foto.jpg)"),
            ("- zie [**vet** stuk](mijn stuk.pdf#page=3).", "(mijn stuk.pdf#page=3)"),
            ("> [x](mijn stuk.pdf \"Titel\")", "(mijn stuk.pdf \"Titel\")"),
            ("| a |\n|---|\n| [x](foto (1) nieuw.png) |\n", "(foto (1) nieuw.png)"),
            ("[x](../de map/)", "(../de map/)"),
            ("[x](https://x.nl/een pagina)", "(https://x.nl/een pagina)"),
            ("## [Kop](een hoofdstuk.md)\n", "(een hoofdstuk.md)"),
        ] {
            assert_eq!(reported(body), [part], "{body}");
        }
    }

    #[test]
    fn text_in_parentheses_is_none() {
        for body in [
            "[pdf](<mijn stuk.pdf>)",
            "[pdf](stuk.pdf \"Een titel\")",
            "de wet [sic](art. 5 lid 2)",
            "[1](zie ook de bijlage)",
            "`[pdf](mijn stuk.pdf)`",
            "\\[pdf\\](mijn stuk.pdf)",
            "```\n[pdf](mijn stuk.pdf)\n```\n",
            "a[i](een twee)",
            "zie [blz.](pag. 3.12)",
        ] {
            assert_eq!(reported(body), [""; 0], "{body}");
        }
    }
}

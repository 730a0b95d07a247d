//! What is wrong with the style sheets of a guide's theme, and shows nowhere: a browser leaves out
//! what it cannot fetch or read.

use std::collections::BTreeSet;
use std::sync::Arc;

use cssparser::{ParseError, Parser, SourceLocation, Token};

use super::files::{Files, in_folder};
use crate::diagnostic::{Diagnostic, Text};
use crate::messages::message;
use crate::paths::{file_name, split_extension};
use crate::rule::Rule;
use crate::suggestion::did_you_mean;

/// Checks the style sheets of the guide's own theme.
pub fn check(files: &Files) -> Vec<Diagnostic> {
    let known: BTreeSet<String> =
        in_folder(files, "assets").map(|(path, _)| path.to_string()).collect();
    let own = in_folder(files, "assets")
        .filter(|(path, file)| file.is_own && path.extension() == Some("css"));
    let mut found = Vec::new();
    for (_, file) in own {
        let Ok(content) = std::str::from_utf8(&file.bytes) else { continue };
        let text = Text::new(&file.shown, content);
        let mut sheet = Sheet { text, found: Vec::new(), open: None };
        sheet.read(&mut Parser::new(content));
        found.extend(sheet.problems(&known));
    }
    found
}

/// A style sheet, and what was found in it.
struct Sheet {
    text: Arc<Text>,
    /// The addresses that it names, each with its place.
    found: Vec<(String, SourceLocation)>,
    /// Where a brace or parenthesis opens that none closes.
    open: Option<SourceLocation>,
}

impl Sheet {
    /// Reads what is between two braces, or the whole.
    fn read(&mut self, input: &mut Parser<'_>) {
        let mut is_import = false;
        loop {
            input.skip_whitespace();
            let place = input.current_source_location();
            let Ok(token) = input.next().cloned() else { return };
            match &token {
                Token::UnquotedUrl(url) => self.found.push((url.to_string(), place)),
                Token::QuotedString(url) if is_import => {
                    self.found.push((url.to_string(), place));
                }
                Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                    self.nested(input, place, true);
                }
                Token::Function(_)
                | Token::CurlyBracketBlock
                | Token::SquareBracketBlock
                | Token::ParenthesisBlock => self.nested(input, place, false),
                _ => {}
            }
            is_import =
                matches!(&token, Token::AtKeyword(name) if name.eq_ignore_ascii_case("import"));
        }
    }

    fn nested(&mut self, input: &mut Parser<'_>, place: SourceLocation, is_url: bool) {
        let read: Result<_, ParseError<()>> = input.parse_nested_block(|input| {
            if is_url && let Ok(url) = input.expect_string().cloned() {
                self.found.push((url.to_string(), place));
            }
            self.read(input);
            Ok(input.position())
        });
        // What ends where the sheet ends was closed by nothing.
        if read.is_ok_and(|end| end == input.position()) {
            self.open = Some(place);
        }
    }

    fn problems(self, known: &BTreeSet<String>) -> Vec<Diagnostic> {
        let Self { text, found, open } = self;
        let at = |problem: Diagnostic, place: SourceLocation, words: &str| {
            let start = text.offset(place.line as usize + 1, place.column as usize);
            let line = text.rest_of_line(start);
            problem.at(&text, text.find_in(line, words).unwrap_or(line))
        };
        let mut problems: Vec<Diagnostic> = found
            .iter()
            .filter_map(|(url, place)| Some(at(problem(url, known)?, *place, url)))
            .collect();
        problems.extend(open.map(|place| {
            let problem = Diagnostic::of(Rule::NearMissTheme, message!("style-open"));
            at(problem.help(message!("style-open", "help")), place, "{")
        }));
        problems
    }
}

/// What is wrong with an address in a style sheet.
fn problem(url: &str, known: &BTreeSet<String>) -> Option<Diagnostic> {
    let url = url.trim();
    if url.starts_with("//") || url.contains("://") {
        let name = file_name(url.split(['?', '#']).next().unwrap_or(url));
        let name = if split_extension(name).1.is_some() { name } else { "…" };
        let message = message!("style-other-site", address = url);
        let help = message!("style-other-site", "help", name = name);
        return Some(Diagnostic::of(Rule::ThirdParty, message).help(help));
    }
    if url.is_empty() || url.starts_with(['#', '/']) || url.contains(':') || known.contains(url) {
        return None;
    }
    let near = did_you_mean(url, known.iter().map(String::as_str));
    let message = message!("style-no-file", name = url);
    Some(Diagnostic::of(Rule::NearMissTheme, message).help(match near {
        Some(near) => message!("did-you-mean", near = near),
        None => message!("style-no-file", "help"),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::File;
    use super::*;
    use crate::paths::AnyPath;

    /// The rule, the place and the advice of what is found in a sheet.
    fn found(sheet: &str) -> Vec<(&'static str, String, String)> {
        let file = |content: &str| File {
            shown: "house.css".into(),
            is_own: true,
            bytes: content.as_bytes().to_vec().into(),
        };
        let path = |path: &str| AnyPath::new(path).unwrap();
        let files = Files::from([
            (path("assets/house.css"), file(sheet)),
            (path("assets/letter.woff2"), file("")),
        ]);
        let shown = |problem: Diagnostic| {
            let (text, span) = problem.location.expect("a place");
            let rule = problem.rule.expect("a rule").name();
            (rule, text.slice(span).to_owned(), problem.help.unwrap_or_default())
        };
        check(&files).into_iter().map(shown).collect()
    }

    #[test]
    fn what_readers_do_not_get_is_reported_at_its_place() {
        for (sheet, rule, place, help) in [
            (
                "@import url(https://x.nl/a.css?b);",
                "third-party",
                "https://x.nl/a.css?b",
                "url(a.css)",
            ),
            ("@import \"//x.nl/a.css\";", "third-party", "//x.nl/a.css", "url(a.css)"),
            (
                "é{}\na{background:url('http://x.nl/a.png')}",
                "third-party",
                "http://x.nl/a.png",
                "a.png",
            ),
            ("@media print{a{b:url(weg.png)}}", "near-miss-theme", "weg.png", "put it there"),
            ("a{b:url(leter.woff2)}", "near-miss-theme", "leter.woff2", "`letter.woff2`"),
            ("a{b:image-set(url(weg.png) 1x)}", "near-miss-theme", "weg.png", "put it there"),
            ("a{}\nb{color:red\n", "near-miss-theme", "{", "write }"),
            ("@media print{a{color:red}\n", "near-miss-theme", "{", "write }"),
        ] {
            let found = found(sheet);
            let [(of, at, said)] = found.as_slice() else { panic!("{sheet}: {found:?}") };
            assert_eq!((*of, at.as_str()), (rule, place), "{sheet}");
            assert!(said.contains(help), "{sheet}: {said}");
        }
    }

    #[test]
    fn what_works_is_not_reported() {
        for sheet in [
            "a{b:url(letter.woff2)}",
            "a{b:url(\"data:image/png;base64,AA\")}",
            "/* url(https://x.nl/a.png) { */a{content:'https://x.nl {'}",
            "a{b:url(#c)}",
            "@media print{a{color:red}}",
            "@namespace svg \"http://www.w3.org/2000/svg\";",
        ] {
            assert_eq!(found(sheet), [], "{sheet}");
        }
    }
}

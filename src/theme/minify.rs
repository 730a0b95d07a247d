//! Scripts and style sheets without what only their authors read.

use cssparser::{ParseError, Parser, Token};
use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions};
use oxc::minifier::{Minifier, MinifierOptions};
use oxc::span::SourceType;

/// A script that does the same in fewer characters, or as it is if it cannot be parsed.
pub fn script(script: &str) -> String {
    let allocator = Allocator::default();
    let mut parsed = oxc::parser::Parser::new(&allocator, script, SourceType::script()).parse();
    if !parsed.errors.is_empty() {
        return script.to_owned();
    }
    let minified =
        Minifier::new(MinifierOptions::default()).minify(&allocator, &mut parsed.program);
    let codegen = Codegen::new().with_options(CodegenOptions::minify());
    codegen.with_scoping(minified.scoping).build(&parsed.program).code
}

/// A style sheet without comments and spaces. Every other token stays as it was written; a sheet
/// whose blocks are nested deeper than the parser goes stays whole.
pub fn sheet(css: &str) -> String {
    let mut compact = Compact { css: String::with_capacity(css.len()), gap: Gap::None };
    match compact.tokens(&mut Parser::new(css)) {
        Ok(()) => compact.css,
        Err(_) => css.to_owned(),
    }
}

/// A style sheet being written.
struct Compact {
    css: String,
    gap: Gap,
}

/// What stood between the last token and the next.
#[derive(Clone, Copy, PartialEq)]
enum Gap {
    None,
    /// Parts two tokens without being a space, which matters in a selector.
    Comment,
    Space,
}

impl Compact {
    fn tokens<'i>(&mut self, parser: &mut Parser<'i>) -> Result<(), ParseError<()>> {
        loop {
            let start = parser.position();
            let Ok(token) = parser.next_including_whitespace_and_comments() else { return Ok(()) };
            let close = match token {
                Token::WhiteSpace(_) => {
                    self.gap = Gap::Space;
                    continue;
                }
                Token::Comment(_) => {
                    self.gap = if self.gap == Gap::None { Gap::Comment } else { self.gap };
                    continue;
                }
                Token::CurlyBracketBlock => "}",
                Token::SquareBracketBlock => "]",
                Token::ParenthesisBlock | Token::Function(_) => ")",
                _ => "",
            };
            self.write(parser.slice_from(start));
            if !close.is_empty() {
                parser.parse_nested_block(|parser| self.tokens(parser))?;
                self.write(close);
            }
        }
    }

    fn write(&mut self, token: &str) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        if !self.is_tight_before(token) {
            self.css.push_str(match gap {
                Gap::None => "",
                Gap::Comment => "/**/",
                Gap::Space => " ",
            });
        }
        if token == "}" && self.css.ends_with(';') {
            self.css.pop();
        }
        self.css.push_str(token);
    }

    /// Whether a space here means nothing.
    fn is_tight_before(&self, token: &str) -> bool {
        let ends = matches!(token, "{" | "}" | ";" | "," | ")");
        match self.css.as_bytes().last() {
            None | Some(b'{' | b'}' | b';' | b',' | b'(') => true,
            // `--name: ;` is a property whose value is a space.
            Some(b':') => !matches!(token, ";" | "}"),
            Some(_) => ends,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_lose_what_only_their_authors_read() {
        let long = "(() => {\n  // Why.\n  const message = 'a';\n  use(message, message);\n})();\n";
        let short = script(long);
        assert!(short.len() < long.len() / 2, "{short}");
        assert!(!short.contains("Why") && short.contains("use("), "{short}");
        assert_eq!(script("if ("), "if (");
    }

    #[test]
    fn sheets_lose_comments_and_spaces_only() {
        let cases = [
            (
                "/* a */ a  b , c > d {\n  color : red ;\n  margin: 0 auto;\n}\n",
                "a b,c > d{color :red;margin:0 auto}",
            ),
            ("a { width: calc( 1rem + 0.25vw ) }", "a{width:calc(1rem + 0.25vw)}"),
            (
                "a { content: \" /* b */  ; \"; background: url( x  y.png ) }",
                "a{content:\" /* b */  ; \";background:url( x  y.png )}",
            ),
            (
                "@media (min-width: 1rem) and (hover: none) { a {} }",
                "@media (min-width:1rem) and (hover:none){a{}}",
            ),
            ("a :hover, a:is( b , c ) [d = \"e\"] {}", "a :hover,a:is(b,c) [d = \"e\"]{}"),
            ("a/* b */.c /* d */ .e {}", "a/**/.c .e{}"),
            (":root { --empty: ; --b: { c: d; } }", ":root{--empty: ;--b:{c:d}}"),
            ("a { b: c", "a{b:c}"),
        ];
        for (css, compact) in cases {
            assert_eq!(sheet(css), compact);
            assert_eq!(sheet(compact), compact, "twice is once");
        }
    }

    #[test]
    fn a_sheet_that_is_nested_too_deep_stays_as_it_is() {
        let deep = format!("{}{}", "( ".repeat(1000), ") ".repeat(1000));
        assert_eq!(sheet(&deep), deep);
    }
}

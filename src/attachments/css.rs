//! The style sheet within a drawing, as far as it is one and loads nothing.

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser, Token,
};

/// At-rules that hold rules. Others load something, or are not needed in a drawing.
const GROUPS: [&str; 3] = ["keyframes", "media", "supports"];

/// The rules of a sheet that can be read, without declarations that load something.
pub fn harmless(css: &str) -> String {
    StyleSheetParser::new(&mut Parser::new(css), &mut Rules).flatten().collect()
}

/// Whether a value names nothing outside its drawing.
fn is_within(url: &str) -> bool {
    let url = url.trim();
    url.starts_with('#') || url.starts_with("data:image/")
}

/// Reads rules as their text.
struct Rules;

/// Reads declarations as their text.
struct Declarations;

type Outcome<T> = Result<T, ParseError<()>>;

/// The text up to the end of the input, if each token of it passes.
fn text<'i>(input: &mut Parser<'i>, passes: fn(&Token<'_>) -> bool) -> Outcome<&'i str> {
    let start = input.position();
    check(input, passes)?;
    let text = input.slice_from(start).trim();
    // Ways to write a letter otherwise could hide anything.
    let is_plain = !text.is_empty() && !text.contains('\\');
    if is_plain { Ok(text) } else { Err(ParseError::unexpected_token()) }
}

fn check(input: &mut Parser<'_>, passes: fn(&Token<'_>) -> bool) -> Outcome<()> {
    while let Ok(token) = input.next().cloned() {
        if token.is_parse_error() || !passes(&token) {
            return Err(ParseError::unexpected_token());
        }
        match token {
            Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                input.parse_nested_block(|input| {
                    let url = input.expect_string()?.clone();
                    if is_within(&url) { Ok(()) } else { Err(ParseError::unexpected_token()) }
                })?;
            }
            Token::Function(_) | Token::ParenthesisBlock | Token::SquareBracketBlock => {
                input.parse_nested_block(|input| check(input, is_of_value))?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn is_of_selector(token: &Token<'_>) -> bool {
    !matches!(
        token,
        Token::Hash(_)
            | Token::Number { .. }
            | Token::Dimension { .. }
            | Token::QuotedString(_)
            | Token::Delim('!' | '/' | '&' | '%' | '=')
    ) && is_of_value(token)
}

fn is_of_value(token: &Token<'_>) -> bool {
    match token {
        Token::UnquotedUrl(url) => is_within(url),
        Token::AtKeyword(_)
        | Token::CurlyBracketBlock
        | Token::Semicolon
        | Token::CDO
        | Token::CDC => false,
        _ => true,
    }
}

impl<'i> QualifiedRuleParser<'i> for Rules {
    type Prelude = &'i str;
    type QualifiedRule = String;
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Outcome<&'i str> {
        text(input, is_of_selector)
    }

    fn parse_block(
        &mut self,
        selectors: &'i str,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Outcome<String> {
        let declarations: String =
            RuleBodyParser::new(input, &mut Declarations).flatten().collect();
        Ok(format!("{selectors}{{{declarations}}}\n"))
    }
}

impl<'i> AtRuleParser<'i> for Rules {
    type Prelude = String;
    type AtRule = String;
    type Error = ();

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Outcome<String> {
        if GROUPS.iter().any(|group| name.eq_ignore_ascii_case(group)) {
            Ok(format!("@{name} {}", text(input, is_of_value)?))
        } else {
            Err(ParseError::unexpected_token())
        }
    }

    fn parse_block(
        &mut self,
        group: String,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Outcome<String> {
        let rules: String = StyleSheetParser::new(input, &mut Self).flatten().collect();
        Ok(format!("{group}{{{rules}}}\n"))
    }
}

impl<'i> DeclarationParser<'i> for Declarations {
    type Declaration = String;
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _: &ParserState,
    ) -> Outcome<String> {
        Ok(format!("{name}:{};", text(input, is_of_value)?))
    }
}

impl AtRuleParser<'_> for Declarations {
    type Prelude = ();
    type AtRule = String;
    type Error = ();
}

impl QualifiedRuleParser<'_> for Declarations {
    type Prelude = ();
    type QualifiedRule = String;
    type Error = ();
}

impl RuleBodyItemParser<'_, String, ()> for Declarations {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_css_or_loads_something_is_left_out() {
        for (css, left) in [
            (".a { fill: red; stroke:#0a0 }", ".a{fill:red;stroke:#0a0;}\n"),
            ("@import url(https://a.nl/a.css); .a{fill:red}", ".a{fill:red;}\n"),
            ("https://a.nl/a.css); .a{fill:red} .b{fill:blue}", ".b{fill:blue;}\n"),
            (".a{background:url(/y.png);fill:url(#g)}", ".a{fill:url(#g);}\n"),
            (".a{fill:url('https://a.nl');mask:url(\"#m\")}", ".a{mask:url(\"#m\");}\n"),
            (".a{x:image-set('https://a.nl' url(//a.nl))}", ".a{}\n"),
            ("@font-face{font-family:x;src:url(x.woff)} #b>g{r:1}", "#b>g{r:1;}\n"),
            (
                "@media (max-width:9px){.a:not(.b){r:1}}",
                "@media (max-width:9px){.a:not(.b){r:1;}\n}\n",
            ),
            ("@keyframes k{from{r:1}50%{r:2}}", "@keyframes k{from{r:1;}\n50%{r:2;}\n}\n"),
            ("#1{r:1} .\\32{r:1} .a{r:u\\72l(x)} a", ".a{}\n"),
            ("<!-- .a{r:1} --> .b{r:1", ".a{r:1;}\n.b{r:1;}\n"),
            ("", ""),
        ] {
            assert_eq!(harmless(css), left, "{css}");
        }
    }
}

//! Minifies the scripts and style sheets of the built-in theme and the scripts of the search
//! engine, so that the program carries them small and no compiler of JavaScript; and says how the
//! program is linked.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

use cssparser::{ParseError, Parser as StyleParser, Token};
use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions};
use oxc::minifier::{Minifier, MinifierOptions};
use oxc::parser::Parser as ScriptParser;
use oxc::span::SourceType;

const THEME: &str = "themes/wijkengids/assets";

/// The search engine is one script, made of these files in the order in which they build on each
/// other.
const ENGINE: &str = "src/search/browser";
const ENGINE_FILES: [&str; 9] = [
    "index.js",
    "words.js",
    "stems.js",
    "lexicon.js",
    "resolve.js",
    "narrowing.js",
    "ranking.js",
    "highlight.js",
    "engine.js",
];

fn main() -> io::Result<()> {
    let mut files =
        vec![("search-engine.js".to_owned(), minified("search-engine.js", &engine()?)?)];
    println!("cargo::rerun-if-changed={THEME}");
    // Scripts of the preview that come or go are embedded too.
    println!("cargo::rerun-if-changed=src/serve/client");
    for entry in fs::read_dir(THEME)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let minify: fn(&str, &str) -> io::Result<String> =
            match Path::new(&name).extension().and_then(|extension| extension.to_str()) {
                Some("js") => minified,
                Some("css") => minified_style,
                _ => continue,
            };
        let content = minify(&name, &read(&format!("{THEME}/{name}"))?)?;
        files.push((name, content));
    }
    link_in_one_place();
    files.sort();
    let mut table = String::from("const MINIFIED: &[(&str, &str)] = &[\n");
    for (name, content) in files {
        let _ = writeln!(table, "({:?}, {content:?}),", format!("assets/{name}"));
    }
    table.push_str("];\n");
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    fs::write(Path::new(&folder).join("minified.rs"), table)
}

/// Links the program for one place in memory. Else the system's linker would write all 200,000 addresses
/// in its tables anew each time it starts, which takes longer than all else that `--version` does, and
/// the list of them takes 5 MB. A static program is linked so by `-C relocation-model=static`, see the
/// workflow of releases; other systems do without.
fn link_in_one_place() {
    let is =
        |name, value| env::var(name).is_ok_and(|found| found.split(',').any(|one| one == value));
    let is_static = is("CARGO_CFG_TARGET_FEATURE", "crt-static");
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// The files of the engine within a function, so that their names stay their own.
fn engine() -> io::Result<String> {
    let mut script = String::from("(()=>{\n");
    for name in ENGINE_FILES {
        script.push_str(&read(&format!("{ENGINE}/{name}"))?);
    }
    script.push_str("})();\n");
    Ok(script)
}

fn read(path: &str) -> io::Result<String> {
    println!("cargo::rerun-if-changed={path}");
    fs::read_to_string(path)
}

fn minified(name: &str, script: &str) -> io::Result<String> {
    let allocator = Allocator::default();
    let mut parsed = ScriptParser::new(&allocator, script, SourceType::script()).parse();
    if let Some(error) = parsed.errors.first() {
        return Err(io::Error::other(format!("{name}: {error}")));
    }
    let minified =
        Minifier::new(MinifierOptions::default()).minify(&allocator, &mut parsed.program);
    let codegen = Codegen::new().with_options(CodegenOptions::minify());
    Ok(codegen.with_scoping(minified.scoping).build(&parsed.program).code)
}

/// A style sheet without comments, and without white space that means nothing.
fn minified_style(name: &str, sheet: &str) -> io::Result<String> {
    let mut out = String::new();
    push_tokens(&mut StyleParser::new(sheet), &mut out)
        .map_err(|error| io::Error::other(format!("{name}: {error:?}")))?;
    Ok(out)
}

fn push_tokens(parser: &mut StyleParser<'_>, out: &mut String) -> Result<(), ParseError<()>> {
    let mut is_spaced = false;
    loop {
        let start = parser.position();
        let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else {
            return Ok(());
        };
        let text = parser.slice_from(start);
        let close = match token {
            Token::Comment(_) => continue,
            Token::WhiteSpace(_) => {
                is_spaced = true;
                continue;
            }
            Token::CurlyBracketBlock => Some('}'),
            Token::SquareBracketBlock => Some(']'),
            Token::ParenthesisBlock | Token::Function(_) => Some(')'),
            _ => None,
        };
        // Before a colon a space makes the difference between `a :hover` and `a:hover`.
        let means_something = !out.is_empty()
            && !out.ends_with(AROUND)
            && !out.ends_with(':')
            && !text.starts_with(AROUND);
        if std::mem::take(&mut is_spaced) && means_something {
            out.push(' ');
        }
        out.push_str(text);
        if let Some(close) = close {
            parser.parse_nested_block(|inner| push_tokens(inner, out))?;
            if close == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(close);
        }
    }
}

/// What needs no space on either side.
const AROUND: [char; 4] = ['{', '}', ';', ','];

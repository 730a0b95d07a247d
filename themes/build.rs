//! Minifies the scripts of the built-in theme and of the search engine, so that the program
//! carries them small and no compiler of JavaScript.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions};
use oxc::minifier::{Minifier, MinifierOptions};
use oxc::parser::Parser;
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
    let mut scripts = vec![("search-engine.js", engine()?)];
    for name in ["scheme.js", "search.js", "site.js"] {
        scripts.push((name, read(&format!("{THEME}/{name}"))?));
    }
    let mut table = String::from("const MINIFIED: &[(&str, &str)] = &[\n");
    for (name, script) in scripts {
        let _ =
            writeln!(table, "({:?}, {:?}),", format!("assets/{name}"), minified(name, &script)?);
    }
    table.push_str("];\n");
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    fs::write(Path::new(&folder).join("scripts.rs"), table)
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
    let mut parsed = Parser::new(&allocator, script, SourceType::script()).parse();
    if let Some(error) = parsed.errors.first() {
        return Err(io::Error::other(format!("{name}: {error}")));
    }
    let minified =
        Minifier::new(MinifierOptions::default()).minify(&allocator, &mut parsed.program);
    let codegen = Codegen::new().with_options(CodegenOptions::minify());
    Ok(codegen.with_scoping(minified.scoping).build(&parsed.program).code)
}

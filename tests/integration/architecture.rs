//! The rooms of `src/` depend on each other in one direction, as the diagram in `src/lib.rs` says,
//! and no two files import each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use regex::Regex;

type Uses = BTreeMap<String, BTreeSet<String>>;

#[test]
fn rooms_use_only_what_is_to_their_right() {
    let allowed = diagram();
    let mut wrong = Vec::new();
    for (file, uses) in uses() {
        let from = room(&file);
        for to in uses.iter().map(|module| room(module)) {
            if to != from && !allowed.get(from).is_some_and(|rooms| rooms.contains(to)) {
                wrong.push(format!("src/{file} uses {to}"));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "against the diagram in src/lib.rs:\n{}", wrong.join("\n"));
}

#[test]
fn every_room_is_in_the_diagram() {
    let drawn: BTreeSet<String> = diagram().into_keys().collect();
    let there: BTreeSet<String> = modules().iter().map(|module| room(module).to_owned()).collect();
    assert_eq!(drawn, there);
}

/// What is published, each without knowing of the others.
const EDITIONS: [&str; 5] = ["site", "single_page", "typeset", "epub", "cards"];

#[test]
fn no_edition_knows_another() {
    let edition = |module: &str| {
        let part = module.strip_prefix("editions/")?.split('/').next()?;
        EDITIONS.iter().copied().find(|&edition| edition == part)
    };
    let mut found = BTreeSet::new();
    for (file, uses) in uses() {
        let Some(from) = edition(&file) else { continue };
        found.insert(from);
        for to in uses.iter().filter_map(|module| edition(module)) {
            assert_eq!(from, to, "src/{file} uses editions/{to}");
        }
    }
    assert_eq!(found, EDITIONS.into());
}

#[test]
fn no_files_import_each_other() {
    let uses = uses();
    let circle = uses.keys().find_map(|file| circle_from(file, &uses));
    assert!(circle.is_none(), "a circle of imports: {}", circle.unwrap_or_default().join(" → "));
}

/// The shortest way from a file back to itself.
fn circle_from(start: &str, uses: &Uses) -> Option<Vec<String>> {
    let mut ways = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for next in uses.get(way.last()?).into_iter().flatten() {
                let mut way = way.clone();
                way.push(next.clone());
                if next == start {
                    return Some(way);
                }
                if seen.insert(next.clone()) {
                    longer.push(way);
                }
            }
        }
        ways = longer;
    }
    None
}

// --- The diagram -----------------------------------------------------------------------------

/// For each room the rooms it may use.
fn diagram() -> Uses {
    let lib = std::fs::read_to_string(src().join("lib.rs")).unwrap();
    let start = lib.find("//! cli →").expect("the diagram begins with cli");
    let text = lib[start..].split("//! ```").next().unwrap().replace("//!", " ");
    let token = Regex::new(r"[a-z_]+|[→{},]").unwrap();
    let tokens: Vec<&str> = token.find_iter(&text).map(|found| found.as_str()).collect();
    let mut allowed = Uses::new();
    let mut at = 0;
    chain(&tokens, &mut at, &mut allowed);
    assert_eq!(at, tokens.len(), "the diagram was not read to its end");
    allowed
}

/// Reads `a → b → c`: each may use all that follow. Returns the rooms in it.
fn chain(tokens: &[&str], at: &mut usize, allowed: &mut Uses) -> BTreeSet<String> {
    let mut before = BTreeSet::new();
    loop {
        let rooms = group(tokens, at, allowed);
        for room in &before {
            allowed.entry(String::clone(room)).or_default().extend(rooms.iter().cloned());
        }
        before.extend(rooms);
        if tokens.get(*at) != Some(&"→") {
            return before;
        }
        *at += 1;
    }
}

/// Reads a room, or `{ chain, chain }` of rooms beside each other.
fn group(tokens: &[&str], at: &mut usize, allowed: &mut Uses) -> BTreeSet<String> {
    let token = tokens[*at];
    *at += 1;
    if token != "{" {
        allowed.entry(token.to_owned()).or_default();
        return [token.to_owned()].into();
    }
    let mut rooms = BTreeSet::new();
    while tokens[*at - 1] != "}" {
        rooms.extend(chain(tokens, at, allowed));
        *at += 1;
    }
    rooms
}

// --- The imports -----------------------------------------------------------------------------

fn src() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The room that a file or module belongs to.
fn room(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// All files by their paths as modules, `book/resolve`; a `mod.rs` is its folder.
fn modules() -> BTreeSet<String> {
    let files = walkdir::WalkDir::new(src()).into_iter().map(Result::unwrap);
    files
        .filter(|file| file.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|file| {
            let path = file.path().strip_prefix(src()).unwrap().to_str().unwrap();
            let path = path.replace('\\', "/").trim_end_matches(".rs").to_owned();
            path.strip_suffix("/mod").map(str::to_owned).unwrap_or(path)
        })
        .filter(|path| path != "lib" && path != "main")
        .collect()
}

/// The text of the file of a module.
fn code_of(module: &str) -> String {
    let file = src().join(format!("{module}.rs"));
    let file = if file.exists() { file } else { src().join(module).join("mod.rs") };
    std::fs::read_to_string(file).unwrap()
}

/// For each file, the other files it names, except its ancestors and descendants: a module and its
/// submodules count as one.
fn uses() -> Uses {
    let modules = modules();
    let is_one = |a: &str, b: &str| a == b || a.starts_with(&format!("{b}/"));
    let mut uses = Uses::new();
    for module in &modules {
        let code = code_of(module);
        let named = paths_in(&code).into_iter().filter_map(|path| resolve(&path, module, &modules));
        let others = named.filter(|other| !is_one(other, module) && !is_one(module, other));
        uses.insert(module.clone(), others.collect());
    }
    uses
}

/// The paths that begin with `crate::`, `super::` or `self::`, without those of tests. A group in
/// braces stands for all its paths.
fn paths_in(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]\nmod tests").next().unwrap();
    let comment = Regex::new(r"(?m)//.*$").unwrap();
    let code = comment.replace_all(code, "");
    let start = Regex::new(r"\b(crate|super|self)::").unwrap();
    let mut paths = Vec::new();
    let mut end = 0;
    for found in start.find_iter(&code) {
        // `super::super::` is one path.
        if found.start() >= end {
            end = found.start() + expand(&code[found.start()..], "", &mut paths);
        }
    }
    paths
}

/// Adds the paths at the beginning of `code`, and says how many bytes they take.
fn expand(code: &str, before: &str, paths: &mut Vec<String>) -> usize {
    let segment = Regex::new(r"^\s*([A-Za-z0-9_]+|\*)(::)?").unwrap();
    let mut path = before.to_owned();
    let mut at = 0;
    while let Some(found) = segment.captures(&code[at..]) {
        path.push_str(&format!("{}::", &found[1]));
        at += found[0].len();
        if found.get(2).is_none() {
            break;
        }
    }
    let Some(group) = code[at..].strip_prefix('{').filter(|_| code[..at].ends_with("::")) else {
        paths.push(path);
        return at;
    };
    at = code.len() - group.len();
    loop {
        at += expand(&code[at..], &path, paths);
        let rest = code[at..].trim_start();
        at = code.len() - rest.len() + 1;
        if !rest.starts_with(',') || code[at..].trim_start().starts_with('}') {
            return at;
        }
    }
}

/// The file that a path in `module` names.
fn resolve(path: &str, module: &str, modules: &BTreeSet<String>) -> Option<String> {
    let mut here: Vec<&str> = module.split('/').collect();
    let mut segments = path.split("::").filter(|segment| !segment.is_empty()).peekable();
    match segments.next()? {
        "crate" => here.clear(),
        "super" => drop(here.pop()),
        _ => {}
    }
    while segments.next_if_eq(&"super").is_some() {
        here.pop();
    }
    let mut found = None;
    for segment in segments {
        here.push(segment);
        let path = here.join("/");
        if modules.contains(&path) {
            found = Some(path);
        }
    }
    // What a module itself defines, named from one of its parts.
    found
        .or_else(|| Some(here[..here.len().saturating_sub(1)].join("/")))
        .filter(|path| modules.contains(path))
}

// --- The messages ----------------------------------------------------------------------------

/// What is not a message, by module and how it starts: the words of other programs, wrong usage of
/// the commands, and what a file says of itself.
const NO_MESSAGES: &[(&str, &str)] = &[
    ("attachments/formats", "camera raw"),
    ("config/check", "rules, each with"),
    ("config/faults", "duplicate key"),
    ("config/faults", "must be quoted"),
    ("diagnostic/complaint", ""),
    ("editions/epub/author_style", "@media"),
    ("editions/typesetter/wording", ""),
    ("editions/typesetter/world", "given up"),
    ("formats/outline/cut", "table of contents"),
    ("formats/word/descriptions", ""),
    ("formats/word/styles", ""),
    ("history", "detected dubious"),
    ("history", "does not have any"),
    ("history", "not a git"),
    ("import/draft", "# The words"),
    ("import/plan", "microsoft word"),
    ("moving/diff", ""),
    ("publish/manifest", "wijkengids made"),
    ("source/front_matter", "a number such as"),
    ("source/front_matter/faults", " at line "),
    ("theme/accents", "@media"),
    ("theme/wording", ""),
];

#[test]
fn no_message_stands_in_the_code() {
    let mut found = Vec::new();
    for module in modules() {
        let code = code_of(&module);
        let is_exempt = |text: &str| {
            let is_command = text.starts_with("wijkengids ");
            let mut none = NO_MESSAGES.iter();
            is_command || none.any(|(file, start)| *file == module && text.starts_with(start))
        };
        let is_said = !module.ends_with("/tests");
        let said = sentences_in(&code).into_iter().filter(|text| is_said && !is_exempt(text));
        found.extend(said.map(|text| format!("src/{module}: {text}")));
    }
    assert!(found.is_empty(), "these belong in messages/:\n{}", found.join("\n"));
}

/// The strings in code that have two words in a row, as sentences do and names, keys and mark-up
/// do not. What is only said to programmers does not count, nor do tests.
fn sentences_in(code: &str) -> Vec<String> {
    let tests = expression(r"\n#\[cfg\((all\()?test.*\]\n(pub )?mod ");
    let code = tests.split(code).next().unwrap();
    let token = expression(
        r##"(?s)//[^\n]*|b?r#"(.*?)"#|b?r"([^"]*)"|b?"((?:[^"\\]|\\.)*)"|'(?:[^'\\]|\\[^'\n]*.)'"##,
    );
    let sentence = expression(r"(^|[^\w<-])[a-z]{2,} [a-z]{2,}($|[ ….,:;?!`{}])");
    let to_programmers =
        expression(r"(expect|panic!|unreachable!|(reason|_?help|usage) =|doc = concat!)\W*$");
    let continued = expression(r"\\\n\s*");
    let texts = token.captures_iter(code).filter_map(|token| {
        let text = (1..4).find_map(|group| token.get(group))?;
        let text = continued.replace_all(text.as_str(), "").into_owned();
        let before = &code[..token.get(0)?.start()];
        let line = &before[before.trim_end().rfind('\n').unwrap_or_default()..];
        (sentence.is_match(&text) && !to_programmers.is_match(line)).then_some(text)
    });
    texts.collect()
}

fn expression(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

#[test]
fn sentences_are_understood() {
    let code = r##"
        // "there is no such thing"
        let a = "one two"; let b = '"'; let c = format!("there is no {x}, and none");
        let d = "two words\
                 over lines"; let e = r#"raw with "quotes" in some text"#;
        value.expect("a text of our own"); "<p class=\"a b\">";
        #[cfg(test)]
        mod tests { let f = "this is only a test"; }"##;
    let code = code.replace("\n        ", "\n");
    let found = sentences_in(&code);
    let starts: Vec<&str> = found.iter().map(|text| text.split(' ').next().unwrap()).collect();
    assert_eq!(starts, ["one", "there", "two", "raw"], "{found:?}");
}

#[test]
fn imports_are_understood() {
    let code = "use crate::book::{self, Book, resolve::{Destination, join}};\n\
                fn f() { super::super::new::path(); } // crate::cli::x\n\
                #[cfg(test)]\nmod tests { use crate::serve; }";
    let expected = [
        "crate::book::self::",
        "crate::book::Book::",
        "crate::book::resolve::Destination::",
        "crate::book::resolve::join::",
        "super::super::new::path::",
    ];
    assert_eq!(paths_in(code), expected);
}

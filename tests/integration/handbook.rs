//! What the handbook says of the commands and rules, held to what they do.

use wijkengids::rule::{Level, Rule};

use crate::support::{Guide, stderr, stdout, wijkengids};

fn chapter(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("content/A-handboek-voor-redacteuren")
        .join(name);
    std::fs::read_to_string(path).unwrap().replace("\r\n", "\n")
}

/// The blocks of code of a chapter, with their languages.
fn code(chapter: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut rest = chapter;
    while let Some((_, after)) = rest.split_once("\n```") {
        let (language, after) = after.split_once('\n').unwrap();
        let (block, after) = after.split_once("\n```").unwrap();
        blocks.push((language.to_owned(), block.to_owned()));
        rest = after;
    }
    blocks
}

/// The words of a command line, in quotes where they are.
fn words(line: &str) -> Vec<String> {
    line.split('"')
        .enumerate()
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

/// The guide that the chapter on commands describes.
fn guide() -> Guide {
    let guide = Guide::with(&[
        ("content/1-wonen/index.md", "---\ntitle: Wonen\n---\n[[1.1]]\n"),
        ("content/1-wonen/1.1-huren.md", "---\ntitle: Huren\n---\n\n[klik hier](1.2)\n"),
        ("content/1-wonen/1.2-kopen.md", "---\ntitle: Kopen\n---\n[[2.1]]\n"),
        ("content/2-samen-leven/index.md", "---\ntitle: Samen leven\n---\n"),
        ("content/2-samen-leven/2.1-buren.md", "---\ntitle: Buren\n---\n"),
    ]);
    guide.write(
        "1.9-tuinen.txt",
        "1.9 Tuinen\n\nEen inleiding.\n\nDeel het water\nSpreek af wie giet.\n",
    );
    guide.write("het-boek/book.toml", "[book]\ntitle = \"Boek\"\nlanguage = \"nl\"\n");
    guide.write("het-boek/src/SUMMARY.md", "# Inhoud\n\n- [Een](een.md)\n");
    guide.write("het-boek/src/een.md", "# Een\n\nTekst.\n");
    guide
}

#[test]
fn the_examples_of_the_commands_work() {
    let chapter = chapter("A.10-opdrachten-voor-de-redactie.md");
    let blocks = code(&chapter);
    let guide = guide();
    let files = &blocks[0].1;
    for line in files.lines().filter(|line| line.trim().ends_with(".md")) {
        assert!(guide.path("content").exists() && !line.is_empty());
        let name = line.trim();
        assert!(
            walkdir::WalkDir::new(guide.root()).into_iter().any(|f| f.unwrap().file_name() == name),
            "the guide of the examples has no {name}"
        );
    }
    let mut said = String::new();
    let mut run = 0;
    for (language, block) in &blocks[1..] {
        match language.as_str() {
            "bash" => {
                said.clear();
                for line in block.lines() {
                    let words = words(line);
                    assert_eq!(words[0], "wijkengids", "{line}");
                    let arguments: Vec<&str> = words[1..].iter().map(String::as_str).collect();
                    let output = guide.run(&arguments);
                    assert!(
                        output.status.success(),
                        "{line}: {}{}",
                        stdout(&output),
                        stderr(&output)
                    );
                    said.push_str(&(stdout(&output) + &stderr(&output)));
                    run += 1;
                }
            }
            "text" => {
                let shown = block.replace("content/1-wonen/1.1-huren.md\n  ⚠", "  ⚠");
                assert!(said.contains(&shown), "this is not what is said:\n{shown}\nbut:\n{said}");
                // What the example of `check` finds is mended before the next one.
                guide.write("content/1-wonen/1.1-huren.md", "---\ntitle: Huren\n---\n\n[[1.2]]\n");
            }
            _ => {}
        }
    }
    assert!(run >= 9, "only {run} examples were found");
    assert!(guide.path("boekgids/public/1.html").exists());
    let lessons = stdout(&guide.run(&["lessons"]));
    assert!(lessons.contains("Deel het water"), "{lessons}");
}

#[test]
fn every_rule_has_a_section_that_says_what_it_weighs() {
    let chapter = chapter("A.11-controles.md");
    for rule in Rule::ALL {
        let heading = format!("\n### {rule} {{#{rule}}}\n");
        let (_, section) =
            chapter.split_once(&heading).unwrap_or_else(|| panic!("{rule} has no section"));
        let section = section.split("\n##").next().unwrap().replace('\n', " ");
        let weight = match (rule.default_level(), rule.is_fixed()) {
            (_, true) => "Altijd een fout.",
            (Level::Error, false) => "Een fout.",
            (Level::Warn, _) => "Een waarschuwing.",
            (Level::Off, _) => "Staat uit",
        };
        assert!(
            section.contains(weight),
            "the section of {rule} does not say “{weight}”: {section}"
        );
    }
    assert_eq!(chapter.matches("\n### ").count(), Rule::ALL.len(), "there is a section of no rule");
}

#[test]
fn every_command_explains_itself() {
    for command in ["check", "new", "move", "import"] {
        let help = stdout(&wijkengids().args([command, "--help"]).output().unwrap());
        assert!(help.contains("Examples:") && help.contains("Usage:"), "{command}: {help}");
    }
}

//! What the handbook says, held to what the program does; and the command that opens it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Output;

use wijkengids::config::Config;
use wijkengids::rule::{Level, Rule};
use wijkengids::source::FrontMatter;
use wijkengids::span::Text;

use crate::support::{Guide, check_links, files, stderr, stdout, wijkengids};

/// The chapters below a path in the handbook, in order.
fn chapters(below: &str) -> String {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/handbook/content");
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(content.join(below))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    // The text of a folder comes before the chapters in it.
    paths.sort_by_key(|path| (!path.ends_with("index.md"), path.clone()));
    let texts = paths.iter().map(|path| std::fs::read_to_string(path).unwrap());
    texts.collect::<String>().replace("\r\n", "\n")
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

/// The guide that the part on upkeep describes.
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
    let document = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>1 Inleiding</w:t></w:r></w:p>\
                    <w:p><w:r><w:t>Tekst.</w:t></w:r></w:p></w:body></w:document>";
    let document = crate::import::word::zipped(&[("word/document.xml", document.to_owned())]);
    std::fs::write(guide.path("beleidsplan.docx"), document).unwrap();
    guide.write("het-boek/book.toml", "[book]\ntitle = \"Boek\"\nlanguage = \"nl\"\n");
    guide.write("het-boek/src/SUMMARY.md", "# Inhoud\n\n- [Een](een.md)\n");
    guide.write("het-boek/src/een.md", "# Een\n\nTekst.\n");
    guide
}

#[test]
fn the_examples_of_the_commands_work() {
    let part = ["index.md", "4.1-controleren.md", "4.2-toevoegen.md", "4.3-verplaatsen.md"]
        .into_iter()
        .chain(["4.4-verwijderen.md", "4.5-overnemen.md"])
        .map(|chapter| chapters(&format!("4-bijhouden/{chapter}")))
        .collect::<String>();
    let blocks = code(&part);
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
                    let arguments = words[1..].iter().map(String::as_str);
                    // The guide is Dutch, and so is what its editor reads.
                    let output = guide.run(&arguments.chain(["--lang", "nl"]).collect::<Vec<_>>());
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
fn a_new_guide_has_the_files_and_messages_that_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        wijkengids().current_dir(folder.path()).args(arguments).output().unwrap()
    };
    assert!(
        run(&["init", "gids", "--lang", "nl", "--title", "Gids voor de buurt"]).status.success()
    );
    let shown = chapters("1-beginnen/1.2-een-gids-beginnen.md");
    let made = files(&folder.path().join("gids"));
    assert_eq!(made.len(), 5);
    for (path, _) in made {
        assert!(shown.contains(&format!("| `{path}` |")), "{path} is not in the table");
    }
    let index = folder.path().join("gids/content/1-eerste-deel/index.md");
    let text = std::fs::read_to_string(&index).unwrap() + "kijk [[9.9]]\n";
    std::fs::write(&index, text).unwrap();
    let said =
        stderr(&run(&["build", "gids", "--lang", "nl"])).replace("gids/content/", "content/");
    let blocks = code(&chapters("1-beginnen/1.4-meldingen.md"));
    let (_, message) = blocks.iter().find(|(_, block)| block.contains('×')).unwrap();
    assert!(said.contains(message), "this is not what is said:\n{message}\nbut:\n{said}");
}

#[test]
fn every_rule_has_a_section_that_says_what_it_weighs() {
    let chapters = chapters("8-controles");
    for rule in Rule::ALL {
        let heading = format!("\n## {rule} {{#{rule}}}\n");
        let (_, section) =
            chapters.split_once(&heading).unwrap_or_else(|| panic!("{rule} has no section"));
        let section = section.split("\n## ").next().unwrap().replace('\n', " ");
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
    let sections = chapters.lines().filter(|line| line.starts_with("## ") && line.contains("{#"));
    // One section tells how to choose the weights.
    assert_eq!(sections.count(), Rule::ALL.len() + 1, "there is a section of no rule");
}

/// The keys that may replace `unknown` in a `book.toml`, as the error for it lists them.
fn keys(unknown: &str) -> Vec<String> {
    let error = toml::from_str::<Config>(unknown).unwrap_err();
    let (_, expected) = error.message().split_once("expected ").expect("a list of keys");
    expected.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The keys of a struct whose fields are its keys: those of its debug output.
fn fields(value: &impl std::fmt::Debug) -> Vec<String> {
    let text = format!("{value:#?}");
    let is_field = |line: &&str| line.starts_with("    ") && !line.starts_with("     ");
    let name = |line: &str| Some(line.trim().split_once(": ")?.0.replace('_', "-"));
    text.lines().filter(is_field).filter_map(name).collect()
}

#[test]
fn every_key_of_book_toml_is_in_the_table_of_its_section() {
    let chapter = chapters("6-instellingen.md");
    let mut checked = 0;
    for table in keys("unknown = 1") {
        let heading = format!(": [{table}] {{#{table}}}\n");
        let (_, section) =
            chapter.split_once(&heading).unwrap_or_else(|| panic!("[{table}] has no section"));
        let section = section.split("\n## ").next().unwrap();
        let keys = match table.as_str() {
            // The names of rules, which have sections of their own, and these.
            "check" => fields(&Config::default().check).split_off(1),
            _ => keys(&format!("[{table}]\nunknown = 1")),
        };
        // Some keys may be spelt with an underscore too.
        for key in keys.into_iter().filter(|key| !key.contains('_')) {
            assert!(section.contains(&format!("| `{key}` |")), "[{table}] {key} is not explained");
            checked += 1;
        }
    }
    assert!(checked > 35, "only {checked} keys were found");
    let accessibility =
        "[accessibility]\nstatus = \"full\"\ndate = 2026-01-01\ncontact = \"a@b.nl\"";
    for nested in ["evaluation = { unknown = 1 }", "issues = [{ unknown = 1 }]"] {
        for key in keys(&format!("{accessibility}\n{nested}")) {
            let is_named =
                chapter.contains(&format!("`{key}`")) || chapter.contains(&format!("\n{key} = "));
            assert!(is_named, "[accessibility] {nested}: {key} is not explained");
        }
    }
}

#[test]
fn the_whole_book_toml_that_is_shown_is_right() {
    let blocks = code(&chapters("6-instellingen.md"));
    let (language, example) = &blocks[0];
    assert_eq!(language, "toml");
    let (_, problems) = Config::parse(&Text::new("book.toml", example.as_str())).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn every_key_of_front_matter_is_explained() {
    let chapter = chapters("2-hoofdstukken/2.2-gegevens-bovenaan.md");
    let keys = fields(&FrontMatter::default());
    assert!(keys.len() > 10, "only {keys:?} were found");
    for key in keys {
        assert!(chapter.contains(&format!("| `{key}` |")), "{key} is not explained");
    }
}

#[test]
fn every_field_of_a_template_is_in_the_table_and_no_other() {
    let guide = Guide::with(&[("content/1-een.md", "---\ntitle: Een\n---\nx\n")]);
    let keys = ["site", "page", "chapter"].map(|name| {
        format!("{{% for key, value in {name} %}}{name}.{{{{ key }}}}\n{{% endfor %}}")
    });
    guide.write("themes/wijkengids/templates/chapter.html", keys.concat());
    guide.build();
    let page = guide.read("public/1.html");
    let found: BTreeSet<String> = page.split_whitespace().map(str::to_owned).collect();
    assert!(found.len() > 50, "only {found:?} were found");
    let explained: BTreeSet<String> = chapters("7-uiterlijk/7.3-sjablonen.md")
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"))
        .map(|(name, _)| name.to_owned())
        .filter(|name| ["site.", "page.", "chapter."].iter().any(|start| name.starts_with(start)))
        .filter(|name| !name.ends_with(".html"))
        .collect();
    assert_eq!(explained, found);
}

/// The names of the commands, without `help`.
fn commands() -> Vec<String> {
    let help = stdout(&wijkengids().arg("--help").output().unwrap());
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let names = list.lines().take_while(|line| !line.is_empty());
    let names = names.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|name| !name.is_empty() && *name != "help").map(str::to_owned).collect()
}

#[test]
fn every_command_explains_itself() {
    for command in commands().iter().filter(|command| *command != "completions") {
        let help = stdout(&wijkengids().args([command, "--help"]).output().unwrap());
        assert!(help.contains("Examples:") && help.contains("Usage:"), "{command}: {help}");
    }
}

#[test]
fn every_command_and_option_is_in_the_handbook() {
    let all = chapters("");
    let commands = commands();
    assert!(commands.len() >= 11, "only {commands:?} were found");
    for command in commands {
        let output = handbook(&[&command, "--print"]);
        assert!(output.status.success(), "{command}: {}", stderr(&output));
        let text = stdout(&output);
        let is_named = [format!("`{command}`"), format!("wijkengids {command}")];
        assert!(is_named.iter().any(|name| text.contains(name)), "{command}: {text}");
        let help = stdout(&wijkengids().args([&command, "-h"]).output().unwrap());
        let options = help.lines().filter_map(|line| {
            let (_, option) = line.split_once("--")?;
            line.trim_start().starts_with('-').then(|| option.split([' ', '=']).next().unwrap())
        });
        for option in options.filter(|&option| option != "help") {
            let is_named = all.contains(&format!("`--{option}`"))
                || all.contains(&format!("`--{option} "))
                || all.contains(&format!(" --{option} "));
            assert!(is_named, "{command} --{option} is not explained");
        }
    }
}

fn handbook(arguments: &[&str]) -> Output {
    wijkengids().arg("handbook").args(arguments).output().unwrap()
}

#[test]
fn a_section_is_printed() {
    let rule = stdout(&handbook(&["broken-link", "--print"]));
    assert!(rule.starts_with("8.2 "), "{rule}");
    assert!(rule.contains("Een link naar een bestand of hoofdstuk dat er niet is, of"), "{rule}");
    let contents = stdout(&handbook(&["--print"]));
    assert!(contents.contains("\n  3.5 Verwijzingen en links\n"), "{contents}");
}

#[test]
fn a_place_that_the_handbook_lacks_is_wrong_usage() {
    let output = handbook(&["brokn-link"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("did you mean `broken-link`?"), "{}", stderr(&output));
    assert_eq!(handbook(&["9.9.9", "--print"]).status.code(), Some(2));
    assert_eq!(handbook(&["3", "--out", "x"]).status.code(), Some(2));
}

#[test]
fn it_is_published_as_a_site_of_which_every_link_leads_somewhere() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("handboek");
    let output = handbook(&["--out", out.to_str().unwrap()]);
    assert!(output.status.success(), "{}", stderr(&output));
    let site = files(&out).into_iter().collect();
    let checked = check_links(&site);
    assert!(checked > 1000, "only {checked} links were found");
}

#[test]
fn its_own_text_has_nothing_to_mend() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/handbook");
    let output = wijkengids().args(["check", "--strict"]).arg(source).output().unwrap();
    assert!(output.status.success(), "{}", stdout(&output));
}

#[cfg(unix)]
#[test]
fn it_opens_in_the_browser_at_the_place_that_is_asked_for() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (browser, opened) = (folder.path().join("browser"), folder.path().join("opened"));
    std::fs::write(&browser, format!("#!/bin/sh\necho \"$1\" > {}\n", opened.display())).unwrap();
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).unwrap();
    let output = wijkengids()
        .env("XDG_CACHE_HOME", folder.path().join("cache"))
        .env("BROWSER", &browser)
        .args(["handbook", "broken-link"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let printed = stdout(&output);
    let (page, anchor) = printed.trim_end().split_once('#').unwrap();
    assert!(page.ends_with("/8.2.html") && anchor == "broken-link", "{printed}");
    assert!(std::fs::read_to_string(page).unwrap().contains("id=\"broken-link\""));
    // The browser starts on its own.
    let address = (0..200).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(25));
        std::fs::read_to_string(&opened).ok().filter(|address| address.ends_with('\n'))
    });
    let address = address.expect("a browser was started");
    let entrance = address.trim_end().strip_prefix("file://").unwrap();
    let entrance = std::fs::read_to_string(entrance).unwrap();
    assert!(entrance.contains("8.2.html#broken-link"), "{entrance}");
}

#[test]
fn without_a_browser_its_file_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let output = wijkengids()
        .env("XDG_CACHE_HOME", folder.path())
        .env("BROWSER", folder.path().join("none"))
        .arg("handbook")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(Path::new(stdout(&output).trim_end()).is_file(), "{}", stdout(&output));
    assert!(stderr(&output).contains("the browser cannot be opened"), "{}", stderr(&output));
}

//! The guide in memory, kept up to date, always equals what a build would make.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use wijkengids::editions::{self, Artifact};
use wijkengids::paths::{ContentPath, GuidePath, PublicationPath, faults};
use wijkengids::serve::{Answer, Change, Preview, as_published};
use wijkengids::workspace::{self, Options};

use crate::support::Guide;

/// A guide in which chapters refer to each other in many ways.
fn guide() -> Guide {
    let guide = Guide::with(&[
        ("content/index.md", "---\ntitle: Begin\n---\nLees [[1.1]] en [alles](inhoud.html).\n"),
        ("content/voorwoord.md", "# Voorwoord\n\nDit gaat vooraf aan [[2]].\n"),
        ("content/1-een/index.md", "---\ntitle: Deel een\nsummary: Het eerste deel.\n---\n\nx\n"),
        (
            "content/1-een/1.1-start.md",
            "---\ntitle: Start\n---\n\nEerst dit.\n\n- a\n- b\n\n## Een les {.les}\n\nLeer dit. En dat.\n\n![](beeld/a.svg \"Straat\")\n",
        ),
        (
            "content/1-een/1.2-vervolg.md",
            "---\ntitle: Vervolg\n---\n\nZie [[1.1#les-1]] en [[1.1]].\n",
        ),
        ("content/1-een/beeld/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"),
        ("content/2-twee/index.md", "---\ntitle: Deel twee\n---\n"),
        (
            "content/2-twee/2.1-slot.md",
            "---\ntitle: Slot\n---\n\n> Een citaat\n\nHet einde.[^1]\n\n[^1]: Of niet.\n",
        ),
        (
            "content/A-bijlage.md",
            "---\ntitle: Bijlage\nthemes: [zorg]\n---\n\n## Nog een les {.les}\n\nKijk.\n",
        ),
    ]);
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\n\n[site]\nbase-url = \"https://example.org/gids/\"\n",
    );
    guide
}

fn open(guide: &Guide) -> Preview {
    Preview::open(guide.root(), &Options::default())
}

fn tell(preview: &Preview, paths: &[&str]) -> Option<Change> {
    preview.apply(&paths.iter().map(|path| GuidePath::new(path).unwrap()).collect())
}

/// All pages as the preview serves them, converted to how they are published.
fn pages(preview: &Preview) -> BTreeMap<String, String> {
    let version = preview.version();
    let paths = version.paths().map(ToString::to_string);
    let paths: Vec<String> = paths.filter(|path| is_page(path)).collect();
    paths.into_iter().map(|path| (path.clone(), page(preview, &path))).collect()
}

/// What is made from the whole book, and so rendered again after any change.
const LOOKING_AT_ALL: [&str; 5] =
    ["chapters.json", "feed.xml", "print.css", "print.html", "sitemap.xml"];

fn is_page(path: &str) -> bool {
    !path.contains('/')
}

fn page(preview: &Preview, path: &str) -> String {
    match preview.answer(path) {
        Answer::Found(file) => as_published(std::str::from_utf8(&file.bytes).unwrap()),
        Answer::Missing(_) => panic!("{path} is missing"),
        Answer::Broken | Answer::Waiting => panic!("{path} is broken"),
    }
}

/// The pages that differ.
fn differing(a: &BTreeMap<String, String>, b: &BTreeMap<String, String>) -> BTreeSet<String> {
    a.keys().chain(b.keys()).filter(|path| a.get(*path) != b.get(*path)).cloned().collect()
}

/// Changes a file, looks at all pages, and says which chapters were parsed, which pages differ, and
/// how many were rendered.
fn edit(
    guide: &Guide,
    preview: &Preview,
    path: &str,
    text: &str,
) -> (Vec<ContentPath>, BTreeSet<String>, usize) {
    let before = pages(preview);
    let renders = preview.renders();
    guide.write(path, text);
    let change = tell(preview, &[path]).expect("a change");
    assert!(change.is_sound, "{:?}", preview.version().diagnostics);
    let after = pages(preview);
    (change.parsed, differing(&before, &after), preview.renders() - renders)
}

#[test]
fn an_edited_text_is_parsed_alone_and_reaches_its_own_page() {
    let guide = guide();
    let preview = open(&guide);
    let text = guide.read("content/1-een/1.2-vervolg.md") + "\nNog een alinea.\n";
    let (parsed, changed, renders) = edit(&guide, &preview, "content/1-een/1.2-vervolg.md", &text);
    assert_eq!(parsed, ["1-een/1.2-vervolg.md"]);
    // The feed lists chapters with a date, and may quote any text.
    assert_eq!(changed, ["1.2.html", "chapters.json", "print.html"].map(str::to_owned).into());
    assert_eq!(renders, 1 + LOOKING_AT_ALL.len());
}

#[test]
fn a_title_reaches_every_page_that_shows_it_and_no_other() {
    let guide = guide();
    let preview = open(&guide);
    let text = guide.read("content/2-twee/2.1-slot.md").replace("title: Slot", "title: Besluit");
    let (parsed, changed, renders) = edit(&guide, &preview, "content/2-twee/2.1-slot.md", &text);
    assert_eq!(parsed, ["2-twee/2.1-slot.md"]);
    let shows_it: BTreeSet<String> = pages(&preview)
        .into_iter()
        .filter(|(_, html)| html.contains("Besluit"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(changed, shows_it);
    assert!(!changed.contains("1.1.html"), "{changed:?}");
    let more = LOOKING_AT_ALL.iter().filter(|path| !changed.contains(**path)).count();
    assert_eq!(renders, changed.len() + more, "{changed:?}");
}

#[test]
fn a_new_reference_reaches_the_chapter_it_leads_to() {
    let guide = guide();
    let preview = open(&guide);
    let text = guide.read("content/2-twee/2.1-slot.md") + "\nZie ook [[1.1]].\n";
    let (_, changed, renders) = edit(&guide, &preview, "content/2-twee/2.1-slot.md", &text);
    assert_eq!(
        changed,
        ["1.1.html", "2.1.html", "chapters.json", "print.html"].map(str::to_owned).into()
    );
    assert_eq!(renders, 2 + LOOKING_AT_ALL.len());
    let text = text.replace("Zie ook [[1.1]].", "");
    let (_, changed, _) = edit(&guide, &preview, "content/2-twee/2.1-slot.md", &text);
    assert_eq!(
        changed,
        ["1.1.html", "2.1.html", "chapters.json", "print.html"].map(str::to_owned).into()
    );
}

#[test]
fn a_renamed_lesson_reaches_the_index_and_every_reference() {
    let guide = guide();
    let preview = open(&guide);
    let text = guide.read("content/1-een/1.1-start.md").replace("Een les", "Een wijze les");
    let (_, changed, _) = edit(&guide, &preview, "content/1-een/1.1-start.md", &text);
    let expected = [
        "1.1.html",
        "1.2.html",
        "chapters.json",
        "lessen.html",
        "lessen.json",
        "lessen.csv",
        "print.html",
    ];
    assert_eq!(changed, expected.map(str::to_owned).into());
}

#[test]
fn a_new_image_reaches_the_pages_that_show_it() {
    let guide = guide();
    let preview = open(&guide);
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect/></svg>\n";
    let (parsed, changed, renders) = edit(&guide, &preview, "content/1-een/beeld/a.svg", svg);
    assert!(parsed.is_empty());
    assert_eq!(changed, ["1.1.html", "print.html"].map(str::to_owned).into());
    assert_eq!(renders, 3, "the chapter, and the guide on one page with its style sheet");
}

#[test]
fn pages_that_are_not_requested_are_not_rendered() {
    let guide = guide();
    let preview = open(&guide);
    assert_eq!(preview.renders(), 0);
    page(&preview, "1.1.html");
    page(&preview, "1.1.html");
    assert_eq!(preview.renders(), 1);
}

#[test]
fn nothing_happens_when_nothing_changed() {
    let guide = guide();
    let preview = open(&guide);
    pages(&preview);
    let renders = preview.renders();
    assert!(tell(&preview, &["content/1-een/1.1-start.md"]).is_none(), "saved as it was");
    assert!(tell(&preview, &["content/1-een/1.1-start.md.tmp"]).is_none(), "came and went");
    guide.write("content/notities.txt", "x");
    tell(&preview, &["content/notities.txt"]);
    pages(&preview);
    // Another file in the folder changes nothing, except what is made from the whole book.
    assert_eq!(preview.renders() - renders, LOOKING_AT_ALL.len());
}

#[test]
fn a_broken_guide_stays_as_it_was_until_it_is_mended() {
    let guide = guide();
    let preview = open(&guide);
    let good = pages(&preview);
    let path = "content/1-een/1.2-vervolg.md";
    let text = guide.read(path);
    let faults = [
        (path, "---\ntitle: [\n---\nx\n", "begins with ["),
        (path, "---\ntitle: Vervolg\n---\nZie [[9.9]].\n", "there is no chapter 9.9"),
        (path, "---\ntitle: Vervolg\nnumber: 1.1\n---\n", "taken by"),
        ("book.toml", "[book]\ntitel = \"x\"\n", "no key `titel`"),
        ("themes/wijkengids/templates/404.html", "{% if %}", "the template says `%}`"),
    ];
    for (path, broken, message) in faults {
        let before = fs::read(guide.path(path)).ok();
        guide.write(path, broken);
        let change = tell(&preview, &[path]).expect("a change");
        assert!(!change.is_sound);
        let problems = preview.version().problems();
        assert!(problems.iter().any(|problem| problem.message.contains(message)), "{problems:?}");
        assert_eq!(pages(&preview), good, "{message}");
        match before {
            Some(before) => fs::write(guide.path(path), before).unwrap(),
            None => fs::remove_dir_all(guide.path("themes")).unwrap(),
        }
        let mended = tell(&preview, &[path, "themes"]).expect("a change");
        assert!(mended.is_sound);
        assert!(preview.version().problems().is_empty());
        assert_eq!(pages(&preview), good, "{message}");
    }
    assert_eq!(guide.read(path), text);
}

#[test]
fn a_template_that_fails_on_a_page_leaves_the_page_as_it_was() {
    let guide = guide();
    let preview = open(&guide);
    let good = page(&preview, "404.html");
    let path = "themes/wijkengids/templates/404.html";
    guide.write(
        path,
        "{% extends \"base.html\" %}\n{% block main %}{{ niets.hier }}{% endblock main %}\n",
    );
    tell(&preview, &[path]);
    assert_eq!(page(&preview, "404.html"), good);
    let problems = preview.version().problems();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].position().unwrap().0.ends_with("404.html"), "{problems:?}");
    assert!(!page(&preview, "1.1.html").is_empty(), "other pages are not in the way");
    fs::remove_file(guide.path(path)).unwrap();
    tell(&preview, &[path]);
    assert_eq!(page(&preview, "404.html"), good);
    assert!(preview.version().problems().is_empty());
}

#[test]
fn a_guide_that_is_broken_from_the_start_is_shown_when_it_is_mended() {
    let guide = guide();
    guide.write("content/1-een/1.3-kapot.md", "---\ntitle: [\n---\n");
    let preview = open(&guide);
    assert!(matches!(preview.answer("index.html"), Answer::Broken));
    assert!(preview.version().is_broken());
    guide.write("content/1-een/1.3-kapot.md", "---\ntitle: Heel\n---\n");
    assert!(tell(&preview, &["content/1-een/1.3-kapot.md"]).unwrap().is_sound);
    assert!(page(&preview, "1.3.html").contains("Heel"));
}

/// Numbers in a fixed pseudo-random order (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn choose<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// Files below a folder, relative to the guide's.
fn files_of(guide: &Guide, folder: &str, extension: &str) -> Vec<String> {
    let files = crate::support::files(&guide.path(folder)).into_iter();
    files
        .map(|(path, _)| format!("{folder}/{path}"))
        .filter(|path| path.ends_with(extension))
        .collect()
}

/// Does something that a writer may do; returns the paths it changed.
fn disturb(guide: &Guide, random: &mut Random, n: usize) -> Vec<String> {
    let chapters = files_of(guide, "content", ".md");
    let chapter = random.choose(&chapters).clone();
    let text = fs::read_to_string(guide.path(&chapter)).unwrap_or_default();
    let write = |path: &str, text: &str| {
        guide.write(path, text);
        vec![path.to_owned()]
    };
    match random.below(24) {
        0..3 => write(&chapter, &format!("{text}\nAlinea {n}.\n")),
        3 => write(&chapter, &text.replacen("title: ", &format!("title: N{n} "), 1)),
        4 => write(&chapter, &format!("{text}\n## Kop {n}\n\nZie [[1.1]] en [[A]].\n")),
        5 => write(
            &chapter,
            &format!("{text}\n## Les {n} {{.les themes=\"t{}\"}}\n\nZin {n}.\n", n % 3),
        ),
        6 => write(&chapter, &text.replacen("---\n", &format!("---\nsummary: S{n}\n"), 1)),
        7 => write(&chapter, &format!("{text}\n[[9.{n}]] [[1.2#les-7]]\n")),
        8 => write(&chapter, "---\ntitle: [\n---\n"),
        9 => write(&chapter, &format!("---\ntitle: Heel {n}\n---\n\nWeer goed.\n")),
        10 => {
            let part = random.choose(&["1-een/1", "2-twee/2", "B-extra/B"]);
            let path = format!("content/{part}.{}-nieuw.md", random.below(9) + 1);
            write(&path, &format!("---\ntitle: Nieuw {n}\n---\n\nTekst.\n"))
        }
        11 if chapters.len() > 5 => {
            fs::remove_file(guide.path(&chapter)).unwrap();
            vec![chapter]
        }
        12 => {
            let to = chapter.replacen(".md", "-anders.md", 1);
            fs::rename(guide.path(&chapter), guide.path(&to)).unwrap();
            vec![chapter, to]
        }
        13 => {
            let (from, to) = ("content/2-twee", "content/3-drie");
            let (from, to) = if guide.path(from).exists() { (from, to) } else { (to, from) };
            // Chapters numbered 2 are then in the folder of 3, which is an error until it is
            // undone.
            fs::rename(guide.path(from), guide.path(to))
                .map_or(Vec::new(), |()| vec![from.into(), to.into()])
        }
        14 => {
            let titles = ["Proef", "Gids", ""];
            let title = random.choose(&titles);
            write(
                "book.toml",
                &format!("[book]\ntitle = \"{title}\"\n\n[site]\nfooter = \"Zie [[1.1]]\"\n"),
            )
        }
        // A file that a key names, which may not exist yet.
        19 => write(
            "book.toml",
            "[book]\ntitle = \"Gids\"\n\n[site]\nlogo = { image = \"beeld/logo.svg\" }\n",
        ),
        20 => write(
            "beeld/logo.svg",
            &format!("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"l{n}\"/>"),
        ),
        #[cfg(unix)]
        21 => {
            let path = "content/1-een/1.8-pijp.md";
            let file = guide.path(path);
            if file.exists() {
                fs::remove_file(file).unwrap();
            } else {
                make_pipe(&file);
            }
            vec![path.into()]
        }
        15 => write("themes/wijkengids/assets/eigen.css", &format!("p {{ margin: {n}px; }}\n")),
        16 => {
            let template =
                random.choose(&["{% if %}", "<h1>Weg {{ site.title }}</h1>", "{{ t.not_found }}"]);
            write("themes/wijkengids/templates/404.html", template)
        }
        17 => write(
            "content/1-een/beeld/a.svg",
            &format!("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"n{n}\"/>\n"),
        ),
        18 => {
            let image = guide.path("content/1-een/beeld/a.svg");
            let gone = image.exists() && fs::remove_file(&image).is_ok();
            if !gone {
                guide.write("content/1-een/beeld/a.svg", "<svg/>");
            }
            vec!["content/1-een/beeld/a.svg".into()]
        }
        _ => {
            write(&chapter, &text.replacen("---\n", &format!("---\naliases: [oud-{}]\n", n % 4), 1))
        }
    }
}

/// A named pipe: reading it blocks until something writes to it.
#[cfg(unix)]
pub fn make_pipe(path: &Path) {
    let _ = fs::remove_file(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let status = std::process::Command::new("mkfifo").arg(path).status().unwrap();
    assert!(status.success());
}

/// All files a guide is made of.
fn snapshot(guide: &Guide) -> BTreeMap<String, Vec<u8>> {
    crate::support::files(guide.root()).into_iter().collect()
}

/// Restores all files; returns those that differed.
fn undo(guide: &Guide, sound: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let now = snapshot(guide);
    let differs = |path: &&String| now.get(*path) != sound.get(*path);
    let paths: BTreeSet<String> = now.keys().chain(sound.keys()).filter(differs).cloned().collect();
    for path in &paths {
        match sound.get(path) {
            Some(bytes) => {
                fs::create_dir_all(guide.path(path).parent().unwrap()).unwrap();
                fs::write(guide.path(path), bytes).unwrap();
            }
            None => fs::remove_file(guide.path(path)).unwrap(),
        }
    }
    paths.into_iter().collect()
}

/// Everything that a build would publish, or all its errors.
fn built(root: &Path) -> Result<BTreeMap<String, Vec<u8>>, Vec<String>> {
    let said = |problems: Vec<wijkengids::diagnostic::Diagnostic>| -> Vec<String> {
        problems.iter().map(ToString::to_string).collect()
    };
    let (guide, problems) = workspace::load(root, &Options::default());
    let Some(guide) = guide else { return Err(said(problems)) };
    let publication = editions::publication(&guide);
    let render = |(path, artifact): (&PublicationPath, &Artifact)| {
        let bytes = artifact.render(&guide).map_err(|fault| vec![fault.to_string()])?;
        Ok((path.to_string(), bytes.into_owned()))
    };
    publication.iter().map(render).collect()
}

fn many_edits(seed: u64, steps: usize) {
    let guide = guide();
    let preview = open(&guide);
    let mut random = Random(seed | 1);
    let mut last = built(guide.root()).expect("a sound guide");
    let mut sound = snapshot(&guide);
    let (mut is_broken, mut broken) = (false, 0);
    for n in 0..steps {
        let changed = if is_broken && random.below(2) == 0 {
            undo(&guide, &sound)
        } else {
            disturb(&guide, &mut random, n)
        };
        let context = format!("seed {seed}, step {n}: {changed:?}");
        preview.apply(&changed.iter().map(|path| GuidePath::new(path).unwrap()).collect());
        match built(guide.root()) {
            Ok(published) => {
                let version = preview.version();
                let known: BTreeSet<String> = version.paths().map(ToString::to_string).collect();
                let expected = published.keys().filter(|path| !path.starts_with("search/"));
                let expected: BTreeSet<String> = expected.cloned().collect();
                assert_eq!(known, expected, "{context}");
                last = published;
                sound = snapshot(&guide);
                is_broken = false;
            }
            Err(problems) => {
                is_broken = true;
                broken += 1;
                let found: Vec<String> =
                    preview.version().diagnostics.iter().map(ToString::to_string).collect();
                // A fault that occurs while a page is rendered is found when the page is requested.
                if !problems.iter().all(|problem| problem.contains("404.html")) {
                    assert_eq!(found, problems, "{context}");
                }
            }
        }
        for (path, bytes) in last.iter().filter(|(path, _)| !path.starts_with("assets/")) {
            let Answer::Found(file) = preview.answer(path) else { panic!("{context}: {path}") };
            let served = String::from_utf8_lossy(&file.bytes);
            assert_eq!(as_published(&served), String::from_utf8_lossy(bytes), "{context}: {path}");
        }
    }
    assert!(
        broken > steps / 20 && broken < steps * 4 / 5,
        "{broken} of {steps} versions were broken"
    );
}

#[test]
fn after_each_of_a_hundred_edits_the_site_is_that_of_a_build() {
    many_edits(2026, 100);
}

#[test]
fn after_each_of_a_hundred_other_edits_the_site_is_that_of_a_build() {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let seed = now.as_nanos() as u64;
    // For more of them: WIJKENGIDS_SEEDS=9 WIJKENGIDS_STEPS=130
    let number = |name: &str, default| {
        std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    for seed in seed..seed + number("WIJKENGIDS_SEEDS", 1) as u64 {
        println!("seed {seed}");
        many_edits(seed, number("WIJKENGIDS_STEPS", 100));
    }
}

/// Makes every read of a file fail, as if another program had locked it.
fn lock(guide: &Guide, path: &'static str) -> faults::Injected {
    faults::inject(guide.root(), move |operation, file| {
        if operation == faults::Operation::Read && file.ends_with(path) {
            return Err(std::io::Error::other("locked"));
        }
        Ok(())
    })
}

#[test]
fn a_chapter_that_cannot_be_read_hides_no_other_and_is_tried_again() {
    let guide = guide();
    let preview = open(&guide);
    let (one, two) = ("content/1-een/1.1-start.md", "content/1-een/1.2-vervolg.md");
    let locked = lock(&guide, one);
    guide.write(one, guide.read(one) + "\nNieuw in een.\n");
    let change = tell(&preview, &[one]).expect("a change");
    assert!(change.is_sound, "{:?}", preview.version().problems());
    let [problem] = &preview.version().problems()[..] else { panic!("one problem") };
    assert!(problem.message.contains("1.1-start.md: locked; what was read before is used"));
    guide.write(two, guide.read(two) + "\nNieuw in twee.\n");
    tell(&preview, &[two]);
    assert!(page(&preview, "1.2.html").contains("Nieuw in twee."));
    assert!(page(&preview, "1.1.html").contains("Leer dit."));
    assert_eq!(preview.unread_files(), [GuidePath::new(one).unwrap()].into());
    assert!(preview.apply(&preview.unread_files()).is_none(), "it is still locked");
    drop(locked);
    assert!(preview.apply(&preview.unread_files()).unwrap().is_sound);
    assert!(page(&preview, "1.1.html").contains("Nieuw in een."));
    assert!(preview.version().problems().is_empty());
}

#[test]
fn pictures_and_files_of_a_theme_that_cannot_be_read_are_tried_again() {
    let guide = guide();
    guide.write("themes/eigen/assets/extra.css", "p { color: red }\n");
    guide.write("book.toml", guide.read("book.toml") + "\n[theme]\nname = \"eigen\"\n");
    let preview = open(&guide);
    assert!(preview.version().problems().is_empty(), "{:?}", preview.version().problems());
    for path in ["content/1-een/beeld/a.svg", "themes/eigen/assets/extra.css"] {
        let locked = lock(&guide, path);
        guide.write(path, guide.read(path) + "\n");
        assert!(!tell(&preview, &[path]).unwrap().is_sound, "{path}");
        assert_eq!(preview.unread_files(), [GuidePath::new(path).unwrap()].into());
        assert!(preview.apply(&preview.unread_files()).is_none(), "{path} is still locked");
        drop(locked);
        assert!(preview.apply(&preview.unread_files()).unwrap().is_sound, "{path}");
        assert!(preview.version().problems().is_empty());
    }
}

#[cfg(unix)]
#[test]
fn what_is_reported_of_one_file_makes_no_edit_of_another_slower() {
    let guide = guide();
    let (link, locked_file) = ("content/1-een/weg.md", "content/2-twee/2.1-slot.md");
    let preview = open(&guide);
    std::os::unix::fs::symlink("nergens", guide.path(link)).unwrap();
    tell(&preview, &[link]);
    let locked = lock(&guide, locked_file);
    tell(&preview, &[locked_file]);
    let edit = |text: &str| {
        let path = "content/1-een/1.1-start.md";
        guide.write(path, guide.read(path) + text);
        assert!(tell(&preview, &[path]).expect("a change").is_sound);
        assert!(page(&preview, "1.1.html").contains(text.trim()));
    };
    // Only who looks through all folders finds this one.
    guide.write("content/3-drie.md", "Drie.\n");
    edit("\nNieuw.\n");
    assert_eq!(preview.version().problems().len(), 2);
    assert!(!preview.version().paths().any(|path| *path == "3.html"));
    drop(locked);
    edit("\nNog iets nieuws.\n");
    assert!(preview.version().paths().any(|path| *path == "3.html"), "it can be read again");
    assert_eq!(preview.version().problems().len(), 1);
    fs::remove_file(guide.path(link)).unwrap();
    tell(&preview, &[link]);
    assert!(preview.version().problems().is_empty());
}

#[test]
fn settings_that_cannot_be_read_hide_no_chapter() {
    let guide = guide();
    let preview = open(&guide);
    let locked = lock(&guide, "book.toml");
    guide.write("book.toml", "[book]\ntitle = \"Anders\"\n");
    let path = "content/1-een/1.2-vervolg.md";
    guide.write(path, guide.read(path) + "\nNieuw.\n");
    assert!(tell(&preview, &["book.toml", path]).unwrap().is_sound);
    assert!(page(&preview, "1.2.html").contains("Nieuw."));
    assert_eq!(preview.unread_files(), [GuidePath::new("book.toml").unwrap()].into());
    drop(locked);
    preview.apply(&preview.unread_files());
    assert!(page(&preview, "1.2.html").contains("Anders"));
}

#[cfg(unix)]
#[test]
fn pipes_are_reported_and_not_opened() {
    let guide = guide();
    let preview = open(&guide);
    let other = "content/1-een/1.2-vervolg.md";
    for path in ["content/1-een/1.8-pijp.md", "content/1-een/beeld/a.svg", "book.toml", other] {
        let before = fs::read(guide.path(path)).ok();
        make_pipe(&guide.path(path));
        tell(&preview, &[path]).expect("a change");
        let problems = preview.version().problems();
        assert!(problems.iter().any(|p| p.message.contains("a pipe")), "{path}: {problems:?}");
        assert!(page(&preview, "1.1.html").contains("Leer dit."));
        fs::remove_file(guide.path(path)).unwrap();
        if let Some(before) = before {
            fs::write(guide.path(path), before).unwrap();
        }
        assert!(tell(&preview, &[path]).unwrap().is_sound);
        assert!(preview.version().problems().is_empty());
    }
}

#[test]
fn a_file_that_a_key_names_may_appear_later() {
    let guide = guide();
    let preview = open(&guide);
    let logo = "[book]\ntitle = \"Proef\"\n[site]\nlogo = { image = \"beeld/logo.svg\" }\n";
    guide.write("book.toml", logo);
    assert!(!tell(&preview, &["book.toml"]).unwrap().is_sound);
    assert_eq!(preview.named_files(), [GuidePath::new("beeld/logo.svg").unwrap()].into());
    guide.write("beeld/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    assert!(tell(&preview, &["beeld/logo.svg"]).unwrap().is_sound);
}

#[test]
fn an_edit_moves_the_line_of_a_clash_that_was_found_before() {
    let guide = guide();
    let preview = open(&guide);
    let path = "content/1-een/1.2-vervolg.md";
    for text in [
        "---\ntitle: Vervolg\naliases: [\"1.1\"]\n---\n\nTekst.\n",
        "---\ntitle: Vervolg\n\naliases: [\"1.1\"]\n---\n\nTekst.\n",
    ] {
        guide.write(path, text);
        tell(&preview, &[path]);
        let found = preview.version().diagnostics.iter().map(ToString::to_string).collect();
        assert_eq!(Err(found), built(guide.root()));
    }
}

/// The PDF, once it is made.
#[cfg(feature = "typeset")]
fn book(preview: &Preview) -> Answer {
    for _ in 0..60 {
        match preview.answer("book.pdf") {
            Answer::Waiting => {}
            answer => return answer,
        }
    }
    panic!("the PDF is never there")
}

#[cfg(feature = "typeset")]
#[test]
fn the_book_is_shown_as_it_stands() {
    let guide = guide();
    let preview = Preview::open(guide.root(), &Options::default());
    let Answer::Found(first) = book(&preview) else { panic!("no PDF") };
    assert!(first.bytes.starts_with(b"%PDF"));
    let Answer::Found(same) = preview.answer("book.pdf") else { panic!("no PDF") };
    assert_eq!(first.hash, same.hash);
    let change = |path: &str, text: &str| {
        guide.write(path, text);
        preview.apply(&[GuidePath::new(path).unwrap()].into());
    };
    change("content/2-twee/2.1-slot.md", "---\ntitle: Slot\n---\n\nEen ander einde.\n");
    let Answer::Found(second) = book(&preview) else { panic!("no PDF") };
    assert_ne!(first.hash, second.hash);
    change("themes/wijkengids/templates/book.typ", "#let book = mis\n");
    assert!(matches!(book(&preview), Answer::Broken));
    let problems = preview.version().problems();
    assert!(problems[0].to_string().contains("book.typ:1:13: "), "{problems:?}");
    assert!(matches!(preview.answer("index.html"), Answer::Found(_)), "pages do not need it");
    // A loop that takes minutes keeps no later edit from its book.
    let original = include_str!("../../themes/wijkengids/templates/book.typ");
    let endless = "for a in range(4000) { for b in range(4000) { if a + b < 0 [x] } }";
    let endless = format!("#let slow = {endless}\n{original}");
    change("themes/wijkengids/templates/book.typ", &endless);
    assert!(matches!(preview.answer("book.pdf"), Answer::Waiting));
    change("themes/wijkengids/templates/book.typ", original);
    let Answer::Found(third) = book(&preview) else { panic!("no PDF") };
    assert_eq!(second.hash, third.hash);
}

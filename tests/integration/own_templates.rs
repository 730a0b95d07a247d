//! Templates of a guide that never end, take all memory, or are not what the book calls.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use wijkengids::diagnostic::Diagnostic;
use wijkengids::editions::typesetter::{Job, process};
use wijkengids::editions::{self, Printed};
use wijkengids::paths::GuidePath;
use wijkengids::serve::{Answer, Preview};
use wijkengids::workspace::{self, Options};

use crate::support::{Guide, stderr};

const BOOK: &str = include_str!("../../themes/wijkengids/templates/book.typ");
const PLACE: &str = "themes/wijkengids/templates/book.typ";

const ENDLESS: &str = "for a in range(9999) { for b in range(9999) { for c in range(9999) { } } }";
const GROWING: &str =
    "let s = (); for a in range(9999) { for b in range(9999) { s.push((a, b)) } }";

/// A guide whose `book.typ` is that of the built-in theme with more at its end.
fn guide(more: &str) -> Guide {
    let guide = Guide::with(&[
        ("content/1-een.md", "---\ntitle: Een\n---\n\nTekst van een, zie [[2]].\n"),
        (
            "content/2-twee.md",
            "---\ntitle: Twee\n---\n\nTekst.\n\n| a | b |\n|---|---|\n| c | d |\n\nTabel: Aantallen\n",
        ),
    ]);
    guide.write("book.toml", "[book]\ntitle = \"Proef\"\n\n[print]\npdf = true\n");
    guide.write(PLACE, format!("{BOOK}\n{more}\n"));
    guide
}

/// The book, which a process typesets.
fn job(guide: &Guide) -> Job {
    process::use_program(env!("CARGO_BIN_EXE_wijkengids").into());
    let (guide, _) = workspace::load(guide.root(), &Options::default());
    editions::typeset(&guide.expect("a sound guide"), Printed::Guide)
}

fn only(problems: Vec<Diagnostic>) -> Diagnostic {
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems.into_iter().next().unwrap()
}

/// The processes that one began to typeset.
fn processes(parent: u32) -> Vec<String> {
    let listed = Command::new("ps").args(["-eo", "pid=,ppid=,args="]).output().unwrap();
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let of_parent =
        listed.lines().filter(|line| line.contains(process::ARGUMENT)).filter_map(|line| {
            let mut words = line.split_whitespace();
            let (process, of) = (words.next()?, words.next()?);
            (of == parent.to_string()).then(|| process.to_owned())
        });
    of_parent.collect()
}

/// Waits until something is so.
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(60), "never: {what}");
        thread::sleep(Duration::from_millis(50));
    }
}

fn is_gone(process: &str) -> bool {
    let state = Command::new("ps").args(["-o", "stat=", "-p", process]).output().unwrap();
    let state = String::from_utf8_lossy(&state.stdout).into_owned();
    state.trim().is_empty() || state.starts_with('Z')
}

#[test]
fn a_template_that_takes_too_long_is_killed() {
    let guide = guide(&format!("#{{ {ENDLESS} }}"));
    let mut job = job(&guide);
    job.limits.time = Duration::from_secs(3);
    let start = Instant::now();
    let problem = only(job.run().unwrap_err());
    assert!(problem.message.contains("within 3 seconds"), "{problem}");
    assert!(problem.position().is_none(), "nobody knows the line");
    assert!(format!("{problem:?}").contains(PLACE), "{problem:?}");
    assert!(start.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_template_that_takes_too_much_memory_is_killed() {
    for more in [
        &format!("#{{ {GROWING} }}"),
        "#let s = \"x\" * 1000000000000000",
        "#let book(..) = table(columns: 100000000, [x])",
    ] {
        let guide = guide(more);
        let mut job = job(&guide);
        job.limits.memory = 200 << 20;
        let problem = only(job.run().unwrap_err());
        assert!(problem.message.contains("more than 200 MB"), "{more}: {problem}");
        assert!(problem.position().is_none(), "nobody knows the line");
        assert!(format!("{problem:?}").contains(PLACE), "{problem:?}");
    }
}

#[test]
fn a_template_that_breaks_its_process_off_is_one_error() {
    let plus = format!("#let x = 1{}", "+1".repeat(100_000));
    let dots = format!("#let x = a{}", ".b".repeat(100_000));
    let within = "#let s = ()\n#for a in range(100000) { s = (s,) }\n#repr(s)";
    for more in [&plus, &dots, within] {
        let output = guide(more).run(&["build"]);
        let report = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{report}");
        assert!(report.contains("nested too deep") && report.contains("1 error"), "{report}");
    }
}

#[test]
fn a_book_is_the_same_with_and_without_a_process() {
    let guide = guide("");
    let image = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"/>";
    guide.write("content/plein.svg", image);
    guide.write(
        "content/1-een.md",
        "---\ntitle: Een\n---\n\n![Plein](plein.svg)\n\nTeken \u{378}, zie [[2]].\n",
    );
    let with = job(&guide).run().unwrap();
    // A copy of the built-in template is none of the guide's own, and needs no process.
    guide.write(PLACE, BOOK);
    let without = job(&guide).run().unwrap();
    assert!(with.bytes == without.bytes);
    let said =
        |warnings: &[Diagnostic]| warnings.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(said(&with.warnings), said(&without.warnings));
    assert!(said(&with.warnings)[0].contains("content/1-een.md:7:"), "{:?}", with.warnings);
    assert_eq!(with.pages, without.pages);
    assert!(!with.pages.is_empty());
}

#[test]
fn a_process_is_gone_with_the_program_that_began_it() {
    // Where the tests run in the background, the signal of Ctrl-C is ignored.
    for signal in ["-TERM", "-KILL"] {
        let guide = guide(&format!("#{{ {ENDLESS} }}"));
        let mut build = guide.spawn(&["build"]);
        until("a process typesets", || processes(build.id()).len() == 1);
        let process = processes(build.id()).remove(0);
        Command::new("kill").args([signal, &build.id().to_string()]).output().unwrap();
        until("the build has ended", || build.try_wait().unwrap().is_some());
        assert!(!build.wait().unwrap().success());
        until("the process is gone", || is_gone(&process));
    }
}

#[test]
fn a_process_that_the_system_ends_is_one_error() {
    let guide = guide(&format!("#{{ {ENDLESS} }}"));
    let build = guide.spawn(&["build"]);
    until("a process typesets", || processes(build.id()).len() == 1);
    Command::new("kill").args(["-KILL", &processes(build.id())[0]]).output().unwrap();
    let output = build.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let report = stderr(&output);
    assert!(report.contains("broke off (signal: 9") && report.contains("1 error"), "{report}");
    assert!(report.contains("help: ") && !guide.path("public").exists(), "{report}");
}

#[test]
fn cards_have_their_own_template_too() {
    let cards = include_str!("../../themes/wijkengids/templates/cards.typ");
    for (more, says) in [
        ("", ""),
        ("#let cards(..a) = []", "`cards` shows nothing of the text"),
        ("#let card(a) = []", "asks for `a`, which it is not given"),
        ("#let s = \"x\" * 1000000000000000", "MB of memory"),
    ] {
        let guide = Guide::with(&[(
            "content/1-een.md",
            "---\ntitle: Een\n---\n\n## Les {.les}\n\nTekst.\n",
        )]);
        guide.write("book.toml", "[book]\ntitle = \"Proef\"\n\n[print]\ncards = true\n");
        guide.write("themes/wijkengids/templates/cards.typ", format!("{cards}\n{more}\n"));
        let output = guide.run(&["build"]);
        let report = stderr(&output);
        assert_eq!(output.status.success(), says.is_empty(), "{more}: {report}");
        assert!(report.contains(says), "{more}: {report}");
    }
}

/// Cards are given strings in arguments with names, and their groups are data.
#[test]
fn a_function_that_loses_cards_is_named() {
    let cards = include_str!("../../themes/wijkengids/templates/cards.typ");
    let set = |more: &str| {
        let guide = Guide::with(&[(
            "content/1-een.md",
            "---\ntitle: Een\n---\n\n## Eerst {.les}\n\nTekst.\n\n## Dan {.les}\n\nMeer.\n",
        )]);
        guide.write("book.toml", "[book]\ntitle = \"Proef\"\n\n[print]\ncards = true\n");
        guide.write("themes/wijkengids/templates/cards.typ", format!("{cards}\n{more}\n"));
        let output = guide.run(&["--lang", "en", "build"]);
        (output.status.success(), stderr(&output))
    };
    for (function, code) in [
        ("card", "(..rest) => none"),
        ("card", "(index: 0, ..rest) => side(index)[]"),
        ("divider", "(..rest) => []"),
        ("cards", "body => [x]"),
    ] {
        let (is_made, report) = set(&format!("#let {function} = {code}"));
        assert!(is_made, "{function}: {report}");
        let said = format!("`{function}` shows nothing of the text");
        assert!(report.contains(&said), "{function}: {report}");
        assert_eq!(report.matches("shows nothing").count(), 1, "{function}: {report}");
    }
    for more in [
        "#let divider = (index: 0, group: 0, ..rest) => side(index, guide.groups.at(group).title)",
        "#let card = (index: 0, title: \"\", ..rest) => side(index, upper(title))",
        "#let card = (index: 0, title: \"\", ..rest) => side(index, title.clusters().join(sym.hyph.soft))",
        "#let card = (index: 0, title: \"\", ..rest) => side(index, $upright(title)$)",
    ] {
        let (is_made, report) = set(more);
        assert!(is_made && !report.contains("shows nothing"), "{more}: {report}");
    }
}

#[test]
fn a_preview_kills_what_nobody_wants_any_more() {
    process::use_program(env!("CARGO_BIN_EXE_wijkengids").into());
    let guide = guide(&format!("#{{ {ENDLESS} }}"));
    let preview = Preview::open(guide.root(), &Options::default());
    // Other tests run in this process too.
    let before = processes(std::process::id());
    let new = || {
        let all = processes(std::process::id()).into_iter();
        all.filter(|process| !before.contains(process)).collect::<Vec<_>>()
    };
    assert!(matches!(preview.answer("book.pdf"), Answer::Waiting));
    until("a process typesets", || !new().is_empty());
    assert!(matches!(preview.answer("book.pdf"), Answer::Waiting));
    let process = new().remove(0);
    // Nobody asks again.
    guide.write(PLACE, BOOK);
    preview.apply(&[GuidePath::new(PLACE).unwrap()].into());
    until("the process is gone", || is_gone(&process));
    let is_made = || matches!(preview.answer("book.pdf"), Answer::Found(_));
    until("the next book is there", is_made);
}

#[test]
fn arguments_that_a_function_passes_on_are_left_out() {
    let own = "#let tabular(columns: 1, align: auto, caption: none, ..cells) = {
      figure(table(columns: columns, align: align, ..cells))
      if caption != none [#metadata(none)#label(caption.id)]
    }";
    for (more, says) in [
        (
            own,
            "`tabular` in themes/wijkengids/templates/book.typ does not take the argument `length`",
        ),
        ("#let prose = block.with(inset: 1pt)", ""),
        (
            "#let chapter(id: \"\", body, ..rest) = [#block(body, ..rest)#metadata(none)#label(id)]",
            "`chapter` in",
        ),
    ] {
        let output = guide(more).run(&["build"]);
        let report = stderr(&output);
        assert!(output.status.success(), "{more}: {report}");
        assert_eq!(report.contains("does not take"), !says.is_empty(), "{report}");
        assert!(report.contains(says), "{more}: {report}");
    }
}

#[test]
fn a_function_that_is_not_what_the_book_calls_is_named() {
    let line = BOOK.lines().count() + 2;
    for (more, says) in [
        (
            "#let turned(body) = body",
            "`turned` in themes/wijkengids/templates/book.typ does not take all",
        ),
        ("#let turned() = []", "it is called as turned(columns, body)"),
        ("#let turned(a, b, c) = c", "asks for `c`, which it is not given"),
        (
            "#let prose = \"tekst\"",
            "`prose` in themes/wijkengids/templates/book.typ is no function",
        ),
        ("#let prose = [tekst]", "is no function"),
        ("#let book() = []", "`book` in themes/wijkengids/templates/book.typ does not take all"),
        ("#let book(..a) = []", "`book` shows nothing of the text"),
    ] {
        let output = guide(more).run(&["build"]);
        let report = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{more}: {report}");
        assert!(report.contains(says) && report.contains("help: "), "{more}: {report}");
        let place = format!("book.typ:{line}:6");
        assert!(report.contains(&place), "{more}: {place}: {report}");
    }
}

#[test]
fn a_book_without_the_text_of_the_guide_is_told() {
    let guide = guide("#let book = \"x\"");
    let output = guide.run(&["build"]);
    let report = stderr(&output);
    assert!(output.status.success(), "{report}");
    assert!(report.contains("`book` shows nothing of the text"), "{report}");
    assert_eq!(guide.run(&["build", "--strict"]).status.code(), Some(1));
}

/// Whatever function it is, that one alone is named, not those in it whose text is lost with its own.
#[test]
fn a_function_that_loses_its_text_is_named() {
    let text = "---\ntitle: Drie\n---\n\nZie [[3#onder]] en [[3#les-1]], [weg](https://example.org/a).\n\n\
                ## Onder {#onder}\n\nTekst[^1].\n\n::: kader Titel\nIn een kader.\n:::\n\n\
                ::: citaat Bron\nZei men.\n:::\n\nTerm\n: Uitleg.\n\n**Vet:**\n\n- [ ] taak\n\n\
                ```\ncode hier\n```\n\n<kbd>Ctrl</kbd> <small>klein</small> <q>zei</q>\n\n\
                ### Les {.les}\n\nIn de les.\n\n[^1]: Noot.\n";
    let set = |function: &str, code: &str| {
        let guide = guide(&format!("#let {function} = {code}"));
        guide.write("content/3-drie.md", text);
        let output = guide.run(&["--lang", "en", "build"]);
        (output.status.success(), stderr(&output))
    };
    for function in [
        "book",
        "pages",
        "chapter",
        "prose",
        "section",
        "lesson",
        "boxed",
        "code",
        "key",
        "note",
        "tabular",
        "to",
        "addresses",
    ] {
        let (is_made, report) = set(function, "(..rest) => [x]");
        assert!(is_made, "{function}: {report}");
        let said = format!("`{function}` shows nothing of the text");
        assert!(report.contains(&said), "{function}: {report}");
        assert_eq!(report.matches("shows nothing").count(), 1, "{function}: {report}");
        assert!(!report.contains("does not show"), "{function}: {report}");
    }
    for (function, code) in [
        ("chapter", "(id: \"\", title: [], ..rest) => [#heading(title)#label(id)]"),
        ("lesson", "(id: none, themes: (), head, body) => head"),
        ("definition", "(term, body) => terms.item(term, [])"),
    ] {
        let report = set(function, code).1;
        let said = format!("`{function}` shows nothing of the text");
        assert!(report.contains(&said), "{function}: {report}");
    }
    for (function, code) in [
        ("key", "body => upper(plain(body))"),
        ("code", "(lang: none, lines: 1, text-of) => block(raw(text-of))"),
        ("prose", "body => { show regex(\"\\w\"): it => text(red, it.text); body }"),
        ("address-mark", "(..rest) => []"),
        (
            "prose",
            "body => { show regex(\"\\p{L}{2}\"): it => it.text.clusters().join(sym.hyph.soft); body }",
        ),
        ("prose", "body => { show regex(\"\\p{L}\"): it => $it.text$; body }"),
        (
            "prose",
            "body => { show regex(\"\\p{L}\"): it => math.bold(math.italic(it.text)); body }",
        ),
    ] {
        let (is_made, report) = set(function, code);
        assert!(is_made && !report.contains("shows nothing"), "{function}: {report}");
    }
}

#[test]
fn a_chapter_that_is_nested_too_deep_is_named() {
    let cell = |depth: usize| {
        let (open, close) = ("<table><tr><td>".repeat(depth), "</td></tr></table>".repeat(depth));
        format!("---\ntitle: Een\n---\n\nTekst.\n\n{open}x{close}\n")
    };
    for more in ["", "#let extra = 1"] {
        let guide = guide(more);
        guide.write("content/1-een.md", cell(3));
        let output = guide.run(&["build"]);
        assert!(output.status.success(), "{}", stderr(&output));
        for depth in [10, 30] {
            guide.write("content/1-een.md", cell(depth));
            let output = guide.run(&["--lang", "en", "build"]);
            let report = stderr(&output);
            assert_eq!(output.status.code(), Some(1), "{depth}: {report}");
            assert!(report.contains("content/1-een.md:7:1"), "{depth}: {report}");
            assert!(report.contains("nested deeper than Typst"), "{depth}: {report}");
        }
    }
}

#[test]
fn a_process_that_is_not_asked_reads_nothing() {
    let mut process = Command::new(env!("CARGO_BIN_EXE_wijkengids"))
        .arg(process::ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(process.stdin.take());
    let output = process.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    let help = crate::support::wijkengids().arg("--help").output().unwrap();
    assert!(!String::from_utf8_lossy(&help.stdout).contains(process::ARGUMENT));
}

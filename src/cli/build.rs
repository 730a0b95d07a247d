//! `wijkengids build`

use std::path::PathBuf;
use std::time::{Duration, Instant};

use indicatif::{BinaryBytes, HumanBytes, ProgressBar, ProgressStyle};

use super::{Failed, GuideFolder, count, fail, load, mend, mend_site, say, say_unopened};
use crate::config::parse_base_url;
use crate::diagnostic;
use crate::editions;
use crate::guide::Guide;
use crate::lock::{self, Mode};
use crate::messages::{decimal, message, with_decimal_mark};
use crate::paths::Root;
use crate::pdf::Engine;
use crate::publish::{self, Printing, Summary};
use crate::workspace::Options;

/// Builds the site
///
/// Reads the chapters below content/ and writes the site to the folder public/. If anything is
/// wrong with the guide, all of it is reported and the site that was there stays as it was.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  wijkengids build                     build the guide in this folder
  wijkengids build gids --open         build the guide in gids/ and open it in the browser
  wijkengids build --pdf --epub        make a PDF and an e-book of the whole guide too
  wijkengids build --out /srv/www/gids --base-url https://www.example.org/gids/")]
pub struct Arguments {
    #[command(flatten)]
    pub guide: GuideFolder,
    /// The folder to write to; it must be empty or hold an earlier build [default: DIR/public]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where the site will be; overrules `base-url` in book.toml
    #[arg(long, value_name = "URL", value_parser = parse_base_url)]
    base_url: Option<String>,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// Include drafts
    #[arg(long)]
    drafts: bool,
    /// Make a PDF of the guide too
    #[arg(long)]
    pdf: bool,
    /// What makes the PDF: `typst`, which needs nothing else, or a program that prints the single
    /// page, such as `weasyprint` or `chromium` [default: typst]
    #[arg(long, value_name = "PROGRAM")]
    pdf_engine: Option<String>,
    /// Make an e-book of the guide too, in the format EPUB
    #[arg(long)]
    epub: bool,
    /// Make one file of the whole site too, to read it offline or to put it on an intranet
    #[arg(long)]
    zip: bool,
    /// Open the result in the browser
    #[arg(long)]
    open: bool,
}

/// Builds the site and reports what was built.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    let start = Instant::now();
    let folder = &arguments.guide.folder;
    mend(folder)?;
    let out = match &arguments.out {
        Some(out) => {
            mend_site(out)?;
            out.clone()
        }
        None => publish::default_folder(folder).map_err(|problem| fail(&[problem]))?,
    };
    // No chapter moves until the site is published.
    let _lock = match Root::open(folder) {
        Ok(root) => lock::guide(&root, Mode::Shared).map_err(|problem| fail(&[problem]))?,
        Err(_) => None,
    };
    let options = Options {
        drafts: arguments.drafts,
        base_url: arguments.base_url.clone(),
        pdf: arguments.pdf || arguments.pdf_engine.is_some(),
        epub: arguments.epub,
        zip: arguments.zip,
        ..Options::default()
    };
    let mut guide = load(folder, &options, arguments.strict)?;
    let wants_pdf = guide.config.print.pdf;
    let engine = wants_pdf.then(|| Engine::find(arguments.pdf_engine.as_deref())).transpose();
    let engine = engine.map_err(|problem| fail(&[problem]))?;
    let bar = progress_bar();
    let is_strict = arguments.strict;
    let printing = engine.as_ref().map(|engine| Printing { engine, is_strict });
    let summary = publish::publish(&mut guide, &out, printing, &|files| match files {
        Some(files) => bar.set_length(bar.length().unwrap_or_default() + files as u64),
        None => bar.inc(1),
    });
    bar.finish_and_clear();
    let summary = summary.map_err(|problems| {
        diagnostic::print(&problems);
        count(&problems, is_strict)
    })?;
    diagnostic::print(&summary.warnings);
    report(&guide, &summary, start.elapsed());
    if !summary.is_locked {
        say!("{}", message!("no-locks", path = out.display().to_string()));
    }
    let index = out.join("index.html");
    say!("{}", index.display());
    for (path, bytes) in guide.downloads.iter().flatten() {
        say!("{} ({})", path.below(&out).display(), size(*bytes));
    }
    for pdf in guide.parts.values() {
        say!("{} ({})", pdf.path.below(&out).display(), size(pdf.bytes));
    }
    if guide.config.site.base_url.is_none() && editions::cards_path(&guide).is_some() {
        say!("{}", message!("cards-without-codes"));
    }
    if arguments.open
        && let Err(error) = opener::open(&index)
    {
        say_unopened(&error);
    }
    // The system takes back the memory of a process sooner than its parts can be freed.
    std::mem::forget(guide);
    Ok(())
}

/// A progress bar, which the terminal shows only if the build takes a while.
fn progress_bar() -> ProgressBar {
    let files = message!("files-done", done = "{pos}", all = "{len}");
    let style = ProgressStyle::with_template(&format!("{{bar:32}} {files}"))
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::no_length().with_style(style);
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

fn report(guide: &Guide, summary: &Summary, time: Duration) {
    let said = message!(
        "built",
        chapters = message!("chapters", count = guide.book.written()),
        lessons = message!("lessons", count = guide.lessons.entries.len()),
        pages = message!("pages", count = summary.pages),
        files = message!("files", count = summary.files),
        size = size(summary.bytes),
        changed = summary.changed,
        seconds = decimal(time.as_secs_f64(), 2)
    );
    say!("{said}");
}

fn size(bytes: u64) -> String {
    match bytes {
        small if small < 1024 => HumanBytes(small).to_string(),
        bytes => with_decimal_mark(&BinaryBytes(bytes).to_string()),
    }
}

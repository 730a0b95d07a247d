//! `wijkengids serve`

use std::collections::BTreeSet;
use std::net::{IpAddr, UdpSocket};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::{Failed, GuideFolder, fail, mend, say, say_unopened, whole};
use crate::config::parse_base_url;
use crate::diagnostic::{self, Diagnostic, refused};
use crate::messages::{decimal, io_reason, message};
use crate::serve::{self, Change, Editors, Overrides, Preview, Report, Running, Settings};
use crate::system::System;
use crate::workspace::Options;

/// Shows the guide in the browser while you write
///
/// Save a chapter and the browser shows it. Nothing is written to disk: the pages are those that
/// `build` would make, and stay in memory. What is wrong with the guide is shown in the page and
/// here; the last good version stays until it is mended.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  wijkengids serve --open              preview the guide in this folder
  wijkengids serve gids --follow       go to every chapter that is saved
  wijkengids serve --editor 'code'     double-click a paragraph to open it in VS Code
  wijkengids serve --host 0.0.0.0      let a phone on the same network look on")]
pub struct Arguments {
    #[command(flatten)]
    pub guide: GuideFolder,
    /// The name or address to listen on
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// The port; 0 for any free one [default: 3000, or the first free one after it]
    #[arg(long, value_name = "PORT", value_parser = port)]
    port: Option<u16>,
    /// Open the guide in the browser
    #[arg(long)]
    open: bool,
    /// Let the browser go to the chapter that is saved
    #[arg(long)]
    follow: bool,
    /// What opens a chapter when its text is double-clicked or Alt-clicked: `vscode`, `none` or a
    /// command [default: `editor` in book.toml, else $VISUAL or $EDITOR, VS Code,
    /// or what this computer has for such files]
    #[arg(long, value_name = "EDITOR", value_parser = editor)]
    editor: Option<String>,
    /// Turn editing in the browser off
    #[arg(long, conflicts_with = "edit")]
    read_only: bool,
    /// Let everyone who can reach the preview edit the guide, not only this computer
    #[arg(long, requires = "host")]
    edit: bool,
    /// Look for changes instead of relying on the system to report them
    #[arg(long)]
    poll: bool,
    /// Include drafts as if they were published; where one may edit they are shown in any case
    #[arg(long)]
    drafts: bool,
    /// Where the site will be; overrules `base-url` in book.toml
    #[arg(long, value_name = "URL", value_parser = parse_base_url)]
    base_url: Option<String>,
}

/// Serves the guide until it is interrupted.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    let start = Instant::now();
    // If the recovery fails, that is reported and the guide is shown as it is.
    let _ = mend(&arguments.guide.folder);
    let settings = Settings {
        root: arguments.guide.folder.clone(),
        options: Options {
            drafts: arguments.drafts,
            // Who writes a draft sees it; a build leaves it out.
            shows_drafts: !arguments.read_only,
            base_url: arguments.base_url.clone(),
            ..Options::default()
        },
        host: arguments.host.clone(),
        port: arguments.port,
        poll: arguments.poll,
        overrides: Overrides { follow: arguments.follow, editor: arguments.editor.clone() },
        editors: match (arguments.read_only, arguments.edit) {
            (true, _) => Editors::Nobody,
            (_, true) => Editors::Everyone,
            _ => Editors::ThisComputer,
        },
    };
    let terminal = Terminal::default();
    let editors = settings.editors;
    let running = serve::start(settings, move |preview, report| terminal.report(preview, report))
        .map_err(|error| fail(&[cannot_listen(arguments, &error)]))?;
    greet(&running, editors, start.elapsed());
    if arguments.open
        && let Err(error) = opener::open_browser(running.url())
    {
        say_unopened(&error);
    }
    wait_for_interrupt();
    Ok(())
}

/// A command in which every quotation mark is closed.
fn editor(command: &str) -> Result<String, String> {
    match System::HERE.words(command) {
        Some(words) if !words.is_empty() => Ok(command.to_owned()),
        Some(_) => Err(refused(&message!("editor-empty"), &message!("editor-empty", "help"))),
        None => {
            let message = message!("editor-quotes", command = command);
            Err(refused(&message, &message!("editor-quotes", "help")))
        }
    }
}

fn port(word: &str) -> Result<u16, String> {
    whole(word, 0, u16::MAX)
}

fn cannot_listen(arguments: &Arguments, error: &std::io::Error) -> Diagnostic {
    let place = match arguments.port {
        Some(port) => format!("{}:{port}", arguments.host),
        None => arguments.host.clone(),
    };
    let reason = io_reason(error);
    let problem = Diagnostic::error(message!("cannot-listen", place = place, reason = reason));
    problem.help(match error.kind() {
        std::io::ErrorKind::AddrInUse => message!("cannot-listen", "port-in-use"),
        std::io::ErrorKind::PermissionDenied => message!("cannot-listen", "port-denied"),
        _ => message!("cannot-listen", "help"),
    })
}

fn greet(running: &Running, editors: Editors, time: Duration) {
    let version = running.preview.version();
    diagnostic::print(&version.diagnostics);
    match &version.guide {
        Some(guide) => {
            let said = message!(
                "preview-ready",
                chapters = message!("chapters", count = guide.book.written()),
                lessons = message!("lessons", count = guide.lessons.entries.len()),
                seconds = decimal(time.as_secs_f64(), 2)
            );
            say!("{said}");
            let drafts = guide.book.iter().filter(|(_, chapter)| chapter.front_matter().draft);
            let count = drafts.count();
            if count > 0 && editors != Editors::Nobody {
                say!("{}", message!("preview-shows-drafts", count = count));
            }
        }
        None => say!("{}", message!("preview-waits")),
    }
    let address = running.address;
    if !address.ip().is_loopback() {
        let ip = outward_address().filter(|_| address.ip().is_unspecified());
        let ip = ip.unwrap_or(address.ip());
        let address = format!("http://{}/", std::net::SocketAddr::new(ip, address.port()));
        if editors == Editors::Everyone {
            say!("{}", message!("preview-is-open", "to-edit", address = address));
        } else {
            say!("{}", message!("preview-is-open", address = address));
        }
    }
    say!("{}", running.url());
    say!("{}", message!("preview-end"));
}

/// The address of this computer on its network. Finding it sends nothing.
fn outward_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind(("0.0.0.0", 0)).ok()?;
    // An address reserved for documentation.
    socket.connect(("192.0.2.1", 9)).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

/// Waits for Ctrl-C or SIGTERM.
fn wait_for_interrupt() {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return;
    };
    runtime.block_on(async {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            if let Ok(mut terminate) = signal(SignalKind::terminate()) {
                tokio::select! {
                    _ = tokio::signal::ctrl_c() => {}
                    _ = terminate.recv() => {}
                }
                return;
            }
        }
        let _ = tokio::signal::ctrl_c().await;
    });
}

/// Reports changes on the terminal, and each problem once.
#[derive(Default)]
struct Terminal {
    /// The problems of the last report, which are not printed again.
    known: Mutex<BTreeSet<String>>,
}

impl Terminal {
    fn report(&self, preview: &Preview, report: &Report<'_>) {
        match report {
            Report::Polling => {
                say!("{}", message!("preview-polls"));
            }
            Report::Changed(change, reach, time) => {
                let count = self.report_new_problems(preview);
                say!("{}", line(change, *reach, *time, count));
            }
        }
    }

    /// Prints new problems, and counts all there are.
    fn report_new_problems(&self, preview: &Preview) -> usize {
        let problems = preview.version().problems();
        let mut known = self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let new: Vec<Diagnostic> = problems
            .iter()
            .filter(|problem| !known.contains(&problem.to_string()))
            .cloned()
            .collect();
        *known = problems.iter().map(ToString::to_string).collect();
        diagnostic::print(&new);
        problems.len()
    }
}

/// One calm line about a change.
fn line(change: &Change, reach: usize, time: Duration, problems: usize) -> String {
    let what = match (change.files.as_slice(), &change.chapter) {
        ([_], Some((_, label))) => label.clone(),
        ([file], None) => file.to_string(),
        (files, _) => message!("files", count = files.len()),
    };
    if !change.is_sound {
        return message!("preview-stays-good", what = what, count = problems);
    }
    let (pages, time) = (message!("pages", count = reach), time.as_secs_f64() * 1000.0);
    message!("preview-updated", what = what, pages = pages, milliseconds = decimal(time, 1))
}

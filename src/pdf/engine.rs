//! The programs that make PDFs: where they are and how they are asked.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::run;
use crate::diagnostic::Diagnostic;

/// A program that makes a PDF of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    kind: Kind,
    program: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    WeasyPrint,
    Browser,
}

const WEASYPRINT: &str = "weasyprint";

/// Browsers that print without a window, by the names they have on a path.
const BROWSERS: [&str; 9] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "brave-browser",
];

impl Engine {
    /// The program called `wanted`, by its name or path; else the best that is installed.
    ///
    /// # Errors
    /// When there is none; then it says how to install one.
    pub fn find(wanted: Option<&str>) -> Result<Self, Diagnostic> {
        if let Some(wanted) = wanted {
            return which::which(wanted).map(Self::new).map_err(|_| {
                Diagnostic::error(format!("there is no program `{wanted}` to make a PDF with"))
                    .help(INSTALL)
            });
        }
        let named = [WEASYPRINT].into_iter().chain(BROWSERS);
        let found = named.into_iter().find_map(|name| which::which(name).ok());
        found.or_else(|| usual_places().into_iter().find(|place| place.is_file())).map_or_else(
            || {
                Err(Diagnostic::error("no program that makes a PDF is installed")
                    .help(format!("{INSTALL}; nothing was changed")))
            },
            |program| Ok(Self::new(program)),
        )
    }

    fn new(program: PathBuf) -> Self {
        let name = program.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let kind = if name.contains(WEASYPRINT) { Kind::WeasyPrint } else { Kind::Browser };
        Self { kind, program }
    }

    /// What the user knows the program as.
    pub fn name(&self) -> String {
        self.program.display().to_string()
    }

    /// Makes `pdf` of `page`, a file, within a time.
    ///
    /// # Errors
    /// A program that does not start, takes too long, or says that it failed.
    pub fn print(&self, page: &Path, pdf: &Path, limit: Duration) -> Result<(), Diagnostic> {
        let scratch = tempfile::tempdir()
            .map_err(|error| Diagnostic::error(format!("cannot make a folder: {error}")))?;
        let mut command = Command::new(&self.program);
        match self.kind {
            Kind::WeasyPrint => command.args(self.weasyprint_options()).arg(page).arg(pdf),
            Kind::Browser => command.args(browser_options(scratch.path(), pdf)).arg(url_of(page)),
        };
        run::run(&mut command, &self.name(), limit)?;
        let is_pdf = std::fs::read(pdf).is_ok_and(|bytes| bytes.starts_with(b"%PDF"));
        if is_pdf { Ok(()) } else { Err(Diagnostic::error(format!("{} made no PDF", self.name()))) }
    }

    /// A tagged PDF made of nothing that is elsewhere, as far as this version can.
    fn weasyprint_options(&self) -> Vec<&'static str> {
        let help = Command::new(&self.program).arg("--help").output();
        let help = help.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        let known = |option: &str| help.as_ref().is_ok_and(|help| help.contains(option));
        let mut options = vec!["--quiet", "--encoding", "utf-8"];
        for (option, value) in [
            ("--pdf-variant", Some("pdf/ua-1")),
            ("--pdf-tags", None),
            ("--allowed-protocols", Some("file,data")),
        ] {
            if known(option) {
                options.push(option);
                options.extend(value);
            }
        }
        options
    }
}

#[cfg(target_os = "macos")]
const INSTALL: &str = "install WeasyPrint with `brew install weasyprint`, or use Chrome or Edge";
#[cfg(windows)]
const INSTALL: &str = "install WeasyPrint with `pip install weasyprint`, or use Chrome or Edge";
#[cfg(not(any(target_os = "macos", windows)))]
const INSTALL: &str = "install WeasyPrint with `pip install weasyprint` or `apt install weasyprint`, \
     or Chromium with `apt install chromium`";

/// Where browsers are on systems that do not put them on the path.
fn usual_places() -> Vec<PathBuf> {
    let (roots, programs): (Vec<PathBuf>, &[&str]) = if cfg!(windows) {
        let roots = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"];
        let roots = roots.into_iter().filter_map(std::env::var_os).map(PathBuf::from).collect();
        let programs = &[
            "Google/Chrome/Application/chrome.exe",
            "Chromium/Application/chrome.exe",
            "Microsoft/Edge/Application/msedge.exe",
        ];
        (roots, programs)
    } else if cfg!(target_os = "macos") {
        let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join("Applications"));
        let programs = &[
            "Google Chrome.app/Contents/MacOS/Google Chrome",
            "Chromium.app/Contents/MacOS/Chromium",
            "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        ];
        (home.into_iter().chain([PathBuf::from("/Applications")]).collect(), programs)
    } else {
        (vec!["/opt".into()], &["google/chrome/chrome", "microsoft/msedge/msedge"])
    };
    programs.iter().flat_map(|program| roots.iter().map(move |root| root.join(program))).collect()
}

/// A browser without a window, with nothing of the user's own browser, that asks the network for
/// nothing.
fn browser_options(profile: &Path, pdf: &Path) -> Vec<OsString> {
    let with = |option: &str, path: &Path| {
        let mut option = OsString::from(option);
        option.push(path);
        option
    };
    let fixed = [
        "--headless",
        "--disable-gpu",
        "--disable-extensions",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--no-default-browser-check",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--no-pdf-header-footer",
        "--export-tagged-pdf",
        "--generate-pdf-document-outline",
    ];
    let mut options: Vec<OsString> = fixed.into_iter().map(OsString::from).collect();
    if run::is_root() {
        // Chromium refuses to start as root with its sandbox; the page is our own.
        options.push("--no-sandbox".into());
    }
    options.push(with("--user-data-dir=", profile));
    options.push(with("--print-to-pdf=", pdf));
    options
}

/// The address of a file, an absolute path.
fn url_of(file: &Path) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const UNSAFE: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'?').add(b'<').add(b'>');
    let path = file.to_string_lossy().replace('\\', "/");
    // Windows marks the absolute paths it has resolved itself.
    let path = path.strip_prefix("//?/").unwrap_or(&path).trim_start_matches('/');
    format!("file:///{}", utf8_percent_encode(path, UNSAFE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_addresses() {
        assert_eq!(url_of(Path::new("/a b/c#1.html")), "file:///a%20b/c%231.html");
        assert_eq!(url_of(Path::new(r"\\?\C:\gids\print.html")), "file:///C:/gids/print.html");
    }

    #[test]
    fn an_engine_is_known_by_its_name() {
        let kind = |path: &str| Engine::new(path.into()).kind;
        assert_eq!(kind("/usr/bin/weasyprint"), Kind::WeasyPrint);
        assert_eq!(kind("C:/Python/Scripts/WeasyPrint.exe"), Kind::WeasyPrint);
        assert_eq!(kind("/usr/bin/chromium"), Kind::Browser);
    }

    #[test]
    fn a_missing_engine_says_how_to_install_one() {
        let problem = Engine::find(Some("no-such-engine")).unwrap_err();
        assert!(problem.help.unwrap().contains("install WeasyPrint"));
    }
}

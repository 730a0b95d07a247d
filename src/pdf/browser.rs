//! Makes PDFs with a browser.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::scratch::Scratch;
use super::server::Server;

/// Browsers that can print headlessly, by their command names.
pub const NAMES: [&str; 9] = [
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

/// Headless, apart from the user's own profile, and without requests other than the page's.
const OPTIONS: [&str; 14] = [
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    // By default browsers bypass the proxy for loopback addresses.
    "--proxy-bypass-list=<-loopback>",
    "--no-pdf-header-footer",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
];

/// The command that prints the served page to `pdf`.
pub fn command(program: &Path, server: &Server, pdf: &Path, scratch: &Scratch) -> Command {
    let with = |option: &str, path: &Path| {
        let mut option = OsString::from(option);
        option.push(path);
        option
    };
    let mut command = Command::new(program);
    command.args(OPTIONS);
    if is_root() {
        // Chromium refuses to start as root with its sandbox.
        command.arg("--no-sandbox");
    }
    command
        .arg(format!("--proxy-server={}", server.proxy()))
        .arg(with("--user-data-dir=", &scratch.path("profile")))
        .arg(with("--print-to-pdf=", pdf))
        .arg(server.url());
    command
}

/// Whether the process runs as root.
fn is_root() -> bool {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    return rustix::process::geteuid().is_root();
    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    return false;
}

/// The usual locations of browsers on systems that do not put them on the path.
pub fn usual_places() -> Vec<PathBuf> {
    let (roots, programs): (Vec<PathBuf>, &[&str]) = if cfg!(windows) {
        let roots = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"];
        let roots = roots.into_iter().filter_map(env::var_os).map(PathBuf::from).collect();
        let programs = &[
            "Google/Chrome/Application/chrome.exe",
            "Chromium/Application/chrome.exe",
            "Microsoft/Edge/Application/msedge.exe",
        ];
        (roots, programs)
    } else if cfg!(target_os = "macos") {
        let home = env::var_os("HOME").map(|home| PathBuf::from(home).join("Applications"));
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

//! Makes PDFs with a browser.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::scratch::Scratch;
use super::server::Server;
use crate::system::System;

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
    places(System::HERE, &|name| env::var_os(name).map(PathBuf::from))
}

fn places(system: System, variable: &dyn Fn(&str) -> Option<PathBuf>) -> Vec<PathBuf> {
    let (roots, programs): (Vec<PathBuf>, &[&str]) = match system {
        System::Windows => (
            ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"]
                .into_iter()
                .filter_map(variable)
                .collect(),
            &[
                "Google/Chrome/Application/chrome.exe",
                "Chromium/Application/chrome.exe",
                "Microsoft/Edge/Application/msedge.exe",
            ],
        ),
        System::MacOs => (
            variable("HOME")
                .map(|home| home.join("Applications"))
                .into_iter()
                .chain([PathBuf::from("/Applications")])
                .collect(),
            &[
                "Google Chrome.app/Contents/MacOS/Google Chrome",
                "Chromium.app/Contents/MacOS/Chromium",
                "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
            ],
        ),
        System::Linux => {
            (vec!["/opt".into()], &["google/chrome/chrome", "microsoft/msedge/msedge"])
        }
    };
    programs.iter().flat_map(|program| roots.iter().map(move |root| root.join(program))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_looked_for_where_each_system_has_them() {
        let variable = |name: &str| match name {
            "ProgramFiles(x86)" => Some(PathBuf::from("C:/Program Files (x86)")),
            "HOME" => Some("/Users/noor".into()),
            _ => None,
        };
        let found = |system| places(system, &variable);
        let edge = "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe";
        assert!(found(System::Windows).contains(&edge.into()));
        let mac = found(System::MacOs);
        assert_eq!(mac.len(), 6);
        assert!(mac[0].starts_with("/Users/noor/Applications"), "one's own come first");
        assert!(found(System::Linux).contains(&"/opt/google/chrome/chrome".into()));
    }
}

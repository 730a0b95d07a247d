//! What makes PDFs: the typesetter within this program, or another program.

use std::path::PathBuf;
use std::time::Duration;

use super::scratch::Scratch;
use super::server::{Pages, Server};
use super::{browser, run, weasyprint};
use crate::diagnostic::Diagnostic;
use crate::messages::{io_reason, message};
use crate::system::System;

/// What makes a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Engine {
    /// The typesetter within this program.
    #[cfg(feature = "typeset")]
    Typst,
    /// A program that prints the single page.
    Program(Program),
}

/// The name of the typesetter within this program.
const TYPST: &str = "typst";

impl Engine {
    /// The engine `wanted`, a name or path; by default the typesetter, else the best program that
    /// is installed.
    ///
    /// # Errors
    /// There is none; the diagnostic says how to install one.
    pub fn find(wanted: Option<&str>) -> Result<Self, Diagnostic> {
        match wanted {
            #[cfg(feature = "typeset")]
            None | Some(TYPST) => Ok(Self::Typst),
            #[cfg(not(feature = "typeset"))]
            Some(TYPST) => Err(Diagnostic::error(message!("pdf-no-typesetter"))
                .help(message!("pdf-no-typesetter", "help"))),
            other => Program::find(other).map(Self::Program),
        }
    }
}

/// A program that makes a PDF of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    kind: Kind,
    path: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    WeasyPrint,
    Browser,
}

impl Program {
    /// The program `wanted`, a name or path; by default the best that is installed.
    fn find(wanted: Option<&str>) -> Result<Self, Diagnostic> {
        if let Some(wanted) = wanted {
            return which::which(wanted).map(Self::new).map_err(|_| {
                let problem = Diagnostic::error(message!("pdf-no-such-program", program = wanted));
                let install = how_to_install();
                problem.help(if cfg!(feature = "typeset") {
                    message!("pdf-no-such-program", "help", install = install)
                } else {
                    install
                })
            });
        }
        let mut names = [weasyprint::NAME].into_iter().chain(browser::NAMES);
        let found = names.find_map(|name| which::which(name).ok());
        let found =
            found.or_else(|| browser::usual_places().into_iter().find(|place| place.is_file()));
        found.map(Self::new).ok_or_else(|| {
            Diagnostic::error(message!("pdf-no-program")).help(message!(
                "pdf-no-program",
                "help",
                install = how_to_install()
            ))
        })
    }

    fn new(path: PathBuf) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let kind = if name.contains(weasyprint::NAME) { Kind::WeasyPrint } else { Kind::Browser };
        Self { kind, path }
    }

    /// The name by which the user knows the program.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Makes a PDF of a page before the timeout.
    ///
    /// # Errors
    /// A program that does not start, takes too long or fails; an interrupt.
    pub fn print(&self, pages: Pages, timeout: Duration) -> Result<Vec<u8>, Diagnostic> {
        let scratch = Scratch::new()?;
        let pdf = scratch.path("page.pdf");
        let server = Server::start(pages).map_err(|error| {
            let (program, reason) = (self.name(), io_reason(&error));
            Diagnostic::error(message!("pdf-not-served", program = program, reason = reason))
                .help(message!("pdf-other-engine"))
        })?;
        let mut command = match self.kind {
            Kind::WeasyPrint => weasyprint::command(&self.path, &server, &pdf, &scratch)?,
            Kind::Browser => browser::command(&self.path, &server, &pdf, &scratch),
        };
        run::run(&mut command, &self.name(), timeout)?;
        // A browser that cannot load the page prints an error page; WeasyPrint fails.
        let is_of_page = self.kind == Kind::WeasyPrint || server.is_served();
        match std::fs::read(&pdf) {
            Ok(bytes) if is_of_page && bytes.starts_with(b"%PDF") => Ok(bytes),
            _ => Err(Diagnostic::error(message!("pdf-not-made", program = self.name()))
                .help(message!("pdf-other-engine"))),
        }
    }
}

/// How to get a program that makes a PDF on this system.
fn how_to_install() -> String {
    match System::HERE {
        System::MacOs => message!("pdf-install-on-macos"),
        System::Windows => message!("pdf-install-on-windows"),
        System::Linux => message!("pdf-install-on-linux"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_is_recognised_by_its_name() {
        let kind = |path: &str| Program::new(path.into()).kind;
        assert_eq!(kind("/usr/bin/weasyprint"), Kind::WeasyPrint);
        assert_eq!(kind("C:/Python/Scripts/WeasyPrint.exe"), Kind::WeasyPrint);
        assert_eq!(kind("/usr/bin/chromium"), Kind::Browser);
    }

    #[test]
    fn a_missing_engine_says_how_to_install_one() {
        let problem = Engine::find(Some("no-such-engine")).unwrap_err();
        assert!(problem.help.unwrap().contains("install WeasyPrint"));
    }

    #[test]
    fn the_typesetter_needs_no_program() {
        let found = Engine::find(Some("typst"));
        assert_eq!(found.is_ok(), cfg!(feature = "typeset"));
        if let Err(problem) = found {
            assert!(problem.help.unwrap().contains("WeasyPrint"));
        }
    }
}

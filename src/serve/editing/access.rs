//! Who may edit.
//!
//! A page of the preview carries a token, which is made anew in every run, and a request that edits
//! must show it. A page of another site cannot read it, and no request that a browser sends
//! unasked carries it.

use std::io;
use std::net::IpAddr;
use std::path::Path;

use axum::http::{HeaderMap, HeaderName};
use blake3::Hash;

use crate::span::split_at_char;

/// Who may edit the guide in the browser.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Editors {
    /// Nobody.
    Nobody,
    /// Who works on this computer.
    #[default]
    ThisComputer,
    /// Everyone who can reach the preview.
    Everyone,
}

/// The token of this run, who gets it, and what the guide is known by.
#[derive(Debug)]
pub struct Access {
    editors: Editors,
    token: String,
    /// A comparison of hashes takes the same time whatever they are.
    hash: Hash,
    /// Tells pages of this run from those of others.
    run: String,
    /// Tells the guide from others, in every run.
    guide: String,
}

impl Access {
    /// A new token, for the guide in a folder.
    ///
    /// # Errors
    /// A system that gives no random numbers.
    pub fn new(editors: Editors, folder: &Path) -> io::Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        let token = Hash::from_bytes(bytes).to_hex().to_string();
        let hash = blake3::hash(token.as_bytes());
        let run = split_at_char(&hash.to_hex(), 8).0.to_owned();
        let guide = blake3::hash(folder.as_os_str().as_encoded_bytes());
        let guide = split_at_char(&guide.to_hex(), 16).0.to_owned();
        Ok(Self { editors, token, hash, run, guide })
    }

    /// The token for the answer to a request from an address; `None` if nobody edits from there.
    pub fn token_for(&self, peer: IpAddr, headers: &HeaderMap) -> Option<&str> {
        let is_editor = match self.editors {
            Editors::Nobody => false,
            Editors::ThisComputer => peer.to_canonical().is_loopback() && !is_forwarded(headers),
            Editors::Everyone => true,
        };
        is_editor.then_some(self.token.as_str())
    }

    /// Whether a request from an address, with this token, may edit.
    pub fn admits(&self, peer: IpAddr, headers: &HeaderMap, token: &[u8]) -> bool {
        self.token_for(peer, headers).is_some() && blake3::hash(token) == self.hash
    }

    /// What tells pages with the token of this run from others.
    pub fn run(&self) -> &str {
        &self.run
    }

    /// What a browser calls the guide, which may show several at one address after each other.
    pub fn guide(&self) -> &str {
        &self.guide
    }
}

/// Whether a request was passed on by another program, so that it may come from anywhere.
fn is_forwarded(headers: &HeaderMap) -> bool {
    let mut names = headers.keys().map(HeaderName::as_str);
    names.any(|name| {
        name.starts_with("x-forwarded") || matches!(name, "forwarded" | "via" | "x-real-ip")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_that_was_passed_on_may_come_from_anywhere() {
        let here: IpAddr = "127.0.0.1".parse().unwrap();
        for name in ["x-forwarded-for", "x-forwarded-host", "forwarded", "via"] {
            let name: HeaderName = name.parse().unwrap();
            let headers: HeaderMap = [(name, "x".parse().unwrap())].into_iter().collect();
            let access = Access::new(Editors::ThisComputer, Path::new("a")).unwrap();
            assert_eq!(access.token_for(here, &headers), None);
            assert!(!access.admits(here, &headers, access.token.as_bytes()));
            let access = Access::new(Editors::Everyone, Path::new("a")).unwrap();
            assert!(access.token_for(here, &headers).is_some());
        }
    }

    #[test]
    fn a_token_is_for_one_run_and_for_editors() {
        let direct = HeaderMap::new();
        let here: IpAddr = "127.0.0.1".parse().unwrap();
        let also_here: IpAddr = "::ffff:127.0.0.1".parse().unwrap();
        let there: IpAddr = "192.0.2.7".parse().unwrap();
        for (editors, from_here, from_there) in [
            (Editors::Nobody, false, false),
            (Editors::ThisComputer, true, false),
            (Editors::Everyone, true, true),
        ] {
            let access = Access::new(editors, Path::new("a")).unwrap();
            assert_eq!(access.token_for(here, &direct).is_some(), from_here);
            assert_eq!(access.token_for(there, &direct).is_some(), from_there);
            let token = access.token.as_bytes();
            assert_eq!(access.admits(here, &direct, token), from_here);
            assert_eq!(access.admits(also_here, &direct, token), from_here);
            assert_eq!(access.admits(there, &direct, token), from_there);
            let other = Access::new(editors, Path::new("b")).unwrap();
            assert_ne!(access.guide(), other.guide());
            for wrong in [&b""[..], b"x", other.token.as_bytes(), &token[1..]] {
                assert!(!access.admits(here, &direct, wrong));
            }
        }
    }
}

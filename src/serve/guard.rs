//! Which requests the preview answers.
//!
//! A page of another site that a writer visits can send requests to this computer. If that site
//! points its own name to this computer, it can even read the responses (DNS rebinding). So the
//! host of a request must be a name that no other site can have, and a request made by a page must
//! come from a page of the preview itself.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::messages::message;

/// The host that the preview was asked to listen on.
#[derive(Clone)]
pub struct Guard(Arc<str>);

impl Guard {
    /// Admits requests to `host`, to this computer by name, and to any IP address.
    pub fn new(host: &str) -> Self {
        Self(host.into())
    }

    /// Whether a request is answered.
    fn admits(&self, headers: &HeaderMap) -> bool {
        let text =
            |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or(""));
        let Some(host) = text(header::HOST) else { return false };
        let is_own_origin = match text(header::ORIGIN) {
            Some(origin) => origin.strip_prefix("http://") == Some(host),
            None => true,
        };
        self.is_own_host(host) && is_own_origin && !is_embedded_elsewhere(headers)
    }

    /// Whether a host is a name that no other site can have.
    fn is_own_host(&self, host: &str) -> bool {
        let name = without_port(host).to_ascii_lowercase();
        let address = name.trim_start_matches('[').trim_end_matches(']');
        address.parse::<IpAddr>().is_ok()
            || name == "localhost"
            || name.ends_with(".localhost")
            || name == self.0.to_ascii_lowercase()
    }
}

/// "localhost" of "localhost:3000", "[::1]" of "[::1]:3000".
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Whether the request comes from a page of another site that embeds this one. Following a link
/// from there is harmless.
fn is_embedded_elsewhere(headers: &HeaderMap) -> bool {
    let is = |name: &str, values: &[&str]| {
        headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|v| values.contains(&v))
    };
    is("sec-fetch-site", &["cross-site", "same-site"])
        && !(is("sec-fetch-mode", &["navigate"]) && is("sec-fetch-dest", &["document"]))
}

/// Refuses requests that the guard does not admit.
pub async fn check(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    if guard.admits(request.headers()) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, format!("{}\n", message!("preview-refuses"))).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(headers: &[(&'static str, &str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().unwrap());
        }
        Guard::new("gids.lan").admits(&map)
    }

    #[test]
    fn names_of_this_computer_are_known() {
        for host in [
            "localhost:3000",
            "127.0.0.1:3000",
            "[::1]:3000",
            "192.168.1.9",
            "x.localhost",
            "GIDS.lan:80",
        ] {
            assert!(admits(&[("host", host)]), "{host}");
        }
    }

    #[test]
    fn other_names_are_refused() {
        for host in [
            "evil.example",
            "evil.example:3000",
            "localhost.evil.example",
            "127.0.0.1.nip.io",
            "",
            "127.0.0.1@evil.example",
        ] {
            assert!(!admits(&[("host", host)]), "{host}");
        }
        assert!(!admits(&[]));
    }

    #[test]
    fn pages_of_other_sites_are_refused() {
        let host = ("host", "localhost:3000");
        assert!(admits(&[host, ("origin", "http://localhost:3000")]));
        for origin in
            ["http://evil.example", "http://localhost:4000", "https://localhost:3000", "null", ""]
        {
            assert!(!admits(&[host, ("origin", origin)]), "{origin}");
        }
        let site = ("sec-fetch-site", "cross-site");
        assert!(!admits(&[
            host,
            site,
            ("sec-fetch-mode", "no-cors"),
            ("sec-fetch-dest", "script")
        ]));
        assert!(!admits(&[
            host,
            site,
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "iframe")
        ]));
        assert!(admits(&[
            host,
            site,
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document")
        ]));
    }
}

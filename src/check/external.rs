//! Checks whether addresses of other sites answer; only on request.
//!
//! Different hosts are asked at the same time, but each for one address at a time, with a pause
//! between, and an address that answered is not asked again for days.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread::{scope, sleep};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use ureq::Agent;
use ureq::http::StatusCode;
use ureq::tls::{RootCerts, TlsConfig};
use url::Url;

use crate::cache;
use crate::diagnostic::Diagnostic;
use crate::document::{Reference, Target};
use crate::messages::{io_reason, message};
use crate::rule::Rule;
use crate::source::Source;
use crate::workspace::Manuscript;

/// How many hosts are asked at the same time.
const HOSTS_AT_ONCE: usize = 16;
/// The pause between two addresses of one host.
const REQUEST_INTERVAL: Duration = Duration::from_millis(250);
/// How long a host may ask us to wait before we give up.
const LONGEST_WAIT: u64 = 10;
/// For how many days an answer is kept: the most that a guide can ask for.
const LONGEST_KEPT: i64 = 365;
/// The name under which answers are kept from run to run, for all guides: a page that exists does
/// so wherever it is linked from.
const CACHE: &str = "links.json";

/// Reports addresses that do not answer, at every place that links to them.
pub fn dead(manuscript: &Manuscript, found: &mut Vec<Diagnostic>) {
    let settings = &manuscript.config.check;
    let mut uses: BTreeMap<String, Vec<(&Source, &Reference)>> = BTreeMap::new();
    for (source, document) in &manuscript.chapters {
        for reference in &document.references {
            let Some(url) = web_address(&reference.target) else { continue };
            if !settings.ignore_links.iter().any(|ignored| url.starts_with(ignored.as_str())) {
                uses.entry(url).or_default().push((source, reference));
            }
        }
    }
    let mut answered = Answered::read();
    let is_known = |url: &&String| answered.lately(url, settings.link_age);
    let asked: Vec<&String> = uses.keys().filter(|url| !is_known(url)).collect();
    let problems = ask(&asked, Duration::from_secs(settings.link_timeout.into()));
    for url in asked {
        let Some(problem) = problems.get(url) else {
            answered.remember(url);
            continue;
        };
        for (source, reference) in uses.get(url).into_iter().flatten() {
            found.push(
                Diagnostic::of(Rule::DeadLink, problem.as_str())
                    .at(&source.text, source.text.first_line(reference.span))
                    .help(message!("dead-link", "help")),
            );
        }
    }
    answered.write();
}

/// The address without its fragment, which no server sees.
fn web_address(target: &Target) -> Option<String> {
    let Target::External(address) = target else { return None };
    let absolute = match address.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => address.clone(),
    };
    let mut url = Url::parse(&absolute).ok()?;
    url.set_fragment(None);
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

/// Requests all addresses; returns those that do not answer, and what is said of them.
fn ask(urls: &[&String], timeout: Duration) -> BTreeMap<String, String> {
    let mut by_host: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for url in urls {
        let host = Url::parse(url).ok().map(|url| url.authority().to_owned());
        by_host.entry(host.unwrap_or_default()).or_default().push(url);
    }
    let agent = agent(timeout);
    let problems = Mutex::new(BTreeMap::new());
    let hosts = Mutex::new(by_host.into_values());
    let next = || hosts.lock().ok()?.next();
    scope(|scope| {
        for _ in 0..HOSTS_AT_ONCE {
            scope.spawn(|| {
                while let Some(urls) = next() {
                    for (at, url) in urls.into_iter().enumerate() {
                        if at > 0 {
                            sleep(REQUEST_INTERVAL);
                        }
                        if let (Err(problem), Ok(mut problems)) =
                            (answer(&agent, url), problems.lock())
                        {
                            problems.insert(url.to_owned(), problem);
                        }
                    }
                }
            });
        }
    });
    problems.into_inner().unwrap_or_default()
}

fn agent(timeout: Duration) -> Agent {
    let certificates = RootCerts::PlatformVerifier;
    Agent::config_builder()
        .timeout_global(Some(timeout))
        .http_status_as_error(false)
        .max_redirects(10)
        .tls_config(TlsConfig::builder().root_certs(certificates).build())
        .user_agent(concat!("wijkengids/", env!("CARGO_PKG_VERSION"), " (link check)"))
        .build()
        .into()
}

/// Asks for the head of a page; for the page itself where a server does not answer that well.
fn answer(agent: &Agent, url: &str) -> Result<(), String> {
    match status(agent, url, true)? {
        status if status.is_success() => Ok(()),
        _ => match status(agent, url, false)? {
            status if status.is_success() => Ok(()),
            // The page exists, but we may not see it.
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Ok(()),
            StatusCode::NOT_FOUND | StatusCode::GONE => Err(message!("dead-link", url = url)),
            status => Err(message!("dead-link-status", url = url, status = status.as_u16())),
        },
    }
}

fn status(agent: &Agent, url: &str, head: bool) -> Result<StatusCode, String> {
    let ask = || if head { agent.head(url).call() } else { agent.get(url).call() };
    let response = ask().map_err(|error| explain(url, &error))?;
    let busy = matches!(response.status().as_u16(), 429 | 503);
    let wait = response.headers().get("retry-after").and_then(|value| value.to_str().ok());
    match wait.and_then(|wait| wait.parse::<u64>().ok()) {
        Some(wait) if busy && wait <= LONGEST_WAIT => {
            sleep(Duration::from_secs(wait));
            ask().map(|response| response.status()).map_err(|error| explain(url, &error))
        }
        _ => Ok(response.status()),
    }
}

fn explain(url: &str, error: &ureq::Error) -> String {
    use ureq::Error;
    let unreachable =
        |reason: String| message!("dead-link-unreachable", url = url, reason = reason);
    match error {
        Error::Timeout(_) => message!("dead-link-slow", url = url),
        Error::HostNotFound => message!("dead-link-no-site", url = url),
        Error::TooManyRedirects => message!("dead-link-circle", url = url),
        Error::Tls(_) | Error::Rustls(_) => {
            message!("dead-link-insecure", url = url, reason = error.to_string())
        }
        Error::Io(error) => unreachable(io_reason(error)),
        Error::ConnectionFailed => unreachable(message!("io-connection-refused")),
        error => unreachable(error.to_string()),
    }
}

/// When addresses last answered.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
struct Answered(BTreeMap<String, Timestamp>);

impl Answered {
    /// What was kept.
    fn read() -> Self {
        let kept = cache::read(CACHE);
        kept.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default()
    }

    /// Whether an address answered within this many days.
    fn lately(&self, url: &str, days: u32) -> bool {
        let oldest = Timestamp::now() - SignedDuration::from_hours(24 * i64::from(days));
        self.0.get(url).is_some_and(|time| *time > oldest)
    }

    fn remember(&mut self, url: &str) {
        self.0.insert(url.to_owned(), Timestamp::now());
    }

    /// Saves the answers that are recent enough for any guide.
    fn write(mut self) {
        let oldest = Timestamp::now() - SignedDuration::from_hours(24 * LONGEST_KEPT);
        self.0.retain(|_, time| *time > oldest);
        if let Ok(json) = serde_json::to_vec_pretty(&self) {
            cache::write(CACHE, &json);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_asked() {
        let address = |text: &str| web_address(&Target::of_link(text));
        assert_eq!(address("https://x.nl/a#b").as_deref(), Some("https://x.nl/a"));
        assert_eq!(address("//x.nl").as_deref(), Some("https://x.nl/"));
        assert_eq!(address("mailto:a@x.nl"), None);
        assert_eq!(address("2.4.8"), None);
    }
}

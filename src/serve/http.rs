//! The preview over HTTP.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::from_fn_with_state;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use futures_util::stream::{self, Stream};
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use super::broadcast::{Broadcast, Update};
use super::cache::Rendered;
use super::client;
use super::editing::{self, Editing};
use super::guard::{self, Guard};
use super::listener::Peer;
use super::preview::{Answer, Preview};
use crate::editions::site::policy::header_policy;
use crate::messages::{io_reason, message};

/// What all requests are answered from.
#[derive(Clone)]
pub struct AppState {
    /// The guide.
    pub preview: Arc<Preview>,
    /// Tells browsers what changed.
    pub broadcast: Arc<Broadcast>,
    /// Becomes true when the preview ends.
    pub ending: watch::Receiver<bool>,
    /// Edits the guide.
    pub editing: Arc<Editing>,
}

/// The policy while there is no guide to have one.
const POLICY: &str = "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; \
    frame-ancestors 'self'";

/// How long an answer may take. In a large guide the search index takes seconds.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);

/// The routes of the preview, for requests that `guard` admits.
pub fn router(state: AppState, guard: Guard) -> Router {
    let always = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    let editing = editing::routes(Arc::clone(&state.editing));
    Router::new()
        .route(client::SCRIPT_PATH, get(|| script(client::SCRIPT)))
        .route(client::LETTER_PATH, get(|| script(client::LETTER)))
        .route(client::UPDATES_PATH, get(updates))
        .route(client::OPEN_PATH, post(open))
        .fallback(artifact)
        .with_state(state)
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, ANSWER_TIMEOUT))
        .merge(editing)
        .layer(from_fn_with_state(guard, guard::check))
        .layer(CatchPanicLayer::new())
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        ))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(always(header::REFERRER_POLICY, "no-referrer"))
        .layer(always(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
        .layer(always(header::CACHE_CONTROL, "no-cache"))
}

async fn script(text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], text)
}

/// A file of the publication. Only paths in its map are served, whatever the request says.
async fn artifact(
    State(state): State<AppState>,
    Extension(Peer(peer)): Extension<Peer>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let Some(path) = publication_path(&state.preview, uri.path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let access = &state.editing.access;
    let editing = access.token_for(peer.ip(), &headers);
    let editing = editing.map(|token| client::Editing { token, guide: access.guide() });
    let page = Page { editing, run: access.run(), asked: &headers };
    let (preview, asked) = (Arc::clone(&state.preview), path.clone());
    let answer = tokio::task::spawn_blocking(move || preview.answer(&asked)).await;
    state.broadcast.send_new_problems();
    let mut response = match answer {
        Ok(Answer::Found(file)) => page.response(StatusCode::OK, &path, &file),
        Ok(Answer::Missing(Some(file))) => page.response(StatusCode::NOT_FOUND, "404.html", &file),
        Ok(Answer::Missing(None)) => StatusCode::NOT_FOUND.into_response(),
        Ok(Answer::Broken) => {
            let file = Rendered::new(client::empty_page());
            page.response(StatusCode::SERVICE_UNAVAILABLE, "index.html", &file)
        }
        Ok(Answer::Waiting) => waiting(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    if let Some(policy) = policy(&state.preview) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// A page that asks again after a second.
fn waiting() -> Response {
    let again = (HeaderName::from_static("refresh"), HeaderValue::from_static("1"));
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    (StatusCode::ACCEPTED, [again, kind], client::page(&message!("pdf-is-being-made")))
        .into_response()
}

/// The policy of the guide, as it is published with it.
fn policy(preview: &Preview) -> Option<HeaderValue> {
    let guide = preview.version().guide.clone()?;
    HeaderValue::from_str(&header_policy(&guide.config)).ok()
}

/// The path in the publication that an address stands for: `index.html` for a folder. A guide with
/// a base URL is also found below the path of that URL, as its error page expects.
fn publication_path(preview: &Preview, path: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let base = preview.version().guide.as_ref().and_then(|guide| guide.base_path());
    let below_base = base.as_ref().and_then(|base| path.strip_prefix(base.as_str()));
    let path = below_base.unwrap_or_else(|| path.strip_prefix('/').unwrap_or(&path));
    let is_folder = path.is_empty() || path.ends_with('/');
    Some(if is_folder { format!("{path}index.html") } else { path.to_owned() })
}

/// How a browser gets files of the publication.
struct Page<'a> {
    /// What it needs to edit, if it may.
    editing: Option<client::Editing<'a>>,
    /// What tells pages with that token from those of other runs.
    run: &'a str,
    /// The headers of its request.
    asked: &'a HeaderMap,
}

impl Page<'_> {
    fn response(&self, status: StatusCode, path: &str, file: &Rendered) -> Response {
        let content_type = content_type(path);
        let is_page = content_type.starts_with("text/html");
        let version = match self.editing {
            // A browser must not keep a page with the token of another run.
            Some(_) if is_page => format!("{}-{}", file.hash, self.run),
            _ => file.hash.clone(),
        };
        let etag = format!("\"{version}\"");
        if status == StatusCode::OK && self.is_known(&etag) {
            return (StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response();
        }
        let bytes = if is_page {
            Bytes::from(client::with_script(file, &version, self.editing))
        } else {
            file.bytes.clone()
        };
        let headers = [(header::CONTENT_TYPE, content_type), (header::ETAG, etag)];
        (status, headers, Body::from(bytes)).into_response()
    }

    fn is_known(&self, etag: &str) -> bool {
        let known = self.asked.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
        known.is_some_and(|known| {
            let is_it = |one: &str| one.trim_start_matches("W/") == etag || one == "*";
            known.split(',').any(|one| is_it(one.trim()))
        })
    }
}

fn content_type(path: &str) -> String {
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    let is_text = mime.type_() == mime_guess::mime::TEXT || mime.subtype() == "javascript";
    if is_text {
        format!("{}; charset=utf-8", mime.essence_str())
    } else {
        mime.essence_str().to_owned()
    }
}

/// All updates from now on, until the browser disconnects or the preview ends.
async fn updates(State(state): State<AppState>) -> impl IntoResponse {
    Sse::new(stream(state.broadcast.subscribe(), state.ending)).keep_alive(KeepAlive::default())
}

fn stream(
    mut updates: watch::Receiver<Update>,
    ending: watch::Receiver<bool>,
) -> impl Stream<Item = Result<Event, Infallible>> {
    updates.mark_changed();
    stream::unfold((updates, ending), async |(mut updates, mut ending)| {
        tokio::select! {
            changed = updates.changed() => changed.ok()?,
            _ = ending.wait_for(|ending| *ending) => return None,
        }
        let json = serde_json::to_string(&*updates.borrow_and_update()).ok()?;
        let event = Event::default().retry(Duration::from_millis(500)).data(json);
        Some((Ok(event), (updates, ending)))
    })
}

/// Which file to open, and at which line.
#[derive(Deserialize)]
struct OpenRequest {
    file: String,
    line: usize,
}

/// Opens a chapter in the writer's editor. Only files of chapters can be opened, and only a page
/// of the preview itself, on this computer, can ask for it.
async fn open(
    State(state): State<AppState>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    Query(request): Query<OpenRequest>,
) -> Response {
    // Browsers send the origin of every such request, and the guard has checked it.
    if !headers.contains_key(header::ORIGIN) || !peer.ip().to_canonical().is_loopback() {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Some(file) = state.preview.source_file(&request.file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let editor = state.broadcast.editor();
    let opening = tokio::task::spawn_blocking(move || editor.open(&file, request.line));
    let opened = opening.await.unwrap_or_else(|fault| Err(std::io::Error::other(fault)));
    match opened {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            let text = message!("editor-not-started", reason = io_reason(&error));
            (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_the_right_content_type() {
        assert_eq!(content_type("2.4.8.html"), "text/html; charset=utf-8");
        assert_eq!(content_type("search/index.js"), "text/javascript; charset=utf-8");
        assert_eq!(content_type("lessen.json"), "application/json");
        assert_eq!(content_type("assets/a.1.svg"), "image/svg+xml");
        assert_eq!(content_type("feed.xml"), "text/xml; charset=utf-8");
        assert_eq!(content_type("zonder"), "application/octet-stream");
    }
}

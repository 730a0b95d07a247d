//! Requests that edit, over HTTP.
//!
//! Each carries the token of this run in a header that makes browsers ask before they send it from
//! another site, and nothing here ever agrees. What is posted is JSON, which no form can send.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Extension, Router};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tower_http::timeout::TimeoutLayer;

use super::images::{self, ImageRequest};
use super::journal::Direction;
use super::refusal::{Refusal, answer};
use super::words::Words;
use super::{Editing, assisting, draft, saving, scripts, undoing};
use crate::messages::message;
use crate::serve::listener::Peer;

/// The header with the token.
const TOKEN: HeaderName = HeaderName::from_static("x-wijkengids-token");

/// The most bytes that are posted: a text twice, as it was and as it becomes.
const MOST: usize = 16 << 20;

/// How much larger an image may be to be refused in words.
const SPARE: usize = 8 << 20;

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// How long a change of chapters may take. It is not cut off, so no browser is told before its end
/// that it has failed.
const STRUCTURE_TIMEOUT: Duration = Duration::from_secs(30 * 60);

/// Where everything of the editor is.
const BELOW: &str = "/.preview/editing";

/// All requests of the editor.
pub fn routes(editing: Arc<Editing>) -> Router {
    let requests = Router::new()
        .route("/words", asked(|_, Nothing {}| Ok(Words::default())))
        .route("/chapter", asked(|editing, asked| saving::chapter(editing, &asked)))
        .route("/draft", posted(|editing, request| draft::draft(editing, &request)))
        .route("/save", posted(|editing, request| saving::save(editing, &request)))
        .route("/undo", posted(|editing, Nothing {}| undoing::go(editing, Direction::Undo)))
        .route("/redo", posted(|editing, Nothing {}| undoing::go(editing, Direction::Redo)))
        .route("/history", asked(|editing, Nothing {}| Ok(undoing::history(editing))))
        .route("/targets", posted(|editing, request| Ok(assisting::targets(editing, &request))))
        .route("/paste", posted(|editing, request| assisting::paste(editing, &request)))
        .route("/image", post(image).layer(DefaultBodyLimit::max(images::MOST + SPARE)))
        .route("/tree", asked(|editing, Nothing {}| assisting::tree(editing)))
        .layer(timeout(TIMEOUT))
        .route(
            "/structure",
            posted(|editing, request| assisting::structure(editing, &request))
                .layer(timeout(STRUCTURE_TIMEOUT)),
        )
        .layer(DefaultBodyLimit::max(MOST))
        .layer(from_fn_with_state(Arc::clone(&editing), check));
    let all = requests.route("/{module}", get(module)).with_state(editing);
    Router::new().nest(BELOW, all)
}

fn timeout(after: Duration) -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, after)
}

/// A script. Scripts are no secret, and a browser loads them without the token.
async fn module(Path(name): Path<String>) -> Response {
    match scripts::module(&name) {
        Some(script) => {
            ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], script).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Refuses requests without the token, or from where nobody edits.
async fn check(
    State(editing): State<Arc<Editing>>,
    Extension(Peer(peer)): Extension<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    let token = headers.get(TOKEN).map_or(&b""[..], |token| token.as_bytes());
    if editing.access.admits(peer.ip(), headers, token) {
        next.run(request).await
    } else {
        let help = message!("edit-refused", "help");
        Refusal::new(StatusCode::FORBIDDEN, message!("edit-refused")).help(help).into_response()
    }
}

/// A request that says nothing more.
#[derive(Debug, Deserialize)]
struct Nothing {}

/// Answers a request that asks for something in its address.
fn asked<Q, A>(
    act: impl Fn(&Editing, Q) -> Result<A, Refusal> + Copy + Send + Sync + 'static,
) -> MethodRouter<Arc<Editing>>
where
    Q: DeserializeOwned + Send + 'static,
    A: Serialize + 'static,
{
    let answer = async move |State(editing): State<Arc<Editing>>,
                             asked: Result<Query<Q>, QueryRejection>| {
        match asked {
            Ok(Query(question)) => run(editing, move |editing| act(editing, question)).await,
            Err(rejection) => unread(&rejection.body_text()).into_response(),
        }
    };
    get(answer)
}

/// Answers a request that posts JSON.
fn posted<Q, A>(
    act: impl Fn(&Editing, Q) -> Result<A, Refusal> + Copy + Send + Sync + 'static,
) -> MethodRouter<Arc<Editing>>
where
    Q: DeserializeOwned + Send + 'static,
    A: Serialize + 'static,
{
    let answer = async move |State(editing): State<Arc<Editing>>,
                             headers: HeaderMap,
                             body: Result<Bytes, BytesRejection>| {
        match read(&headers, body) {
            Ok(question) => run(editing, move |editing| act(editing, question)).await,
            Err(refusal) => refusal.into_response(),
        }
    };
    post(answer)
}

/// Stores an image, which is posted as it is.
async fn image(
    State(editing): State<Arc<Editing>>,
    asked: Result<Query<ImageRequest>, QueryRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    if let Err(refusal) = must_be(&headers, "application/octet-stream") {
        return refusal.into_response();
    }
    match (asked, body) {
        (Err(rejection), _) => unread(&rejection.body_text()).into_response(),
        (_, Err(rejection)) => {
            let most: usize = images::MOST >> 20;
            let said = message!("image-too-heavy", most = most);
            Refusal::new(rejection.status(), said).into_response()
        }
        (Ok(Query(request)), Ok(bytes)) => {
            run(editing, move |editing| assisting::image(editing, &request, &bytes)).await
        }
    }
}

/// Works where waiting for a disk holds up no other request.
async fn run<A: Serialize>(
    editing: Arc<Editing>,
    act: impl FnOnce(&Editing) -> Result<A, Refusal> + Send + 'static,
) -> Response {
    let work = tokio::task::spawn_blocking(move || match act(&editing) {
        Ok(found) => answer(StatusCode::OK, &found),
        Err(refusal) => refusal.into_response(),
    });
    work.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// The JSON of a request.
fn read<Q: DeserializeOwned>(
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Q, Refusal> {
    must_be(headers, "application/json")?;
    let body = body.map_err(|rejection| too_large(rejection.status()))?;
    serde_json::from_slice(&body).map_err(|error| unread(&error.to_string()))
}

fn unread(reason: &str) -> Refusal {
    Refusal::new(StatusCode::BAD_REQUEST, message!("edit-unread", reason = reason))
}

/// A kind of content that no form of another site can send.
fn must_be(headers: &HeaderMap, kind: &str) -> Result<(), Refusal> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|given| given.to_str().ok());
    let given = given.and_then(|given| given.split(';').next()).unwrap_or_default();
    if given.trim().eq_ignore_ascii_case(kind) {
        return Ok(());
    }
    Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message!("edit-kind", kind = kind)))
}

fn too_large(status: StatusCode) -> Refusal {
    let megabytes: usize = MOST >> 20;
    Refusal::new(status, message!("edit-too-large", megabytes = megabytes))
}

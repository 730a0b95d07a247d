//! Why a request is refused, in words.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::diagnostic::Diagnostic;
use crate::paths::FileError;

/// Why a request is refused, in words.
#[derive(Debug, Serialize)]
pub struct Refusal {
    #[serde(skip)]
    status: StatusCode,
    message: String,
    help: Option<String>,
    #[serde(flatten)]
    details: Map<String, Value>,
}

impl Refusal {
    /// A refusal without advice.
    pub fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), help: None, details: Map::new() }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what a browser needs to go on.
    #[must_use]
    pub fn with(mut self, details: Value) -> Self {
        if let Value::Object(details) = details {
            self.details = details;
        }
        self
    }
}

impl From<Diagnostic> for Refusal {
    fn from(problem: Diagnostic) -> Self {
        let help = problem.help;
        Self { help, ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, problem.message) }
    }
}

impl From<FileError> for Refusal {
    fn from(error: FileError) -> Self {
        Diagnostic::from(error).into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        json(self.status, &self)
    }
}

/// An answer as JSON.
pub fn json(status: StatusCode, answer: &impl Serialize) -> Response {
    match serde_json::to_vec(answer) {
        Ok(bytes) => (status, [(header::CONTENT_TYPE, "application/json")], bytes).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

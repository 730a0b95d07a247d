//! Why a request is refused, in words.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::paths::FileError;
use crate::serve::problems::Problem;

/// How many problems are told besides the first.
const OTHERS: usize = 50;

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

    /// Of a guide that cannot be read.
    pub fn unreadable() -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, message!("preview-empty"))
    }

    /// What files that have changed meanwhile do not allow.
    pub fn conflict(problem: Diagnostic) -> Self {
        Self { status: StatusCode::CONFLICT, ..problem.into() }
    }

    /// Why, in words.
    pub fn message(&self) -> &str {
        &self.message
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

/// Of several problems the first, and the others below its advice.
impl From<Vec<Diagnostic>> for Refusal {
    fn from(problems: Vec<Diagnostic>) -> Self {
        let mut problems = problems.into_iter();
        let Some(first) = problems.next() else {
            return Self::new(StatusCode::UNPROCESSABLE_ENTITY, "");
        };
        let others: Vec<Problem> =
            problems.take(OTHERS).map(|problem| Problem::new(&problem)).collect();
        Self::from(first).with(json!({ "problems": others }))
    }
}

impl From<FileError> for Refusal {
    fn from(error: FileError) -> Self {
        Diagnostic::from(error).into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        answer(self.status, &self)
    }
}

/// An answer as JSON.
pub fn answer(status: StatusCode, answer: &impl Serialize) -> Response {
    match serde_json::to_vec(answer) {
        Ok(bytes) => (status, [(header::CONTENT_TYPE, "application/json")], bytes).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

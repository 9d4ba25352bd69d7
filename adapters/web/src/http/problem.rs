//! What a browser is told when something is not done: in kind words, and never more than concerns it.

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};

use crate::Error;
use crate::words::{Words, say};

/// Something was not done.
#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    words: String,
    /// Where to go instead.
    to: Option<&'static str>,
}

impl Problem {
    /// It was not done, for a reason that the person can do something about.
    pub(super) fn new(status: StatusCode, words: impl Into<String>) -> Self {
        Self { status, words: words.into(), to: None }
    }

    /// It is done at another address first.
    pub(super) fn elsewhere(to: &'static str) -> Self {
        Self { status: StatusCode::SEE_OTHER, words: String::new(), to: Some(to) }
    }

    /// There is no such thing, or not for this person.
    pub(super) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, say!(Words::of("en"), "not-found"))
    }

    /// Something of ours is broken: it is logged under an id, and the person is told the id.
    pub(super) fn broken(cause: &dyn std::fmt::Display) -> Self {
        let id = format!("{:08x}", rand::random::<u32>());
        tracing::error!(failure = id, error = %cause, "a page could not be made");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, say!(Words::of("en"), "broken", id = id))
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::broken(&error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        match self.to {
            Some(to) => (self.status, [(LOCATION, to)]).into_response(),
            None => (self.status, self.words).into_response(),
        }
    }
}

/// An address that leads nowhere.
pub(super) async fn nowhere() -> Problem {
    Problem::not_found()
}

//! What a browser is told when something is not done: in kind words, and never more than concerns it.

use axum::extract::rejection::{FormRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};

use crate::Error;
use crate::page;
use crate::words::{Words, say};

/// What stands behind the `?` of an address; odd ones get our own words.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(Problem))]
pub(super) struct Query<T>(pub(super) T);

/// What stands in an address; odd ones get our own words.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Problem))]
pub(super) struct Path<T>(pub(super) T);

/// What a form sends; odd ones get our own words.
#[derive(FromRequest)]
#[from_request(via(axum::extract::Form), rejection(Problem))]
pub(super) struct Form<T>(pub(super) T);

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

    /// What was sent is no sense: an old page, or no page of ours.
    pub(super) fn odd() -> Self {
        Self::new(StatusCode::BAD_REQUEST, say!(Words::of("en"), "wrong-token"))
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

    /// The same as a page, where a whole one was asked for.
    pub(super) fn page(self) -> Response {
        if self.status == StatusCode::NOT_FOUND {
            return (self.status, page::lost(Words::of("en"))).into_response();
        }
        self.into_response()
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::broken(&error)
    }
}

impl From<QueryRejection> for Problem {
    fn from(_: QueryRejection) -> Self {
        Self::odd()
    }
}

impl From<PathRejection> for Problem {
    fn from(_: PathRejection) -> Self {
        Self::not_found()
    }
}

impl From<FormRejection> for Problem {
    fn from(rejection: FormRejection) -> Self {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            return Self::new(StatusCode::PAYLOAD_TOO_LARGE, say!(Words::of("en"), "form-too-large"));
        }
        Self::odd()
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
pub(super) async fn nowhere() -> Response {
    Problem::not_found().page()
}

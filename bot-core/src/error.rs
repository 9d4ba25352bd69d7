//! The two ways in which something does not happen: refused in kind words, or failed with an id to look for.

use thiserror::Error as ThisError;

use crate::chat::Text;

/// Why something did not happen.
#[derive(Debug, ThisError)]
pub enum Error {
    /// The person is told, in kind words that say what to do.
    #[error("{0}")]
    Refused(Text),
    /// Something is broken. It is logged with an id, and the person is shown the id.
    #[error(transparent)]
    Failed(Box<dyn std::error::Error + Send + Sync>),
}

/// What most functions here return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Something is broken.
    pub fn failed(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Failed(cause.into())
    }

    /// Whether the same once more may well go through: two transactions were in each other's way, or wrote the same row
    /// at the same moment, so that the second one will find it; or a row that it points to was just erased, so that it
    /// will find it gone.
    pub(crate) fn is_passing(&self) -> bool {
        const DEADLOCK: &str = "40P01";
        const SERIALIZATION: &str = "40001";
        use rusqlite::ErrorCode::{ConstraintViolation, DatabaseBusy};
        let Self::Failed(cause) = self else { return false };
        if let Some(cause) = cause.downcast_ref::<rusqlite::Error>() {
            return matches!(cause.sqlite_error_code(), Some(ConstraintViolation | DatabaseBusy));
        }
        let Some(sqlx::Error::Database(cause)) = cause.downcast_ref() else { return false };
        let blocked = cause.code().is_some_and(|code| [DEADLOCK, SERIALIZATION].contains(&&*code));
        blocked || cause.is_unique_violation() || cause.is_foreign_key_violation()
    }
}

impl From<Text> for Error {
    fn from(words: Text) -> Self {
        Self::Refused(words)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(cause: rusqlite::Error) -> Self {
        Self::failed(cause)
    }
}

impl From<sqlx::Error> for Error {
    fn from(cause: sqlx::Error) -> Self {
        Self::failed(cause)
    }
}

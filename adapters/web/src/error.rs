//! What can go wrong: something of ours is broken, or somebody asked for what is not there.

/// What can go wrong here.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The core could not do it.
    #[error(transparent)]
    Core(#[from] bot_core::Error),
    /// The chat log could not be read or written.
    #[error("the playground's chat log: {0}")]
    Log(#[from] sqlx::Error),
    /// The chat log could not be brought up to date.
    #[error("the playground's chat log: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// What was written in the chat log is not what this Kith writes there.
    #[error("the playground's chat log holds something unreadable: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The server stopped listening.
    #[error("the web server: {0}")]
    Io(#[from] std::io::Error),
}

/// What most functions here return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

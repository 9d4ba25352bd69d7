//! Kith in a browser: a playground that behaves like a chat server, and what a running Kith tells about itself.
//!
//! The playground is an adapter like the others: it asks and tells the core through [`bot_core::Bot`]'s doors only. Being
//! the chat server as well, it keeps what was said itself, in `log`, as the platforms do.

mod clock;
mod demo;
mod draw;
mod error;
mod http;
mod log;
mod metrics;
mod page;
mod room;
mod words;

pub use axum::Router;
pub use demo::Scene;
pub use error::{Error, Result};
pub use http::{Access, operator, serve, serve_router};
pub use metrics::Metrics;
pub use room::Playground;

/// The platform of communities that live in the playground alone.
pub const PLATFORM: &str = "playground";

//! Which shards are this process's: all of them where it is alone, or those that it holds a lease on.

use std::time::Duration;

use bot_core::Bot;
use bot_core::moment::Span;
use tokio::time::{Instant, timeout};

use crate::desk::now;
use crate::platform;

/// What the names of leases on shards begin with.
const SHARD: &str = "shard:";

/// The leases of one process.
pub(crate) struct Leases {
    bot: Bot,
    holder: String,
    /// How long one lasts; nothing where the process is alone.
    span: Option<Duration>,
}

/// Whether a shard is this process's.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Lease {
    Ours,
    /// It cannot be seen now.
    Unknown,
    Others,
}

impl Leases {
    pub(crate) fn new(bot: Bot, span: Option<Duration>) -> Self {
        Self { bot, holder: format!("{:032x}", rand::random::<u128>()), span }
    }

    /// Into how many shards all servers are divided: as others do already, or else as Discord recommends.
    pub(crate) async fn shards(&self, recommended: u32) -> u32 {
        if self.span.is_none() {
            return recommended;
        }
        let leased = self.bot.leased(now(), &platform()).await.unwrap_or_default();
        let of = leased.iter().filter_map(|name| name.strip_prefix(SHARD)?.split_once('/')?.1.parse().ok());
        of.max().unwrap_or(recommended)
    }

    /// Takes or renews the lease on a shard.
    pub(crate) async fn take(&self, shard: u32, of: u32) -> Lease {
        let Some(span) = self.span else { return Lease::Ours };
        let span = Span(i64::try_from(span.as_millis()).unwrap_or(i64::MAX));
        let name = format!("{SHARD}{shard}/{of}");
        let platform = platform();
        let lease = self.bot.lease(now(), &platform, &name, &self.holder, span);
        match timeout(self.pause(), lease).await {
            Ok(Ok(true)) => Lease::Ours,
            Ok(Ok(false)) => Lease::Others,
            Ok(Err(error)) => {
                tracing::warn!(%error, shard, "it cannot be seen whose a shard is");
                Lease::Unknown
            }
            Err(_) => {
                tracing::warn!(shard, "the database takes too long to say whose a shard is");
                Lease::Unknown
            }
        }
    }

    /// How long to wait before all are looked at again.
    pub(crate) fn pause(&self) -> Duration {
        self.span.map_or(Duration::from_secs(3_600), |span| span / 3)
    }

    /// Whether a lease that was renewed last at that moment has run out, or will before it is looked at again.
    pub(crate) fn is_over(&self, renewed: Instant) -> bool {
        self.span.is_some_and(|span| renewed.elapsed() + self.pause() >= span)
    }

    /// Gives all of them back.
    pub(crate) async fn give_back(&self) {
        if self.span.is_some()
            && let Err(error) = self.bot.give_back(&platform(), &self.holder).await
        {
            tracing::warn!(%error, "the shards are free for others only when their leases run out");
        }
    }
}

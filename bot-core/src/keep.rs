//! The doors for an adapter's own notes: what it must know again after a restart, and no feature reads.

use crate::bot::{Bot, again};
use crate::chat::Platform;
use crate::error::Result;
use crate::features::leases::queries as leases;
use crate::features::notes::queries as notes;
use crate::moment::{Moment, Span};

impl Bot {
    /// What an adapter noted under `key`.
    pub async fn note(&self, platform: &Platform, key: &str) -> Result<Option<String>> {
        notes::read(&mut self.store.read().await?, platform, key).await
    }

    /// Notes something, over what was noted under `key` before.
    pub async fn keep_note(&self, now: Moment, platform: &Platform, key: &str, body: &str) -> Result<()> {
        again!(self.write_note(now, platform, key, body))
    }

    async fn write_note(&self, now: Moment, platform: &Platform, key: &str, body: &str) -> Result<()> {
        let mut tx = self.store.begin().await?;
        notes::write(&mut tx, platform, key, body, now).await?;
        tx.commit().await
    }

    /// Forgets the notes whose key begins with `beginning` (ASCII) and that were written before a moment. How many.
    pub async fn forget_notes(&self, platform: &Platform, beginning: &str, before: Moment) -> Result<u64> {
        let mut tx = self.store.begin().await?;
        let end = format!("{beginning}\u{7f}");
        let gone = notes::forget(&mut tx, platform, beginning, &end, before).await?;
        tx.commit().await?;
        Ok(gone)
    }

    /// Takes or renews a lease on something that one process alone may do, for so long; whether it is the holder's.
    pub async fn lease(
        &self,
        now: Moment,
        platform: &Platform,
        name: &str,
        holder: &str,
        span: Span,
    ) -> Result<bool> {
        again!(self.take_lease(now, platform, name, holder, span))
    }

    async fn take_lease(
        &self,
        now: Moment,
        platform: &Platform,
        name: &str,
        holder: &str,
        span: Span,
    ) -> Result<bool> {
        let mut tx = self.store.begin().await?;
        let has = leases::take(&mut tx, platform, name, holder, now, now + span).await?;
        tx.commit().await?;
        Ok(has)
    }

    /// Gives back every lease of a holder.
    pub async fn give_back(&self, platform: &Platform, holder: &str) -> Result<()> {
        let mut tx = self.store.begin().await?;
        leases::give_back(&mut tx, platform, holder).await?;
        tx.commit().await
    }

    /// What is leased now, by whomever.
    pub async fn leased(&self, now: Moment, platform: &Platform) -> Result<Vec<String>> {
        leases::leased(&mut self.store.read().await?, platform, now).await
    }
}

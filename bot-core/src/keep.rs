//! The doors for an adapter's own notes: what it must know again after a restart, and no feature reads.

use crate::bot::{Bot, again};
use crate::chat::Platform;
use crate::error::Result;
use crate::features::notes::queries as notes;
use crate::moment::Moment;

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
}
